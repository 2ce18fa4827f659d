// Ways to the pages and states of reporting that few people meet (every-state.ts has the others).
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { loadWords } from 'web/session/words';
import { heading, press, shell, type Spoken, type StateOf } from './every-state';
import { fiveAnswers, type GivenAnswers, Reporting, reportWords } from './reporting';
import { give, type Kept, keepUndrawn, save, toKeeping, toSaved } from './saved-report';
import { withPage } from './shared';
import { Wire } from './wire';
import type { World } from './world';

type Go = (reporting: Reporting) => Promise<void>;

const state = (name: string, go: Go): StateOf => ({
  name: `report: ${name}`,
  reach: (page, world, spoken) => go(new Reporting(page, world, spoken)),
});

// At the question of that code.
const question = (name: string, code: string, given: GivenAnswers, go?: Go): StateOf =>
  state(name, async (reporting) => {
    await reporting.begin();
    await reporting.answerUntil(code, { ...fiveAnswers, ...given });
    await go?.(reporting);
  });

// Begun, and answered as far as the page of urgency.
const answered = (name: string, go: Go, given: GivenAnswers = fiveAnswers): StateOf =>
  state(name, async (reporting) => {
    await reporting.begin();
    await reporting.answer(given);
    await go(reporting);
  });

const atReceipt = (name: string, go: (reporting: Reporting, receipt: string) => Promise<void>): StateOf =>
  answered(name, async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    await go(reporting, await reporting.toReceipt());
  });

const unfold = (page: Page, title: string): Promise<void> =>
  page.locator('#main summary', { hasText: title }).click();

const shows = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();

async function excludeFirst(reporting: Reporting): Promise<void> {
  const [first] = await reporting.people();
  await reporting.press(reporting.words.people.mustNotSeeOf(first!));
  await expect.poll(() => reporting.people()).not.toContain(first);
}

export const questionStates: readonly StateOf[] = [
  {
    name: 'first screen, unfolded',
    reach: async (page, world, spoken) => {
      await page.goto(world.is.public);
      const { start } = shell[spoken];
      await unfold(page, start.limits);
      await shows(page, start.limitsText[0]!);
      await unfold(page, start.saved);
      await shows(page, start.savedText);
    },
  },
  state('in danger now', async (reporting) => {
    await reporting.begin();
    await reporting.page.locator('input[value=yes]').check();
    await reporting.press(reporting.shell.next);
    await reporting.heading(reporting.words.danger.title);
  }),
  state('accused', async (reporting) => {
    const { title } = reporting.words.position.accused;
    await reporting.begin();
    const given = { ...fiveAnswers, topic: 'integrity', position: 'accused' };
    await reporting.answerUntil(title, given);
  }),
  question('a text', 'contact-name', {}),
  question('own words, with what identifies somebody', 'own-words', {}, async ({ page, words }) => {
    await unfold(page, words.ownWords.title);
    await shows(page, words.ownWords.documents);
  }),
  question('a text that is too long', 'contact-name', {}, async (reporting) => {
    await reporting.page.locator('#main input[type=text]').fill('W'.repeat(20_001));
    await reporting.press(reporting.shell.next);
    await shows(reporting.page, reporting.words.question.tooLong);
  }),
  question('a scale', 'impact-safety', {}),
  question('options in columns', 'area', {}),
  question('a day', 'next-deadline', { topic: 'integrity' }),
  question('a day that is none', 'next-deadline', { topic: 'integrity' }, async (reporting) => {
    // Begun, and not ended: as the browser's field has it.
    await reporting.page.locator('input[type=date]').pressSequentially('3');
    await reporting.press(reporting.shell.next);
    await shows(reporting.page, reporting.words.question.badDate);
  }),
  state('the server is away while one answers', async (reporting) => {
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'lose-request';
    await reporting.begin();
    await reporting.page.locator('#main [role=alert]').waitFor();
  }),
  state('the organisation is waited for', async (reporting) => {
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'hold';
    await reporting.begin();
    await reporting.answerUntil(reporting.words.waiting.title, fiveAnswers);
  }),
];

// Good as one answer; four of them do not go into one filing.
const long = 'W'.repeat(19_000);

export const peopleStates: readonly StateOf[] = [
  answered('people, some of them excluded and struck, unfolded', async (reporting) => {
    const { page, words } = reporting;
    await reporting.toPeople();
    await excludeFirst(reporting);
    const others = await reporting.people();
    await reporting.press(words.people.notNeededOf(others.at(-1)!));
    await shows(page, words.people.struckTitle);
    await unfold(page, words.people.othersTitle);
    await unfold(page, words.people.coordinatorsTitle);
    await shows(page, words.people.allStaff);
  }),
  answered('people, no coordinator left', async (reporting) => {
    const { page, words } = reporting;
    await reporting.toPeople();
    for (const name of ['karin', 'lex']) {
      // Folded again when it is drawn anew.
      if (!(await page.locator('details[open]', { hasText: words.people.coordinatorsTitle }).count())) {
        await unfold(page, words.people.coordinatorsTitle);
      }
      await page.getByRole('button', { name: words.people.mustNotSeeOf(name), exact: true }).click();
      await shows(page, words.people.excluded(name));
    }
    await shows(page, words.people.noCoordinator);
  }),
  answered('nobody fits', async (reporting) => {
    const { page, words } = reporting;
    await reporting.toPeople();
    while ((await page.getByText(words.people.nobodyTitle).count()) === 0) await excludeFirst(reporting);
  }),
  answered('nobody can be asked', async (reporting) => {
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'lose-request';
    await reporting.press(reporting.shell.next);
    await shows(reporting.page, reporting.words.people.unreachable);
  }),
  answered('review, changed', async (reporting) => {
    const { page, words } = reporting;
    await reporting.toPeople();
    await reporting.toReview();
    const topic = page.locator('.vn-answers button').nth(1);
    await topic.click();
    await page.locator('input[value=integrity]').check();
    await reporting.press(words.question.save);
    await shows(page, words.people.changed);
  }),
  answered(
    'review, too long',
    async (reporting) => {
      await reporting.toPeople();
      await reporting.toReview();
      await shows(reporting.page, reporting.words.review.tooLong);
    },
    {
      ...fiveAnswers,
      ...Object.fromEntries(
        ['contact-name', 'contact-address', 'contact-times', 'own-words'].map((code) => [code, long]),
      ),
    },
  ),
];

