// K, the secret of one epoch of one compartment (SPEC.md section 7), and the keyring that
// holds those which a person could open.
import type { CompartmentKind } from '../generated/vangnet/record/v1/record_pb';
import { Refusal } from '../contract/refusal';
import type { SecretBytes } from '../contract/secret-bytes';
import { deriveKey } from './derive';
import { type RandomSource, randomSecret } from './random-source';

const keySize = 32;
const context = 'vn-epoch';

export class EpochKey {
  readonly bytes: SecretBytes;

  private constructor(bytes: SecretBytes) {
    this.bytes = bytes;
  }

  static generate(random: RandomSource): EpochKey {
    return new EpochKey(randomSecret(random, keySize));
  }

  // INVALID_ARGUMENT unless these are 32 bytes, which are then this object's.
  static fromBytes(bytes: SecretBytes): EpochKey {
    if (bytes.size !== keySize) throw new Refusal('INVALID_ARGUMENT', '', 'epoch key: 32 bytes');
    return new EpochKey(bytes);
  }

  // kdf 1: what bodies are sealed under. The caller's to wipe.
  bodyKey(): SecretBytes {
    return deriveKey(this.bytes, 1, context);
  }

  // kdf 2: public, stands in the EPOCH record.
  commitment(): Uint8Array {
    return deriveKey(this.bytes, 2, context).expose();
  }

  clone(): EpochKey {
    return new EpochKey(this.bytes.clone());
  }

  wipe(): void {
    this.bytes.wipe();
  }
}

// By epoch number, ascending.
export type EpochKeys = ReadonlyMap<number, EpochKey>;

export function wipeKeys(keys: EpochKeys): void {
  for (const key of keys.values()) key.wipe();
}

// Keys of one case by compartment and epoch.
export class Keyring {
  readonly #keys = new Map<CompartmentKind, Map<number, EpochKey>>();

  // Takes `key`; one of the same compartment and epoch is wiped and replaced.
  add(compartment: CompartmentKind, epoch: number, key: EpochKey): void {
    const keys = this.#keys.get(compartment) ?? new Map<number, EpochKey>();
    keys.get(epoch)?.wipe();
    keys.set(epoch, key);
    this.#keys.set(compartment, keys);
  }

  // Undefined when it is not held. Stays the keyring's.
  find(compartment: CompartmentKind, epoch: number): EpochKey | undefined {
    return this.#keys.get(compartment)?.get(epoch);
  }

  // Epochs held of a compartment, ascending.
  epochs(compartment: CompartmentKind): number[] {
    return [...(this.#keys.get(compartment)?.keys() ?? [])].sort((a, b) => a - b);
  }

  clone(): Keyring {
    const copy = new Keyring();
    for (const [compartment, keys] of this.#keys) {
      for (const [epoch, key] of keys) copy.add(compartment, epoch, key.clone());
    }
    return copy;
  }

  wipe(): void {
    for (const keys of this.#keys.values()) wipeKeys(keys);
    this.#keys.clear();
  }
}
