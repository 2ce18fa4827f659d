// The network goes away at every request of the sending, before and after the server got it:
// nothing is lost, nothing is doubled.
import type { Page } from 'playwright-core';
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

// It may try by itself in this very moment: then there is nothing to press any more.
const pressIfThere = (page: Page, name: string): Promise<void> =>
  page
    .locator('#main')
    .getByRole('button', { name, exact: true })
    .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));

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
        await pressIfThere(reporting.page, reporting.words.sending.now);
        await reporting.page
          .getByRole('heading', { level: 1, name: /^Uw melding (is|was al) aangekomen$/ })
          .waitFor();
        await expectOneWholeReport(reporting.world, receipt);
        expect(await countCases(reporting.world)).toBe(before + 1);
      });
    }
  });
}

// What waits from now on waits for ever, unless it is for the next moment.
const stopTimers = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const real = window.setTimeout.bind(window);
    const short = (act: () => void, wait = 0): number => (wait < 300 ? real(act, wait) : 0);
    window.setTimeout = short as typeof window.setTimeout;
  });

test('when the network is back it is sent at once, without anybody pressing anything', async () => {
  await atSending(async (reporting, wire, confirm) => {
    const { page, words } = reporting;
    const before = await countCases(reporting.world);
    await page.context().setOffline(true);
    wire.decide = () => 'lose-request';
    const receipt = await confirm();
    await reporting.heading(words.sending.waitingTitle);
    await stopTimers(page);
    // The timer that ran ends with this; the next ones do not.
    await page.waitForRequest(/\/vangnet\./);
    wire.decide = () => 'pass';
    await page.context().setOffline(false);
    // The browser says it once: perhaps just before the page waits again.
    const sayAgain = (): Promise<boolean> => page.evaluate(() => dispatchEvent(new Event('online')));
    await expect
      .poll(async () => (await sayAgain()) && reporting.title(), { interval: 500 })
      .toBe(words.accepted.title);
    await expectOneWholeReport(reporting.world, receipt);
    expect(await countCases(reporting.world)).toBe(before + 1);
  });
});

test('while it waits a quick exit asks nothing, and closing the page does', async () => {
  await atSending(async (reporting, wire, confirm) => {
    const { page, shell, words } = reporting;
    await page.context().route('https://www.knmi.nl/**', (route) =>
      route.fulfill({ body: '<!doctype html><title>Weer</title>', contentType: 'text/html' }),
    );
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    wire.decide = () => 'lose-request';
    const receipt = await confirm();
    await reporting.heading(words.sending.waitingTitle);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    // Who dismisses the question is where they were.
    await reporting.heading(words.sending.waitingTitle);
    await page.getByRole('link', { name: shell.leave }).click();
    await page.waitForURL('https://www.knmi.nl/**');
    expect(asked).toEqual(['beforeunload']);
    await page.goBack().catch(() => null);
    expect(await page.content()).not.toContain(receipt);
  });
});

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
