// After a quick exit, and after closing, nothing that was typed or shown is in the folder in which
// the browser keeps what it keeps; and it never was with those who run the server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launch, launchWithProfile } from './chromium';
import { comeBack, goTo } from './coming-back';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, usual } from './shared';
import { countFiles, tracesIn } from './traces';
import { World } from './world';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vnprofile'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const canary = (): string => `kanarie${randomBytes(6).toString('hex')}`;

// With everything by which Chromium keeps more than playwright lets it by default.
async function open(world: World): Promise<{ context: BrowserContext; page: Page }> {
  const context = await launchWithProfile(world, folder, usual);
  // Nobody outside is asked, and the exit still leads somewhere.
  await context.route('https://www.knmi.nl/**', (route) =>
    route.fulfill({ body: '<!doctype html><title>Weer</title>', contentType: 'text/html' }),
  );
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

// What is asked early in the form, and need not be passed over to come to the end.
const early = [
  ...['contact-name', 'contact-address', 'contact-times'],
  ...['organisation', 'parties', 'must-not-see'],
];

const canariesFor = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, canary()]));

// Typed in the middle of the form, of which nothing was sent yet.
async function typeInTheForm(page: Page, world: World): Promise<{ canaries: string[]; reporting: Reporting }> {
  const texts = canariesFor(early);
  const reporting = new Reporting(page, world);
  await reporting.begin();
  await reporting.answer({ ...fiveAnswers, ...texts });
  return { canaries: Object.values(texts), reporting };
}

// A whole report, and a message in its conversation that is half written.
async function typeEverything(page: Page, world: World): Promise<{ canaries: string[]; reporting: Reporting }> {
  const texts = canariesFor([...early, 'own-words']);
  const reporting = new Reporting(page, world);
  const receipt = await reporting.report({ ...fiveAnswers, ...texts });
  await comeBack(page, world, receipt);
  await goTo(page, 'Gesprek');
  const [sent, unsent] = [canary(), canary()];
  await page.getByLabel('Schrijf een bericht').fill(sent);
  await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
  await page.getByText('Verstuurd. Alleen wie').waitFor();
  await page.getByLabel('Schrijf een bericht').fill(unsent);
  return { canaries: [...Object.values(texts), sent, unsent, ...formsOfReceipt(receipt)], reporting };
}

const formsOfReceipt = (receipt: string): string[] => [receipt, receipt.replaceAll('-', '')];

test('after a quick exit in the middle of writing', async () => {
  const world = await theWorld();
  const { context, page } = await open(world);
  const { canaries, reporting } = await typeEverything(page, world);
  await page.getByRole('link', { name: reporting.shell.leave }).click();
  await page.waitForURL('https://www.knmi.nl/**');
  // Back does not lead to what was there.
  await page.goBack().catch(() => null);
  const back = await page.content();
  for (const one of canaries) expect(back).not.toContain(one);
  await context.close();
  expect(countFiles(folder)).toBeGreaterThan(20);
  expect(tracesIn(folder, canaries)).toEqual([]);
});

test('after Escape three times while the receipt was shown', async () => {
  const world = await theWorld();
  const { context, page } = await open(world);
  const { canaries, reporting } = await typeInTheForm(page, world);
  await reporting.toPeople();
  await reporting.toReview();
  canaries.push(...formsOfReceipt(await reporting.toReceipt()));
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Escape');
  await page.waitForURL('https://www.knmi.nl/**');
  await context.close();
  expect(tracesIn(folder, canaries)).toEqual([]);
});

test('after the window was closed in the middle of writing', async () => {
  const world = await theWorld();
  const { context, page } = await open(world);
  const { canaries } = await typeEverything(page, world);
  await page.close({ runBeforeUnload: false });
  await context.close();
  expect(tracesIn(folder, canaries)).toEqual([]);
  // And what the next one to open the browser finds.
  const again = await open(world);
  await again.page.goto(world.is.public);
  const shown = await again.page.content();
  for (const one of canaries) expect(shown).not.toContain(one);
  await again.context.close();
});

test('a canary that is kept is found', async () => {
  const world = await theWorld();
  const { context, page } = await open(world);
  const [inAddress, inStorage] = [canary(), canary()];
  await page.goto(`${world.is.public}/?${inAddress}`);
  await page.evaluate((text) => localStorage.setItem('x', text), inStorage);
  await context.close();
  const found = new Set(tracesIn(folder, [inAddress, inStorage]).map(({ canary: one }) => one));
  expect(found).toEqual(new Set([inAddress, inStorage]));
});

// A page that would send a report as it was typed: what a sealed one must not look like.
const sendUnsealed = (page: Page, text: string): Promise<void> =>
  page.evaluate(async (typed) => {
    const field = new TextEncoder().encode(typed);
    const filing = [0x0a, field.length, ...field]; // FileReportRequest.filing, shorter than 128.
    await fetch('/vangnet.intake.v1.IntakeService/FileReport', {
      method: 'POST',
      headers: { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' },
      body: new Uint8Array([0, 0, 0, 0, filing.length, ...filing]),
    });
  }, text);

test('nothing that was typed goes by behind nginx, or lies with the server', async () => {
  const world = await World.start({ recorded: true });
  const browser = await launch(world);
  const page = await browser.newPage(usual);
  const { canaries } = await typeEverything(page, world);
  const unsealed = canary();
  await sendUnsealed(page, unsealed);
  await browser.close();
  await world.tell('write-recorded', folder);
  for (const place of [folder, world.is.folder, world.is.front, world.is.server]) {
    expect(tracesIn(place, canaries)).toEqual([]);
  }
  // What goes by unsealed is found where it goes by, and is kept nowhere.
  const found = new Set(tracesIn(folder, [unsealed]).map(({ file }) => file));
  expect(found).toEqual(new Set(['before-webgate', 'behind-webgate']));
  for (const place of [world.is.folder, world.is.front, world.is.server]) {
    expect(tracesIn(place, [unsealed])).toEqual([]);
  }
  await world.close();
});
