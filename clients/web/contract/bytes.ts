// Byte strings: joined, compared, printed. Sorting is bytewise and unsigned, a shorter
// string before a longer one that begins with it, as SPEC.md section 1 asks.

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

// Negative, zero or positive. For public values: its time tells where they differ.
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; ++i) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}

export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

// Lower case. The key of a public value in a Map; never of a secret.
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

// Texts in the order of their UTF-8 bytes, which is not that of JavaScript's own
// comparison: that one orders what lies beyond U+FFFF before U+E000.
export function compareText(a: string, b: string): number {
  return compareBytes(utf8(a), utf8(b));
}

export function utf8Size(text: string): number {
  return utf8(text).length;
}
