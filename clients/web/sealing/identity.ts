// Identity: the private half of a person's keys, an Ed25519 key that signs and an X25519 key
// that opens. One type for staff and reporter; they differ in where the seeds come from.
import type { BoxKey, PrincipalId, Signature, SigningKey } from '../contract/ids';
import { dataLoss, Refusal } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { deriveKey } from './derive';
import { SigningIdentity } from './ed25519';
import { sodium } from './sodium';

export class Identity {
  readonly principal: PrincipalId;
  readonly boxKey: BoxKey;
  readonly #signing: SigningIdentity;
  readonly #boxSecret: SecretBytes;

  private constructor(
    principal: PrincipalId,
    signing: SigningIdentity,
    boxKey: BoxKey,
    boxSecret: SecretBytes,
  ) {
    this.principal = principal;
    this.boxKey = boxKey;
    this.#signing = signing;
    this.#boxSecret = boxSecret;
  }

  // INVALID_ARGUMENT unless both seeds have 32 bytes. They stay their owner's.
  static fromSeeds(
    principal: PrincipalId,
    signingSeed: SecretBytes,
    boxSeed: SecretBytes,
  ): Identity {
    if (boxSeed.size !== 32) throw new Refusal('INVALID_ARGUMENT', '', 'box seed: 32 bytes');
    const signing = SigningIdentity.fromSeed(signingSeed);
    const pair = sodium.crypto_box_seed_keypair(boxSeed.expose());
    return new Identity(
      principal,
      signing,
      pair.publicKey as BoxKey,
      SecretBytes.take(pair.privateKey),
    );
  }

  get signingKey(): SigningKey {
    return this.#signing.key;
  }

  sign(label: Uint8Array, message: Uint8Array): Signature {
    return this.#signing.sign(label, message);
  }

  // Opens what sealBox sealed to boxKey. DATA_LOSS otherwise.
  openBox(box: Uint8Array): SecretBytes {
    try {
      const content = sodium.crypto_box_seal_open(box, this.boxKey, this.#boxSecret.expose());
      return SecretBytes.take(content);
    } catch {
      throw dataLoss('box: does not open');
    }
  }

  wipe(): void {
    this.#signing.wipe();
    this.#boxSecret.wipe();
  }
}

// crypto_box_seal: anybody can seal to a key, only its identity opens. Says nothing of who
// sealed. INVALID_ARGUMENT for a key of small order.
export function sealBox(content: SecretBytes, recipientKey: BoxKey): Uint8Array {
  try {
    return sodium.crypto_box_seal(content.expose(), recipientKey);
  } catch {
    throw new Refusal('INVALID_ARGUMENT', '', 'recipient key: small order');
  }
}

// A staff identity from its seed S (SPEC.md section 3). INVALID_ARGUMENT unless it has 32
// bytes.
export function identityFromSeed(principal: PrincipalId, seed: SecretBytes): Identity {
  if (seed.size !== 32) throw new Refusal('INVALID_ARGUMENT', '', 'identity seed: 32 bytes');
  const signingSeed = deriveKey(seed, 1, 'vn-ident');
  const boxSeed = deriveKey(seed, 2, 'vn-ident');
  try {
    return Identity.fromSeeds(principal, signingSeed, boxSeed);
  } finally {
    signingSeed.wipe();
    boxSeed.wipe();
  }
}
