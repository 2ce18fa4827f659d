// What a case's records mean: who is lead, who may read what, where it stands. The same
// rules as on the server (proto/contract/case_fold.h), by which a client distrusts it. No
// keys, no signatures, no gate, no bundle: the caller checks those beside it.
//
//   const fold = await CaseFold.begin(filing);
//   await fold.apply(record);                  // Throws a Refusal; then nothing changed.
//
// One call at a time: chain heads are hashed asynchronously.
import type { CaseState } from '../generated/vangnet/caseview/v1/caseview_pb';
import {
  type AddReaderAct,
  CaseRole,
  CompartmentKind,
  type FilingAct,
  RecordKind,
} from '../generated/vangnet/record/v1/record_pb';
import { hex, sameBytes } from './bytes';
import { chainMoved, checkAct, checkEntry, checkEpoch, checkPlace } from './case-fold-checks';
import type { MemberRule } from './case-fold-checks';
import { checkBelongs, checkMayHaveWritten, checkMayWrite, checkRight } from './case-fold-rights';
import {
  accessChangeBefore,
  accessOf,
  type AccessList,
  type BoxKeys,
  type CasePerson,
  caseStateOf,
  chainOf,
  changeAt,
  type Chain,
  checkLengthAt,
  checkName,
  type EpochState,
  findPerson,
  findPresent,
  type FoldState,
  headOf,
  holds,
  isEpochCurrent,
  isSame,
  newestEpoch,
  nextAuthorSeq,
  now,
  roleOfPerson,
  rungsOf,
  sameAccess,
} from './case-fold-state';
import { caseIdOf, chainNext, chainStart, compartmentName } from './chain';
import { demand } from './field-checks';
import {
  type BoxKey,
  type CaseId,
  type Hash,
  type OrganisationId,
  parseBoxKey,
  type PrincipalId,
  type SigningKey,
} from './ids';
import type { ParsedRecord } from './parsed-record';
import { badField, notFound } from './refusal';

const builtCompartments = [
  CompartmentKind.CHECK,
  CompartmentKind.CONVERSATION,
  CompartmentKind.CASEFILE,
];

export class CaseFold {
  readonly #state: FoldState;

  private constructor(state: FoldState) {
    this.#state = state;
  }

  // From the FILING, the first record of `check`. BAD_FIELD when it is not one.
  static async begin(filing: ParsedRecord): Promise<CaseFold> {
    const { act } = filing.header;
    if (act.case !== 'filing') throw badField('kind', 'FILING first');
    demand(filing.byReporter, 'author', 'the reporter');
    demand(filing.header.authorSeq === 1, 'author_seq', '1');
    const boxKey = parseBoxKey('reporter_box_key', act.value.reporterBoxKey);
    demand(
      sameBytes(await caseIdOf(filing.authorKey, boxKey), filing.caseId),
      'case_id',
      "the hash of the reporter's keys",
    );
    const chains = new Map<string, Chain>();
    for (const kind of builtCompartments) {
      const start = await chainStart(filing.caseId, kind);
      chains.set(compartmentName(kind), { heads: [start], authorSeq: new Map(), epochs: [] });
    }
    demand(
      sameBytes(filing.seen, chains.get(checkName)!.heads[0]!),
      'seen',
      'the start of the chain',
    );
    const fold = new CaseFold({
      caseId: filing.caseId,
      organisationId: filing.organisationId,
      reporterKey: filing.authorKey,
      reporterBoxKey: boxKey,
      filing: act.value,
      filingRecordHash: filing.recordHash,
      chains,
      persons: personsInOrder(act.value),
      lead: undefined,
      deputy: undefined,
      closed: false,
      withdrawn: false,
      moments: [],
    });
    fold.#advance(filing, await fold.#headAfter(filing));
    return fold;
  }

