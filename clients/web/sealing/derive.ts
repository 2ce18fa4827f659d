// crypto_kdf and crypto_generichash as SPEC.md uses them.
import { concat } from '../contract/bytes';
import { SecretBytes } from '../contract/secret-bytes';
import { sodium } from './sodium';

// kdf(key, number, context): 32 bytes. `key` has 32 bytes, `context` 8.
export function deriveKey(key: SecretBytes, number: number, context: string): SecretBytes {
  return SecretBytes.take(sodium.crypto_kdf_derive_from_key(32, number, context, key.expose()));
}

// crypto_generichash(32, label || secret), no key.
export function hashSecret(label: Uint8Array, secret: SecretBytes): SecretBytes {
  const joined = SecretBytes.take(concat(label, secret.expose()));
  try {
    return SecretBytes.take(sodium.crypto_generichash(32, joined.expose(), null));
  } finally {
    joined.wipe();
  }
}
