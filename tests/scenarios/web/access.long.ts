// Every page and state, in both languages: axe, the keyboard, small screens, large text, motion,
// the dark, colours of one's own.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings, jumpsBack, keyboardWalk, overflow, usable } from './checks';
import { followStates, locales, reportStates, shellStates, type Spoken, type StateOf } from './every-state';
import { theWorld, withPage } from './shared';

const states: readonly StateOf[] = [...shellStates, ...followStates, ...reportStates];

const wide = { width: 1280, height: 900 };

async function inState(
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

for (const state of states) {
  test(`${state.name}: axe finds nothing, light, dark and wide, in both languages`, async () => {
    await inState(state, 'nl', {}, async (page) => {
      expect(await axeFindings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFindings(page), 'dark').toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(wide);
      expect(await axeFindings(page), 'wide').toEqual([]);
    });
    await inState(state, 'en', {}, async (page) => {
      expect(await axeFindings(page), 'English').toEqual([]);
    });
  });

  test(`${state.name}: small, large, and by the keyboard in the order of the page`, async () => {
    await inState(state, 'nl', { viewport: { width: 320, height: 640 } }, async (page) => {
      expect(await overflow(page), '320 px').toEqual({ by: 0, what: [] });
      // A window of 1280 by 1024 at 400 %.
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await overflow(page), '400 %').toEqual({ by: 0, what: [] });
      await page.setViewportSize({ width: 390, height: 844 });
      const stops = await keyboardWalk(page);
      expect(stops.length).toBe((await usable(page)).length);
      expect(jumpsBack(stops)).toEqual([]);
      expect(stops.filter(({ outlined }) => !outlined)).toEqual([]);
      // Text alone at 200 %.
      await page.setViewportSize(wide);
      await page.evaluate(() => {
        document.documentElement.style.setProperty('font-size', '200%');
      });
      expect(await overflow(page), 'text at 200 %').toEqual({ by: 0, what: [] });
    });
  });
}

test('who wants no motion gets none', async () => {
  await inState(shellStates[0]!, 'nl', { reducedMotion: 'reduce' }, async (page) => {
    const moving = await page.evaluate(() => {
      const probe = document.createElement('p');
      probe.className = 'nl-paragraph vn-busy';
      document.querySelector('main')!.append(probe);
      return [...document.querySelectorAll('*')].flatMap((element) =>
        ['', '::before', '::after'].flatMap((pseudo) => {
          const { animationName, transitionDuration } = getComputedStyle(element, pseudo);
          const moves = animationName !== 'none' || parseFloat(transitionDuration) > 0.05;
          return moves ? [`${element.className}${pseudo}`] : [];
        }),
      );
    });
    expect(moving).toEqual([]);
  });
});

test('what axe would find is found', async () => {
  await inState(shellStates[0]!, 'nl', {}, async (page) => {
    await page.evaluate(() => {
      const main = document.querySelector('main')!;
      const button = document.createElement('button');
      const faint = document.createElement('p');
      faint.textContent = 'bleek';
      faint.style.setProperty('color', '#ddd');
      const wide = document.createElement('p');
      wide.textContent = 'breed';
      wide.style.setProperty('width', '2000px');
      main.append(button, faint, wide);
    });
    const found = (await axeFindings(page)).join('\n');
    expect(found).toContain('button-name');
    expect(found).toContain('color-contrast');
    expect((await overflow(page)).by).toBeGreaterThan(100);
  });
});
