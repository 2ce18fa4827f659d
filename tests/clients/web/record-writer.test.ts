import { hex } from 'web/contract/bytes';
import { parseGrant } from 'web/contract/parsed-grant';
import { type ParsedRecord, parseRecord } from 'web/contract/parsed-record';
import {
  CaseRole,
  CompartmentKind,
  DeclineReason,
  RecordKind,
  RemovalReason,
} from 'web/generated/vangnet/record/v1/record_pb';
import { verifyCase } from 'web/sealing/case-chain';
import type { Identity } from 'web/sealing/identity';
import { systemRandom } from 'web/sealing/random-source';
import { messageBody, RecordWriter } from 'web/sealing/record-seal';
import { beforeEach, expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { FiledCase, noteBody, SampleWorld } from './sample-world';
import { outcomeOf } from './vectors';

const { CHECK, CONVERSATION, CASEFILE } = CompartmentKind;
const world = await SampleWorld.load();
const anna = world.person('anna');
let filed: FiledCase;
let reporter: Identity;

beforeEach(async () => {
  filed = await FiledCase.begin(world);
  reporter = filed.keys.identity;
});

const say = (writer: RecordWriter, text = 'tekst'): Promise<void> =>
  writer.writeEntry(CONVERSATION, messageBody(text));

const recordsOf = (records: readonly Uint8Array[]): Promise<ParsedRecord[]> =>
  Promise.all(records.map(parseRecord));

function membersOf({ header }: ParsedRecord): string[] {
  if (header.act.case !== 'epochStart') throw new Error('no EPOCH');
  return header.act.value.members.map((member) => hex(member.principal));
}

const sorted = (...people: readonly Identity[]): string[] =>
  people.map((person) => hex(person.principal)).sort();

// anna leads, and one message was written.
async function accept(): Promise<void> {
  const writer = await filed.writer(anna);
  await writer.acknowledge();
  await say(writer);
  await filed.append(writer.take());
  expect((await filed.view(anna)).writable).toBe(true);
}

async function readingsOf(name: string): Promise<unknown[]> {
  const view = await filed.view(world.person(name));
  expect(view.findings).toEqual([]);
  return view.records
    .filter(({ header }) => header?.kind === RecordKind.ENTRY)
    .map(({ reading }) => reading);
}

test('the first answer starts an epoch for who may still read', async () => {
  const writer = await filed.writer(anna);
  await writer.acknowledge();
  await say(writer);
  const batch = writer.take();
  const records = await recordsOf(batch.records);
  expect(records.map(({ kind }) => kind)).toEqual([
    RecordKind.ACKNOWLEDGE,
    RecordKind.EPOCH,
    RecordKind.ENTRY,
  ]);
  const { act } = records[1]!.header;
  expect(act.case === 'epochStart' && act.value.number).toBe(2);
  expect(act.case === 'epochStart' && hex(act.value.cause)).toBe(hex(records[0]!.recordHash));
  expect(membersOf(records[1]!)).toEqual(sorted(reporter, anna, world.person('bo')));
  const grants = await Promise.all(batch.grants.map(parseGrant));
  const roles = new Map(grants.map(({ recipient, header }) => [hex(recipient), header.role]));
  expect(roles).toEqual(
    new Map([
      [hex(reporter.principal), CaseRole.REPORTER],
      [hex(anna.principal), CaseRole.LEAD],
      [hex(world.principal('bo')), CaseRole.DEPUTY],
    ]),
  );
});

test('the next answer uses the epoch that there is', async () => {
  await accept();
  const writer = await filed.writer(reporter);
  await say(writer);
  const batch = writer.take();
  expect((await recordsOf(batch.records)).map(({ kind }) => kind)).toEqual([RecordKind.ENTRY]);
  expect(batch.grants).toEqual([]);
});

test('a renewed key starts an epoch because of the bundle', async () => {
  await accept();
  const writer = await filed.writer(anna, world.bundle2);
  await say(writer);
  const batch = writer.take();
  const [epoch] = await recordsOf(batch.records);
  const act = epoch?.header.act;
  expect(act?.case === 'epochStart' && hex(act.value.cause)).toBe(
    hex(world.bundle2.parsed.bundleHash),
  );
  await filed.append(batch);
  expect((await filed.view(world.person('bo-2'))).writable).toBe(true);
});

test('a removed person is not in the next epoch', async () => {
  await accept();
  const writer = await filed.writer(reporter);
  await writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH);
  await say(writer, 'zonder bo');
  const batch = writer.take();
  const records = await recordsOf(batch.records);
  expect(membersOf(records[1]!)).toEqual(sorted(reporter, anna));
  await filed.append(batch);
  expect((await readingsOf('bo')).at(-1)).toBe('not-for-me');
  expect((await readingsOf('anna')).at(-1)).toBe('opened');
});

