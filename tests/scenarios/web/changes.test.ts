// Who changes their mind: back in the form, from the review, and in whom it goes to.
import { expect, test } from 'vitest';
import { stepChanges } from './focus';
import { fiveAnswers, questionsOf, Reporting } from './reporting';
import { theWorld, withPage } from './shared';

async function withReporting(use: (reporting: Reporting) => Promise<void>): Promise<void> {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    const reporting = new Reporting(page, world);
    await reporting.begin();
    await use(reporting);
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
}

// What is asked by `code`, as the page says it.
async function promptOf({ world }: Reporting, code: string): Promise<string> {
  return (await questionsOf(world, 'nl')).find((one) => one.code === code)!.prompt;
}

const chosen = ({ page }: Reporting): Promise<string[]> =>
  page
    .locator('#main input:checked')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

test('going back keeps what was answered, and what is changed there is what arrives', async () => {
  await withReporting(async (reporting) => {
    const { page, world, words, shell } = reporting;
    await reporting.answer(fiveAnswers);
    // By the browser's own button, and by the page's. From where one could send at once.
    while ((await reporting.title()) !== (await promptOf(reporting, 'consent'))) {
      const title = await reporting.title();
      await page.goBack();
      await stepChanges(page, title);
    }
    expect(await chosen(reporting)).toEqual(['with-health']);
    await reporting.press(shell.back);
    await reporting.heading(await promptOf(reporting, 'contact'));
    expect(await chosen(reporting)).toEqual(['portal-only']);
    await page.goForward();
    await reporting.heading(await promptOf(reporting, 'consent'));
    await page.goBack();
    await reporting.press(shell.back);
    await reporting.heading(await promptOf(reporting, 'role'));
    await page.locator('input[value=family]').check();
    // An answer is kept by who goes on, not by who only looks.
    await reporting.press(shell.back);
    await reporting.heading(await promptOf(reporting, 'topic'));
    await reporting.press(shell.next);
    await reporting.heading(await promptOf(reporting, 'role'));
    expect(await chosen(reporting)).toEqual(['alderman']);
    await page.locator('input[value=family]').check();
    await reporting.press(words.question.send);
    await reporting.heading(words.urgency.title);
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    await reporting.confirm(receipt);
    await reporting.accepted();
    const { entries } = await world.follow(receipt, ['read']);
    expect(entries[0].answers.role.options).toEqual(['family']);
    expect(entries[0].answers.contact.options).toEqual(['portal-only']);
  });
});

test('from the review an answer is changed, one is added, and whom it goes to is looked at again', async () => {
  await withReporting(async (reporting) => {
    const { page, world, words } = reporting;
    const change = async (code: string): Promise<void> => {
      const prompt = await promptOf(reporting, code);
      await page.getByRole('button', { name: words.review.changeOf(prompt), exact: true }).click();
      await reporting.heading(prompt);
      expect(await page.locator('.vn-progress').innerText()).toContain(words.progress.edit);
    };
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    await reporting.toReview();
    // One that changes nothing of who fits.
    await change('consent');
    await page.locator('input[value=without-health]').check();
    await reporting.press(words.question.save);
    await reporting.heading(words.review.title);
    expect(await page.getByText(words.people.changed).count()).toBe(0);
    // One that does.
    await change('topic');
    await page.locator('input[value=integrity]').check();
    await reporting.press(words.question.save);
    await reporting.heading(words.review.title);
    await page.getByText(words.people.changed).waitFor();
    expect(await page.getByRole('button', { name: words.review.next, exact: true }).count()).toBe(0);
    await reporting.toPeople();
    const excluded = (await reporting.people())[0]!;
    await reporting.toReview();
    await reporting.press(words.review.peopleChange);
    await reporting.heading(words.people.title);
    await reporting.press(words.people.mustNotSeeOf(excluded));
    await expect.poll(() => reporting.people()).not.toContain(excluded);
    await reporting.toReview();
    expect(await page.getByText(words.review.notTo(excluded)).count()).toBe(1);
    // And one that was not answered yet.
    await reporting.press(words.review.more);
    await page.locator('.vn-progress').waitFor();
    await reporting.answer({ 'contact-name': 'Bo de Wit' });
    await reporting.toPeople();
    await reporting.toReview();
    expect(await page.locator('.vn-answers').innerText()).toContain('Bo de Wit');
    const receipt = await reporting.toReceipt();
    await reporting.confirm(receipt);
    await reporting.accepted();
    const { entries } = await world.follow(receipt, ['read']);
    const { answers } = entries[0];
    expect(answers.consent.options).toEqual(['without-health']);
    expect(answers['contact-name'].text).toBe('Bo de Wit');
    const status = await world.follow(receipt, ['status']);
    expect(status).toMatchObject({ category: 'integrity', findings: [] });
    const names = status.persons.map(({ name }: { name: string }) => name);
    expect(names).not.toContain(excluded);
  });
});

