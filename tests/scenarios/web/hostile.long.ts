import { expect, test } from 'vitest';
import { expectNothingHappened, expectShown, inOrder, onLines, onOneLine } from './hostile';
import { hostileStrings } from './hostile-strings';
import { aReport, comeBack, goTo, goToEntry, typeReceipt } from './coming-back';
import { fiveAnswers, type GivenAnswers, questionsOf, Reporting } from './reporting';
import { give, keepUnsent, toSaved } from './saved-report';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';

const packs = 4;
const manyLines = new Set(['own-words', 'parties', 'must-not-see']);

// Every fourth string; all packs together hold all of them.
const pack = (i: number): string[] =>
  inOrder(hostileStrings.filter((_, at) => at % packs === i));

// What a category asks beside the common questions, and what makes it ask all of its texts.
const categories: Readonly<Record<string, GivenAnswers>> = {
  intimidation: { channel: ['social-media'] },
  integrity: {},
  crisis: {},
};

// Days and times may be told in words as well.
const takesText = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'text' || kind === 'date-time';

// Those that were filled, of whatever category.
const had = new Set<string>();

for (const [topic, answers] of Object.entries(categories)) {
  test(`through the fields of a report about ${topic}, its review, and what a trusted person reads`, async () => {
    const world = await theWorld();
    const texts = (await questionsOf(world, 'nl')).filter(takesText);
    const asked = new Set<string>();
    for (let i = 0; i < packs; ++i) {
      await withPage(async (page, watched) => {
        page.on('dialog', () => expect.unreachable('a dialog'));
        const line = onOneLine(pack(i).join(' \u00a7 ')).trim();
        const lines = onLines(pack(i).join('\n')).trim();
        const typed: GivenAnswers = Object.fromEntries(
          texts.map(({ code }) => [code, manyLines.has(code) ? lines : line]),
        );
        const reporting = new Reporting(page, world);
        await reporting.begin();
        await reporting.answer(
          { ...typed, ...fiveAnswers, ...answers, topic },
          async (code) => void asked.add(code),
        );
        await reporting.toPeople();
        await reporting.toReview();
        const seen = Object.keys(typed).filter((code) => asked.has(code));
        for (const code of seen) await expectShown(page, String(typed[code]));
        await expectNothingHappened(page, world, watched);

        const receipt = await reporting.toReceipt();
        await reporting.confirm(receipt);
        await reporting.accepted();
        const { entries } = await world.follow(receipt, ['read']);
        for (const code of seen.filter((one) => one in entries[0].answers)) {
          expect(entries[0].answers[code].text, code).toBe(typed[code]);
        }
        await comeBack(page, world, receipt);
        await goTo(page, 'Gesprek');
        for (const code of seen.filter((one) => one in entries[0].answers)) {
          await expectShown(page, String(typed[code]));
        }
        await expectNothingHappened(page, world, watched);
      });
    }
    const tried = texts.filter(({ code }) => asked.has(code));
    expect(tried.length).toBeGreaterThan(6);
    for (const { code } of tried) had.add(code);
  }, 240_000);
}

test('no text field of the forms was left out', async () => {
  const texts = (await questionsOf(await theWorld(), 'nl')).filter(takesText);
  expect(texts.map(({ code }) => code).filter((code) => !had.has(code))).toEqual([]);
});

test('through messages, in both directions', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const lead = filed.said.persons[0]!.name;
  await world.as(lead, ['cases', 'accept', filed.said.case_id, '--yes']);
  await withPage(async (page, watched) => {
    page.on('dialog', () => expect.unreachable('a dialog'));
    await comeBack(page, world, filed.receipt);
    for (let i = 0; i < packs; ++i) {
      const text = onLines(pack(i).join('\n'));
      await goTo(page, 'Gesprek');
      await page.getByLabel('Schrijf een bericht').fill(text);
      await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
      await page.getByText('Verstuurd. Alleen wie').waitFor();
      await expectShown(page, text);
    }
    const read = await world.as(lead, ['cases', 'read', filed.said.case_id]);
    const texts = read.entries.map(({ text }: { text: string }) => text);
    for (let i = 0; i < packs; ++i) expect(texts).toContain(onLines(pack(i).join('\n')));

    const all = onLines(inOrder(hostileStrings).join('\n'));
    const answer = ['cases', 'answer', filed.said.case_id, '--text-file', '-'];
    await world.as(lead, answer, all);
    await goTo(page, 'Stand');
    await page.getByRole('button', { name: 'Kijken of' }).click();
    await page.getByText('Er is iets nieuws').waitFor();
    await goTo(page, 'Gesprek');
    await expectShown(page, all.trim());
    await expectNothingHappened(page, world, watched);
  });
});

