// Every page and state, in both languages: axe, the keyboard, small screens, large text, motion,
// the dark, colours of one's own.
import { expect, test } from 'vitest';
import { axeFindings, keyboardWalk, moving, overflow, unseenInForcedColours } from './checks';
import {
  firstScreen,
  followStates,
  reportStates,
  shellStates,
} from './every-state';
import { testEach, withState } from './held-to';

testEach([...shellStates, ...followStates, ...reportStates]);

test('what moves is found, and stands still for who wants no motion', async () => {
  await withState(firstScreen, 'nl', { reducedMotion: 'reduce' }, async (page) => {
    expect(await moving(page)).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await moving(page)).not.toEqual([]);
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
