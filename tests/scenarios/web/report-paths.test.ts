// Ways through the page that people take now and then: danger answered late, another report on
// the same visit, slow answers, an answer that is lost, paper.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aReport, comeBack, goTo, goToEntry, heading, textOf, typeReceipt } from './coming-back';
import { follow } from './every-state';
import { stepChanges } from './focus';
import { fiveAnswers, questionsOf, Reporting } from './reporting';
import { theWorld, withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

// Good, and of nobody.
const unknownReceipt = '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4';

const choose = (page: Page, option: string): Promise<void> =>
  page.locator(`#main input[value="${option}"]`).check();

const changeOfDanger = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Wijzig: Bent u nu in direct gevaar?' }).click();

const callsEmergency = (page: Page): Promise<boolean> =>
  page.locator('#main').getByRole('link', { name: '112' }).first().isVisible();

async function toReview(page: Page, world: World): Promise<Reporting> {
  const reporting = new Reporting(page, world);
  await reporting.begin();
  await reporting.answer(fiveAnswers);
  await reporting.toPeople();
  await reporting.toReview();
  return reporting;
}

test('in danger now, and on: the numbers first', async () => {
  await withPage(async (page) => {
    const reporting = new Reporting(page, await theWorld());
    await reporting.begin();
    await choose(page, 'yes');
    await reporting.press(reporting.shell.next);
    await reporting.heading(reporting.words.danger.title);
    expect(await callsEmergency(page)).toBe(true);
    await reporting.press(reporting.words.danger.next);
    await reporting.heading('Waar gaat het over?');
  });
});

test('in danger now, answered later, and sent at once: the numbers first', async () => {
  await withPage(async (page) => {
    const world = await theWorld();
    const reporting = new Reporting(page, world);
    const titles: string[] = [];
    await reporting.begin();
    await reporting.answer(fiveAnswers, async (code) => void titles.push(code));
    for (let i = 0; i < titles.length; ++i) await page.goBack();
    await reporting.heading('Bent u nu in direct gevaar?');
    await choose(page, 'yes');
    await reporting.press(reporting.words.question.send);
    await reporting.heading(reporting.words.danger.title);
    expect(await callsEmergency(page)).toBe(true);
    await reporting.press(reporting.words.question.send);
    await reporting.heading(reporting.words.urgency.title);
  });
});

test('in danger now, changed from the review: the numbers first, and back to the review', async () => {
  await withPage(async (page) => {
    const reporting = await toReview(page, await theWorld());
    await changeOfDanger(page);
    await choose(page, 'yes');
    await reporting.press(reporting.words.question.save);
    await reporting.heading(reporting.words.danger.title);
    expect(await callsEmergency(page)).toBe(true);
    // Back is to the question, on is to the review.
    await reporting.press(reporting.shell.back);
    await reporting.heading('Bent u nu in direct gevaar?');
    await reporting.press(reporting.words.question.save);
    await reporting.heading(reporting.words.danger.title);
    await reporting.press(reporting.words.danger.next);
    await reporting.heading(reporting.words.review.title);
    await changeOfDanger(page);
    await choose(page, 'not-sure');
    await reporting.press(reporting.words.question.save);
    await reporting.heading(reporting.words.review.title);
  });
});

test('every page of the questions offers to send now', async () => {
  await withPage(async (page) => {
    const reporting = new Reporting(page, await theWorld());
    const without: string[] = [];
    const seen: string[] = [];
    await reporting.begin();
    // What is still needed is told, and nothing goes on without it.
    await reporting.press(reporting.words.question.send);
    await page.getByText(reporting.words.question.missing.one).waitFor();
    const given = { ...fiveAnswers, danger: 'yes', topic: 'integrity', position: 'accused' };
    await reporting.answer({ ...given, 'own-words': 'Er lag een brief.' }, async (code) => {
      seen.push(code);
      const send = page.getByRole('button', { name: reporting.words.question.send });
      if ((await send.count()) !== 1) without.push(code);
    });
    expect(without).toEqual([]);
    for (const code of [...Object.keys(given), 'own-words']) expect(seen).toContain(code);
    expect(seen).toContain(reporting.words.danger.title);
    expect(seen).toContain(reporting.words.position.accused.title);
  });
});

test('another report on the same visit is another report', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const first = await new Reporting(page, world).report({ ...fiveAnswers, topic: 'crisis' });
    const reporting = new Reporting(page, world);
    await reporting.press(reporting.words.accepted.comeBack);
    await typeReceipt(page, unknownReceipt);
    await heading(page, follow.nl.unknown.title);
    await reporting.press(follow.nl.unknown.report);
    await reporting.heading('Bent u nu in direct gevaar?');
    expect(await page.locator('#main input:checked').count()).toBe(0);
    // Back leads to the first screen, not to what was sent.
    await page.goBack();
    await reporting.heading(reporting.shell.danger.title);
    await page.goBack().catch(() => null);
    expect(await textOf(page)).not.toContain(reporting.words.accepted.title);
    await page.goForward().catch(() => null);
    if ((await reporting.title()) === reporting.shell.danger.title) {
      await reporting.press(reporting.shell.start.begin);
    }
    await reporting.heading('Bent u nu in direct gevaar?');
    await reporting.answer(fiveAnswers);
    await reporting.toPeople();
    await reporting.toReview();
    const second = await reporting.toReceipt();
    expect(second).not.toBe(first);
    await reporting.confirm(second);
    await reporting.accepted();
    for (const [receipt, category] of [[first, 'crisis'], [second, 'intimidation']] as const) {
      const status = await world.follow(receipt, ['status']);
      expect(status).toMatchObject({ state: 'assigned', category, findings: [] });
    }
  });
});

