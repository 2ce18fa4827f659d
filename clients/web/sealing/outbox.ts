// A report that could not be sent yet, sealed under its receipt for a file that the reporter
// keeps (SPEC.md section 2). Reading and writing the file is the page's work.
//
//   OutboxFile { header (canonical OutboxHeader), nonce (24), sealed, checksum (32) }
//   key      = kdf(sub3, 1, "vnoutbox")
//   sealed   = XChaCha20-Poly1305-IETF(key, nonce, AD = Label(outbox) || header,
//                                      Pad(canonical OutboxReport)), of 128 KiB at least
//   checksum = H(Label(outbox-file) || header || nonce || sealed)
//
// Promises that nobody without the receipt learns what is in the file, whose it is, or of
// which organisation. Not that it cannot be deleted, or put back after it was sent: the
// server takes the same bytes for the same case, and no others.
import { create } from '@bufbuild/protobuf';
import {
  CompartmentKind,
  FilingSchema,
  Calendar,
  Language,
  RecordKind,
  Urgency,
} from '../generated/vangnet/record/v1/record_pb';
import {
  type OutboxFile,
  OutboxFileSchema,
  type OutboxHeader,
  OutboxHeaderSchema,
  type OutboxReport,
  OutboxReportSchema,
} from '../generated/vangnet/reportoutbox/v1/outbox_file_pb';
import { concat, sameBytes } from '../contract/bytes';
import {
  checkStrict,
  cleanText,
  parseCanonical,
  serializeCanonical,
} from '../contract/canonical';
import { chainNext, chainStart } from '../contract/chain';
import { bytesRise, demand, textsRise } from '../contract/field-checks';
import type { Hash, OrganisationId } from '../contract/ids';
import { outboxFileLabel, outboxLabel } from '../contract/labels';
import { maxFiling, maxPaddedBody, suite } from '../contract/limits';
import { isSealedSize } from '../contract/padded-size';
import { type ParsedRecord, parseRecord } from '../contract/parsed-record';
import { badField, dataLoss, Refusal } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { sha256 } from '../contract/sha256';
import { aeadNonceSize, aeadOpen, aeadSeal } from './aead';
import { deriveKey } from './derive';
import type { BuiltFiling } from './filing';
import { pad, unpad } from './padding';
import { type RandomSource, randomBytes } from './random-source';
import type { ReporterKeys } from './receipt';

export const maxOutboxFile = maxPaddedBody + 1024;
const leastPadded = 128 * 1024; // One size for all but the longest reports.
const context = 'vnoutbox';
const recordsOfAFiling = 5;

// Canonical OutboxFile. Texts of the answers are cleaned. INVALID_ARGUMENT: a field is
// missing or wrong, or it is too large for one file (TOO_LARGE).
export async function sealOutbox(
  report: OutboxReport,
  keys: ReporterKeys,
  random: RandomSource,
): Promise<Uint8Array> {
  const clean = create(OutboxReportSchema, {
    ...report,
    answers: report.answers.map((answer) => ({ ...answer, text: cleanText(answer.text) })),
  });
  await checkReport(clean, keys);
  const commitment = deriveKey(keys.outboxKey, 2, context);
  const header = serializeCanonical(
    OutboxHeaderSchema,
    create(OutboxHeaderSchema, { suite, keyCommitment: commitment.expose() }),
  );
  const key = deriveKey(keys.outboxKey, 1, context);
  const message = SecretBytes.take(serializeCanonical(OutboxReportSchema, clean));
  let padded: SecretBytes | undefined;
  try {
    padded = pad(message, leastPadded);
    const nonce = randomBytes(random, aeadNonceSize);
    const sealed = aeadSeal(key, nonce, concat(outboxLabel, header), padded);
    const file = create(OutboxFileSchema, { header, nonce, sealed });
    file.checksum = await checksumOf(file);
    return serializeCanonical(OutboxFileSchema, file);
  } finally {
    key.wipe();
    message.wipe();
    padded?.wipe();
  }
}

// What can be said without the receipt. INVALID_ARGUMENT: this is no such file, or only its
// beginning. DATA_LOSS: it is one, and not as it was written.
export async function checkOutbox(bytes: Uint8Array): Promise<void> {
  await parseWhole(bytes);
}

// The same, and UNAUTHENTICATED: whole, but sealed under another receipt. DATA_LOSS also when
// somebody made a good checksum for changed bytes, or when what was sealed is no report of
// this receipt.
export async function openOutbox(bytes: Uint8Array, keys: ReporterKeys): Promise<OutboxReport> {
  const { file, header } = await parseWhole(bytes);
  const commitment = deriveKey(keys.outboxKey, 2, context);
  if (!SecretBytes.copyOf(header.keyCommitment).equalsInConstantTime(commitment)) {
    throw new Refusal('UNAUTHENTICATED', '', 'outbox: sealed under another receipt');
  }
  const key = deriveKey(keys.outboxKey, 1, context);
  let padded: SecretBytes | undefined;
  let message: SecretBytes | undefined;
  try {
    padded = aeadOpen(key, file.nonce, concat(outboxLabel, file.header), file.sealed);
    message = unpad(padded);
    return await readReport(message, keys);
  } finally {
    key.wipe();
    padded?.wipe();
    message?.wipe();
  }
}

