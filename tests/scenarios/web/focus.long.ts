// Whoever presses a button that goes away is not sent back to the beginning of the page: the next
// Tab, and what a screen reader says, goes on from where they were.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aReport, comeBack, goTo } from './coming-back';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

// Pressed by the keyboard; afterwards something inside the step has the focus.
async function pressAndStay(page: Page, name: string, then: () => Promise<unknown>): Promise<void> {
  const button = page.locator('#main').getByRole('button', { name, exact: true }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await then();
  const focused = await page.evaluate(() => document.activeElement?.closest('.vn-step') !== null);
  expect(focused, `after ${name}`).toBe(true);
}

const shows = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();

async function atReceipt(page: Page, world: World): Promise<Reporting> {
  const reporting = new Reporting(page, world);
  await reporting.begin();
  await reporting.answer(fiveAnswers);
  await reporting.toPeople();
  await reporting.toReview();
  await reporting.toReceipt();
  await page.locator('summary', { hasText: reporting.words.receipt.otherWays }).click();
  return reporting;
}

test('when an answer is taken back', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answerUntil('consent-sharing', fiveAnswers);
    const option = page.locator('input[value=yes]');
    await option.check();
    const { clear } = reporting.words.question;
    await pressAndStay(page, clear, () => expect.poll(() => option.isChecked()).toBe(false));
  });
});

test('when the last who fits is excluded', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    const { words } = reporting;
    await reporting.begin();
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    const nobody = page.getByText(words.people.nobodyTitle);
    while ((await nobody.count()) === 0) {
      const [first] = await reporting.people();
      await pressAndStay(page, words.people.mustNotSeeOf(first!), () =>
        expect.poll(async () => (await nobody.count()) > 0 || (await reporting.people())[0]).not.toBe(first),
      );
    }
  });
});

test('when the clipboard is cleared', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const { words } = await atReceipt(page, world);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.resolve();
    });
    await pressAndStay(page, words.receipt.copy, () => shows(page, words.receipt.copied));
    await pressAndStay(page, words.receipt.clear, () => shows(page, words.receipt.cleared));
  });
});

test('when the code was handed to a password manager', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const { words } = await atReceipt(page, world);
    await pressAndStay(page, words.receipt.manager, () => shows(page, words.receipt.managerDone));
  });
});

test('when the server is there again', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    const reporting = new Reporting(page, world);
    await reporting.begin();
    const note = page.locator('#main [role=alert]');
    await note.waitFor();
    wire.decide = () => 'pass';
    await pressAndStay(page, reporting.shell.again, () => note.waitFor({ state: 'detached' }));
  });
});

test('when all open questions are shown', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Aanvullen');
    const more = page.getByRole('button', { name: 'Toon meer vragen' });
    const fields = page.locator('#main form fieldset, #main form textarea');
    while ((await more.count()) > 0) {
      const before = await fields.count();
      await pressAndStay(page, 'Toon meer vragen', () => expect.poll(() => fields.count()).not.toBe(before));
    }
  });
});

test('when a damaged case is written to all the same', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    const wire = await Wire.tap(page);
    wire.decide = ({ method }) =>
      method === 'ListGrants' ? (message) => message.subarray(0, 0) : 'pass';
    await comeBack(page, world, filed.receipt);
    await pressAndStay(page, 'Toch schrijven', () => shows(page, 'U koos om toch te schrijven.'));
  });
});