// How often `text` stands in what the page's script still holds, after a collection.
async function held(page: Page, text: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void (snapshot += chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return snapshot.split(text).length - 1;
}

test('closing the case lets go of the report that was sent on the same visit', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    const text = `kanarie${Date.now()}`;
    const reporting = new Reporting(page, world);
    const receipt = await reporting.report({ ...fiveAnswers, organisation: text });
    expect(await held(page, text)).toBeGreaterThan(0);
    await reporting.press(reporting.words.accepted.comeBack);
    await typeReceipt(page, receipt);
    await heading(page, follow.nl.status.title);
    await goTo(page, follow.nl.menu.leave);
    await heading(page, follow.nl.left.title);
    await expect.poll(() => held(page, text), { timeout: 30_000 }).toBe(0);
    expect(await held(page, receipt)).toBe(0);
  });
});

test('twenty minutes for one answer: the next question comes, and no word of the clock', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    await page.clock.install();
    const reporting = new Reporting(page, world);
    await reporting.begin();
    // A question of the organisation's own: its details have come, and no call comes before the next.
    await reporting.answerUntil('what-happened', fiveAnswers);
    const title = await reporting.title();
    await page.clock.setSystemTime(Date.now() + 20 * 60 * 1000);
    await reporting.press(reporting.shell.next);
    await stepChanges(page, title);
    const prompts = (await questionsOf(world, 'nl')).map((one) => one.prompt);
    expect(prompts).toContain(await reporting.title());
  });
});

test('a message whose answer was lost is not called unsent, and arrives once', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const words = follow.nl.conversation;
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    const wire = await Wire.tap(page);
    wire.decide = ({ method }) => (method === 'AppendRecords' ? 'lose-answer' : 'pass');
    await page.getByLabel(words.write).fill('Vanavond kan ik praten.');
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.perhapsSent).waitFor();
    expect(await page.getByText(words.kept).count()).toBe(0);
    wire.decide = () => 'pass';
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.sent).waitFor();
    const { entries } = await world.follow(filed.receipt, ['read']);
    const texts = entries.map(({ text }: { text: string }) => text);
    expect(texts.filter((text: string) => text === 'Vanavond kan ik praten.')).toHaveLength(1);
  });
});

test('a message that never left is called unsent', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const words = follow.nl.conversation;
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    await page.getByLabel(words.write).fill('Te laat.');
    await world.follow(filed.receipt, ['withdraw', '--yes']);
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.kept).waitFor();
  });
});

test('where it cannot wait, the duty officers are said to read the check card', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const duty = filed.said.persons.filter(({ role }) => role === 'duty');
  expect(duty.length).toBeGreaterThan(0);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Wie kan dit lezen');
    const row = page.getByRole('row').filter({ hasText: duty[0]!.name });
    expect(await row.innerText()).toContain(follow.nl.access.checkCard);
  });
});

test('a case that cannot be checked is closed again at once', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await goToEntry(page, world);
    const wire = await Wire.tap(page);
    wire.decide = ({ method }) =>
      method === 'ListRecords' ? (message) => message.subarray(0, 0) : 'pass';
    await typeReceipt(page, filed.receipt);
    await heading(page, follow.nl.unverifiable.title);
    await expect.poll(() => wire.methods, { timeout: 30_000 }).toContain('EndReporterSession');
  });
});

test('own words come last when adding, with what identifies somebody', async () => {
  const world = await theWorld();
  const { 'own-words': _, ...answers } = aReport.answers;
  const filed = await world.file({ ...aReport, answers });
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Aanvullen');
    const more = page.getByRole('button', { name: follow.nl.more.next });
    const ownWords = page.getByLabel('Wilt u er zelf iets over vertellen?');
    expect(await ownWords.count()).toBe(0);
    while ((await more.count()) > 0) await more.click();
    expect(await page.locator('#main textarea').last().getAttribute('id')).toBe(
      await ownWords.getAttribute('id'),
    );
    const { title, intro } = new Reporting(page, world).words.ownWords;
    await page.getByText(title).click();
    await page.getByText(intro).waitFor();
  });
});

test('paper has the code and its picture alone, also when somebody prints at once', async () => {
  await withPage(async (page) => {
    // Nothing is ever idle: the picture is not drawn before it is asked for.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    const reporting = await toReview(page, await theWorld());
    const receipt = await reporting.toReceipt();
    const paper = page.locator('.vn-paper');
    expect(await paper.locator('svg').count()).toBe(0);
    const drawn = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return document.querySelectorAll('.vn-paper svg path').length;
    });
    expect(drawn).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => document.body.innerText);
    expect(shown.replace(/\s+/g, ' ').trim()).toBe(
      `${receipt.replaceAll('-', ' ')} ${reporting.words.receipt.paper}`,
    );
    const margins = await page.evaluate(() =>
      [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSPageRule)
        .map((rule) => `${rule.selectorText} ${rule.style.margin}`),
    );
    expect(margins).toEqual(['receipt 0px']);
  });
});

test('calling while the report waits asks nothing', async () => {
  await withPage(async (page) => {
    const reporting = await toReview(page, await theWorld());
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(page);
    wire.decide = () => 'lose-request';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.waitingTitle);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.locator('#main a[href^="tel:"]').first().click();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(asked).toEqual([]);
    // Closing does ask: nobody has it yet.
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked, { timeout: 30_000 }).toEqual(['beforeunload']);
  });
});
