// Pictures of what a test looks at, for people to look at: by name, on a telephone, in the dark
// and wide, in the folder that VANGNET_PICTURES names. Nothing when it names none.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { usual } from './shared';

const folder = process.env['VANGNET_PICTURES'] ?? '';

// Leaves the page as `usual` has it.
export async function keepPictures(page: Page, name: string): Promise<void> {
  if (folder === '') return;
  const keep = (how: string): Promise<Buffer> => {
    const path = join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.${how}.png`);
    return page.screenshot({ path, fullPage: true });
  };
  await keep('phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keep('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await keep('wide');
  await page.setViewportSize(usual.viewport!);
}
