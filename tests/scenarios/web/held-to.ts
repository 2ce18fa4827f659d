// What each page and state is held to, once somebody is there.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  axeFindings,
  jumpsBack,
  keyboardWalk,
  moving,
  overflow,
  unseenInForcedColours,
  usable,
} from './checks';
import { locales, type Spoken, type StateOf } from './every-state';
import { keepPictures } from './pictures';
import { shellWords } from './reporting';
import { theWorld, withPage } from './shared';

const wide = { width: 1280, height: 900 };
export const small: BrowserContextOptions = { viewport: { width: 320, height: 640 } };

// A test of each, in both languages.
export function testEach(states: readonly StateOf[]): void {
  for (const state of states) {
    test(`${state.name}: axe finds nothing, light, dark and wide, in both languages`, async () => {
      await withState(state, 'nl', {}, async (page) => {
        await keepPictures(page, state.name);
        await holdsForAxe(page);
      });
      await withState(state, 'en', {}, async (page) => {
        expect(await axeFindings(page), 'English').toEqual([]);
      });
    });

    test(`${state.name}: small, large, by the keyboard, and in colours of one's own`, async () => {
      await withState(state, 'nl', small, holdsForEyesAndKeys);
    });
  }
}

export async function withState(
  state: StateOf,
  spoken: Spoken,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const world = await theWorld();
  await withPage(
    async (page) => {
      await state.reach(page, world, spoken);
      await look(page);
    },
    { locale: locales[spoken], ...options },
  );
}

// The way out is seen where the page begins, and, unless the window is that of a small screen or
// a large zoom, wherever one has scrolled to.
async function leadsAway(page: Page, everywhere = true): Promise<void> {
  const leave = page.getByRole('link', { name: shellWords.nl.leave, exact: true });
  for (const to of everywhere ? [0, 100_000] : [0]) {
    await page.evaluate((y) => scrollTo(0, y), to);
    const box = await leave.boundingBox();
    const { height } = page.viewportSize()!;
    expect(box !== null && box.y >= 0 && box.y + box.height <= height, `at ${to}`).toBe(true);
  }
}

export async function holdsForAxe(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await moving(page)).toEqual([]);
  await leadsAway(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axeFindings(page), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  expect(await axeFindings(page), 'wide').toEqual([]);
}

// Begins `small`.
export async function holdsForEyesAndKeys(page: Page): Promise<void> {
  expect(await overflow(page), '320 px').toEqual({ by: 0, what: [] });
  await leadsAway(page, false);
  // A window of 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await overflow(page), '400 %').toEqual({ by: 0, what: [] });
  await leadsAway(page, false);
  await page.setViewportSize({ width: 390, height: 844 });
  await leadsAway(page);
  const stops = await keyboardWalk(page);
  expect(stops.length).toBe((await usable(page)).length);
  expect(jumpsBack(stops)).toEqual([]);
  expect(stops.filter(({ outlined }) => !outlined)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    const where = `forced colours, ${colorScheme}`;
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    expect(await unseenInForcedColours(page), where).toEqual([]);
    expect((await keyboardWalk(page)).filter(({ outlined }) => !outlined), where).toEqual([]);
    expect(await axeFindings(page), where).toEqual([]);
  }
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  // Text alone at 200 %.
  await page.setViewportSize(wide);
  await page.evaluate(() => {
    document.documentElement.style.setProperty('font-size', '200%');
  });
  expect(await overflow(page), 'text at 200 %').toEqual({ by: 0, what: [] });
}
