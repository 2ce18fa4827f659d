// Who may sign what, and what they are told who may not (SPEC.md section 7, "Rights").
import { CompartmentKind, RecordKind } from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from './bytes';
import {
  findPerson,
  type FoldState,
  holds,
  isCoordinator,
  isSame,
  type Moment,
  newestEpoch,
  now,
} from './case-fold-state';
import { demand } from './field-checks';
import type { ParsedRecord } from './parsed-record';
import { badField, notFound, Refusal } from './refusal';

const wrongRole = (): Refusal =>
  new Refusal('PERMISSION_DENIED', 'WRONG_ROLE', "kind: not this author's to sign");
const caseClosed = (): Refusal =>
  new Refusal('FAILED_PRECONDITION', 'CASE_CLOSED', 'the case is closed');
const taken = (): Refusal =>
  new Refusal('FAILED_PRECONDITION', 'TAKEN', 'somebody else leads this case');
const notAcknowledged = (): Refusal =>
  new Refusal('FAILED_PRECONDITION', 'NOT_ACKNOWLEDGED', 'acknowledge the case first');

export function checkBelongs(state: FoldState, record: ParsedRecord): void {
  demand(
    sameBytes(record.organisationId, state.organisationId),
    'organisation_id',
    'that of the FILING',
  );
  demand(sameBytes(record.caseId, state.caseId), 'case_id', 'that of the FILING');
  demand(
    !record.byReporter || sameBytes(record.authorKey, state.reporterKey),
    'author_key',
    "the reporter's",
  );
}

export function checkRight(state: FoldState, record: ParsedRecord): void {
  const moment = now(state);
  const listed = holds(moment.access, record.author);
  const person = findPerson(state, record.author);
  const tooLate =
    !listed &&
    record.kind === RecordKind.ACKNOWLEDGE &&
    moment.lead !== undefined &&
    person !== undefined &&
    !person.left;
  const coordinates =
    !listed && record.kind === RecordKind.REMOVE_READER && isCoordinator(state, record.author);
  if (!listed && !tooLate && !coordinates) throw notFound();
  if (moment.closed) throw caseClosed();
  if (tooLate) throw taken();
  if (!coordinates) checkKind(state, record);
}

// For an author on the access list of an open case.
function checkKind(state: FoldState, record: ParsedRecord): void {
  const isLead = isSame(state.lead, record.author);
  const isReporter = record.byReporter;
  // For what is the lead's alone.
  const notLead = (): Refusal =>
    isReporter || state.lead !== undefined ? wrongRole() : notAcknowledged();
  switch (record.kind) {
    case RecordKind.ENTRY:
    case RecordKind.EPOCH:
      return checkMayWrite(record, now(state));
    case RecordKind.ACKNOWLEDGE:
      if (isReporter) throw wrongRole();
      if (state.lead !== undefined) throw taken();
      return;
    case RecordKind.DECLINE:
      if (isReporter) throw wrongRole();
      return;
    case RecordKind.ADD_READER:
      if (!isReporter && !isLead) throw notLead();
      return;
    case RecordKind.REMOVE_READER: {
      // Beside the lead only the deputy is on the list, so that a lead who may remove the
      // deputy may remove anybody.
      const { act } = record.header;
      const itself = act.case === 'removeReader' && sameBytes(act.value.principal, record.author);
      if (!isReporter && !isLead && !itself) throw wrongRole();
      return;
    }
    case RecordKind.WITHDRAW:
      if (!isReporter) throw wrongRole();
      return;
    case RecordKind.CLOSE:
      if (!isLead) throw notLead();
      return;
    default:
      throw badField('kind', 'one that may follow');
  }
}

// ENTRY, and EPOCH by whoever may write an ENTRY next; in `check` also by those who
// acknowledged, whose notes it does not hold but whose key may have changed.
export function checkMayWrite(record: ParsedRecord, moment: Moment): void {
  const refused = refusalToWrite(record, moment);
  if (refused !== undefined) throw refused;
}

function refusalToWrite(record: ParsedRecord, moment: Moment): Refusal | undefined {
  const kind = record.compartment;
  if (!holds(moment.access, record.author)) return notFound();
  if (moment.closed) return caseClosed();
  if (record.byReporter) return kind === CompartmentKind.CASEFILE ? wrongRole() : undefined;
  if (kind === CompartmentKind.CHECK && record.kind === RecordKind.ENTRY) return wrongRole();
  if (moment.lead === undefined) return notAcknowledged();
  const isLead = sameBytes(moment.lead, record.author);
  if (kind === CompartmentKind.CASEFILE) return isLead ? undefined : wrongRole();
  return isLead || isSame(moment.deputy, record.author) ? undefined : wrongRole();
}

// The chain does not say which records of `check` were there when an ENTRY was written, but
// not fewer than its epoch was folded from.
export function checkMayHaveWritten(state: FoldState, record: ParsedRecord): void {
  const since = newestEpoch(state, record.compartmentName)?.checkLength ?? 1;
  let refused: Refusal | undefined = notFound();
  for (const moment of state.moments.slice(since - 1)) {
    refused = refusalToWrite(record, moment);
    if (refused === undefined) return;
  }
  throw refused;
}
