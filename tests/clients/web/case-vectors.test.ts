import type { CaseView } from 'web/sealing/case-chain';
import { CaseState } from 'web/generated/vangnet/caseview/v1/caseview_pb';
import { CompartmentKind, RecordKind } from 'web/generated/vangnet/record/v1/record_pb';
import { describe, expect, test } from 'vitest';
import { CaseFile, nameOfKind } from './case-files';
import { FiledCase, SampleWorld } from './sample-world';

test.each(['chain.json', 'epoch.json'])(
  '%s: each way to show the case has its findings',
  async (name) => {
    const file = await CaseFile.load(name);
    for (const sample of file.samples) {
      const view = await file.view(sample);
      const found = view.findings.map(
        ({ what, compartment, recordNumber }) =>
          `${what} ${nameOfKind(compartment)} ${recordNumber}`,
      );
      const expected = sample
        .list('findings', true)
        .map((one) => `${one.text('class')} ${one.text('compartment')} ${one.number('record')}`);
      expect(found.sort(), sample.text('name')).toEqual(expected.sort());
      expect(view.writable, sample.text('name')).toBe(expected.length === 0);
      view.wipe();
    }
  },
);

describe('what is read of a case', () => {
  const file = CaseFile.load('chain.json');

  async function viewOf(name: string): Promise<CaseView> {
    const loaded = await file;
    return loaded.view(loaded.named(name));
  }

  function textsOf(view: CaseView): string[] {
    const texts: string[] = [];
    for (const { body } of view.records) {
      if (body?.content.case === 'message') texts.push(body.content.value.text);
      if (body?.content.case === 'note') texts.push(body.content.value.text);
    }
    return texts;
  }

  test('the lead reads everything', async () => {
    expect(textsOf(await viewOf('to the lead'))).toEqual([
      'Dag, ik ben Anna. Wat is er nu nodig?',
      'Ik wil weten of ik thuis veilig ben.',
      'Ik bel u morgen.',
      'Dina kijkt nu mee.',
      'Belt morgen na 18 uur.',
    ]);
  });

  test('the reporter reads all but the notes', async () => {
    const view = await viewOf('to the reporter');
    expect(textsOf(view)).toHaveLength(4);
    expect(view.records.at(-1)?.reading).toBe('not-for-me');
  });

  test('who came later reads what was granted, and the rest is not damaged', async () => {
    const view = await viewOf('to somebody who came later');
    expect(textsOf(view)).toHaveLength(4);
    const readings = view.records
      .filter(({ header }) => header?.kind === RecordKind.ENTRY)
      .map(({ reading }) => reading);
    expect(readings).not.toContain('damaged');
    // The check card and the account.
    expect(readings.filter((reading) => reading === 'not-for-me')).toHaveLength(2);
  });

  test.each([
    ['signature changed', 4],
    ['cut off', 4],
    ['two records swapped', 5],
    ['no FILING', 4],
  ])('%s: damage does not hide the rest', async (name, texts) => {
    expect(textsOf(await viewOf(name))).toHaveLength(texts);
  });

  test('state comes from the records', async () => {
    expect((await viewOf('to the lead')).fold?.state).toBe(CaseState.ACKNOWLEDGED);
    expect((await viewOf('closed')).fold?.state).toBe(CaseState.CLOSED);
    expect((await viewOf('no FILING')).fold).toBeUndefined();
  });

  test('a view that was wiped holds no key', async () => {
    const view = await viewOf('to the lead');
    const key = view.keyring.find(1, 1);
    expect(key?.bytes.size).toBe(32);
    view.wipe();
    expect(key?.bytes.size).toBe(0);
    expect(view.keyring.epochs(1)).toEqual([]);
  });
});

// Without the ACKNOWLEDGE the CLOSE is by nobody who leads; that it does not follow on what
// is there tells more.
test('what follows on a record that was taken out is out of place', async () => {
  const world = await SampleWorld.load();
  const filed = await FiledCase.begin(world);
  const anna = world.person('anna');
  const writer = await filed.writer(anna);
  await writer.acknowledge();
  await writer.close();
  await filed.append(writer.take());
  filed.chain(CompartmentKind.CHECK).splice(3, 1);
  const { findings } = await filed.view(anna);
  expect(findings.map(({ what, recordNumber }) => [what, recordNumber])).toEqual([
    ['out-of-place', 4],
  ]);
});
