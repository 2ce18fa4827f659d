// What was answered so far, and who can be let into a case, also after everybody left it.
import { create } from '@bufbuild/protobuf';
import { hex } from 'web/contract/bytes';
import { AvailabilitySchema, Load } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { AccountSchema, CheckCardSchema } from 'web/generated/vangnet/content/v1/content_pb';
import {
  CaseRole,
  CompartmentKind,
  DeclineReason,
  Language,
  RemovalReason,
} from 'web/generated/vangnet/record/v1/record_pb';
import type { CaseView } from 'web/sealing/case-chain';
import { accountBody } from 'web/sealing/filing';
import { randomNumbers, systemRandom } from 'web/sealing/random-source';
import { messageBody, type RecordWriter } from 'web/sealing/record-seal';
import { accountOf } from 'web/session/account';
import type { Answer } from 'web/session/answers';
import {
  addedAnswers,
  addPerson,
  answeredSoFar,
  drawToAdd,
  removalsOf,
  requestToAdd,
  roleToAdd,
} from 'web/session/reader-acts';
import { inputFrom, routingRequestOf } from 'web/session/report-draft';
import { drawFor, inOrderOfRungs, whyProposed, withoutLeadOf } from 'web/session/report-routing';
import { beforeEach, describe, expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { FiledCase, SampleWorld } from './sample-world';
import { outcomeOf } from './vectors';

const { CHECK, CONVERSATION } = CompartmentKind;
const world = await SampleWorld.load();
const { bundle } = world.bundle1;
const random = randomNumbers(systemRandom);
const everybody = create(AvailabilitySchema, {
  persons: bundle.staff.map(({ principal }) => ({
    principal,
    takingCases: true,
    load: Load.NORMAL,
  })),
});
const name = (principal: Uint8Array | undefined): string =>
  bundle.staff.find((one) => hex(one.principal) === hex(principal ?? new Uint8Array()))?.name ??
  'nobody';

let filed: FiledCase;
beforeEach(async () => {
  filed = await FiledCase.begin(world);
});

async function act(who: string, what: (writer: RecordWriter) => Promise<void>): Promise<void> {
  const author = who === 'reporter' ? filed.keys.identity : world.person(who);
  const writer = await filed.writer(author);
  await what(writer);
  await filed.append(writer.take());
}

const view = (who = filed.keys.identity): Promise<CaseView> => filed.view(who);

async function letIn(who: string, withHistory: boolean): Promise<void> {
  const seen = await view();
  await act('reporter', (writer) => addPerson(writer, seen, world.principal(who), withHistory));
}

test('later answers of the reporter count, and nobody else answers', async () => {
  const answers = (text: string): Map<string, Answer> => new Map([['what-happened', { text }]]);
  await act('reporter', (writer) =>
    writer.writeEntry(CONVERSATION, accountBody(accountOf(answers('daarna')))),
  );
  await act('reporter', (writer) =>
    writer.writeEntry(CHECK, {
      $typeName: 'vangnet.content.v1.EntryBody',
      content: {
        case: 'checkCard',
        value: create(CheckCardSchema, { parties: ['de griffier', 'een lid'] }),
      },
    }),
  );
  await act('anna', async (writer) => {
    await writer.acknowledge();
    await writer.writeEntry(
      CONVERSATION,
      accountBody(
        create(AccountSchema, { answers: [{ question: 'what-happened', text: 'nee' }] }),
      ),
    );
  });
  expect(answeredSoFar(await view())).toEqual(
    new Map([
      ['what-happened', { text: 'daarna' }],
      ['organisation', { text: 'Gemeente Voorbeeld' }],
      ['parties', { text: 'de griffier\neen lid' }],
    ]),
  );
});

test('only what changed is added', () => {
  const before = new Map<string, Answer>([
    ['a', { options: ['x', 'y'] }],
    ['b', { text: 'b' }],
    ['c', { scale: 0 }],
  ]);
  const now = new Map<string, Answer>([
    ['e', { time: 5 }],
    ['c', {}],
    ['b', { text: 'b' }],
    ['a', { options: ['y', 'x'] }],
  ]);
  expect([...addedAnswers(before, now)]).toEqual([
    ['a', { options: ['y', 'x'] }],
    ['c', {}],
    ['e', { time: 5 }],
  ]);
});

test('who is let in is deputy, then reserve, and lead where nobody is left', async () => {
  expect(roleToAdd((await view()).fold!)).toBe(CaseRole.RESERVE);
  await act('reporter', (writer) =>
    writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH),
  );
  expect(roleToAdd((await view()).fold!)).toBe(CaseRole.DEPUTY);
  for (const who of ['anna', 'dina', 'ed']) {
    await act('reporter', (writer) =>
      writer.removeReader(world.principal(who), RemovalReason.REPORTER_WISH),
    );
  }
  expect(roleToAdd((await view()).fold!)).toBe(CaseRole.LEAD);
});

