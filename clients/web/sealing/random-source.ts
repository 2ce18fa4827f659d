// Where random bytes come from. Passed in everywhere, so that tests can make samples again;
// programs pass systemRandom and nothing else.
import type { RecordId } from '../contract/ids';
import type { RandomNumber } from '../contract/routing-draw';
import { SecretBytes } from '../contract/secret-bytes';

export interface RandomSource {
  fill(out: Uint8Array): void;
}

// The browser's, which is the system's.
export const systemRandom: RandomSource = {
  fill(out: Uint8Array): void {
    // Browsers give no more than 64 KiB at once.
    for (let at = 0; at < out.length; at += 65536) {
      crypto.getRandomValues(out.subarray(at, at + 65536) as Uint8Array<ArrayBuffer>);
    }
  },
};

export function randomBytes(random: RandomSource, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  random.fill(bytes);
  return bytes;
}

export function randomSecret(random: RandomSource, size: number): SecretBytes {
  return SecretBytes.take(randomBytes(random, size));
}

export function randomRecordId(random: RandomSource): RecordId {
  return randomBytes(random, 16) as RecordId;
}

// For draw and drawRouting.
export function randomNumbers(random: RandomSource): RandomNumber {
  return () => {
    const bytes = randomBytes(random, 8);
    return new DataView(bytes.buffer).getBigUint64(0);
  };
}