test('somebody who was added reads what was opened and what comes next', async () => {
  await accept();
  const writer = await filed.writer(reporter);
  await writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH);
  const opens = new Map([
    [CONVERSATION, [2]],
    [CHECK, [1]],
  ]);
  await writer.addReader(world.principal('cees'), CaseRole.DEPUTY, opens);
  await say(writer, 'welkom');
  const batch = writer.take();
  expect(batch.grants).toHaveLength(2 + 3);
  await filed.append(batch);
  // The check card; the account of epoch 1; anna in epoch 2; the new one.
  expect(await readingsOf('cees')).toEqual(['opened', 'not-for-me', 'opened', 'opened']);
});

test('notes are read by the lead alone', async () => {
  await accept();
  const writer = await filed.writer(anna);
  await writer.writeEntry(CASEFILE, noteBody('let op'));
  const batch = writer.take();
  expect(membersOf((await recordsOf(batch.records))[0]!)).toEqual(sorted(anna));
  await filed.append(batch);
  expect((await readingsOf('bo')).at(-1)).toBe('not-for-me');
  expect((await readingsOf('anna')).at(-1)).toBe('opened');
});

test('another person takes over after a decline', async () => {
  const declines = await filed.writer(anna);
  await declines.decline(DeclineReason.CONFLICT);
  await filed.append(declines.take());
  const accepts = await filed.writer(world.person('bo'));
  await accepts.acknowledge();
  await filed.append(accepts.take());
  const view = await filed.view(reporter);
  expect(view.findings).toEqual([]);
  expect(hex(view.fold!.lead!)).toBe(hex(world.principal('bo')));
});

test('what may not be signed is refused as the server would', async () => {
  const byAnna = await filed.writer(anna);
  expect(await outcomeOf(() => say(byAnna))).toBe('FAILED_PRECONDITION/NOT_ACKNOWLEDGED');
  expect(await outcomeOf(() => byAnna.close())).toBe('FAILED_PRECONDITION/NOT_ACKNOWLEDGED');
  expect(await outcomeOf(() => byAnna.withdraw())).toBe('PERMISSION_DENIED/WRONG_ROLE');
  const byCees = await filed.writer(world.person('cees'));
  expect(await outcomeOf(() => byCees.acknowledge())).toBe('NOT_FOUND');
  const byReporter = await filed.writer(reporter);
  expect(await outcomeOf(() => byReporter.acknowledge())).toBe('PERMISSION_DENIED/WRONG_ROLE');
  await accept();
  const byDina = await filed.writer(world.person('dina'));
  expect(await outcomeOf(() => byDina.acknowledge())).toBe('FAILED_PRECONDITION/TAKEN');
});

test('nothing is added to a withdrawn case', async () => {
  const writer = await filed.writer(reporter);
  await writer.withdraw();
  expect(await outcomeOf(() => say(writer))).toBe('FAILED_PRECONDITION/CASE_CLOSED');
  await filed.append(writer.take());
  expect((await filed.view(reporter)).fold?.closed).toBe(true);
});

