// A kept report that was sealed for nobody yet, and one whose file or receipt is wrong.
import { expect, test } from 'vitest';
import { countCases, expectOneWholeReport, expectSealed, withSaved, withWords } from './kept-checks';
import { Reporting } from './reporting';
import { give, keepUndrawn, keepUnsent, toSaved } from './saved-report';
import { theWorld, withPage } from './shared';

test('who could not be told whom it goes to keeps it, and looks at that when it is sent', async () => {
  const world = await theWorld();
  const before = await countCases(world);
  const kept = await keepUndrawn(world, withWords);
  expectSealed(kept);
  expect(await countCases(world)).toBe(before);
  await withSaved(kept, async (reporting) => {
    const { words } = reporting;
    await reporting.heading(words.people.title);
    await reporting.page.getByText(words.people.notDrawn).waitFor();
    const people = await reporting.people();
    await reporting.press(words.people.good);
    await reporting.accepted();
    const { persons } = await world.follow(kept.receipt, ['status']);
    const names = persons.map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(people.sort());
  });
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
});

test('a wrong file or a wrong receipt is told by its own field, and sends nothing', async () => {
  const world = await theWorld();
  const { file, receipt } = await keepUnsent(world, withWords);
  const damaged = Buffer.from(file);
  damaged[damaged.length - 1]! ^= 1;
  const none = Buffer.from('geen melding');
  // By turns: what is told of one field must not be that of the try before.
  const wrong: readonly [string, Buffer, string, 'file' | 'receipt'][] = [
    ['not one of ours', none, receipt, 'file'],
    ['no receipt', file, '', 'receipt'],
    ['too large', Buffer.alloc(2_000_000), receipt, 'file'],
    ['too short', file, receipt.slice(0, -1), 'receipt'],
    ['damaged', damaged, receipt, 'file'],
    // Of the specification: good, and of nobody.
    ['of another report', file, '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4', 'receipt'],
    ['empty', Buffer.alloc(0), receipt, 'file'],
  ];
  await withPage(async (page, watched) => {
    const reporting = new Reporting(page, world);
    const { words } = reporting;
    await toSaved(page, world);
    const calls = watched.requests.filter((url) => url.includes('/vangnet.')).length;
    await reporting.press(words.saved.next);
    await page.getByText(words.saved.noFile).waitFor();
    for (const [name, bytes, typed, where] of wrong) {
      await give(page, { file: bytes, receipt: typed });
      const field = where === 'file' ? 'input[type=file]' : 'input:not([type=file])';
      await page.locator(`#main ${field}[aria-invalid=true]`).waitFor();
      expect(await page.locator('#main [aria-invalid=true]').count(), name).toBe(1);
      expect(await page.evaluate((one) => document.activeElement?.matches(one), field), name).toBe(true);
      expect(await page.locator('#main [role=alert]').innerText(), name).not.toBe('');
      expect(await reporting.title(), name).toBe(words.saved.title);
    }
    expect(watched.requests.filter((url) => url.includes('/vangnet.'))).toHaveLength(calls);
    // What was mistyped is mended on the same page.
    await give(page, { file, receipt: receipt.toLowerCase() });
    await reporting.accepted();
    await expectOneWholeReport(world, receipt);
    expect(watched.errors).toEqual([]);
  });
});
