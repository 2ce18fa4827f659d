// Sign(sk, label, m) of SPEC.md: Ed25519 over label || m, pure and detached.
import { concat, sameBytes } from '../contract/bytes';
import type { Signature, SigningKey } from '../contract/ids';
import { Refusal } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { sodium } from './sodium';

// The private half of an Ed25519 key.
export class SigningIdentity {
  readonly key: SigningKey;
  readonly #secret: SecretBytes;

  private constructor(key: SigningKey, secret: SecretBytes) {
    this.key = key;
    this.#secret = secret;
  }

  // INVALID_ARGUMENT unless `seed` has 32 bytes. The seed stays its owner's.
  static fromSeed(seed: SecretBytes): SigningIdentity {
    if (seed.size !== 32) throw new Refusal('INVALID_ARGUMENT', '', 'signing seed: 32 bytes');
    const pair = sodium.crypto_sign_seed_keypair(seed.expose());
    return new SigningIdentity(pair.publicKey as SigningKey, SecretBytes.take(pair.privateKey));
  }

  // `label` is one of contract/labels.
  sign(label: Uint8Array, message: Uint8Array): Signature {
    const signature = sodium.crypto_sign_detached(concat(label, message), this.#secret.expose());
    return signature as Signature;
  }

  wipe(): void {
    this.#secret.wipe();
  }
}

// SPEC.md section 1: encodings of small order, the sign bit clear.
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((text) => sodium.from_hex(text));

function withoutSign(point: Uint8Array): Uint8Array {
  const masked = point.slice();
  masked[31]! &= 0x7f;
  return masked;
}

function isSmallOrder(point: Uint8Array): boolean {
  const masked = withoutSign(point);
  return smallOrder.some((encoding) => sameBytes(encoding, masked));
}

// y below 2^255 - 19, which is ed ff ... ff 7f.
function isCanonical(point: Uint8Array): boolean {
  const masked = withoutSign(point);
  return masked[31] !== 0x7f || masked[0]! < 0xed || masked.subarray(1, 31).some((b) => b !== 0xff);
}

// True for small-order or non-canonical keys and small-order R: nothing that they sign
// verifies. libsodium refuses these as well; SPEC.md asks every verifier to look itself.
export function isForbidden(key: SigningKey, signature: Signature): boolean {
  return isSmallOrder(key) || !isCanonical(key) || isSmallOrder(signature.subarray(0, 32));
}

// False for a signature that is not by `key` over label || message, and for whatever is
// forbidden.
export function verifySignature(
  key: SigningKey,
  label: Uint8Array,
  message: Uint8Array,
  signature: Signature,
): boolean {
  if (isForbidden(key, signature)) return false;
  return sodium.crypto_sign_verify_detached(signature, concat(label, message), key);
}
