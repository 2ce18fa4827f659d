// A report that could not be sent, kept as a file; and a page that gets the file and the receipt.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { stepBegins } from './focus';
import { fiveAnswers, type GivenAnswers, Reporting, reportWords, shellWords, type Spoken } from './reporting';
import { withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

export interface Kept {
  readonly file: Buffer;
  readonly receipt: string;
}

const press = (page: Page, name: string): Promise<void> =>
  page.locator('#main').getByRole('button', { name, exact: true }).click();

// From where the page offers it.
export async function save({ page, words }: Reporting): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page, words.sending.keep),
  ]);
  await page.getByText(words.sending.kept).waitFor();
  expect(download.suggestedFilename()).toBe('bewaard.bin');
  return readFileSync(await download.path());
}

// Sealed for those who were drawn, while the network is away.
export function keepUnsent(world: World, given: GivenAnswers = fiveAnswers): Promise<Kept> {
  return withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer(given);
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.waitingTitle);
    return { file: await save(reporting), receipt };
  });
}

// To where it is to be kept, since the network was away when somebody was to be drawn.
export async function toKeeping(
  reporting: Reporting,
  given: GivenAnswers = fiveAnswers,
): Promise<string> {
  const { words } = reporting;
  await reporting.begin();
  await reporting.answer(given);
  const wire = await Wire.tap(reporting.page);
  wire.decide = () => 'lose-request';
  await reporting.press(reporting.shell.next);
  await reporting.page.getByText(words.people.unreachable).waitFor();
  await reporting.press(words.people.keep);
  await reporting.heading(words.receipt.title);
  const receipt = await reporting.shownReceipt();
  await reporting.confirm(receipt, words.confirm.keep);
  await reporting.heading(words.kept.title);
  return receipt;
}

// Sealed for nobody yet: as often as it is sent, somebody is drawn.
export function keepUndrawn(world: World, given: GivenAnswers = fiveAnswers): Promise<Kept> {
  return withPage(async (page) => {
    const reporting = new Reporting(page, world);
    const receipt = await toKeeping(reporting, given);
    return { receipt, file: await save(reporting) };
  });
}

export async function toSaved(page: Page, world: World, spoken: Spoken = 'nl'): Promise<void> {
  await page.goto(world.is.public);
  const { saved } = shellWords[spoken].start;
  await page.locator('#main summary', { hasText: saved }).click();
  await press(page, saved);
  await stepBegins(page, reportWords[spoken].saved.title);
}

export async function give(page: Page, kept: Kept, spoken: Spoken = 'nl'): Promise<void> {
  const { file: buffer, receipt } = kept;
  const picked = { name: 'bewaard.bin', mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type=file]').setInputFiles(picked);
  await page.locator('#main input:not([type=file])').fill(receipt);
  await press(page, reportWords[spoken].saved.next);
}
