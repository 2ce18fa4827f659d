// Every page and state, in both languages: axe, the keyboard, small screens, large text, motion,
// the dark, colours of one's own.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings, keyboardWalk, overflow, unseenInForcedColours } from './checks';
import {
  firstScreen,
  followStates,
  locales,
  reportStates,
  shellStates,
  type Spoken,
  type StateOf,
} from './every-state';
import { holdsForAxe, holdsForEyesAndKeys, small } from './held-to';
import { theWorld, withPage } from './shared';

for (const state of [...shellStates, ...followStates, ...reportStates]) {
  test(`${state.name}: axe finds nothing, light, dark and wide, in both languages`, async () => {
    await withState(state, 'nl', {}, holdsForAxe);
    await withState(state, 'en', {}, async (page) => {
      expect(await axeFindings(page), 'English').toEqual([]);
    });
  });

  test(`${state.name}: small, large, by the keyboard, and in colours of one's own`, async () => {
    await withState(state, 'nl', small, holdsForEyesAndKeys);
  });
}

async function withState(
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

test('who wants no motion gets none', async () => {
  await withState(firstScreen, 'nl', { reducedMotion: 'reduce' }, async (page) => {
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
  await withState(firstScreen, 'nl', {}, async (page) => {
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

test('what forced colours would hide is found', async () => {
  await withState(firstScreen, 'nl', { forcedColors: 'active' }, async (page) => {
    expect(await unseenInForcedColours(page)).toEqual([]);
    await page.evaluate(() => {
      const main = document.querySelector('main')!;
      const coloured = document.createElement('button');
      coloured.textContent = 'kleur alleen';
      coloured.className = 'coloured';
      coloured.style.setProperty('border', '0');
      coloured.style.setProperty('background', 'navy');
      const field = document.createElement('input');
      field.style.setProperty('border', '0');
      const quiet = document.createElement('button');
      quiet.textContent = 'geen ring';
      quiet.style.setProperty('outline', 'none');
      quiet.style.setProperty('box-shadow', '0 0 0 4px red');
      main.append(coloured, field, quiet);
    });
    const unseen = (await unseenInForcedColours(page)).join();
    expect(unseen).toContain('kleur alleen');
    expect(unseen).toContain('input');
    expect(unseen).not.toContain('geen ring');
    const ringless = (await keyboardWalk(page)).filter(({ outlined }) => !outlined);
    expect(ringless.map(({ name }) => name)).toEqual(['button geen ring']);
  });
});
