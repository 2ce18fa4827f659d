// A record's place in its chain, and what its act says.
import {
  type AddReaderAct,
  CaseRole,
  CompartmentKind,
  type EpochAct,
  type Member,
  RecordKind,
  type RemoveReaderAct,
} from '../generated/vangnet/record/v1/record_pb';
import { hex, sameBytes } from './bytes';
import {
  accessAt,
  type AccessList,
  type BoxKeys,
  changeAt,
  checkName,
  chainOf,
  findPerson,
  findPresent,
  type FoldState,
  headOf,
  holds,
  isCoordinator,
  type Moment,
  newestEpoch,
  nextAuthorSeq,
  sameAccess,
} from './case-fold-state';
import { compartmentName } from './chain';
import { demand } from './field-checks';
import type { PrincipalId } from './ids';
import type { ParsedRecord } from './parsed-record';
import { badField, Refusal } from './refusal';

// By what an EPOCH's members are held.
export interface MemberRule {
  readonly keys: BoxKeys | undefined;
  // Chains other than `check` are read later: what an ADD_READER opens of them is not known
  // yet.
  readonly checkComesFirst: boolean;
}

export function chainMoved(wanted: string): Refusal {
  return new Refusal('ABORTED', 'CHAIN_MOVED', wanted);
}

export function checkPlace(state: FoldState, record: ParsedRecord): void {
  const { heads } = chainOf(state, record.compartmentName);
  const mayLag = record.kind === RecordKind.ENTRY || record.kind === RecordKind.ACKNOWLEDGE;
  const lags = !sameBytes(record.seen, headOf(state, record.compartmentName));
  if (lags && !(mayLag && holds(heads, record.seen))) throw chainMoved('seen: the head of the chain');
  const next = nextAuthorSeq(state, record.compartmentName, record.author);
  if (record.header.authorSeq === next) return;
  // The author wrote from two places at once: to be tried again, not a fault.
  if (lags && record.header.authorSeq < next) throw chainMoved("seen: the author's own records");
  throw badField('author_seq', 'the next of the author');
}

export function checkAct(state: FoldState, record: ParsedRecord, rule: MemberRule): void {
  const { act } = record.header;
  switch (act.case) {
    case 'epochStart':
      if (!sameBytes(act.value.checkHead, headOf(state, checkName))) {
        throw chainMoved('check_head: the head of check');
      }
      return checkEpoch(state, record, act.value, state.moments.length, rule);
    case 'acknowledge':
      return demand(
        sameBytes(act.value.filingRecordHash, state.filingRecordHash),
        'filing_record_hash',
        'that of the FILING',
      );
    case 'addReader':
      return checkAddReader(state, act.value, rule);
    case 'removeReader':
      return checkRemoveReader(state, act.value);
    default:
      if (record.kind === RecordKind.ENTRY) checkEntry(state, record);
  }
}

export function checkEntry(state: FoldState, record: ParsedRecord): void {
  const newest = newestEpoch(state, record.compartmentName);
  const isMember = newest?.members.some((member) => sameBytes(member.principal, record.author));
  if (record.header.epoch === newest?.number && isMember === true) return;
  throw new Refusal(
    'FAILED_PRECONDITION',
    'EPOCH_STALE',
    'epoch: the newest, by one of its members',
  );
}

export function checkEpoch(
  state: FoldState,
  record: ParsedRecord,
  epoch: EpochAct,
  checkLength: number,
  rule: MemberRule,
): void {
  const newest = newestEpoch(state, record.compartmentName);
  if (epoch.number !== (newest?.number ?? 0) + 1) {
    throw chainMoved('number: the next of the compartment');
  }
  if (!sameBytes(epoch.previousEpochHash, newest?.recordHash ?? new Uint8Array(0))) {
    throw chainMoved('previous_epoch_hash: that of the epoch before');
  }
  const moment = state.moments[checkLength - 1]!;
  checkMembers(state, epoch, accessAt(moment, record.compartment), rule);
  checkCause(state, record, epoch, moment);
}