test('after everybody left somebody new can be drawn, and take it on', async () => {
  for (const who of ['anna', 'bo', 'dina', 'ed']) {
    await act(who, (writer) => writer.decline(DeclineReason.UNAVAILABLE));
  }
  const request = requestToAdd(await view(), sampleNow);
  const drawn = drawToAdd(bundle, everybody, request, random);
  expect(name(drawn)).toBe('cees'); // The only trusted person who was not there.
  await letIn('cees', true);
  await act('cees', async (writer) => {
    await writer.acknowledge();
    await writer.writeEntry(CONVERSATION, messageBody('Dag, ik ben Cees.'));
  });
  const seen = await view(world.person('cees'));
  expect(seen.findings).toEqual([]);
  const account = seen.records.find(({ body }) => body?.content.case === 'account');
  expect(account?.reading).toBe('opened');
  const nobody = requestToAdd(await view(), sampleNow);
  expect(await outcomeOf(() => drawToAdd(bundle, everybody, nobody, random))).toBe(
    'FAILED_PRECONDITION/NOBODY_FITS',
  );
});

test('without the history, what was written before stays closed', async () => {
  await act('reporter', (writer) =>
    writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH),
  );
  await letIn('cees', false);
  await act('reporter', (writer) => writer.writeEntry(CONVERSATION, messageBody('nieuw')));
  const seen = await view(world.person('cees'));
  const readings = seen.records
    .filter(({ compartment }) => compartment === CONVERSATION)
    .flatMap(({ reading }) => (reading === undefined ? [] : [reading]));
  expect(readings).toEqual(['not-for-me', 'opened']);
});

test('who was taken out is told, with by whom and why', async () => {
  await act('reporter', (writer) =>
    writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH),
  );
  const [removal] = removalsOf(await view());
  expect(name(removal!.person)).toBe('bo');
  expect(hex(removal!.by)).toBe(hex(filed.keys.caseId));
  expect(removal!.reason).toBe(RemovalReason.REPORTER_WISH);
});

describe('whom a report goes to', () => {
  const answers = new Map<string, Answer>([
    ['topic', { options: ['intimidation'] }],
    ['danger', { options: ['yes'] }],
  ]);
  const input = inputFrom(answers, Language.DUTCH);
  const triage = { urgency: 1, rules: ['danger-now'] } as const;
  const request = routingRequestOf(input, triage, sampleNow);
  const draw = (change: Partial<typeof input> = {}) => {
    const changed = { ...input, ...change };
    const asked = routingRequestOf(changed, triage, sampleNow);
    return drawFor(bundle, everybody, changed, asked, random);
  };

  test("a lead of one's own choice leads, with another as deputy", () => {
    for (let i = 0; i < 20; ++i) {
      const routing = draw({ lead: world.principal('bo') });
      expect(name(routing.lead)).toBe('bo');
      expect(['anna', 'cees']).toContain(name(routing.deputy));
    }
  });

  test('alone where nobody else is left', () => {
    const excluded = [world.principal('anna'), world.principal('cees')];
    const routing = draw({ lead: world.principal('bo'), excluded });
    expect(name(routing.lead)).toBe('bo');
    expect(routing.deputy).toBeUndefined();
    expect(routing.reserve).toBeDefined();
  });

  test('who cannot lead cannot be chosen', async () => {
    const excluded = [world.principal('bo')];
    expect(await outcomeOf(() => draw({ lead: world.principal('bo'), excluded }))).toBe(
      'INVALID_ARGUMENT/UNKNOWN_PERSON',
    );
    expect(await outcomeOf(() => draw({ lead: world.principal('dina') }))).toBe(
      'INVALID_ARGUMENT/UNKNOWN_PERSON',
    );
  });

  test('who is struck is not named', () => {
    const routing = draw({ strikeDeputy: true, strikeReserve: true, strikeDuty: true });
    expect(inOrderOfRungs(routing)).toHaveLength(1);
    expect(inOrderOfRungs(draw()).map(({ role }) => role)).toEqual([
      CaseRole.LEAD,
      CaseRole.DEPUTY,
      CaseRole.RESERVE,
    ]);
  });

  test('nobody fits: by which rules', async () => {
    const excluded = ['anna', 'bo', 'cees'].map((who) => world.principal(who));
    try {
      draw({ excluded });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ reason: 'NOBODY_FITS', fallen: new Map([['excluded', 3]]) });
    }
  });

  test('who was found away is not drawn again while another is left', () => {
    const bo = { lead: world.principal('bo'), deputy: world.principal('anna') };
    const left = withoutLeadOf(bo, bundle, everybody, request);
    expect(
      left.persons
        .filter(({ takingCases }) => !takingCases)
        .map(({ principal }) => name(principal))
        .sort(),
    ).toEqual(['anna', 'bo']);
    expect(everybody.persons.every(({ takingCases }) => takingCases)).toBe(true);
    const alone = { ...request, excluded: new Set([hex(world.principal('cees'))]) };
    expect(withoutLeadOf(bo, bundle, everybody, alone)).toBe(everybody);
  });

  test('why somebody is proposed', () => {
    const person = { principal: world.principal('anna'), role: CaseRole.LEAD };
    const why = whyProposed(bundle, everybody, { lead: person.principal }, request, person);
    expect(why).toEqual([
      'your-choice',
      'competence-intimidation',
      'language-dutch',
      'takes-cases',
      'load-normal',
    ]);
    const stranger = { principal: new Uint8Array(16).fill(1), role: CaseRole.DUTY };
    expect(whyProposed(bundle, everybody, { lead: undefined }, request, stranger)).toEqual([]);
  });
});