test('a failed act leaves the writer as it was', async () => {
  await accept();
  const writer = await filed.writer(anna, world.bundle2); // An ENTRY would start an epoch.
  expect(await outcomeOf(() => say(writer, 'x'.repeat(100_001)))).toContain('BAD_FIELD');
  expect(await outcomeOf(() => writer.writeEntry(CONVERSATION, noteBody('nee')))).toContain(
    'BAD_FIELD',
  );
  const again = (): Promise<void> => writer.addReader(world.principal('bo'), CaseRole.DEPUTY);
  expect(await outcomeOf(again)).toContain('BAD_FIELD');
  expect(writer.take()).toEqual({ records: [], grants: [] });
  await say(writer);
  await filed.append(writer.take());
  expect((await filed.view(anna)).findings).toEqual([]);
});

test('an act that fails halfway is taken back', async () => {
  await accept();
  const material = { ...(await filed.material()), grants: [] };
  const view = await verifyCase(material, world.history, reporter);
  const writer = RecordWriter.create(view, reporter, world.bundle1, sampleNow, systemRandom);
  await writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH);
  // The ADD_READER itself is in order; the key that it opens is not held.
  const opens = new Map([[CONVERSATION, [2]]]);
  const add = (): Promise<void> =>
    writer.addReader(world.principal('cees'), CaseRole.DEPUTY, opens);
  expect(await outcomeOf(add)).toBe('FAILED_PRECONDITION');
  expect(writer.fold.find(world.principal('cees'))).toBeUndefined();
  await writer.startEpoch(CONVERSATION);
  await filed.append(writer.take());
  expect((await filed.view(anna)).findings).toEqual([]);
});

test('who holds no key of the epoch writes only in a new one', async () => {
  await accept();
  const material = { ...(await filed.material()), grants: [] }; // As if they were lost.
  const view = await verifyCase(material, world.history, anna);
  const writer = RecordWriter.create(view, anna, world.bundle1, sampleNow, systemRandom);
  expect(await outcomeOf(() => say(writer))).toBe('FAILED_PRECONDITION');
  expect(writer.take().records).toEqual([]);
  await writer.startEpoch(CONVERSATION);
  await say(writer);
  expect(writer.take().records).toHaveLength(2);
});

test('a compartment that was not read is not written to', async () => {
  await accept();
  const view = await verifyCase(await filed.material([CHECK]), world.history, anna);
  const writer = RecordWriter.create(view, anna, world.bundle1, sampleNow, systemRandom);
  expect(await outcomeOf(() => say(writer))).toBe('FAILED_PRECONDITION');
  expect(await outcomeOf(() => writer.startEpoch(CONVERSATION))).toBe('FAILED_PRECONDITION');
});

test('nobody writes under an expired or older bundle or with old keys', async () => {
  const view = await filed.view(anna);
  const create = (author: Identity, bundle = world.bundle1, now = sampleNow): Promise<string> =>
    outcomeOf(() => RecordWriter.create(view, author, bundle, now, systemRandom));
  expect(await create(anna)).toBe('OK');
  expect(await create(anna, world.bundle1, sampleNow + 60 * 86400)).toContain('BUNDLE_EXPIRED');
  expect(await create(world.person('bo'), world.bundle2)).toContain('BUNDLE_STALE');
  expect(await create(world.person('cees'), world.bundle2)).toContain('BUNDLE_STALE');
  const { keys: other } = await FiledCase.begin(world);
  expect(await create(other.identity)).toContain('BUNDLE_STALE');
  const newer = await filed.writer(anna, world.bundle2);
  await newer.acknowledge();
  await filed.append(newer.take());
  expect(await outcomeOf(() => filed.writer(anna))).toContain('BUNDLE_STALE');
});

test('a writer that was wiped holds no key any more', async () => {
  await accept();
  const view = await filed.view(anna);
  const writer = RecordWriter.create(view, anna, world.bundle1, sampleNow, systemRandom);
  writer.wipe();
  expect(await outcomeOf(() => say(writer))).toBe('FAILED_PRECONDITION');
  expect(view.keyring.find(CONVERSATION, 2)?.bytes.size).toBe(32); // Its own copy is not.
});
