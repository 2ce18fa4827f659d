// The receipt and the keys that follow from it, while this page needs them. One receipt for a
// draft, however often the reporter goes back: it is on paper already.
import { signal } from '@preact/signals';
import { systemRandom } from '../../sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from '../../sealing/receipt';
import { whenLeaving } from '../state/leaving';
import { partOfReport } from './one-report';

const groups = 7;

let receipt: Receipt | undefined;
let keys: Promise<ReporterKeys> | undefined;
// Which group is asked is no secret; a small bias does not matter.
const group = signal(1);

export const askedGroup = group;

export function currentReceipt(): Receipt {
  if (receipt === undefined) {
    receipt = Receipt.generate(systemRandom);
    whenLeaving(forgetReceipt);
    askAnotherGroup();
  }
  return receipt;
}

export const hasReceipt = (): boolean => receipt !== undefined;

// Typed by whoever sends a saved report.
export function takeReceipt(typed: Receipt): void {
  forgetReceipt();
  receipt = typed;
  whenLeaving(forgetReceipt);
}

export function askAnotherGroup(): void {
  const byte = new Uint8Array(1);
  systemRandom.fill(byte);
  group.value = 1 + (byte[0]! % groups);
}

export function currentKeys(): Promise<ReporterKeys> {
  keys ??= deriveReporterKeys(currentReceipt());
  return keys;
}

// Its receipt is kept until the person leaves: it may be looked at once more.
export function forgetKeys(): void {
  void keys?.then((made) => made.wipe());
  keys = undefined;
}

export function forgetReceipt(): void {
  forgetKeys();
  receipt?.wipe();
  receipt = undefined;
}

partOfReport(forgetReceipt);
