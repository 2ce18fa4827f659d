// What a fold holds, and what can be asked of it without changing it. Programs use CaseFold.
import { CaseState } from '../generated/vangnet/caseview/v1/caseview_pb';
import {
  CaseRole,
  CompartmentKind,
  type FilingAct,
  type Member,
} from '../generated/vangnet/record/v1/record_pb';
import { compareBytes, hex, sameBytes } from './bytes';
import { compartmentName } from './chain';
import {
  type BoxKey,
  type CaseId,
  type Hash,
  type OrganisationId,
  type PrincipalId,
  reporterPrincipal,
  type SigningKey,
} from './ids';

// Somebody whom a FILING or ADD_READER named.
export interface CasePerson {
  readonly principal: PrincipalId;
  readonly role: CaseRole; // As named last.
  readonly left: boolean; // Declined or removed: never comes back.
  readonly present: boolean; // On the access list now.
}

export interface EpochState {
  readonly number: number;
  readonly recordHash: Hash;
  readonly members: readonly Member[];
  readonly keyCommitment: Uint8Array;
  // How many records of `check` its check_head stands for.
  readonly checkLength: number;
}

// Principals that may read a compartment, sorted.
export type AccessList = readonly PrincipalId[];
// Present box keys by hex(principal), as a bundle gives them (boxKeysOf).
export type BoxKeys = ReadonlyMap<string, BoxKey>;

// What rights depend on, after so many records of `check`.
export interface Moment {
  readonly access: AccessList; // Of `check` and `conversation`.
  readonly lead: PrincipalId | undefined;
  readonly deputy: PrincipalId | undefined;
  readonly closed: boolean;
  readonly accessChange: Hash;
  readonly leadChange: Hash;
}

export interface Chain {
  readonly heads: Hash[]; // heads[n] after n records.
  readonly authorSeq: Map<string, number>; // By hex(author).
  readonly epochs: EpochState[];
}

export interface FoldState {
  readonly caseId: CaseId;
  readonly organisationId: OrganisationId;
  readonly reporterKey: SigningKey;
  readonly reporterBoxKey: BoxKey;
  readonly filing: FilingAct;
  readonly filingRecordHash: Hash;
  // By compartmentName: one for each that is built, with its head_0.
  readonly chains: ReadonlyMap<string, Chain>;
  persons: readonly CasePerson[];
  lead: PrincipalId | undefined;
  deputy: PrincipalId | undefined;
  closed: boolean;
  withdrawn: boolean;
  readonly moments: Moment[]; // [n - 1] after n records of `check`.
}

export const checkName = compartmentName(CompartmentKind.CHECK);

export function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && sameBytes(a, b);
}

export function holds(list: readonly Uint8Array[], wanted: Uint8Array): boolean {
  return list.some((element) => sameBytes(element, wanted));
}

// The chain of a compartment that is built; records of others are no records.
export function chainOf(state: FoldState, name: string): Chain {
  return state.chains.get(name)!;
}

export function now(state: FoldState): Moment {
  return state.moments.at(-1)!;
}

export function newestEpoch(state: FoldState, name: string): EpochState | undefined {
  return chainOf(state, name).epochs.at(-1);
}

export function headOf(state: FoldState, name: string): Hash {
  return chainOf(state, name).heads.at(-1)!;
}

export function nextAuthorSeq(state: FoldState, name: string, author: PrincipalId): number {
  return (chainOf(state, name).authorSeq.get(hex(author)) ?? 0) + 1;
}

export function findPerson(state: FoldState, principal: Uint8Array): CasePerson | undefined {
  return state.persons.find((person) => sameBytes(person.principal, principal));
}

export function isCoordinator(state: FoldState, principal: Uint8Array): boolean {
  return holds(state.filing.coordinators, principal);
}

export function roleOfPerson(state: FoldState, person: CasePerson): CaseRole {
  if (!person.present) return CaseRole.UNSPECIFIED;
  if (isSame(state.lead, person.principal)) return CaseRole.LEAD;
  return isSame(state.deputy, person.principal) ? CaseRole.DEPUTY : person.role;
}

// The first in the order of rungs who is present as `role`.
export function findPresent(
  state: FoldState,
  role: CaseRole,
  butNot: Uint8Array,
): CasePerson | undefined {
  return state.persons.find(
    (person) => !sameBytes(person.principal, butNot) && roleOfPerson(state, person) === role,
  );
}

export function caseStateOf(state: FoldState): CaseState {
  if (state.withdrawn) return CaseState.WITHDRAWN;
  if (state.closed) return CaseState.CLOSED;
  if (state.lead !== undefined) return CaseState.ACKNOWLEDGED;
  return rungsOf(state).length === 0 ? CaseState.UNHELD : CaseState.ASSIGNED;
}

export function rungsOf(state: FoldState): PrincipalId[] {
  if (state.lead !== undefined || state.closed || state.withdrawn) return [];
  return state.persons.filter((person) => person.present).map((person) => person.principal);
}

export function accessOf(state: FoldState, kind: CompartmentKind): AccessList {
  switch (kind) {
    case CompartmentKind.CASEFILE:
      return state.lead === undefined ? [] : [state.lead];
    case CompartmentKind.CHECK:
    case CompartmentKind.CONVERSATION: {
      const present = state.persons.filter((person) => person.present);
      return [reporterPrincipal(state.caseId), ...present.map((person) => person.principal)].sort(
        compareBytes,
      );
    }
    default:
      return [];
  }
}

export function accessAt(moment: Moment, kind: CompartmentKind): AccessList {
  if (kind !== CompartmentKind.CASEFILE) return moment.access;
  return moment.lead === undefined ? [] : [moment.lead];
}

export function changeAt(moment: Moment, kind: CompartmentKind): Hash {
  return kind === CompartmentKind.CASEFILE ? moment.leadChange : moment.accessChange;
}

// The latest change of access at the check_head of an epoch: its cause, unless a bundle is.
export function accessChangeBefore(
  state: FoldState,
  kind: CompartmentKind,
  { checkLength }: EpochState,
): Hash {
  return changeAt(state.moments[checkLength - 1]!, kind);
}

export function sameAccess(a: AccessList, b: AccessList): boolean {
  return a.length === b.length && a.every((principal, i) => sameBytes(principal, b[i]!));
}

// The number of records of `check` after which its head was `head`; 0 for none.
export function checkLengthAt(state: FoldState, head: Uint8Array): number {
  const { heads } = chainOf(state, checkName);
  for (let length = heads.length - 1; length > 0; --length) {
    if (sameBytes(heads[length]!, head)) return length;
  }
  return 0;
}

// True when the newest epoch's members are exactly the access list and each member's key is
// what `keys` holds (who is missing in `keys` counts as removed).
export function isEpochCurrent(state: FoldState, kind: CompartmentKind, keys: BoxKeys): boolean {
  const newest = newestEpoch(state, compartmentName(kind));
  if (newest === undefined) return false;
  let next = 0;
  for (const principal of accessOf(state, kind)) {
    const isReporter = sameBytes(principal, state.caseId);
    const key = isReporter ? state.reporterBoxKey : keys.get(hex(principal));
    if (key === undefined) continue; // Counts as removed.
    const member = newest.members[next];
    if (!isSame(member?.principal, principal) || !isSame(member?.boxKey, key)) return false;
    ++next;
  }
  return next === newest.members.length;
}
