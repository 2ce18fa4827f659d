// The states in which a page must stay calm: a server that is away or starts anew, a bundle that
// expired or asks for a newer page, a clock that is wrong.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser } from 'playwright-core';
import { aReport, comeBack, goTo, goToEntry, heading, textOf, typeReceipt } from './coming-back';
import { launch } from './chromium';
import { theWorld, usual, withPage } from './shared';
import { Wire } from './wire';
import { World } from './world';

test('a server that cannot be reached is told of, and the receipt opens the case later', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await goToEntry(page, world);
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    await typeReceipt(page, filed.receipt);
    await heading(page, 'De server is nu niet te bereiken');
    wire.decide = () => 'pass';
    await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await typeReceipt(page, filed.receipt);
    await heading(page, 'Hoe het staat');
  });
});

test('a server that starts anew in between is not noticed', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    await page.getByLabel('Schrijf een bericht').fill('voor en na een herstart');
    await world.tell('kill-server');
    await world.tell('start-server');
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('Verstuurd. Alleen wie').waitFor();
    const read = await world.follow(filed.receipt, ['read']);
    const texts = read.entries.map((one: { text: string }) => one.text);
    expect(texts.filter((text: string) => text === 'voor en na een herstart')).toHaveLength(1);
  });
});

test('a message whose answer was lost is sent once', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    const wire = await Wire.tap(page);
    wire.decide = ({ method }) => (method === 'AppendRecords' ? 'lose-answer' : 'pass');
    await page.getByLabel('Schrijf een bericht').fill('één keer');
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('Dat lukte niet').waitFor();
    expect(await page.getByLabel('Schrijf een bericht').inputValue()).toBe('één keer');
    wire.decide = () => 'pass';
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('Verstuurd. Alleen wie').waitFor();
    const read = await world.follow(filed.receipt, ['read']);
    const texts = read.entries.map((one: { text: string }) => one.text);
    expect(texts.filter((text: string) => text === 'één keer')).toHaveLength(1);
    expect(read.findings).toEqual([]);
  });
});

test('two tabs of one case write beside each other', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (first) => {
    const second = await first.context().newPage();
    for (const page of [first, second]) {
      await comeBack(page, world, filed.receipt);
      await goTo(page, 'Gesprek');
    }
    for (const [page, text] of [[first, 'uit het ene'], [second, 'uit het andere']] as const) {
      await page.getByLabel('Schrijf een bericht').fill(text);
      await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
      await page.getByText('Verstuurd. Alleen wie').waitFor();
    }
    expect(await textOf(second)).toMatch(/uit het ene[^]*uit het andere/);
    const read = await world.follow(filed.receipt, ['read']);
    expect(read.findings).toEqual([]);
  });
});

test('a clock that is wrong is told of', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await page.clock.install({ time: Date.now() + 3 * 3600 * 1000 });
    await comeBack(page, world, filed.receipt);
    await page.getByText('De klok van dit apparaat loopt niet goed').waitFor();
  });
});

test('who does nothing for a quarter of an hour is signed out', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await page.clock.install();
    await comeBack(page, world, filed.receipt);
    await page.clock.runFor(14 * 60 * 1000);
    await page.keyboard.press('Shift');
    await page.clock.runFor(14 * 60 * 1000);
    await heading(page, 'Hoe het staat');
    await page.clock.runFor(2 * 60 * 1000);
    await heading(page, 'U heeft uw melding afgesloten');
    expect(await textOf(page)).toContain('U was een kwartier niet bezig');
  });
});

// In a world of their own: what they publish stays.
let other: World;
let browser: Browser;
beforeAll(async () => {
  other = await World.start();
  browser = await launch(other);
});
afterAll(async () => {
  await browser.close();
  await other.close();
});

test('under an expired bundle one reads, and writes nothing', async () => {
  const filed = await other.file(aReport);
  await other.tell('publish-expiring', '2');
  const context = await browser.newContext(usual);
  const page = await context.newPage();
  await comeBack(page, other, filed.receipt);
  await expect
    .poll(
      async () => {
        await goTo(page, 'Stand');
        await page.getByRole('button', { name: 'Kijken of' }).click();
        return textOf(page);
      },
      { timeout: 20_000 },
    )
    .toContain('De gegevens van de organisatie zijn verlopen');
  await goTo(page, 'Gesprek');
  expect(await textOf(page)).toContain('Er lag een brief in de bus.');
  expect(await page.getByLabel('Schrijf een bericht').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Intrekken' }).count()).toBe(0);
  await goTo(page, 'Wie kan dit lezen');
  expect(await page.getByRole('button', { name: 'Iemand toevoegen' }).count()).toBe(0);
  await context.close();
});

test('an organisation that asks for a newer page gets no receipt from this one', async () => {
  const filed = await other.file(aReport).catch(() => undefined);
  await other.tell('publish-expiring', String(30 * 24 * 3600));
  await other.tell('publish-for-client', '9.0.0');
  const context = await browser.newContext(usual);
  const page = await context.newPage();
  const wire = await Wire.tap(page);
  await goToEntry(page, other);
  await typeReceipt(page, filed?.receipt ?? '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4');
  await heading(page, 'Deze pagina is te oud');
  expect(await page.locator('#main a[href^="tel:"]').count()).toBeGreaterThan(0);
  expect(wire.methods.filter((method) => method.includes('Login'))).toEqual([]);
  await context.close();
});
