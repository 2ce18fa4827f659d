// A report that could not be sent is kept as a file, sealed under the receipt, and sent from it
// later: by a page that knows nothing but the file and the receipt.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { formsOf } from './traces';
import { Wire } from './wire';
import type { World } from './world';

const told = 'kanarie: er lag een brief in de bus.';

const countCases = async (world: World): Promise<number> => (await world.shape())['cases']!.length;

interface Kept {
  readonly file: Buffer;
  readonly receipt: string;
}

async function save(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#main').getByRole('button', { name, exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('bewaard.bin');
  const file = readFileSync(await download.path());
  for (const [form, bytes] of formsOf(told)) expect(file.includes(bytes), form).toBe(false);
  return file;
}

async function toPage(reporting: Reporting): Promise<void> {
  const { page, world, shell, words } = reporting;
  await page.goto(world.is.public);
  await page.locator('summary', { hasText: shell.start.saved }).click();
  await reporting.press(shell.start.saved);
  await reporting.heading(words.saved.title);
}

async function give(page: Page, buffer: Buffer, receipt: string): Promise<void> {
  const file = { name: 'bewaard.bin', mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('#main input:not([type=file])').fill(receipt);
}

// In a page of its own, from the file alone, as far as `use` begins.
async function withSaved(
  { file, receipt }: Kept,
  use: (reporting: Reporting) => Promise<void>,
): Promise<void> {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    const reporting = new Reporting(page, world);
    await toPage(reporting);
    await give(page, file, receipt);
    await reporting.press(reporting.words.saved.next);
    await use(reporting);
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
}

async function expectOneWholeReport(world: World, receipt: string): Promise<void> {
  const status = await world.follow(receipt, ['status']);
  expect(status).toMatchObject({ state: 'assigned', findings: [] });
  const { entries } = await world.follow(receipt, ['read']);
  expect(entries).toHaveLength(1);
  expect(entries[0].answers['own-words'].text).toBe(told);
}

// While the network is away; what was not sent is nowhere but in the file.
async function keepUnsent(): Promise<Kept> {
  const world = await theWorld();
  return withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer({ ...fiveAnswers, 'own-words': told });
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.waitingTitle);
    const file = await save(page, reporting.words.sending.keep);
    await page.getByText(reporting.words.sending.kept).waitFor();
    return { file, receipt };
  });
}

test('what the network did not take arrives from its file, once', async () => {
  const world = await theWorld();
  const before = await countCases(world);
  const kept = await keepUnsent();
  expect(await countCases(world)).toBe(before);
  await withSaved(kept, (reporting) => reporting.accepted());
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
  // Whoever is not sure whether it was sent sends it again.
  await withSaved(kept, (reporting) => reporting.accepted());
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
});

test('who could not be told whom it goes to keeps it, and looks at that when it is sent', async () => {
  const world = await theWorld();
  const before = await countCases(world);
  const kept = await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    const { words } = reporting;
    await reporting.begin();
    await reporting.answer({ ...fiveAnswers, 'own-words': told });
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    await reporting.press(reporting.shell.next);
    await reporting.heading(words.people.title);
    await page.getByText(words.people.unreachable).waitFor();
    await reporting.press(words.people.keep);
    await reporting.heading(words.receipt.title);
    const receipt = await reporting.shownReceipt();
    await reporting.confirm(receipt, words.confirm.keep);
    await reporting.heading(words.kept.title);
    return { file: await save(page, words.sending.keep), receipt };
  });
  expect(await countCases(world)).toBe(before);
  await withSaved(kept, async (reporting) => {
    const { words } = reporting;
    await reporting.heading(words.people.title);
    await reporting.page.getByText(words.people.notDrawn).waitFor();
    const people = await reporting.people();
    await reporting.press(words.people.good);
    await reporting.accepted();
    const { persons } = await world.follow(kept.receipt, ['status']);
    const names = persons.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(people.sort());
  });
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
});

test('a wrong file or a wrong receipt is told by its own field, and sends nothing', async () => {
  const world = await theWorld();
  const { file, receipt } = await keepUnsent();
  const damaged = Buffer.from(file);
  damaged[damaged.length - 1]! ^= 1;
  const none = Buffer.from('geen melding');
  // By turns: what is told of one field must not be that of the try before.
  const wrong: readonly [string, Buffer, string, 'file' | 'receipt'][] = [
    ['not one of ours', none, receipt, 'file'],
    ['no receipt', file, '', 'receipt'],
    ['too large', Buffer.alloc(2_000_000), receipt, 'file'],
    ['too short', file, receipt.slice(0, -1), 'receipt'],
    ['damaged', damaged, receipt, 'file'],
    // Of the specification: good, and of nobody.
    ['of another report', file, '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4', 'receipt'],
    ['empty', Buffer.alloc(0), receipt, 'file'],
  ];
  await withPage(async (page, watched) => {
    const reporting = new Reporting(page, world);
    const { words } = reporting;
    await toPage(reporting);
    const calls = watched.requests.filter((url) => url.includes('/vangnet.')).length;
    await reporting.press(words.saved.next);
    await page.getByText(words.saved.noFile).waitFor();
    for (const [name, bytes, typed, where] of wrong) {
      await give(page, bytes, typed);
      await reporting.press(words.saved.next);
      const field = where === 'file' ? 'input[type=file]' : 'input:not([type=file])';
      await page.locator(`#main ${field}[aria-invalid=true]`).waitFor();
      expect(await page.locator('#main [aria-invalid=true]').count(), name).toBe(1);
      expect(await page.evaluate((one) => document.activeElement?.matches(one), field), name).toBe(true);
      expect(await page.locator('#main [role=alert]').innerText(), name).not.toBe('');
      expect(await reporting.title(), name).toBe(words.saved.title);
    }
    expect(watched.requests.filter((url) => url.includes('/vangnet.'))).toHaveLength(calls);
    // What was mistyped is mended on the same page.
    await give(page, file, receipt.toLowerCase());
    await reporting.press(words.saved.next);
    await reporting.accepted();
    await expectOneWholeReport(world, receipt);
    expect(watched.errors).toEqual([]);
  });
});
