// The receipt, the only way back: on paper, on the clipboard, with the browser's passwords, and
// typed back before anything is sent.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pictureOf, readQr } from './qr-reading';
import { fiveAnswers, Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';

async function atReceipt(
  use: (reporting: Reporting, receipt: string, page: Page) => Promise<void>,
): Promise<void> {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    await reporting.toReview();
    await use(reporting, await reporting.toReceipt(), page);
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
}

test('paper gets the code and a picture that says the same, and not what they are for', async () => {
  await atReceipt(async (reporting, receipt, page) => {
    await page.emulateMedia({ media: 'print' });
    const picture = page.locator('.vn-paper .vn-qr');
    await picture.waitFor();
    const printed = (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim();
    const { paper } = reporting.words.receipt;
    expect(printed).toBe(`${receipt.replaceAll('-', ' ')} ${paper}`);
    expect(await page.locator('svg:visible, img:visible, a:visible, button:visible').count()).toBe(1);
    const { text, quiet } = readQr(await pictureOf(page.context(), await picture.screenshot()));
    expect(text).toBe(receipt);
    expect(quiet).toBeGreaterThan(3.5);
    // On the screen nothing of the paper is seen.
    await page.emulateMedia({ media: 'screen' });
    expect(await picture.isVisible()).toBe(false);
  });
});

test('it is copied and cleared, and handed to the browser, without any call', async () => {
  await atReceipt(async (reporting, receipt, page) => {
    const { words } = reporting;
    const [url, wire] = [page.url(), await Wire.tap(page)];
    const { origin } = new URL(url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await page.getByText(words.receipt.otherWays).click();
    await reporting.press(words.receipt.copy);
    await page.getByText(words.receipt.copied).waitFor();
    expect(await clipboard()).toBe(receipt);
    await reporting.press(words.receipt.clear);
    await page.getByText(words.receipt.cleared).waitFor();
    expect(await clipboard()).toBe('');
    // Where it fails the person is told to write it down.
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await reporting.press(words.receipt.copy);
    await page.getByText(words.receipt.notCopied).waitFor();

    // What a password manager looks for.
    const form = page.locator('form:has(input[type=password])');
    const [user, password] = ['username', 'new-password'].map((one) =>
      form.locator(`input[autocomplete=${one}]`),
    );
    expect(await user!.inputValue()).toBe(words.receipt.managerName);
    expect(await password!.getAttribute('type')).toBe('password');
    expect(await password!.inputValue()).toBe(receipt);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await reporting.press(words.receipt.manager);
    await page.getByText(words.receipt.managerDone).waitFor();
    expect(page.url()).toBe(url);
    expect(requests).toEqual([]);
    expect(wire.calls).toEqual([]);
    expect(await reporting.title()).toBe(words.receipt.title);
  });
});

test('another group than was asked for sends nothing, and the code is shown once more', async () => {
  await atReceipt(async (reporting, receipt, page) => {
    const { words } = reporting;
    const wire = await Wire.tap(page);
    const asked = await reporting.askedGroup();
    const groups = receipt.split('-');
    const right = groups[asked - 1]!;
    const field = page.locator('#main input').first();
    const other = groups.find((group) => group !== right)!;
    for (const typed of ['', other, right.slice(0, 3), `${right}${right}`, receipt]) {
      await field.fill(typed);
      await reporting.press(words.confirm.send);
      await page.getByText(words.confirm.wrong(asked)).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
      await field.fill('x');
      await page.getByText(words.confirm.wrong(asked)).waitFor({ state: 'detached' });
    }
    expect(wire.calls).toEqual([]);
    await reporting.press(words.confirm.show);
    await reporting.heading(words.receipt.title);
    expect(await reporting.shownReceipt()).toBe(receipt);

    await reporting.askedGroup();
    await field.fill(` ${[...right.toLowerCase()].join(' ')} `);
    await reporting.press(words.confirm.send);
    await reporting.accepted();
    expect(wire.methods).toContain('FileReport');
  });
});