export const receiptStates: readonly StateOf[] = [
  atReceipt('receipt, other ways', async ({ page, words }) => {
    await unfold(page, words.receipt.otherWays);
    await shows(page, words.receipt.printText);
  }),
  atReceipt('receipt, copied', async ({ page, words }) => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.resolve();
    });
    await unfold(page, words.receipt.otherWays);
    await page.getByRole('button', { name: words.receipt.copy, exact: true }).click();
    await shows(page, words.receipt.copied);
    await page.getByRole('button', { name: words.receipt.manager, exact: true }).click();
    await shows(page, words.receipt.managerDone);
  }),
  atReceipt('receipt, not copied', async ({ page, words }) => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await unfold(page, words.receipt.otherWays);
    await page.getByRole('button', { name: words.receipt.copy, exact: true }).click();
    await shows(page, words.receipt.notCopied);
  }),
  atReceipt('a wrong group', async (reporting) => {
    const group = await reporting.askedGroup();
    await reporting.press(reporting.words.confirm.send);
    await shows(reporting.page, reporting.words.confirm.wrong(group));
  }),
  atReceipt('being sent', async (reporting, receipt) => {
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'hold';
    await reporting.confirm(receipt);
    await shows(reporting.page, reporting.words.sending.sending);
  }),
  atReceipt('refused', async (reporting, receipt) => {
    // INVALID_ARGUMENT, as gRPC-Web says it without a message.
    const headers = { 'content-type': 'application/grpc-web+proto', 'grpc-status': '3' };
    await reporting.page.route('**/FileReport', (route) => route.fulfill({ headers }));
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.failedTitle);
    await shows(reporting.page, (await loadWords(reporting.spoken)).reason.REPORT_REFUSED);
  }),
  atReceipt('the network is away, kept as a file', async (reporting, receipt) => {
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'lose-request';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.waitingTitle);
    await save(reporting);
  }),
  atReceipt('arrived, unfolded', async (reporting, receipt) => {
    const { page, words } = reporting;
    await reporting.confirm(receipt);
    await reporting.accepted();
    await unfold(page, words.accepted.receiptTitle);
    await page.locator('.vn-code').nth(1).waitFor();
    await reporting.press(words.accepted.proofSave);
    await shows(page, words.accepted.proofSaved);
  }),
];

let unsent: Promise<Kept> | undefined;
let sent: Promise<Kept> | undefined;

// One that is never sent, and one that was.
const anUnsent = (world: World): Promise<Kept> => (unsent ??= keepUndrawn(world));
function aSent(world: World): Promise<Kept> {
  sent ??= (async () => {
    const kept = await keepUndrawn(world);
    await withPage(async (page) => {
      await sendKept(page, world, 'nl', kept);
      await heading(page, reportWords.nl.accepted.title);
    });
    return kept;
  })();
  return sent;
}

// Up to where it is sent to those who were drawn now.
async function sendKept(page: Page, world: World, spoken: Spoken, kept: Kept): Promise<void> {
  await toSaved(page, world, spoken);
  await give(page, kept, spoken);
  await shows(page, reportWords[spoken].people.notDrawn);
  await press(page, reportWords[spoken].people.good);
}

export const savedStates: readonly StateOf[] = [
  state('to be kept as a file', async (reporting) => {
    await toKeeping(reporting);
    await save(reporting);
  }),
  { name: 'saved', reach: toSaved },
  {
    name: 'saved: no file',
    reach: async (page, world, spoken) => {
      await toSaved(page, world, spoken);
      await press(page, reportWords[spoken].saved.next);
      await shows(page, reportWords[spoken].saved.noFile);
    },
  },
  {
    name: 'saved: another receipt',
    reach: async (page, world, spoken) => {
      const { file } = await anUnsent(world);
      await toSaved(page, world, spoken);
      await give(page, { file, receipt: '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4' }, spoken);
      await page.locator('#main [role=alert]').waitFor();
    },
  },
  {
    name: 'saved: whom it goes to now',
    reach: async (page, world, spoken) => {
      const kept = await anUnsent(world);
      await toSaved(page, world, spoken);
      await give(page, kept, spoken);
      await shows(page, reportWords[spoken].people.notDrawn);
    },
  },
  {
    name: 'saved: nobody can be asked',
    reach: async (page, world, spoken) => {
      const kept = await anUnsent(world);
      await toSaved(page, world, spoken);
      const wire = await Wire.tap(page);
      wire.decide = () => 'lose-request';
      await give(page, kept, spoken);
      await shows(page, reportWords[spoken].people.unreachable);
    },
  },
  {
    name: 'saved: had already arrived',
    reach: async (page, world, spoken) => {
      await sendKept(page, world, spoken, await aSent(world));
      await heading(page, reportWords[spoken].accepted.titleAlready);
    },
  },
];
