// Where a screen reader begins when a step is shown.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

// Waits for the step of that title, and expects that its heading has the focus.
export async function stepBegins(page: Page, title: string): Promise<void> {
  await beginsAtHeading(page, title, true);
}

// The same of any other step than the one of that title.
export async function stepChanges(page: Page, title: string): Promise<void> {
  await beginsAtHeading(page, title, false);
}

// Title and focus are read at one moment: some steps do not stay.
async function beginsAtHeading(page: Page, title: string, isOfTitle: boolean): Promise<void> {
  const begun = page.waitForFunction(
    ([title, isOfTitle]) => {
      const heading = document.querySelector('#main h1');
      const shown = heading?.textContent?.trim();
      if (shown === undefined || (shown === title) !== isOfTitle) return false;
      const { activeElement } = document;
      return activeElement === heading ? 'H1' : `${activeElement?.tagName} at ${shown}`;
    },
    [title, isOfTitle] as const,
  );
  const focused = await begun.catch(async (cause: unknown) => {
    const shown = await page.locator('#main').innerText();
    throw new Error(`${isOfTitle ? 'no' : 'still'} "${title}"; shown is: ${shown}`, { cause });
  });
  expect(await focused.jsonValue(), 'what has the focus').toBe('H1');
}