// The filing of a report that holds one, with what its proof must say. INVALID_ARGUMENT
// unless it is one whole filing by this reporter, for the report's organisation.
export interface KeptFiling {
  readonly filing: BuiltFiling;
  readonly bundleVersion: number; // That it was sealed under.
}

export async function filingOf(report: OutboxReport, keys: ReporterKeys): Promise<KeptFiling> {
  const filing = parseCanonical(FilingSchema, report.filing, maxFiling);
  demand(filing.records.length === recordsOfAFiling, 'filing', 'five records');
  const heads = new Map<CompartmentKind, Hash>();
  for (const kind of [CompartmentKind.CHECK, CompartmentKind.CONVERSATION]) {
    heads.set(kind, await chainStart(keys.caseId, kind));
  }
  let first: ParsedRecord | undefined;
  for (const bytes of filing.records) {
    const record = await parseRecord(bytes);
    checkFiledRecord(record, report, keys);
    demand(
      (first === undefined) === (record.kind === RecordKind.FILING),
      'filing',
      'FILING first and once',
    );
    first ??= record;
    const head = heads.get(record.compartment);
    if (head === undefined) throw badField('filing', 'records of check and conversation');
    heads.set(record.compartment, await chainNext(head, record.recordHash));
  }
  return {
    filing: {
      bytes: report.filing,
      facts: {
        organisationId: report.organisationId as OrganisationId, // As the records say.
        caseId: keys.caseId,
        filingRecordHash: first!.recordHash,
        checkHead: heads.get(CompartmentKind.CHECK)!,
        conversationHead: heads.get(CompartmentKind.CONVERSATION)!,
        filingDigest: await sha256(report.filing),
      },
    },
    bundleVersion: first!.header.bundleVersion,
  };
}

function checkFiledRecord(record: ParsedRecord, report: OutboxReport, keys: ReporterKeys): void {
  demand(
    sameBytes(record.caseId, keys.caseId) &&
      record.byReporter &&
      sameBytes(record.authorKey, keys.identity.signingKey) &&
      sameBytes(record.organisationId, report.organisationId),
    'filing',
    'by this reporter, for this organisation',
  );
}

const damaged = (): Refusal => dataLoss('outbox: not as it was written');

function checksumOf({ header, nonce, sealed }: OutboxFile): Promise<Hash> {
  return sha256(concat(outboxFileLabel, header, nonce, sealed));
}

// Everything but whose receipt it is.
async function parseWhole(
  bytes: Uint8Array,
): Promise<{ readonly file: OutboxFile; readonly header: OutboxHeader }> {
  const file = parseCanonical(OutboxFileSchema, bytes, maxOutboxFile);
  demand(file.checksum.length === 32, 'checksum', '32 bytes');
  if (!sameBytes(file.checksum, await checksumOf(file))) throw damaged();
  // From here on it is what somebody wrote, on purpose.
  const header = parseCanonical(OutboxHeaderSchema, file.header, maxOutboxFile);
  demand(header.suite === suite, 'suite', '1');
  demand(header.keyCommitment.length === 32, 'key_commitment', '32 bytes');
  demand(file.nonce.length === aeadNonceSize, 'nonce', '24 bytes');
  demand(isSealedSize(file.sealed.length), 'sealed', 'a padded size and the tag');
  return { file, header };
}

async function readReport(message: SecretBytes, keys: ReporterKeys): Promise<OutboxReport> {
  try {
    // A copy: what is parsed is a view of it, and outlives the buffer that is wiped.
    const bytes = message.expose().slice();
    const report = parseCanonical(OutboxReportSchema, bytes, maxPaddedBody);
    await checkReport(report, keys);
    return report;
  } catch (error) {
    if (error instanceof Refusal) throw damaged();
    throw error;
  }
}

async function checkReport(report: OutboxReport, keys: ReporterKeys): Promise<void> {
  checkStrict(OutboxReportSchema, report);
  demand(report.organisationId.length === 32, 'organisation_id', '32 bytes');
  demand(
    report.urgency !== Urgency.UNSPECIFIED &&
      report.language !== Language.UNSPECIFIED &&
      report.calendar !== Calendar.UNSPECIFIED,
    'urgency, language, calendar',
    'all three',
  );
  const questions = report.answers.map((answer) => answer.question);
  demand(
    questions.length > 0 && questions[0] !== '' && textsRise(questions),
    'answers',
    'some, sorted by question, each once',
  );
  demand(
    report.excludedPrincipals.every((principal) => principal.length === 16),
    'excluded_principals',
    '16 bytes each',
  );
  demand(bytesRise(report.excludedPrincipals), 'excluded_principals', 'sorted, each once');
  demand(report.lead.length === 0 || report.lead.length === 16, 'lead', '16 bytes or none');
  if (report.filing.length > 0) await filingOf(report, keys);
}
