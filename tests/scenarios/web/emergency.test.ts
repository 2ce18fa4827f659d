// The first screen: what is loaded, what is asked of whom, and what there is without script.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { outside } from './chromium';
import { locales, shellWords } from './reporting';
import { theWorld, withPage } from './shared';

test('the page loads, breaks no policy and asks nobody else', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    const answer = await page.goto(world.is.public);
    expect(answer?.headers()['content-security-policy']).toContain("trusted-types 'none'");
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(watched.requests.length).toBeGreaterThan(2);
    expect(outside(world, watched)).toEqual([]);
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
});

test('what the policy forbids is seen by these tests', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    await page.goto(world.is.public);
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://hostile.invalid/x.png';
      document.body.append(image);
    });
    await expect.poll(() => watched.violations.join()).toContain('img-src');
    await expect(
      page.evaluate(() => {
        document.body.innerHTML = '<p>x</p>';
      }),
    ).rejects.toThrow(/TrustedHTML/);
  });
});

test('it is the page that the signers signed, byte for byte', async () => {
  const world = await theWorld();
  const { code, output } = await world.vangnet('reporter', ['--json', 'admin', 'verify-web']);
  expect(JSON.parse(output)).toMatchObject({ version: 2, differences: [] });
  expect(code).toBe(0);
});

// Of each list of numbers its heading and its lines.
const numbersOf = (page: Page, where: string): Promise<string[]> =>
  page.locator(`${where} .territory`).evaluateAll((sections) =>
    sections.map((section) =>
      [...section.querySelectorAll('h2, h3, li')].map((one) => one.textContent?.trim()).join('; '),
    ),
  );

test('with script and without, territories with the same numbers are shown once', async () => {
  const world = await theWorld();
  const [nl, en] = await withPage(
    async (page) => {
      await page.goto(world.is.public);
      return [await numbersOf(page, '#vangnet-numbers-nl'), await numbersOf(page, '#vangnet-numbers-en')];
    },
    { javaScriptEnabled: false },
  );
  expect(nl).toHaveLength(2);
  expect(nl.join()).toContain('Bonaire, Sint Eustatius en Saba;');
  for (const [spoken, without] of [['nl', nl], ['en', en]] as const) {
    await withPage(
      async (page) => {
        await page.goto(world.is.public);
        await page.getByRole('heading', { level: 1, name: shellWords[spoken].danger.title }).waitFor();
        expect(await numbersOf(page, '.vn-card--danger')).toEqual(without);
      },
      { locale: locales[spoken] },
    );
  }
});

test('what this is and what it is not is said before anything is asked', async () => {
  const world = await theWorld();
  for (const spoken of ['nl', 'en'] as const) {
    await withPage(
      async (page) => {
        await page.goto(world.is.public);
        const { title, what, whatNot, five, limits, limitsText } = shellWords[spoken].start;
        await page.locator('summary', { hasText: limits }).click();
        const shown = await page.locator('#main').innerText();
        for (const text of [title, what, whatNot, five, ...limitsText]) expect(shown).toContain(text);
      },
      { locale: locales[spoken] },
    );
  }
});

test('a demonstration says so on every page, with script and without', async () => {
  const world = await theWorld(); // Which is one.
  const banner = (page: Page): Promise<string> => page.locator('.vn-demonstration').innerText();
  const { demonstration, start } = shellWords.nl;
  await withPage(async (page) => {
    await page.goto(world.is.public);
    await page.getByRole('button', { name: start.begin }).click();
    await page.locator('.vn-progress').waitFor();
    expect(await banner(page)).toBe(demonstration);
  });
  await withPage(
    async (page) => {
      await page.goto(world.is.public);
      expect(await banner(page)).toMatch(/demonstratie[^]*demonstration/);
    },
    { javaScriptEnabled: false },
  );
});

test('without script the numbers to call are there, in both languages', async () => {
  const world = await theWorld();
  await withPage(
    async (page, watched) => {
      await page.goto(world.is.public);
      const call = page.getByRole('link', { name: '112' });
      expect(await call.count()).toBeGreaterThanOrEqual(2);
      expect(await call.first().getAttribute('href')).toBe('tel:112');
      await expect(page.locator('body').innerText()).resolves.toMatch(/Bel eerst[^]*Call first/);
      expect(outside(world, watched)).toEqual([]);
    },
    { javaScriptEnabled: false },
  );
});
