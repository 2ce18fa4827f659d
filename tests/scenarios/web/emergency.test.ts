// The first screen: what is loaded, what is asked of whom, and what there is without script.
import { expect, test } from 'vitest';
import { outside } from './chromium';
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
