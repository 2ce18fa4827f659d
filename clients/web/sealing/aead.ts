// XChaCha20-Poly1305-IETF with what stands beside it: the one cipher of this project.
import { dataLoss } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { sodium } from './sodium';

export const aeadNonceSize = 24;

// `context` is authenticated and not hidden. Never the same nonce twice under a key.
export function aeadSeal(
  key: SecretBytes,
  nonce: Uint8Array,
  context: Uint8Array,
  message: SecretBytes,
): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    message.expose(),
    context,
    null,
    nonce,
    key.expose(),
  );
}

// DATA_LOSS when key, nonce, context or bytes are not those of the seal.
export function aeadOpen(
  key: SecretBytes,
  nonce: Uint8Array,
  context: Uint8Array,
  sealed: Uint8Array,
): SecretBytes {
  try {
    return SecretBytes.take(
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        sealed,
        context,
        nonce,
        key.expose(),
      ),
    );
  } catch {
    throw dataLoss('seal: does not open');
  }
}
