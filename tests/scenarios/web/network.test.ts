// The network goes away at every request of the sending, before and after the server got it:
// nothing is lost, nothing is doubled.
import { expect, test } from 'vitest';
import { Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

const countCases = async (world: World): Promise<number> => (await world.shape())['cases']!.length;

async function expectOneWholeReport(world: World, receipt: string): Promise<void> {
  const status = await world.follow(receipt, ['status']);
  expect(status).toMatchObject({ state: 'assigned', findings: [] });
  const { entries } = await world.follow(receipt, ['read']);
  expect(entries.map(({ kind }: { kind: string }) => kind)).toEqual(['account']);
}

// Up to where the receipt was confirmed and sending begins; then `use`.
async function atSending(
  use: (reporting: Reporting, wire: Wire, confirm: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const world = await theWorld();
  await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer({
      danger: 'no',
      topic: 'intimidation',
      role: 'alderman',
      contact: ['portal-only'],
      consent: 'with-health',
    });
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(page);
    await use(reporting, wire, async () => {
      await reporting.confirm(receipt);
      return receipt;
    });
  });
}

let calls: string[] = [];

test('sending takes a few calls', async () => {
  await atSending(async (reporting, wire, confirm) => {
    const receipt = await confirm();
    await reporting.accepted();
    await expectOneWholeReport(reporting.world, receipt);
    calls = wire.methods;
    expect(calls).toContain('FileReport');
    expect(calls.length).toBeLessThan(6);
  });
});

for (const fate of ['lose-request', 'lose-answer'] as const) {
  test(`cut once at each call, ${fate}: it is tried again by itself`, async () => {
    expect(calls.length).toBeGreaterThan(0);
    for (let cut = 1; cut <= calls.length; ++cut) {
      await atSending(async (reporting, wire, confirm) => {
        const before = await countCases(reporting.world);
        wire.decide = ({ number }) => (number === cut ? fate : 'pass');
        const receipt = await confirm();
        await reporting.page
          .getByRole('heading', { level: 1, name: /^Uw melding (is|was al) aangekomen$/ })
          .waitFor();
        await expectOneWholeReport(reporting.world, receipt);
        expect(await countCases(reporting.world)).toBe(before + 1);
      });
    }
  });

  test(`dead from each call on, ${fate}: it stays sealed, and is sent when the network is back`, async () => {
    expect(calls.length).toBeGreaterThan(0);
    for (let cut = 1; cut <= calls.length; ++cut) {
      await atSending(async (reporting, wire, confirm) => {
        const before = await countCases(reporting.world);
        wire.goDeadAt(cut, fate);
        const receipt = await confirm();
        await reporting.heading(reporting.words.sending.waitingTitle);
        // Only when it got there is it there.
        const got = fate === 'lose-answer' && calls[cut - 1] === 'FileReport';
        expect(await countCases(reporting.world)).toBe(before + (got ? 1 : 0));
        wire.decide = () => 'pass';
        await reporting.press(reporting.words.sending.now);
        await reporting.page
          .getByRole('heading', { level: 1, name: /^Uw melding (is|was al) aangekomen$/ })
          .waitFor();
        await expectOneWholeReport(reporting.world, receipt);
        expect(await countCases(reporting.world)).toBe(before + 1);
      });
    }
  });
}

test('the server is started anew in the middle of sending', async () => {
  await atSending(async (reporting, wire, confirm) => {
    const before = await countCases(reporting.world);
    await reporting.world.tell('kill-server');
    const sending = confirm();
    await expect.poll(() => wire.methods).toContain('FileReport');
    await reporting.world.tell('start-server');
    const receipt = await sending;
    await reporting.page
      .getByRole('heading', { level: 1, name: /^Uw melding (is|was al) aangekomen$/ })
      .waitFor();
    await expectOneWholeReport(reporting.world, receipt);
    expect(await countCases(reporting.world)).toBe(before + 1);
  });
});
