// Pad of SPEC.md section 6: m || 0x80 || zeros, so that a body's length tells little.
import { sealedOverhead } from '../contract/limits';
import { isSealedSize, paddedSize } from '../contract/padded-size';
import { dataLoss } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';

export const filingAccountSize = 64 * 1024;
const mark = 0x80;

// `atLeast` is one of the sizes, or 0. TOO_LARGE above 512 KiB.
export function pad(message: SecretBytes, atLeast: number): SecretBytes {
  const padded = new Uint8Array(paddedSize(message.size, atLeast));
  padded.set(message.expose());
  padded[message.size] = mark;
  return SecretBytes.take(padded);
}

// DATA_LOSS unless `padded` is what pad makes of some message: a size of the list, and 0x80
// followed by zeros only. A larger size than the smallest that fits is accepted, because
// writers may ask for one.
export function unpad(padded: SecretBytes): SecretBytes {
  if (!isSealedSize(padded.size + sealedOverhead)) throw dataLoss('padding: size');
  const bytes = padded.expose();
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) --end;
  if (end === 0 || bytes[end - 1] !== mark) throw dataLoss('padding: mark');
  return SecretBytes.copyOf(bytes.subarray(0, end - 1));
}
