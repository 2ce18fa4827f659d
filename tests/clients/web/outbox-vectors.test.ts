import { create } from '@bufbuild/protobuf';
import { hex, sameBytes } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import { OutboxReportSchema } from 'web/generated/vangnet/reportoutbox/v1/outbox_file_pb';
import { checkOutbox, filingOf, openOutbox, sealOutbox } from 'web/sealing/outbox';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt } from 'web/sealing/receipt';
import { expect, test } from 'vitest';
import { FiledCase, SampleWorld } from './sample-world';
import { loadVectors, outcomeOf, type Sample } from './vectors';

const file = loadVectors('outbox.json');
const outcomes = new Map([
  ['INVALID_ARGUMENT', 'no-outbox-file'],
  ['DATA_LOSS', 'damaged'],
  ['UNAUTHENTICATED', 'other-receipt'],
]);

function changed(sample: Sample): Uint8Array {
  const bytes = file.bytes('file');
  for (const patch of sample.list('patches', true)) {
    bytes.set(patch.bytes('bytes'), patch.number('at'));
  }
  return sample.has('keep') ? bytes.slice(0, sample.number('keep')) : bytes;
}

test('the file opens with its receipt', async () => {
  const keys = await deriveReporterKeys(Receipt.fromBytes(file.secret('receipt')));
  const report = await openOutbox(file.bytes('file'), keys);
  expect(hex(serializeCanonical(OutboxReportSchema, report))).toBe(file.text('report'));
});

test('each change has its outcome, the same without the receipt where none is asked', async () => {
  for (const sample of file.list('changed')) {
    const name = sample.text('name');
    const bytes = changed(sample);
    const keys = await deriveReporterKeys(Receipt.fromBytes(sample.secret('receipt')));
    const [code] = (await outcomeOf(() => openOutbox(bytes, keys))).split('/');
    expect(outcomes.get(code!), name).toBe(sample.text('outcome'));
    const [without] = (await outcomeOf(() => checkOutbox(bytes))).split('/');
    const tells = without === 'OK' ? 'needs the receipt' : outcomes.get(without!);
    expect([sample.text('outcome'), 'needs the receipt'], name).toContain(tells);
  }
});

test('a kept filing comes back with the facts of its proof', async () => {
  const { keys, filing, world } = await FiledCase.begin(await SampleWorld.load());
  const draft = world.draft();
  const report = create(OutboxReportSchema, {
    organisationId: world.organisationId,
    filing: filing.bytes,
    answers: draft.account.answers,
    urgency: draft.urgency,
    language: draft.language,
    calendar: draft.calendar,
  });
  const bytes = await sealOutbox(report, keys, systemRandom);
  const opened = await openOutbox(bytes, keys);
  const kept = await filingOf(opened, keys);
  expect(kept.filing.facts).toEqual(filing.facts);
  expect(sameBytes(kept.filing.bytes, filing.bytes)).toBe(true);
  expect(kept.bundleVersion).toBe(1);
  // Of another reporter it is none.
  const other = await FiledCase.begin(world);
  const stolen = create(OutboxReportSchema, { ...report, filing: other.filing.bytes });
  expect(await outcomeOf(() => sealOutbox(stolen, keys, systemRandom))).toBe(
    'INVALID_ARGUMENT/BAD_FIELD',
  );
});
