// What is wrong with a typed code: where, never what it was.
import type { CodeFault } from '../../sealing/symbol-code';

export interface CodeFaultWords {
  readonly symbol: (group: number, position: number) => string;
  readonly short: (group: number) => string;
  readonly long: string;
  readonly check: string;
}

const groups = 7;
const groupSize = 4;

export function codeFaultWords(fault: CodeFault, words: CodeFaultWords): string {
  switch (fault.kind) {
    case 'symbol':
      return words.symbol(fault.group, ((fault.position - 1) % groupSize) + 1);
    case 'length':
      return fault.group > groups ? words.long : words.short(fault.group);
    case 'check':
      return words.check;
  }
}
