// libsodium, ready to use: whoever imports a module of this folder has waited for it.
import sodium from 'libsodium-wrappers';

await sodium.ready;

export { sodium };

// The WebAssembly module below the wrappers, of which their types do not tell.
interface Memory {
  readonly HEAPU8: Uint8Array; // Another one after the memory has grown.
  _malloc(size: number): number; // 0 when there is no room.
  _free(address: number): void;
}

const memory = (sodium as unknown as { readonly libsodium: Memory }).libsodium;
const blockSize = 64 * 1024;
const nothing = new Uint8Array(32);

// Zeros what libsodium's own memory still holds of the keys and texts that went through it:
// the wrappers free their copies and leave them as they are. Nothing of it is in use between
// two calls, so all free memory is taken once, filled and given back. Takes a third of a
// millisecond. Whoever wipes keys calls it last.
export function wipeSodium(): void {
  // What the ciphers left on the stack is written over by the same ciphers.
  const nonce = nothing.subarray(0, 24);
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(nothing, null, null, nonce, nothing);
  sodium.crypto_generichash(32, nothing, null);
  const { privateKey } = sodium.crypto_sign_seed_keypair(nothing);
  sodium.crypto_sign_detached(nothing, privateKey);
  const blocks: number[] = [];
  // Ends below the top of the memory, so that it does not grow.
  for (let end = 0; end + 4 * blockSize < memory.HEAPU8.length; ) {
    const block = memory._malloc(blockSize);
    if (block === 0) break;
    end = block + blockSize;
    memory.HEAPU8.fill(0, block, end);
    blocks.push(block);
  }
  for (const block of blocks) memory._free(block);
}
