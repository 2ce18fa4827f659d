// The sizes of Pad (SPEC.md section 6): 4, 8, 16, 32, 64 KiB, or a multiple of 64 KiB.
import { maxPaddedBody, sealedOverhead } from './limits';
import { tooLarge } from './refusal';

const smallest = 4 * 1024;
const step = 64 * 1024; // Sizes double up to here, then grow by it.

// The smallest padded size of `size` bytes or more.
function roundUp(size: number): number {
  if (size > step) return Math.ceil(size / step) * step;
  let padded = smallest;
  while (padded < size) padded *= 2;
  return padded;
}

// True for the sizes that a sealed body can have: a padded size + 16.
export function isSealedSize(size: number): boolean {
  const padded = size - sealedOverhead;
  return padded > 0 && padded <= maxPaddedBody && roundUp(padded) === padded;
}

// The size of Pad(m) for a message of `length` bytes, not less than `atLeast` (0 when it
// does not matter). Room for the 0x80 byte is added here. TOO_LARGE from 512 KiB on.
export function paddedSize(length: number, atLeast: number): number {
  if (length >= maxPaddedBody || atLeast > maxPaddedBody) throw tooLarge('body: fewer bytes');
  return roundUp(Math.max(length + 1, atLeast));
}
