// Coming back with the receipt.
import { h } from 'preact';
import { show } from '../state/journey';
import { followWords } from '../words/follow';
import { reportWords } from '../words/report';
import { sessionWords } from '../words/session';
import { ReceiptEntry } from './receipt-entry';

export async function enterFollow(): Promise<void> {
  await Promise.all([followWords.load(), reportWords.load(), sessionWords.load()]);
  show(() => h(ReceiptEntry, {}));
}
