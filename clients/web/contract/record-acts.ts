// The structural rules of what a record says beside its header: one function for each act
// of record.proto. Part of parseRecord. BAD_FIELD.
import {
  type AddReaderAct,
  CaseRole,
  Calendar,
  Category,
  CompartmentKind,
  DeclineReason,
  type EpochAct,
  type FilingAct,
  Language,
  type RecordHeader,
  RecordKind,
  RemovalReason,
  Urgency,
} from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from './bytes';
import { bytesRise, demand, numbersRise } from './field-checks';
import { parseBoxKey, parseHash, parsePrincipalId } from './ids';
import { maxEpochsPerGrant, maxMembers, maxPersons } from './limits';
import { badField } from './refusal';

// The act that each kind carries; a kind that is not here is not built.
const actOfKind = new Map<RecordKind, RecordHeader['act']['case']>([
  [RecordKind.FILING, 'filing'],
  [RecordKind.ENTRY, undefined],
  [RecordKind.ACKNOWLEDGE, 'acknowledge'],
  [RecordKind.DECLINE, 'decline'],
  [RecordKind.EPOCH, 'epochStart'],
  [RecordKind.ADD_READER, 'addReader'],
  [RecordKind.REMOVE_READER, 'removeReader'],
  [RecordKind.WITHDRAW, undefined],
  [RecordKind.CLOSE, undefined],
]);

// That the act is the one of the kind, and all that holds for it alone.
export function checkActOf(header: RecordHeader): void {
  const { kind, act, caseId } = header;
  demand(actOfKind.has(kind), 'kind', 'a kind that is built');
  demand(act.case === actOfKind.get(kind), 'act', 'the one of the kind');
  switch (act.case) {
    case 'filing':
      return checkFiling(act.value, caseId);
    case 'acknowledge':
      parseHash('filing_record_hash', act.value.filingRecordHash);
      return;
    case 'decline':
      return demand(act.value.reason !== DeclineReason.UNSPECIFIED, 'reason', 'a value');
    case 'epochStart':
      return checkEpoch(act.value);
    case 'addReader':
      return checkAddReader(act.value);
    case 'removeReader':
      parsePrincipalId('principal', act.value.principal);
      return demand(act.value.reason !== RemovalReason.UNSPECIFIED, 'reason', 'a value');
    case undefined:
      return;
    default:
      throw badField('act', 'a known one');
  }
}

// Epoch numbers of a grant or an ADD_READER.
export function checkEpochNumbers(epochs: readonly number[]): void {
  demand(epochs.length >= 1 && epochs.length <= maxEpochsPerGrant, 'epochs', '1 to 64');
  demand(epochs[0]! >= 1 && numbersRise(epochs), 'epochs', 'from 1 on, ascending, each once');
}

function checkFiling(filing: FilingAct, caseId: Uint8Array): void {
  parseBoxKey('reporter_box_key', filing.reporterBoxKey);
  demand(filing.category !== Category.UNSPECIFIED, 'category', 'a value');
  demand(filing.urgency !== Urgency.UNSPECIFIED, 'urgency', 'a value');
  demand(filing.calendar !== Calendar.UNSPECIFIED, 'calendar', 'a value');
  demand(filing.language !== Language.UNSPECIFIED, 'language', 'a value');
  checkPersons(filing, caseId);
  checkCoordinators(filing, caseId);
}

function checkPersons({ persons }: FilingAct, caseId: Uint8Array): void {
  demand(persons.length >= 1 && persons.length <= maxPersons, 'persons', '1 to 16');
  for (const person of persons) {
    parsePrincipalId('persons', person.principal);
    demand(!sameBytes(person.principal, caseId), 'persons', 'staff');
    demand(
      person.role >= CaseRole.LEAD && person.role <= CaseRole.DUTY,
      'persons',
      'lead, deputy, reserve or duty',
    );
  }
  demand(bytesRise(persons.map((person) => person.principal)), 'persons', 'sorted, each once');
  const count = (role: CaseRole): number => persons.filter((p) => p.role === role).length;
  demand(count(CaseRole.LEAD) === 1, 'persons', 'one lead');
  demand(count(CaseRole.DEPUTY) <= 1, 'persons', 'at most one deputy');
  demand(count(CaseRole.RESERVE) <= 1, 'persons', 'at most one reserve');
}

function checkCoordinators({ coordinators, persons }: FilingAct, caseId: Uint8Array): void {
  demand(coordinators.length <= maxPersons, 'coordinators', 'at most 16');
  for (const coordinator of coordinators) {
    parsePrincipalId('coordinators', coordinator);
    const isPerson = persons.some((person) => sameBytes(person.principal, coordinator));
    demand(
      !isPerson && !sameBytes(coordinator, caseId),
      'coordinators',
      'nobody who can open the case',
    );
  }
  demand(bytesRise(coordinators), 'coordinators', 'sorted, each once');
}

function checkEpoch(epoch: EpochAct): void {
  demand(epoch.number >= 1, 'number', '1 or more');
  if (epoch.number === 1) {
    demand(
      epoch.previousEpochHash.length === 0,
      'previous_epoch_hash',
      'empty for the first epoch',
    );
  } else {
    parseHash('previous_epoch_hash', epoch.previousEpochHash);
  }
  const { members } = epoch;
  demand(members.length >= 1 && members.length <= maxMembers, 'members', '1 to 32');
  for (const member of members) {
    parsePrincipalId('members', member.principal);
    parseBoxKey('members', member.boxKey);
  }
  demand(bytesRise(members.map((member) => member.principal)), 'members', 'sorted, each once');
  parseHash('key_commitment', epoch.keyCommitment);
  parseHash('cause', epoch.cause);
  parseHash('check_head', epoch.checkHead);
}

function checkAddReader(add: AddReaderAct): void {
  parsePrincipalId('principal', add.principal);
  demand(
    add.role >= CaseRole.LEAD && add.role <= CaseRole.RESERVE,
    'role',
    'lead, deputy or reserve',
  );
  for (const opens of add.opens) {
    const kind = opens.compartment?.kind;
    demand(
      kind === CompartmentKind.CHECK || kind === CompartmentKind.CONVERSATION,
      'opens',
      'check or conversation',
    );
    demand(opens.compartment?.deploymentId.length === 0, 'opens', 'no deployment');
    checkEpochNumbers(opens.epochs);
  }
  demand(
    numbersRise(add.opens.map((opens) => opens.compartment?.kind ?? 0)),
    'opens',
    'in order of kind, each once',
  );
}
