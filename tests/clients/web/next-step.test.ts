// What comes next for a reporter, and who can open a case.
import { expect, test } from 'vitest';
import { CaseState } from 'web/generated/vangnet/caseview/v1/caseview_pb';
import { CaseRole, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import type { CaseFold } from 'web/contract/case-fold';
import type { PrincipalId } from 'web/contract/ids';
import { personRows } from 'web/page/follow/case-persons';
import { nextStep } from 'web/page/follow/next-step';

const person = (byte: number): PrincipalId => new Uint8Array(16).fill(byte) as PrincipalId;
const [anna, bo, gerda] = [person(1), person(2), person(3)];

const inState = (state: CaseState, lead?: PrincipalId) => ({
  state,
  lead,
  rungs: () => (lead === undefined ? [bo, gerda] : []),
});

test('who is asked has until the deadline, and then it is said to have passed', () => {
  const assigned = inState(CaseState.ASSIGNED);
  expect(nextStep(assigned, 1000, 1000)).toEqual({ kind: 'waiting', who: bo, by: 1000 });
  expect(nextStep(assigned, 1000, 1001)).toEqual({ kind: 'late', by: 1000 });
  expect(nextStep(assigned, 0, 1001)).toEqual({ kind: 'waiting', who: bo, by: 0 });
});

test('after that it is with somebody, with nobody, closed or withdrawn', () => {
  const accepted = nextStep(inState(CaseState.ACKNOWLEDGED, anna), 1, 1001);
  expect(accepted).toEqual({ kind: 'accepted', who: anna });
  for (const [state, kind] of [
    [CaseState.UNHELD, 'unheld'],
    [CaseState.CLOSED, 'closed'],
    [CaseState.WITHDRAWN, 'withdrawn'],
  ] as const) {
    expect(nextStep(inState(state), 1, 1001)).toEqual({ kind });
  }
});

function foldOf(
  lead: PrincipalId | undefined,
  gone: readonly PrincipalId[],
  closed = false,
  urgency: Urgency = Urgency.NORMAL,
  third: CaseRole = CaseRole.RESERVE,
): CaseFold {
  const roles = [CaseRole.LEAD, CaseRole.DEPUTY, third];
  const persons = [anna, bo, gerda].map((principal, i) => ({
    principal,
    role: roles[i]!,
    left: gone.includes(principal),
    present: !gone.includes(principal),
  }));
  const roleOf = (principal: Uint8Array): CaseRole =>
    principal === lead ? CaseRole.LEAD : persons.find((one) => one.principal === principal)!.role;
  const rungs = (): PrincipalId[] =>
    lead === undefined ? persons.filter((one) => one.present).map((one) => one.principal) : [];
  return { lead, persons, roleOf, rungs, closed, filing: { urgency } } as unknown as CaseFold;
}

test('whose turn it is can open it, the others when it is theirs, who left never', () => {
  const opens = (gone: PrincipalId): string[] =>
    personRows(foldOf(undefined, [gone])).map((row) => row.opens);
  expect(opens(gerda)).toEqual(['yes', 'turn', 'no']);
  expect(opens(anna)).toEqual(['no', 'yes', 'turn']);
});

test('once somebody leads, that one can open it and the deputy waits', () => {
  const rows = personRows(foldOf(bo, [anna]));
  expect(rows.map(({ opens }) => opens)).toEqual(['no', 'yes', 'turn']);
  expect(rows.map(({ role }) => role)).toEqual([CaseRole.LEAD, CaseRole.LEAD, CaseRole.RESERVE]);
});

test('after the end no turn comes: who had it keeps it, the others cannot open', () => {
  const opens = (lead: PrincipalId | undefined): string[] =>
    personRows(foldOf(lead, [anna], true)).map((row) => row.opens);
  expect(opens(gerda)).toEqual(['no', 'no', 'yes']);
  expect(opens(undefined)).toEqual(['no', 'yes', 'no']);
});

test('whoever is on duty can open the check card at once, where it cannot wait', () => {
  const third = (urgency: Urgency, lead?: PrincipalId, closed = false): string =>
    personRows(foldOf(lead, [], closed, urgency, CaseRole.DUTY))[2]!.opens;
  expect(third(Urgency.URGENT)).toBe('card');
  expect(third(Urgency.HIGH)).toBe('card');
  expect(third(Urgency.NORMAL)).toBe('turn');
  expect(third(Urgency.HIGH, anna)).toBe('turn');
  expect(third(Urgency.HIGH, undefined, true)).toBe('no');
  // Who has the turn, or left, is told so.
  const of = (lead: PrincipalId | undefined, gone: readonly PrincipalId[]): string =>
    personRows(foldOf(lead, gone, false, Urgency.HIGH, CaseRole.DUTY))[2]!.opens;
  expect(of(undefined, [anna, bo])).toBe('yes');
  expect(of(undefined, [gerda])).toBe('no');
});
