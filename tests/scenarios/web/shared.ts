// The one world and the one browser of the tests that need none of their own. They end with this
// process, which holds the pipes that both of them listen to.
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { launch, watch, type Watched } from './chromium';
import { World } from './world';

let world: Promise<World> | undefined;
let browser: Promise<Browser> | undefined;

export function theWorld(): Promise<World> {
  world ??= World.start();
  return world;
}

export async function theBrowser(): Promise<Browser> {
  const started = await theWorld();
  browser ??= launch(started);
  return browser;
}

// What a page is given unless a test says otherwise. Who wants motion waits for the end of it at
// every step.
export const usual: BrowserContextOptions = {
  locale: 'nl-NL',
  reducedMotion: 'reduce',
  timezoneId: 'Europe/Amsterdam',
  viewport: { width: 390, height: 844 },
};

// An own context, so that tests share nothing, and closed after `use`.
export async function withPage<Result>(
  use: (page: Page, watched: Watched) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const context = await (await theBrowser()).newContext({ ...usual, ...options });
  try {
    const watched = await watch(await context.newPage());
    return await use(watched.page, watched);
  } finally {
    await context.close();
  }
}
