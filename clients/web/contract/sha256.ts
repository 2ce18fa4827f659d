// H of SPEC.md, by the browser. Asynchronous, and with it whatever hashes.
import type { Hash } from './ids';

export async function sha256(bytes: Uint8Array): Promise<Hash> {
  // The DOM's types want to know that this is no shared memory; nothing here shares any.
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(digest) as Hash;
}
