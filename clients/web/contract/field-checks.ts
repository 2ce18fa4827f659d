// Checks that records, grants and bundles have in common. A refusal is BAD_FIELD and names
// the field, never the value.
import { compareBytes, compareText } from './bytes';
import { badField } from './refusal';

export function demand(holds: boolean, field: string, wanted: string): void {
  if (!holds) throw badField(field, wanted);
}

// True when `compare` rises from each element to the next: sorted, and each once.
function rises<T>(list: readonly T[], compare: (a: T, b: T) => number): boolean {
  for (let i = 1; i < list.length; ++i) {
    if (compare(list[i - 1]!, list[i]!) >= 0) return false;
  }
  return true;
}

export const numbersRise = (list: readonly number[]): boolean => rises(list, (a, b) => a - b);
export const bytesRise = (list: readonly Uint8Array[]): boolean => rises(list, compareBytes);
export const textsRise = (list: readonly string[]): boolean => rises(list, compareText);
