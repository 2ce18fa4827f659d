// A grant: epoch keys of one compartment, sealed to one recipient and signed by the granter
// (SPEC.md section 7).
//
//   Grant { header (canonical GrantHeader), box, signature }
//   box       = crypto_box_seal(H(header) || u8 n || n * (u32 epoch || K), recipient_key)
//   signature = Sign(granter, grant, H(header) || H(box))
import { create } from '@bufbuild/protobuf';
import {
  type CaseRole,
  type CompartmentKind,
  GrantHeaderSchema,
  GrantSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { concat, sameBytes } from '../contract/bytes';
import { serializeCanonical } from '../contract/canonical';
import { demand } from '../contract/field-checks';
import type { BoxKey, CaseId, Hash, OrganisationId, PrincipalId } from '../contract/ids';
import { grantLabel } from '../contract/labels';
import { maxEpochsPerGrant, suite } from '../contract/limits';
import type { ParsedGrant } from '../contract/parsed-grant';
import { dataLoss } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { sha256 } from '../contract/sha256';
import { verifySignature } from './ed25519';
import { EpochKey, type EpochKeys, wipeKeys } from './epoch-key';
import { type Identity, sealBox } from './identity';

// Whom a grant is for and where it holds; the keys come beside it.
export interface GrantTerms {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly compartment: CompartmentKind;
  readonly recipient: PrincipalId;
  readonly recipientKey: BoxKey;
  readonly role: CaseRole;
  readonly bundleVersion: number;
}

const hashSize = 32;
const keySize = 32;
const entrySize = 4 + keySize;

// Canonical Grant. INVALID_ARGUMENT: no key, more than 64, or a recipient key of small order.
export async function sealGrant(
  terms: GrantTerms,
  keys: EpochKeys,
  granter: Identity,
): Promise<Uint8Array> {
  demand(keys.size >= 1 && keys.size <= maxEpochsPerGrant, 'epochs', '1 to 64');
  const header = serializeCanonical(
    GrantHeaderSchema,
    create(GrantHeaderSchema, {
      suite,
      organisationId: terms.organisationId,
      caseId: terms.caseId,
      compartment: { kind: terms.compartment },
      epochs: ascending(keys),
      recipient: terms.recipient,
      recipientKey: terms.recipientKey,
      granter: granter.principal,
      granterKey: granter.signingKey,
      bundleVersion: terms.bundleVersion,
      role: terms.role,
    }),
  );
  const headerHash = await sha256(header);
  const content = boxContent(headerHash, keys);
  let box: Uint8Array;
  try {
    box = sealBox(content, terms.recipientKey);
  } finally {
    content.wipe();
  }
  const signature = granter.sign(grantLabel, concat(headerHash, await sha256(box)));
  return serializeCanonical(GrantSchema, create(GrantSchema, { header, box, signature }));
}

// The keys of `grant` for `identity`, the caller's to wipe; undefined when it is for another
// key, as its signed header says. DATA_LOSS: it is for this key and damaged or forged. Never
// promises that the granter had the right to grant, nor that the keys fit the epochs'
// commitments: that is verifyCase's answer.
export function openGrant(grant: ParsedGrant, identity: Identity): EpochKeys | undefined {
  if (!sameBytes(grant.recipientKey, identity.boxKey)) return undefined;
  if (!verifySignature(grant.granterKey, grantLabel, grant.signedMessage, grant.signature)) {
    throw dataLoss('grant: signature');
  }
  const content = identity.openBox(grant.box);
  try {
    return readBoxContent(content, grant);
  } finally {
    content.wipe();
  }
}

const ascending = (keys: EpochKeys): number[] => [...keys.keys()].sort((a, b) => a - b);

// H(header) || u8 n || n * (u32 epoch || K)
function boxContent(headerHash: Hash, keys: EpochKeys): SecretBytes {
  const content = new Uint8Array(hashSize + 1 + keys.size * entrySize);
  content.set(headerHash);
  content[hashSize] = keys.size;
  const view = new DataView(content.buffer);
  let at = hashSize + 1;
  for (const epoch of ascending(keys)) {
    view.setUint32(at, epoch);
    content.set(keys.get(epoch)!.bytes.expose(), at + 4);
    at += entrySize;
  }
  return SecretBytes.take(content);
}

function readBoxContent(content: SecretBytes, grant: ParsedGrant): EpochKeys {
  const bytes = content.expose();
  const { epochs } = grant.header;
  if (
    bytes.length !== hashSize + 1 + epochs.length * entrySize ||
    bytes[hashSize] !== epochs.length
  ) {
    throw dataLoss('grant: size of the box');
  }
  if (!sameBytes(bytes.subarray(0, hashSize), grant.headerHash)) {
    throw dataLoss('grant: the box belongs to another header');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const keys = new Map<number, EpochKey>();
  for (const [i, epoch] of epochs.entries()) {
    const at = hashSize + 1 + i * entrySize;
    if (view.getUint32(at) !== epoch) {
      wipeKeys(keys);
      throw dataLoss('grant: epochs of box and header differ');
    }
    keys.set(epoch, EpochKey.fromBytes(SecretBytes.copyOf(bytes.subarray(at + 4, at + entrySize))));
  }
  return keys;
}