test('through the questions that are answered later', async () => {
  const world = await theWorld();
  const texts = (await questionsOf(world, 'nl')).filter(takesText);
  for (let i = 0; i < packs; ++i) {
    const filed = await world.file({ answers: { ...fiveAnswers, topic: 'crisis' }, language: 'dutch' });
    await withPage(async (page, watched) => {
      page.on('dialog', () => expect.unreachable('a dialog'));
      const line = onOneLine(pack(i).join(' \u00a7 ')).trim();
      const lines = onLines(pack(i).join('\n')).trim();
      await comeBack(page, world, filed.receipt);
      await goTo(page, 'Aanvullen');
      const more = page.getByRole('button', { name: 'Toon meer vragen' });
      while ((await more.count()) > 0) await more.click();
      const long = await page.locator('#main textarea').all();
      const short = await page.locator('#main input[type=text]').all();
      for (const field of long) await field.fill(lines);
      for (const field of short) await field.fill(line);
      expect(long.length).toBeGreaterThan(6);
      expect(short.length).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Verzegelen en toevoegen' }).click();
      await page.getByText('Toegevoegd aan uw melding.').waitFor();
      await expectShown(page, lines);
      await expectShown(page, line);
      await expectNothingHappened(page, world, watched);
      const { entries, findings } = await world.follow(filed.receipt, ['read']);
      expect(findings).toEqual([]);
      const told = texts
        .map(({ code }) => entries.at(-1).answers[code]?.text)
        .filter((text) => text !== undefined);
      // Those for the check card, three of them, are not read here.
      expect(told).toHaveLength(long.length + short.length - 3);
      expect(new Set(told)).toEqual(new Set([lines, line]));
    });
  }
}, 300_000);

// A field for a code takes no more than so many symbols.
function expectBeginning(held: string, text: string): void {
  expect(held).not.toBe('');
  expect(onOneLine(text).startsWith(held), JSON.stringify([held, text])).toBe(true);
}

test('through the group that is typed back, and the name for a password manager', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    page.on('dialog', () => expect.unreachable('a dialog'));
    const reporting = new Reporting(page, world);
    const { words } = reporting;
    await reporting.begin();
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    await reporting.toReview();
    await reporting.toReceipt();
    await page.locator('summary', { hasText: words.receipt.otherWays }).click();
    const name = page.locator('input[autocomplete=username]');
    for (const text of hostileStrings) {
      await name.fill(text);
      expect(await name.inputValue()).toBe(onOneLine(text));
    }
    await name.fill(onOneLine(inOrder(hostileStrings).join(' ')));
    await reporting.press(words.receipt.manager);
    await page.getByText(words.receipt.managerDone).waitFor();
    await expectNothingHappened(page, world, watched);

    const wire = await Wire.tap(page);
    const group = await reporting.askedGroup();
    const field = page.locator('#main input').first();
    for (const text of hostileStrings) {
      await field.fill(text);
      await reporting.press(words.confirm.send);
      await page.getByText(words.confirm.wrong(group)).waitFor();
      expectBeginning(await field.inputValue(), text);
    }
    expect(wire.calls).toEqual([]);
    await expectNothingHappened(page, world, watched);
  });
}, 300_000);

test('through the receipt of a saved report, where each is refused', async () => {
  const world = await theWorld();
  const { file } = await keepUnsent(world);
  await withPage(async (page, watched) => {
    page.on('dialog', () => expect.unreachable('a dialog'));
    await toSaved(page, world);
    const calls = watched.requests.length;
    for (const text of hostileStrings) {
      await give(page, { file, receipt: text });
      const field = page.locator('#main input:not([type=file])[aria-invalid=true]');
      await field.waitFor();
      expectBeginning(await field.inputValue(), text);
    }
    expect(watched.requests).toHaveLength(calls);
    await expectNothingHappened(page, world, watched);
  });
}, 300_000);

test('through the field of the receipt, where each is refused', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    page.on('dialog', () => expect.unreachable('a dialog'));
    await goToEntry(page, world);
    for (const text of hostileStrings) {
      await typeReceipt(page, text);
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('Uw ontvangstcode').inputValue()).toBe(onOneLine(text));
    }
    expect(watched.requests.filter((url) => url.includes('Login'))).toEqual([]);
    await expectNothingHappened(page, world, watched);
  });
});

test('what runs would be seen', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    await page.goto(world.is.public);
    await page.evaluate(() => {
      (window as { hostile?: unknown }).hostile = 1;
      document.body.style.setProperty('background', 'url(https://hostile.invalid/x)');
    });
    await expect.poll(() => watched.violations.length).toBeGreaterThan(0);
    await expect(expectNothingHappened(page, world, watched)).rejects.toThrow();
  });
});