  // A copy that goes its own way from here on.
  clone(): CaseFold {
    const chains = new Map<string, Chain>();
    for (const [name, { heads, authorSeq, epochs }] of this.#state.chains) {
      chains.set(name, {
        heads: [...heads],
        authorSeq: new Map(authorSeq),
        epochs: [...epochs],
      });
    }
    return new CaseFold({ ...this.#state, chains, moments: [...this.#state.moments] });
  }

  // Checks `record` against the state and applies it: the record is the next one of its
  // compartment. Nothing changes on failure; what is refused first decides, in the order and
  // with the classes of case_fold.h. With `keys` an EPOCH's members are held by a bundle's
  // box keys: staff on the access list who are not in it count as removed and must be
  // missing (BAD_FIELD), another key is BUNDLE_STALE.
  async apply(record: ParsedRecord, keys?: BoxKeys): Promise<void> {
    const head = await this.#headAfter(record);
    this.#check(record, { keys, checkComesFirst: false });
    this.#advance(record, head);
  }

  // For a reader who has applied the whole of `check` before the other chains: an EPOCH or
  // ENTRY of another compartment that was right when it was written stays right. Records of
  // `check`: as apply, but an ADD_READER may open any epoch of the chains still to be read.
  async applyHistoric(record: ParsedRecord, keys?: BoxKeys): Promise<void> {
    const head = await this.#headAfter(record);
    if (record.compartmentName === checkName) {
      this.#check(record, { keys, checkComesFirst: true });
    } else {
      this.#checkHistoric(record, { keys, checkComesFirst: false });
    }
    this.#advance(record, head);
  }

  get caseId(): CaseId {
    return this.#state.caseId;
  }
  get organisationId(): OrganisationId {
    return this.#state.organisationId;
  }
  get reporterKey(): SigningKey {
    return this.#state.reporterKey;
  }
  get reporterBoxKey(): BoxKey {
    return this.#state.reporterBoxKey;
  }
  get filing(): FilingAct {
    return this.#state.filing;
  }
  get filingRecordHash(): Hash {
    return this.#state.filingRecordHash;
  }
  get state(): CaseState {
    return caseStateOf(this.#state);
  }
  get closed(): boolean {
    return this.#state.closed || this.#state.withdrawn;
  }
  get lead(): PrincipalId | undefined {
    return this.#state.lead;
  }
  // In the order of rungs: named lead, deputy, reserve, duty officers by principal, then
  // those who were added, in the order in which they came.
  get persons(): readonly CasePerson[] {
    return this.#state.persons;
  }

  find(principal: Uint8Array): CasePerson | undefined {
    return findPerson(this.#state, principal);
  }

  // What `principal` is now; unspecified for anybody who is not on the access list. Before
  // the ACKNOWLEDGE: as named.
  roleOf(principal: Uint8Array): CaseRole {
    if (sameBytes(principal, this.caseId)) return CaseRole.REPORTER;
    const person = this.find(principal);
    return person === undefined ? CaseRole.UNSPECIFIED : roleOfPerson(this.#state, person);
  }

  // Who could acknowledge now, in the order of rungs; empty while somebody leads, and when
  // the case is closed.
  rungs(): PrincipalId[] {
    return rungsOf(this.#state);
  }

  // Sorted; the reporter is among them for `check` and `conversation`.
  access(kind: CompartmentKind): AccessList {
    return accessOf(this.#state, kind);
  }

  mayRead(kind: CompartmentKind, principal: Uint8Array): boolean {
    return holds(this.access(kind), principal);
  }

  head(kind: CompartmentKind): Hash {
    return headOf(this.#state, compartmentName(kind));
  }

  length(kind: CompartmentKind): number {
    return chainOf(this.#state, compartmentName(kind)).heads.length - 1;
  }

  nextAuthorSeq(kind: CompartmentKind, author: PrincipalId): number {
    return nextAuthorSeq(this.#state, compartmentName(kind), author);
  }

  newestEpoch(kind: CompartmentKind): EpochState | undefined {
    return newestEpoch(this.#state, compartmentName(kind));
  }

  findEpoch(kind: CompartmentKind, number: number): EpochState | undefined {
    return chainOf(this.#state, compartmentName(kind)).epochs[number - 1]; // 1, 2, 3 ...
  }

  // False: the writer starts an epoch first.
  epochIsCurrent(kind: CompartmentKind, keys: BoxKeys): boolean {
    return isEpochCurrent(this.#state, kind, keys);
  }

  // Record hash of the latest change that altered the access list of `kind`: the cause of
  // the next epoch when members differ (for casefile the latest change of lead).
  latestAccessChange(kind: CompartmentKind): Hash {
    return changeAt(now(this.#state), kind);
  }

  // The same at the check_head of an epoch of this fold: its cause, unless a bundle is.
  accessChangeBefore(kind: CompartmentKind, epoch: EpochState): Hash {
    return accessChangeBefore(this.#state, kind, epoch);
  }

  #check(record: ParsedRecord, rule: MemberRule): void {
    checkBelongs(this.#state, record);
    checkRight(this.#state, record);
    checkPlace(this.#state, record);
    checkAct(this.#state, record, rule);
  }

  #checkHistoric(record: ParsedRecord, rule: MemberRule): void {
    const state = this.#state;
    checkBelongs(state, record);
    if (!record.byReporter && this.find(record.author) === undefined) throw notFound();
    checkPlace(state, record);
    const { act } = record.header;
    if (act.case !== 'epochStart') {
      checkEntry(state, record);
      return checkMayHaveWritten(state, record);
    }
    const checkLength = checkLengthAt(state, act.value.checkHead);
    const before = newestEpoch(state, record.compartmentName)?.checkLength ?? 0;
    if (checkLength === 0 || checkLength < before) {
      throw chainMoved('check_head: at or after that of the epoch before');
    }
    checkMayWrite(record, state.moments[checkLength - 1]!);
    checkEpoch(state, record, act.value, checkLength, rule);
  }

  #headAfter(record: ParsedRecord): Promise<Hash> {
    return chainNext(headOf(this.#state, record.compartmentName), record.recordHash);
  }

  #advance(record: ParsedRecord, head: Hash): void {
    const chain = chainOf(this.#state, record.compartmentName);
    const { act } = record.header;
    if (act.case === 'epochStart') {
      chain.epochs.push({
        number: act.value.number,
        recordHash: record.recordHash,
        members: act.value.members,
        keyCommitment: act.value.keyCommitment,
        checkLength: checkLengthAt(this.#state, act.value.checkHead),
      });
    }
    chain.heads.push(head);
    chain.authorSeq.set(hex(record.author), record.header.authorSeq);
    if (record.compartmentName !== checkName) return;
    this.#takeEffect(record);
    this.#rememberMoment(record.recordHash);
  }

  #takeEffect(record: ParsedRecord): void {
    const { act } = record.header;
    if (act.case === 'acknowledge') this.#acknowledge(record.author);
    if (act.case === 'decline') this.#leave(record.author);
    if (act.case === 'addReader') this.#addReader(act.value);
    if (act.case === 'removeReader') this.#leave(act.value.principal);
    if (record.kind === RecordKind.WITHDRAW) this.#state.withdrawn = true;
    if (record.kind === RecordKind.CLOSE) this.#state.closed = true;
  }

  // An ACKNOWLEDGE narrows the access list and never widens it: only somebody who is present
  // can be the deputy, or an ACKNOWLEDGE after a lead has left would bring back a person
  // whom nobody added.
  #acknowledge(author: PrincipalId): void {
    const state = this.#state;
    const deputy =
      findPresent(state, CaseRole.DEPUTY, author) ?? findPresent(state, CaseRole.LEAD, author);
    state.deputy = deputy?.principal;
    state.lead = author;
    state.persons = state.persons.map((person) => ({
      ...person,
      present: isSame(state.lead, person.principal) || isSame(state.deputy, person.principal),
    }));
  }

  #addReader({ principal, role }: AddReaderAct): void {
    const state = this.#state;
    const added = principal as PrincipalId; // parseRecord looked at it.
    state.persons = [
      ...state.persons.filter((person) => !sameBytes(person.principal, added)),
      { principal: added, role, left: false, present: true },
    ];
    if (state.lead !== undefined) state.deputy = added; // A lead adds a deputy, nobody else.
  }

  #leave(principal: Uint8Array): void {
    const state = this.#state;
    state.persons = state.persons.map((person) =>
      sameBytes(person.principal, principal)
        ? { ...person, left: true, present: false }
        : person,
    );
    if (isSame(state.lead, principal)) state.lead = undefined;
    if (isSame(state.deputy, principal)) state.deputy = undefined;
  }

  #rememberMoment(recordHash: Hash): void {
    const state = this.#state;
    const before = state.moments.at(-1);
    const access = this.access(CompartmentKind.CHECK);
    const sameList = before !== undefined && sameAccess(access, before.access);
    const sameLead = isSameOrBothAbsent(state.lead, before?.lead);
    state.moments.push({
      access,
      lead: state.lead,
      deputy: state.deputy,
      closed: this.closed,
      accessChange: sameList ? before.accessChange : recordHash,
      // All zero while nobody ever led.
      leadChange: sameLead ? (before?.leadChange ?? noHash) : recordHash,
    });
  }
}

const noHash = new Uint8Array(32) as Uint8Array as Hash;

function isSameOrBothAbsent(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameBytes(a, b);
}

// In the order of rungs; the act has them by principal. (sort keeps the order of equals.)
function personsInOrder(filing: FilingAct): CasePerson[] {
  return filing.persons
    .map(({ principal, role }) => ({
      principal: principal as PrincipalId, // parseRecord looked at it.
      role,
      left: false,
      present: true,
    }))
    .sort((a, b) => a.role - b.role);
}
