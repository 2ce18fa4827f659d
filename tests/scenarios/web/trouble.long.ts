// Pages that only a world of its own shows, since what it publishes stays: an organisation whose
// bundle expired, and one that asks for a newer page. Held to the same as every other state.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from './checks';
import { launch } from './chromium';
import { aReport } from './coming-back';
import { beginAndMeet, comeBackAndMeet, follow, locales, shell, type Spoken } from './every-state';
import { holdsForAxe, holdsForEyesAndKeys, small } from './held-to';
import { usual } from './shared';
import { World } from './world';

let world: World;
let browser: Browser;
let receipt = '';
beforeAll(async () => {
  world = await World.start();
  browser = await launch(world);
  ({ receipt } = await world.file(aReport));
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

type Reach = (page: Page, spoken: Spoken) => Promise<void>;

async function holds(reach: Reach): Promise<void> {
  const looks = [
    ['nl', {}, holdsForAxe],
    ['nl', small, holdsForEyesAndKeys],
    ['en', {}, async (page: Page) => expect(await axeFindings(page), 'English').toEqual([])],
  ] as const;
  for (const [spoken, options, look] of looks) {
    const context = await browser.newContext({ ...usual, locale: locales[spoken], ...options });
    const page = await context.newPage();
    await reach(page, spoken);
    await look(page);
    await context.close();
  }
}

test('an expired bundle: who reports, and who comes back', async () => {
  const lasts = 2; // Seconds; it must be good when it is published.
  await world.tell('publish-expiring', String(lasts));
  await new Promise((resolve) => setTimeout(resolve, (lasts + 1) * 1000));
  await holds((page, spoken) => beginAndMeet(page, world, spoken, shell[spoken].trouble.expired));
  await holds(async (page, spoken) => {
    await comeBackAndMeet(page, world, spoken, receipt, follow[spoken].status.title);
    await page.getByText(follow[spoken].expired).waitFor();
  });
});

test('a page that is too old: who reports, and who comes back', async () => {
  await world.tell('publish-expiring', String(30 * 24 * 3600));
  await world.tell('publish-for-client', '9.0.0');
  const oldPage = (spoken: Spoken): string => shell[spoken].trouble.oldPage;
  await holds((page, spoken) => beginAndMeet(page, world, spoken, oldPage(spoken)));
  await holds((page, spoken) => comeBackAndMeet(page, world, spoken, receipt, oldPage(spoken)));
});
