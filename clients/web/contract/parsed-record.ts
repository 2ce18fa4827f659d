// Records after the structural check that server and clients share: canonical bytes, sizes
// in range, every required field, and an act that fits the kind. Says nothing of signatures,
// rights or place in a chain.
import {
  CompartmentKind,
  type RecordHeader,
  RecordHeaderSchema,
  RecordKind,
  RecordSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { concat, sameBytes } from './bytes';
import { parseCanonical } from './canonical';
import { compartmentName } from './chain';
import { demand } from './field-checks';
import {
  type CaseId,
  type Hash,
  type OrganisationId,
  parseCaseId,
  parseHash,
  parseOrganisationId,
  parsePrincipalId,
  parseRecordId,
  parseSignature,
  parseSigningKey,
  type PrincipalId,
  type RecordId,
  type Signature,
  type SigningKey,
} from './ids';
import { recordHashLabel } from './labels';
import { maxPaddedBody, maxRecord, maxRecordHeader, sealedOverhead, suite } from './limits';
import { isSealedSize } from './padded-size';
import { checkActOf } from './record-acts';
import { badField, tooLarge } from './refusal';
import { sha256 } from './sha256';

export interface ParsedRecord {
  readonly bytes: Uint8Array; // The canonical Record.
  readonly header: RecordHeader;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  readonly signature: Signature;
  // From the header, typed.
  readonly kind: RecordKind;
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly recordId: RecordId;
  readonly author: PrincipalId;
  readonly authorKey: SigningKey;
  readonly seen: Hash;
  readonly compartment: CompartmentKind;
  readonly compartmentName: string;
  readonly byReporter: boolean;
  // Hashes of SPEC.md section 6.
  readonly headerHash: Hash;
  readonly bodyHash: Hash;
  readonly recordHash: Hash;
  // headerHash || bodyHash: Sign(author, record, signedMessage).
  readonly signedMessage: Uint8Array;
}

const nonceSize = 24;

// INVALID_ARGUMENT: NOT_CANONICAL, TOO_LARGE or BAD_FIELD (the message names the field).
// Kinds that are not built, deployments, a wrong suite, ids and keys of zeros, a body where
// none may be or none where one must be, a compartment in which the kind may not lie,
// unsorted or doubled lists: all refused here.
export async function parseRecord(bytes: Uint8Array): Promise<ParsedRecord> {
  const record = parseCanonical(RecordSchema, bytes, maxRecord);
  const header = parseCanonical(RecordHeaderSchema, record.header, maxRecordHeader);
  checkHeader(header);
  checkBody(header, record.nonce, record.sealed);
  const organisationId = parseOrganisationId('organisation_id', header.organisationId);
  const caseId = parseCaseId('case_id', header.caseId);
  const recordId = parseRecordId('record_id', header.recordId);
  const author = parsePrincipalId('author', header.author);
  const authorKey = parseSigningKey('author_key', header.authorKey);
  const seen = parseHash('seen', header.seen);
  const signature = parseSignature('signature', record.signature);
  const headerHash = await sha256(record.header);
  const bodyHash = await sha256(concat(record.nonce, record.sealed));
  const signedMessage = concat(headerHash, bodyHash);
  return {
    bytes,
    header,
    nonce: record.nonce,
    sealed: record.sealed,
    signature,
    kind: header.kind,
    organisationId,
    caseId,
    recordId,
    author,
    authorKey,
    seen,
    compartment: compartmentOf(header),
    compartmentName: compartmentName(compartmentOf(header)),
    byReporter: sameBytes(author, caseId),
    headerHash,
    bodyHash,
    recordHash: await sha256(concat(recordHashLabel, signedMessage, signature)),
    signedMessage,
  };
}

function compartmentOf(header: RecordHeader): CompartmentKind {
  return header.compartment?.kind ?? CompartmentKind.UNSPECIFIED;
}

function checkHeader(header: RecordHeader): void {
  demand(header.suite === suite, 'suite', '1');
  checkCompartment(header);
  demand(header.authorSeq >= 1, 'author_seq', '1 or more');
  demand(header.bundleVersion >= 1, 'bundle_version', '1 or more');
  checkActOf(header);
}

function checkCompartment(header: RecordHeader): void {
  demand((header.compartment?.deploymentId.length ?? 0) === 0, 'deployment_id', 'empty');
  const anywhere = header.kind === RecordKind.ENTRY || header.kind === RecordKind.EPOCH;
  switch (compartmentOf(header)) {
    case CompartmentKind.CHECK:
      return;
    case CompartmentKind.CONVERSATION:
    case CompartmentKind.CASEFILE:
      return demand(anywhere, 'compartment', 'check for this kind');
    default:
      throw badField('compartment', 'check, conversation or casefile');
  }
}

function checkBody(header: RecordHeader, nonce: Uint8Array, sealed: Uint8Array): void {
  if (header.kind !== RecordKind.ENTRY) {
    demand(header.epoch === 0, 'epoch', '0 without a body');
    demand(nonce.length === 0, 'nonce', 'empty without a body');
    return demand(sealed.length === 0, 'sealed', 'no body for this kind');
  }
  demand(header.epoch >= 1, 'epoch', '1 or more');
  demand(nonce.length === nonceSize, 'nonce', '24 bytes');
  if (sealed.length > maxPaddedBody + sealedOverhead) throw tooLarge('sealed: fewer bytes');
  demand(isSealedSize(sealed.length), 'sealed', 'a padded size and 16');
}