function checkMembers(
  state: FoldState,
  epoch: EpochAct,
  access: AccessList,
  rule: MemberRule,
): void {
  const keyOf = new Map(epoch.members.map((member) => [hex(member.principal), member.boxKey]));
  const onList = access.filter((principal) => keyOf.has(hex(principal))).length;
  demand(onList === keyOf.size, 'members', 'nobody beside the access list');
  for (const principal of access) {
    const key = keyOf.get(hex(principal));
    if (key === undefined) {
      demand(mayMiss(state, principal, rule), 'members', 'all of the access list');
    } else {
      checkMemberKey(state, principal, key, rule);
    }
  }
}

// Who is no longer in the bundle counts as removed.
function mayMiss(state: FoldState, principal: PrincipalId, { keys }: MemberRule): boolean {
  return !sameBytes(principal, state.caseId) && keys !== undefined && !keys.has(hex(principal));
}

function checkMemberKey(
  state: FoldState,
  principal: PrincipalId,
  key: Uint8Array,
  { keys }: MemberRule,
): void {
  if (sameBytes(principal, state.caseId)) {
    return demand(sameBytes(key, state.reporterBoxKey), 'members', "the reporter's key");
  }
  if (keys === undefined) return;
  const known = keys.get(hex(principal));
  if (known !== undefined && sameBytes(known, key)) return;
  throw new Refusal(
    'FAILED_PRECONDITION',
    'BUNDLE_STALE',
    'members: the keys of the newest bundle',
  );
}

function samePrincipals(a: readonly Member[], b: readonly Member[]): boolean {
  return a.length === b.length && a.every((one, i) => sameBytes(one.principal, b[i]!.principal));
}

function checkCause(
  state: FoldState,
  record: ParsedRecord,
  epoch: EpochAct,
  moment: Moment,
): void {
  const kind = record.compartment;
  if (sameBytes(epoch.cause, changeAt(moment, kind))) return;
  const newest = newestEpoch(state, record.compartmentName);
  // Else it may be the hash of a bundle, which the fold does not know.
  const byBundle =
    newest !== undefined &&
    (samePrincipals(newest.members, epoch.members) ||
      sameAccess(
        accessAt(state.moments[newest.checkLength - 1]!, kind),
        accessAt(moment, kind),
      ));
  demand(byBundle, 'cause', 'the latest change of access');
}

function checkAddReader(state: FoldState, add: AddReaderAct, rule: MemberRule): void {
  const person = findPerson(state, add.principal);
  const known = person !== undefined && (person.present || person.left);
  demand(
    !known && !sameBytes(add.principal, state.caseId),
    'principal',
    'somebody who is not there and did not leave',
  );
  demand(!isCoordinator(state, add.principal), 'principal', 'no coordinator');
  const isFree = findPresent(state, add.role, add.principal) === undefined;
  switch (add.role) {
    case CaseRole.LEAD: {
      const anyPresent = state.persons.some((one) => one.present);
      demand(!anyPresent, 'role', 'lead only when nobody is left');
      break;
    }
    case CaseRole.RESERVE:
      demand(
        state.lead === undefined && isFree,
        'role',
        'reserve only before an acknowledgement, and one',
      );
      break;
    default:
      demand(add.role === CaseRole.DEPUTY && isFree, 'role', 'deputy only while there is none');
  }
  for (const { compartment, epochs } of add.opens) {
    const kind = compartment?.kind ?? CompartmentKind.UNSPECIFIED;
    if (rule.checkComesFirst && kind !== CompartmentKind.CHECK) continue;
    const newest = newestEpoch(state, compartmentName(kind));
    demand(
      newest !== undefined && epochs.at(-1)! <= newest.number,
      'opens',
      'epochs that there are',
    );
  }
}

function checkRemoveReader(state: FoldState, remove: RemoveReaderAct): void {
  demand(
    findPerson(state, remove.principal)?.present === true,
    'principal',
    'a member of the staff on the access list',
  );
}
