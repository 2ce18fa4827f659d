// What the page was given to trust: the PagePin of its <meta name="vangnet-organisation">
// (SPEC.md section 4). No libsodium: it is looked at before anything is asked of anybody.
import { PagePinSchema } from '../generated/vangnet/webpage/v1/page_pin_pb';
import { checkSigners } from '../contract/bundle-staff-rules';
import { parseCanonical } from '../contract/canonical';
import { demand } from '../contract/field-checks';
import { parseHash, parseOrganisationId } from '../contract/ids';
import { Refusal } from '../contract/refusal';
import type { TrustAnchor } from '../sealing/bundle-verify';

const format = 1;
const maxPin = 4096; // Bytes; a signer set has at most 16 keys.

// For the first bundle that names this page, or a later one.
export type PagePin = TrustAnchor;

// `content` of the <meta>: base64, as btoa writes it. INVALID_ARGUMENT/BAD_PAGE: missing, not
// canonical, of another format, or a field that breaks a rule.
export function parsePagePin(content: string | null | undefined): PagePin {
  try {
    const pin = parseCanonical(PagePinSchema, fromBase64(content ?? ''), maxPin);
    demand(pin.format === format, 'format', '1');
    checkSigners(pin.signers);
    const { highestVersion, newestHash } = pin;
    const isFirst = highestVersion === 0;
    demand(!isFirst || newestHash.length === 0, 'newest_hash', 'empty with version 0');
    return {
      organisationId: parseOrganisationId('organisation_id', pin.organisationId),
      signers: pin.signers!,
      highestVersion,
      newestHash: isFirst ? undefined : parseHash('newest_hash', newestHash),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw badPage();
  }
}

const badPage = (): Refusal => new Refusal('INVALID_ARGUMENT', 'BAD_PAGE', "the page's pin");

// Standard alphabet, padded, nothing else: one text for one pin.
function fromBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw badPage();
  }
  if (text === '' || btoa(binary) !== text) throw badPage();
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