test('who is not needed is struck and taken back, and nobody else moves', async () => {
  await withReporting(async (reporting) => {
    const { page, world, words } = reporting;
    await reporting.answer({ ...fiveAnswers, topic: 'crisis' });
    await reporting.toPeople();
    const all = await reporting.people();
    // A reserve of the support team, and officers on duty after the first two.
    expect(all.length).toBeGreaterThan(3);
    const roles = await page.locator('.vn-person__role').allInnerTexts();
    const nameOf = (role: keyof typeof words.people.roles): string =>
      all[roles.findIndex((one) => one.includes(words.people.roles[role]))]!;
    const [deputy, reserve] = [nameOf('deputy'), nameOf('reserve')];
    const onDuty = all.filter((_, i) => roles[i]!.includes(words.people.roles.duty));
    expect(onDuty.length).toBeGreaterThan(0);

    await reporting.press(words.people.notNeededOf(reserve));
    await page.getByText(words.people.struck.reserve).waitFor();
    expect(await reporting.people()).toEqual(all.filter((one) => one !== reserve));
    await reporting.press(words.people.notNeededOf(deputy));
    await page.getByText(words.people.struck.deputy).waitFor();
    await reporting.press(words.people.dutyNotNeeded);
    await page.getByText(words.people.struck.duty).waitFor();
    expect(await reporting.people()).toEqual([nameOf('lead')]);
    await reporting.press(words.people.undoOf(onDuty.join(', ')));
    await reporting.press(words.people.undoOf(deputy));
    const kept = all.filter((one) => one !== reserve);
    await expect.poll(() => reporting.people()).toEqual(kept);

    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    await reporting.confirm(receipt);
    await reporting.accepted();
    const { persons } = await world.follow(receipt, ['status']);
    expect(persons.map(({ name }: { name: string }) => name).sort()).toEqual(kept.sort());
  });
});

test('a proposal is drawn again until somebody else is in it, and the lead can be chosen', async () => {
  await withReporting(async (reporting) => {
    const { page, world, words } = reporting;
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    const first = await reporting.people();
    // By chance the same may come again; so often it does not.
    for (let i = 0; i < 50 && (await reporting.people()).join() === first.join(); ++i) {
      await reporting.press(words.people.again);
      await page.getByText(words.people.drawnAgain).waitFor();
    }
    expect(await reporting.people()).not.toEqual(first);
    await page.locator('summary', { hasText: words.people.othersTitle }).click();
    const choose = page.getByRole('button', { name: /^Als eerste kiezen: / }).first();
    const chosenLead = (await choose.getAttribute('aria-label'))!.replace('Als eerste kiezen: ', '');
    await choose.click();
    await expect.poll(async () => (await reporting.people())[0]).toBe(chosenLead);
    await page.getByText(words.people.whyChoice).waitFor();
    const people = await reporting.people();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    await reporting.confirm(receipt);
    await reporting.accepted();
    const { persons } = await world.follow(receipt, ['status']);
    const lead = persons.find(({ role }: { role: string }) => role === 'lead');
    expect(lead.name).toBe(chosenLead);
    expect(persons.map(({ name }: { name: string }) => name).sort()).toEqual(people.sort());
  });
});
