// What each page and state is held to, once somebody is there.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, jumpsBack, keyboardWalk, overflow, unseenInForcedColours, usable } from './checks';

const wide = { width: 1280, height: 900 };
export const small: BrowserContextOptions = { viewport: { width: 320, height: 640 } };

export async function holdsForAxe(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axeFindings(page), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  expect(await axeFindings(page), 'wide').toEqual([]);
}

// Begins `small`.
export async function holdsForEyesAndKeys(page: Page): Promise<void> {
  expect(await overflow(page), '320 px').toEqual({ by: 0, what: [] });
  // A window of 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await overflow(page), '400 %').toEqual({ by: 0, what: [] });
  await page.setViewportSize({ width: 390, height: 844 });
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
