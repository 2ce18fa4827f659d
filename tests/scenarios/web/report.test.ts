// Reporting with the page, in each category and in both languages; the answer of a trusted person
// with the command line; who must not see it.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { outside } from './chromium';
import { comeBack, goTo, textOf } from './coming-back';
import { fiveAnswers, type GivenAnswers, locales, Reporting, reportWords } from './reporting';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

interface Story {
  readonly category: string;
  readonly answers: GivenAnswers;
}

const stories: readonly Story[] = [
  {
    category: 'intimidation',
    answers: {
      ...fiveAnswers,
      'what-happened': ['verbal-aggression', 'defamation'],
      'own-words': 'Er lag een brief in de bus.',
    },
  },
  {
    category: 'integrity',
    answers: {
      ...fiveAnswers,
      topic: 'integrity',
      position: 'accused',
      organisation: 'Gemeente Voorbeelddam',
      'own-words': 'Ik word ervan beschuldigd een geschenk te hebben aangenomen.',
    },
  },
  {
    category: 'crisis',
    answers: {
      ...fiveAnswers,
      topic: 'crisis',
      consent: 'without-health',
      'own-words': 'Morgen is er een debat.',
    },
  },
  {
    category: 'not-sure',
    answers: {
      ...fiveAnswers,
      topic: 'not-sure',
      'own-words': 'Ik weet niet waar dit onder valt.',
    },
  },
];

async function caseOf(world: World, receipt: string): Promise<{ id: string; lead: string }> {
  const status = await world.follow(receipt, ['status']);
  expect(status.findings).toEqual([]);
  const lead = status.persons.find(({ role }: { role: string }) => role === 'lead');
  return { id: status.case_id, lead: lead.name };
}

// Of what identifies somebody, where they write in their own words.
async function expectWarned(page: Page): Promise<void> {
  const { title, intro, items, documents } = reportWords.nl.ownWords;
  await page.locator('summary', { hasText: title }).click();
  const shown = await page.locator('#main details[open]').innerText();
  for (const text of [intro, ...items, documents]) expect(shown).toContain(text);
}

for (const { category, answers } of stories) {
  test(`a report about ${category} arrives, is answered, and is read again`, async () => {
    const world = await theWorld();
    await withPage(async (page, watched) => {
      let warned = false;
      const receipt = await new Reporting(page, world).report(answers, async (code) => {
        if (code !== 'own-words') return;
        await expectWarned(page);
        warned = true;
      });
      expect(warned).toBe(true);
      const { id, lead } = await caseOf(world, receipt);
      const list = await world.as(lead, ['cases', 'list']);
      expect(list.cases).toContainEqual(expect.objectContaining({ case_id: id, category }));
      await world.as(lead, ['cases', 'accept', id, '--yes']);
      const read = await world.as(lead, ['cases', 'read', id]);
      expect(JSON.stringify(read.entries)).toContain(answers['own-words']);
      await world.as(lead, ['cases', 'answer', id, '--text-file', '-'], 'Ik lees het net. Ik bel u.');
      await comeBack(page, world, receipt);
      expect(await textOf(page)).toContain(`${lead} heeft uw melding aanvaard`);
      await goTo(page, 'Gesprek');
      expect(await textOf(page)).toMatch(new RegExp(`${String(answers['own-words'])}[^]*Ik bel u`));
      expect(outside(world, watched)).toEqual([]);
      expect(watched.violations).toEqual([]);
      expect(watched.errors).toEqual([]);
    });
  });
}

test('five answers are enough, in English as well', async () => {
  const world = await theWorld();
  await withPage(
    async (page) => {
      const receipt = await new Reporting(page, world, 'en').report();
      const status = await world.follow(receipt, ['status']);
      expect(status).toMatchObject({ state: 'assigned', category: 'intimidation', findings: [] });
    },
    { locale: locales.en },
  );
});

