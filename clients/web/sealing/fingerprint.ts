// Short names of keys for the telephone and for letters: 115 bits of a hash as 23 symbols
// and a check symbol, in six groups of four. Public.
import { concat } from '../contract/bytes';
import type { BoxKey, OrganisationId, SigningKey } from '../contract/ids';
import { fingerprintLabel } from '../contract/labels';
import { Refusal } from '../contract/refusal';
import { sha256 } from '../contract/sha256';
import { decodeSymbols, encodeSymbols, fingerprintSymbols } from './symbol-code';

async function fingerprintOf(...parts: readonly Uint8Array[]): Promise<string> {
  const hash = await sha256(concat(fingerprintLabel, ...parts));
  return new TextDecoder().decode(encodeSymbols(hash, fingerprintSymbols).expose());
}

// Of a person's two keys: H(Label(fingerprint) || ed_pk || x_pk).
export function fingerprint(signingKey: SigningKey, boxKey: BoxKey): Promise<string> {
  return fingerprintOf(signingKey, boxKey);
}

// Of an organisation: H(Label(fingerprint) || organisation id), as a letter prints it.
export function organisationFingerprint(organisationId: OrganisationId): Promise<string> {
  return fingerprintOf(organisationId);
}

// That `typed` is `wanted`, with case, spaces, hyphens, O, I and L forgiven.
// INVALID_ARGUMENT: mistyped (findCodeFault tells where). FAILED_PRECONDITION: a well-formed
// fingerprint, of something else.
export function checkFingerprint(typed: string, wanted: string): void {
  const bits = decodeSymbols(typed, fingerprintSymbols);
  if (!bits.equalsInConstantTime(decodeSymbols(wanted, fingerprintSymbols))) {
    throw new Refusal('FAILED_PRECONDITION', '', 'fingerprint: it belongs to something else');
  }
}
