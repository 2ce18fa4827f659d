// The server's signed word that it accepted a filing (SPEC.md section 9).
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import {
  CompartmentKind,
  type FilingProof,
  FilingProofSchema,
  type FilingProofStatement,
  FilingProofStatementSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../contract/bytes';
import { parseCanonical } from '../contract/canonical';
import { chainNext, chainStart } from '../contract/chain';
import type { CaseId, Hash, OrganisationId, Signature, SigningKey } from '../contract/ids';
import { filingProofLabel } from '../contract/labels';
import { maxFilingProof, secondsPerDay } from '../contract/limits';
import { Refusal } from '../contract/refusal';
import type { CaseView } from './case-chain';
import { verifySignature } from './ed25519';

// What a client knows of a filing without the server.
export interface FilingFacts {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly filingRecordHash: Hash;
  readonly checkHead: Hash; // After record 3 of `check`.
  readonly conversationHead: Hash; // After record 2 of `conversation`.
  // Undefined for who came back with the receipt alone and holds no filing bytes.
  readonly filingDigest: Hash | undefined;
}

const checkRecords = 3; // FILING, EPOCH, ENTRY.
const conversationRecords = 2; // EPOCH, ENTRY.

// From a verified case, for who came back. FAILED_PRECONDITION when the view holds no
// verified filing.
export async function factsOf(view: CaseView): Promise<FilingFacts> {
  const { fold } = view;
  if (fold === undefined) throw noFiling();
  return {
    organisationId: fold.organisationId,
    caseId: fold.caseId,
    filingRecordHash: fold.filingRecordHash,
    checkHead: await headAfter(view, fold.caseId, CompartmentKind.CHECK, checkRecords),
    conversationHead: await headAfter(
      view,
      fold.caseId,
      CompartmentKind.CONVERSATION,
      conversationRecords,
    ),
    filingDigest: undefined,
  };
}

// The proof's statement, when it is one: signed by a log key of `bundle` that was valid on
// its day, about exactly `facts`. DATA_LOSS otherwise (BAD_SIGNATURE, NOT_CANONICAL or
// BAD_FIELD naming what differs): the report must then count as not accepted. `bundle` is
// the one of the statement's version or any later one that still lists the log key.
export function verifyFilingProof(
  proof: Uint8Array,
  bundle: Bundle,
  facts: FilingFacts,
): FilingProofStatement {
  let outer: FilingProof;
  let statement: FilingProofStatement;
  try {
    outer = parseCanonical(FilingProofSchema, proof, maxFilingProof);
    statement = parseCanonical(FilingProofStatementSchema, outer.statement, maxFilingProof);
  } catch {
    throw new Refusal('DATA_LOSS', 'NOT_CANONICAL', 'filing proof');
  }
  const { logKey, signature } = outer;
  if (
    logKey.length !== 32 ||
    signature.length !== 64 ||
    !isLogKey(bundle, logKey, statement.day) ||
    !verifySignature(
      logKey as SigningKey,
      filingProofLabel,
      outer.statement,
      signature as Signature,
    )
  ) {
    throw new Refusal(
      'DATA_LOSS',
      'BAD_SIGNATURE',
      'filing proof: not by a log key of the bundle',
    );
  }
  checkFacts(statement, facts);
  return statement;
}

const noFiling = (): Refusal =>
  new Refusal('FAILED_PRECONDITION', '', 'case: no verified filing');

// The head of a compartment after its first `count` records, all of them verified.
async function headAfter(
  view: CaseView,
  caseId: CaseId,
  kind: CompartmentKind,
  count: number,
): Promise<Hash> {
  let head = await chainStart(caseId, kind);
  const first = view.records.filter((record) => record.compartment === kind).slice(0, count);
  if (first.length < count) throw noFiling();
  for (const { verified, recordHash } of first) {
    if (!verified || recordHash === undefined) throw noFiling();
    head = await chainNext(head, recordHash);
  }
  return head;
}

// A log key counts from its first day on.
function isLogKey(bundle: Bundle, key: Uint8Array, day: number): boolean {
  return bundle.logKeys.some(
    (logKey) =>
      sameBytes(logKey.key, key) &&
      logKey.validFromTime / BigInt(secondsPerDay) <= BigInt(day),
  );
}

function checkFacts(statement: FilingProofStatement, facts: FilingFacts): void {
  const check = (field: string, told: Uint8Array, known: Uint8Array): void => {
    if (!sameBytes(told, known)) {
      throw new Refusal('DATA_LOSS', 'BAD_FIELD', `filing proof: ${field}`);
    }
  };
  check('organisation_id', statement.organisationId, facts.organisationId);
  check('case_id', statement.caseId, facts.caseId);
  check('filing_record_hash', statement.filingRecordHash, facts.filingRecordHash);
  check('check_head', statement.checkHead, facts.checkHead);
  check('conversation_head', statement.conversationHead, facts.conversationHead);
  if (facts.filingDigest !== undefined) {
    check('filing_digest', statement.filingDigest, facts.filingDigest);
  }
  if (statement.leafHash.length !== 32) {
    throw new Refusal('DATA_LOSS', 'BAD_FIELD', 'filing proof: leaf_hash');
  }
}