test('address, title and history tell nothing, and Back never leads to what was written', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    const [url, title] = [`${world.is.public}/`, await page.title()];
    expect(title).toBe('Vangnet');
    const before = (await page.evaluate(() => history.length)) - 1;
    let steps = 0;
    const tellsNothing = async (): Promise<void> => {
      expect(page.url()).toBe(url);
      expect(await page.title()).toBe(title);
      const { state, length } = await page.evaluate(() => ({
        state: history.state as unknown,
        length: history.length,
      }));
      // The number of the step, and nothing beside it.
      expect(state).toBe(++steps);
      expect(length).toBe(before + steps);
    };
    const written = 'wethouder van kanarie';
    await reporting.answer({ ...fiveAnswers, 'contact-name': written }, tellsNothing);
    await tellsNothing();
    await reporting.toPeople();
    await tellsNothing();
    await reporting.toReview();
    await tellsNothing();
    const receipt = await reporting.toReceipt();
    await tellsNothing();
    await reporting.confirm(receipt);
    await reporting.accepted();
    ++steps; // Where a group was typed back.
    await tellsNothing();
    for (let i = 0; i < steps + 2; ++i) {
      await page.goBack().catch(() => null);
      const shown = await page.content();
      expect(shown).not.toContain(written);
      for (const group of receipt.split('-')) expect(shown).not.toContain(group);
    }
  });
});

// Of each row the sizes, without what differs between any two reports: times to the minute, and
// the order in which they came.
const withoutTimes = (row: string): string => row.replace(/\b\w*(_time|sequence)=\d+/g, '$1');

function addedRows(before: Record<string, string[]>, after: Record<string, string[]>): string[] {
  return Object.entries(after)
    .filter(([table]) => !table.startsWith('commit') && table !== 'schema')
    .flatMap(([table, rows]) => {
      const left = [...(before[table] ?? [])];
      const added = rows.filter((row) => {
        const at = left.indexOf(row);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
      return added.map((row) => `${table}: ${withoutTimes(row)}`);
    })
    .sort();
}

test('what the server holds is the same with and without somebody who must not see it', async () => {
  const world = await theWorld();
  const filings: Buffer[] = [];
  const rows: string[][] = [];
  let excluded = '';
  for (const excludes of [false, true]) {
    await withPage(async (page) => {
      const before = await world.shape();
      const wire = await Wire.tap(page);
      wire.keepRequests = true;
      const reporting = new Reporting(page, world);
      await reporting.begin();
      await reporting.answer(fiveAnswers);
      await reporting.toPeople();
      if (excludes) {
        excluded = (await reporting.people())[0]!;
        const { mustNotSeeOf } = reporting.words.people;
        await reporting.press(mustNotSeeOf(excluded));
        await page.getByText(reporting.words.people.excluded(excluded)).first().waitFor();
        expect(await reporting.people()).not.toContain(excluded);
      }
      await reporting.toReview();
      const receipt = await reporting.toReceipt();
      await reporting.confirm(receipt);
      await reporting.accepted();
      filings.push(wire.requestsOf('FileReport').at(-1)!);
      rows.push(addedRows(before, await world.shape()));
      const status = await world.follow(receipt, ['status']);
      const names = status.persons.map(({ name }: { name: string }) => name);
      if (excludes) expect(names).not.toContain(excluded);
    });
  }
  expect(rows[1]).toEqual(rows[0]);
  expect(rows[0]!.length).toBeGreaterThan(8);
  expect(filings[1]!.length).toBe(filings[0]!.length);
});

test('a filing with one person less does look different to this test', () => {
  const before = { reader: ['case_id=<16> role=1'] };
  const one = addedRows(before, { reader: ['case_id=<16> role=1', 'case_id=<16> role=2'] });
  const two = addedRows(before, {
    reader: ['case_id=<16> role=1', 'case_id=<16> role=2', 'case_id=<16> role=3'],
  });
  expect(one).toEqual(['reader: case_id=<16> role=2']);
  expect(two).not.toEqual(one);
});
