// The cheating server of the first issue, where it touches the page: what comes back is altered
// on its way to the browser.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import {
  AccessDaySchema,
  AppendRecordsResponseSchema,
  GetCaseResponseSchema,
  ListAccessResponseSchema,
  ListRecordsResponseSchema,
} from 'web/generated/vangnet/followup/v1/followup_service_pb';
import { GetBundleResponseSchema } from 'web/generated/vangnet/publication/v1/publication_service_pb';
import { RecordSchema } from 'web/generated/vangnet/record/v1/record_pb';
import { FileReportResponseSchema } from 'web/generated/vangnet/intake/v1/intake_service_pb';
import { aReport, comeBack, goTo, goToEntry, heading, textOf, typeReceipt } from './coming-back';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { type Fate, Wire } from './wire';

// Of the answers to ListRecords that hold the conversation (its first record is no FILING).
function alterConversation(change: (records: { record: Uint8Array }[]) => void): Fate {
  return (message) => {
    const response = fromBinary(ListRecordsResponseSchema, message);
    if (response.records.length < 3) change(response.records);
    return Buffer.from(toBinary(ListRecordsResponseSchema, response));
  };
}

// The last byte of what is sealed.
function damage(record: Uint8Array): Uint8Array {
  const parts = fromBinary(RecordSchema, record);
  parts.sealed[parts.sealed.length - 1]! ^= 1;
  return toBinary(RecordSchema, parts);
}

const of =
  (method: string, fate: Fate) =>
  (call: { method: string }): Fate =>
    call.method === method ? fate : 'pass';

test('a damaged record is named, and writing stops until the person says so', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = of(
      'ListRecords',
      alterConversation((records) => {
        const last = records[records.length - 1];
        if (last !== undefined) last.record = damage(last.record);
      }),
    );
    await comeBack(page, world, filed.receipt);
    await page.getByText('het gesprek, stuk 2: de handtekening klopt niet').waitFor();
    await goTo(page, 'Gesprek');
    expect(await textOf(page)).not.toContain('Er lag een brief in de bus.');
    expect(await page.getByLabel('Schrijf een bericht').count()).toBe(0);
    await page.getByRole('button', { name: 'Toch schrijven' }).click();
    await page.getByLabel('Schrijf een bericht').waitFor();
    // Withdrawing was possible all along.
    expect(await page.getByRole('button', { name: 'Intrekken' }).count()).toBe(1);
  });
});

test('what is turned back is found out when the person looks again', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    await page.getByLabel('Schrijf een bericht').fill('dit laat u weg');
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('Verstuurd. Alleen wie').waitFor();
    const wire = await Wire.tap(page);
    wire.decide = ({ method }) => {
      if (method === 'ListRecords') {
        return alterConversation((records) => void records.pop());
      }
      if (method !== 'GetCase') return 'pass';
      return (message) => {
        const response = fromBinary(GetCaseResponseSchema, message);
        for (const head of response.heads) if (head.compartment?.kind === 2) head.length -= 1;
        return Buffer.from(toBinary(GetCaseResponseSchema, response));
      };
    };
    await goTo(page, 'Stand');
    await page.getByRole('button', { name: 'Kijken of' }).click();
    await page.getByText('de server houdt iets achter of heeft iets teruggedraaid').first().waitFor();
  });
});

test('a filing proof of another report is damage, and said to be no proof', async () => {
  const world = await theWorld();
  const [filed, foreign] = [await world.file(aReport), await world.file(aReport)];
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = of('GetCase', (message) => {
      const response = fromBinary(GetCaseResponseSchema, message);
      response.filingProof = Buffer.from(foreign.said.proof, 'hex');
      return Buffer.from(toBinary(GetCaseResponseSchema, response));
    });
    await comeBack(page, world, filed.receipt);
    await page.getByText('Beschadigd: er klopt iets niet').waitFor();
    await goTo(page, 'Bewijs');
    await page.getByText('Het bewijs van de server klopt niet').waitFor();
  });
});

test('what the server says it stored and did not is told', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    const wire = await Wire.tap(page);
    wire.decide = of('AppendRecords', (message) => {
      const response = fromBinary(AppendRecordsResponseSchema, message);
      for (const head of response.heads) head.length -= 1;
      return Buffer.from(toBinary(AppendRecordsResponseSchema, response));
    });
    await goTo(page, 'Gesprek');
    await page.getByLabel('Schrijf een bericht').fill('bewaar dit');
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('maar het staat er niet bij').waitFor();
    expect(await page.getByLabel('Schrijf een bericht').inputValue()).toBe('bewaar dit');
  });
});

test('a bundle that was altered is not used, and no receipt is proven to its server', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = of('GetBundle', (message) => {
      const response = fromBinary(GetBundleResponseSchema, message);
      const bytes = response.signedBundle;
      bytes[Math.trunc(bytes.length / 2)]! ^= 1;
      return Buffer.from(toBinary(GetBundleResponseSchema, response));
    });
    await goToEntry(page, world);
    await typeReceipt(page, filed.receipt);
    await heading(page, 'De gegevens van de organisatie kloppen niet');
    expect(wire.methods.filter((method) => method.includes('Login'))).toEqual([]);
  });
});

test('a list of who opened that is none is told, and the rest stays', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = of('ListAccess', (message) => {
      const response = fromBinary(ListAccessResponseSchema, message);
      response.days.push(create(AccessDaySchema, { principal: new Uint8Array(3), day: 1 }));
      return Buffer.from(toBinary(ListAccessResponseSchema, response));
    });
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Wie kan dit lezen');
    await page.getByText('Dat lukte niet').waitFor();
    expect(await page.getByRole('region', { name: 'Wie uw melding kan openen' }).count()).toBe(1);
  });
});

// Each is no proof of this report: the first is one of another report, the second is damaged, the
// third is missing.
const noProofs: readonly [string, (proof: Uint8Array, foreign: Buffer) => Uint8Array][] = [
  ['of another report', (_, foreign) => foreign],
  ['whose signature is wrong', (proof) => proof.map((byte, i) => (i === proof.length - 1 ? byte ^ 1 : byte))],
  ['that is empty', () => new Uint8Array(0)],
];

test('at sending, a server that says OK without a good proof is not believed', async () => {
  const world = await theWorld();
  const foreign = Buffer.from((await world.file(aReport)).said.proof, 'hex');
  await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(page);
    const { sending, accepted } = reporting.words;
    let began = false;
    for (const [name, forge] of noProofs) {
      wire.decide = of('FileReport', (message) => {
        const response = fromBinary(FileReportResponseSchema, message);
        response.filingProof = forge(response.filingProof, foreign);
        return Buffer.from(toBinary(FileReportResponseSchema, response));
      });
      const asked = wire.methods.length;
      if (began) await reporting.press(sending.again);
      else await reporting.confirm(receipt);
      began = true;
      await expect.poll(() => wire.methods.slice(asked)).toContain('FileReport');
      await heading(page, sending.failedProof);
      const told = await textOf(page);
      expect(told, name).toContain('het bewijs klopt niet. Vertrouw er niet op: bel');
      expect(told, name).not.toContain(accepted.title);
      // What to do then: call, keep it, try again.
      expect(await page.locator('#main a[href^="tel:"]').count()).toBeGreaterThan(0);
      expect(await page.getByRole('button', { name: sending.keep }).count()).toBe(1);
    }
    // An honest answer to the same bytes is believed.
    wire.decide = () => 'pass';
    await reporting.press(sending.again);
    await reporting.accepted();
  });
});
