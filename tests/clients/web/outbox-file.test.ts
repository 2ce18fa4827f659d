// A report that is kept in a file, and sent from it.
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { Language, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import type { Answer } from 'web/session/answers';
import { ClientRefusal } from 'web/session/client-refusal';
import { checkKeptReport, openKeptReport, sealKeptReport } from 'web/session/outbox-file';
import { inputFrom, type ReportInput } from 'web/session/report-draft';
import { sendReport } from 'web/session/report-sending';
import { hex } from 'web/contract/bytes';
import { expect, test } from 'vitest';
import { SampleWorld } from './sample-world';
import { SessionServer } from './session-server';
import { refusalOf } from './vectors';

const world = await SampleWorld.load();
const keys = await deriveReporterKeys(Receipt.generate(systemRandom));
const answers = new Map<string, Answer>([
  ['topic', { options: ['integrity'] }],
  ['impact-work', { scale: 0 }],
  ['when', { time: 1_790_000_000, text: 'ongeveer' }],
  ['own-words', { text: 'Zo is het gegaan.' }],
]);
const input: ReportInput = {
  ...inputFrom(answers, Language.DUTCH),
  excluded: [world.principal('cees'), world.principal('bo')],
  lead: world.principal('anna'),
  strikeReserve: true,
};
const filing = await world.build(keys);

const sealIt = (kept: Parameters<typeof sealKeptReport>[3]): Promise<Uint8Array> =>
  sealKeptReport(world.organisationId, input, Urgency.HIGH, kept, keys, systemRandom);
const file = await sealIt({ filing, bundleVersion: 1 });
const because = async (act: () => unknown): Promise<string> => {
  const refusal = await refusalOf(act);
  return refusal instanceof ClientRefusal ? `${refusal.class} ${refusal.because}` : refusal.class;
};
const openIt = (bytes: Uint8Array, who: ReporterKeys = keys): unknown =>
  openKeptReport(bytes, who, world.organisationId);

test('it comes back as it was', async () => {
  await checkKeptReport(file);
  const { input: back, kept } = await openKeptReport(file, keys, world.organisationId);
  expect([...back.answers].sort()).toEqual([...answers].sort());
  expect(back.excluded.map(hex)).toEqual(
    [world.principal('bo'), world.principal('cees')].map(hex),
  );
  expect(back).toMatchObject({
    wantedUrgency: Urgency.HIGH,
    language: Language.DUTCH,
    calendar: input.calendar,
    strikeDeputy: false,
    strikeReserve: true,
    strikeDuty: false,
  });
  expect(hex(back.lead!)).toBe(hex(world.principal('anna')));
  expect(kept).toEqual({ filing, bundleVersion: 1 });
});

test('what could not be drawn yet is kept without a filing', async () => {
  const { kept } = await openKeptReport(await sealIt(undefined), keys, world.organisationId);
  expect(kept).toBeUndefined();
});

test('it is sent as it was kept, and not doubled', async () => {
  const honest = new SessionServer(world);
  const connection = await honest.connect();
  const hooks = {
    keepTrying: () => false,
    drawAgain: async () => world.draft(),
  };
  const { kept } = await openKeptReport(file, keys, world.organisationId);
  const first = await sendReport(connection, keys, kept!, hooks);
  const second = await sendReport(connection, keys, kept!, hooks);
  expect(second.proof).toEqual(first.proof);
  expect(honest.cases.get(hex(keys.caseId))!.bytes).toEqual(filing.bytes);
});

test('what is wrong with a file is told apart', async () => {
  const others = await deriveReporterKeys(Receipt.generate(systemRandom));
  const changed = file.slice();
  changed[changed.length - 40]! ^= 1;
  expect(await because(() => openIt(file, others))).toBe(
    'INVALID_ARGUMENT/MISTYPED file-other-receipt',
  );
  expect(await because(() => openIt(changed))).toBe('DATA_LOSS/BAD_FILE file-damaged');
  expect(await because(() => checkKeptReport(changed))).toBe('DATA_LOSS/BAD_FILE file-damaged');
  for (const none of [new Uint8Array(0), file.subarray(0, 1000), new Uint8Array(600_000)]) {
    expect(await because(() => checkKeptReport(none))).toBe(
      'INVALID_ARGUMENT/BAD_FILE file-none',
    );
  }
  const elsewhere = new Uint8Array(32).fill(1) as typeof world.organisationId;
  expect(await because(() => openKeptReport(file, keys, elsewhere))).toBe(
    'FAILED_PRECONDITION/OTHER_ORGANISATION',
  );
});
