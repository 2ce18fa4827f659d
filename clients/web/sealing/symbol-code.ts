// Codes that people write down and type: 5 bits a symbol, in groups of four, the last symbol
// a check over GF(32) that finds every single wrong symbol and every swap of two (SPEC.md
// section 2). Receipts carry 27 symbols + 1, fingerprints 23 + 1.
import { Refusal } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';

export const receiptSymbols = 27; // 135 bits.
export const fingerprintSymbols = 23; // 115 bits.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupSize = 4;

// What is wrong with a typed code, for a page to say in the person's language.
//   symbol  the symbol at `position` is none of the alphabet
//   length  too short (position: the first that is missing) or too long (the first too many)
//   check   one symbol is wrong or two are swapped; which cannot be known: both are 0
export interface CodeFault {
  readonly kind: 'symbol' | 'length' | 'check';
  readonly position: number; // Symbol, from 1; spaces and hyphens do not count.
  readonly group: number; // Group of four, from 1.
}

// The first fault of `typed` as a code of `symbols` symbols and a check, or undefined.
// Spaces and hyphens are dropped, lower case is taken as upper case, O as 0, I and L as 1.
export function findCodeFault(typed: string, symbols: number): CodeFault | undefined {
  const values = new Uint8Array(symbols + 1);
  try {
    return readSymbols(typed, values);
  } finally {
    values.fill(0);
  }
}

// The first `symbols` * 5 bits of `bytes`, from the top, as ASCII in groups of four with
// hyphens, check symbol included.
export function encodeSymbols(bytes: Uint8Array, symbols: number): SecretBytes {
  const values = new Uint8Array(symbols + 1);
  for (let i = 0; i < symbols * 5; ++i) {
    const bit = (bytes[i >> 3]! >> (7 - (i & 7))) & 1;
    const at = Math.floor(i / 5);
    values[at] = (values[at]! << 1) | bit;
  }
  values[symbols] = checkSymbol(values.subarray(0, symbols));
  const text = new Uint8Array(values.length + Math.floor((values.length - 1) / groupSize));
  let out = 0;
  values.forEach((value, i) => {
    if (i !== 0 && i % groupSize === 0) text[out++] = '-'.charCodeAt(0);
    text[out++] = alphabet.charCodeAt(value);
  });
  values.fill(0);
  return SecretBytes.take(text);
}

// The bits of `typed`, from the top, the rest of the last byte zero. INVALID_ARGUMENT for
// what findCodeFault finds; the message names the position, never the code.
export function decodeSymbols(typed: string, symbols: number): SecretBytes {
  const values = new Uint8Array(symbols + 1);
  const fault = readSymbols(typed, values);
  if (fault !== undefined) {
    values.fill(0);
    throw new Refusal(
      'INVALID_ARGUMENT',
      '',
      `code: ${fault.kind}, symbol ${fault.position} (group ${fault.group})`,
    );
  }
  const bytes = new Uint8Array(Math.ceil((symbols * 5) / 8));
  for (let i = 0; i < symbols * 5; ++i) {
    const bit = (values[Math.floor(i / 5)]! >> (4 - (i % 5))) & 1;
    bytes[i >> 3]! |= bit << (7 - (i & 7));
  }
  values.fill(0);
  return SecretBytes.take(bytes);
}

// One typed group of four against that of a code's text, with the same forgiveness.
export function groupMatches(typed: string, wanted: Uint8Array): boolean {
  let matched = 0;
  for (const character of typed) {
    if (isDropped(character)) continue;
    const symbol = alphabet.indexOf(forgiven(character));
    if (symbol < 0 || alphabet.charCodeAt(symbol) !== wanted[matched]) return false;
    ++matched;
  }
  return matched === wanted.length;
}

const isDropped = (character: string): boolean => character === ' ' || character === '-';

function forgiven(character: string): string {
  const upper = /^[a-z]$/.test(character) ? character.toUpperCase() : character;
  if (upper === 'O') return '0';
  return upper === 'I' || upper === 'L' ? '1' : upper;
}

function faultAt(kind: CodeFault['kind'], position: number): CodeFault {
  return { kind, position, group: Math.floor((position - 1) / groupSize) + 1 };
}

// Fills `values`, one symbol each, the check symbol last.
function readSymbols(typed: string, values: Uint8Array): CodeFault | undefined {
  let count = 0;
  for (const character of typed) {
    if (isDropped(character)) continue;
    const symbol = alphabet.indexOf(forgiven(character));
    if (symbol < 0) return faultAt('symbol', count + 1);
    if (count === values.length) return faultAt('length', count + 1);
    values[count++] = symbol;
  }
  if (count < values.length) return faultAt('length', count + 1);
  const check = checkSymbol(values.subarray(0, -1));
  return check === values.at(-1) ? undefined : { kind: 'check', position: 0, group: 0 };
}

// Product in GF(32) modulo x^5 + x^2 + 1.
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; ++bit) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 8; bit >= 5; --bit) {
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  }
  return product;
}

// The sum of a^(i+1) * s_i with a = 2. All powers differ up to 31 symbols, so that a single
// error and a swap always change the sum.
function checkSymbol(symbols: Uint8Array): number {
  let check = 0;
  let power = 1;
  for (const symbol of symbols) {
    power = multiply(power, 2);
    check ^= multiply(power, symbol);
  }
  return check;
}
