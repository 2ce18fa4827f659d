// Hostile strings through every text field of the page: nothing runs, nothing is asked outside,
// and what was typed is what is shown and what arrives.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { outside, type Watched } from './chromium';
import type { World } from './world';

// What could swallow what stands behind it comes last.
const swallows = /<(!--|plaintext|xmp|textarea|style|title|template|noscript|select|table|svg|math)|\/\*|<!\[CDATA/i;

export function inOrder(strings: readonly string[]): string[] {
  return [
    ...strings.filter((text) => !swallows.test(text)),
    ...strings.filter((text) => swallows.test(text)),
  ];
}

// As a field of one line takes what is pasted into it.
export const onOneLine = (text: string): string => text.replace(/\r\n|[\r\n]/g, ' ');

// As a field of several lines gives it, sealed by us: line ends alike, no U+FEFF before.
export const onLines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/^\ufeff+/, '');

export async function expectNothingHappened(
  page: Page,
  world: World,
  watched: Watched,
): Promise<void> {
  expect(await page.evaluate(() => (window as { hostile?: unknown }).hostile)).toBeUndefined();
  expect(outside(world, watched)).toEqual([]);
  expect(watched.requests.filter((url) => url.includes('hostile.invalid'))).toEqual([]);
  expect(watched.violations).toEqual([]);
  expect(watched.errors).toEqual([]);
}

// What a person sees, character by character as it stands in the document.
export async function expectShown(page: Page, text: string): Promise<void> {
  const shown = await page.locator('#main').evaluate((main) => main.textContent ?? '');
  expect(shown.includes(text), `not shown: ${JSON.stringify(text)}`).toBe(true);
}
