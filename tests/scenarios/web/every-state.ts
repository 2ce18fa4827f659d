// Ways to each page and state that a test looks at, in Dutch and in English.
import type { Page } from 'playwright-core';
import { words as dutchFollow } from 'web/page/words/follow/nl';
import { words as englishFollow } from 'web/page/words/follow/en';
import { words as dutchShell } from 'web/page/words/shell/nl';
import { words as englishShell } from 'web/page/words/shell/en';
import { aReport, leadOf } from './coming-back';
import { fiveAnswers, type GivenAnswers, Reporting } from './reporting';
import { Wire } from './wire';
import type { Filed, World } from './world';

export type Spoken = 'nl' | 'en';
export const shell = { nl: dutchShell, en: englishShell } as const;
export const follow = { nl: dutchFollow, en: englishFollow } as const;

export const locales = { nl: 'nl-NL', en: 'en-GB' } as const;

export interface StateOf {
  readonly name: string;
  // From a fresh page to the state.
  readonly reach: (page: Page, world: World, spoken: Spoken) => Promise<void>;
}

export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

export const press = (page: Page, name: string): Promise<void> =>
  page.locator('#main').getByRole('button', { name, exact: true }).first().click();

export async function entry(page: Page, world: World, spoken: Spoken): Promise<void> {
  await page.goto(world.is.public);
  await press(page, shell[spoken].start.comeBack);
  await heading(page, follow[spoken].entry.title);
}

export async function type(page: Page, receipt: string, spoken: Spoken): Promise<void> {
  await page.getByLabel(follow[spoken].entry.label).fill(receipt);
  await press(page, follow[spoken].entry.open);
}

let answered: Promise<Filed> | undefined;

// One case with everything in it: accepted, answered, somebody taken out.
export function anAnsweredCase(world: World): Promise<Filed> {
  answered ??= (async () => {
    const filed = await world.file(aReport);
    const lead = leadOf(filed);
    await world.as(lead, ['cases', 'accept', filed.said.case_id, '--yes']);
    const answer = ['cases', 'answer', filed.said.case_id, '--text-file', '-'];
    await world.as(lead, answer, 'Ik bel u vanavond.');
    const other = filed.said.persons.find(({ role }) => role === 'reserve');
    if (other !== undefined) await world.follow(filed.receipt, ['remove', other.name]);
    return filed;
  })();
  return answered;
}

export type Part = 'status' | 'conversation' | 'access' | 'more' | 'proof' | 'withdraw';

// From the case that is open to one of its parts.
export async function goToPart(page: Page, name: Part, spoken: Spoken): Promise<void> {
  const menu = page.getByRole('navigation');
  await menu.getByRole('button', { name: follow[spoken].menu[name], exact: true }).click();
  await heading(page, follow[spoken][name].title);
  await page.waitForLoadState('networkidle');
}

const part = (name: Part): StateOf => ({
  name: `case: ${name}`,
  reach: async (page, world, spoken) => {
    const { receipt } = await anAnsweredCase(world);
    await entry(page, world, spoken);
    await type(page, receipt, spoken);
    await heading(page, follow[spoken].status.title);
    await goToPart(page, name, spoken);
  },
});

export const followStates: readonly StateOf[] = [
  { name: 'entry', reach: entry },
  {
    name: 'entry: mistyped',
    reach: async (page, world, spoken) => {
      await entry(page, world, spoken);
      await type(page, '003G-W58W', spoken);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'unknown receipt',
    reach: async (page, world, spoken) => {
      await entry(page, world, spoken);
      await type(page, '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4', spoken);
      await heading(page, follow[spoken].unknown.title);
    },
  },
  {
    name: 'server away',
    reach: async (page, world, spoken) => {
      await entry(page, world, spoken);
      const wire = await Wire.tap(page);
      wire.decide = () => 'lose-request';
      await type(page, '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4', spoken);
      await heading(page, follow[spoken].unreachable.title);
    },
  },
  part('status'),
  part('conversation'),
  part('access'),
  part('more'),
  part('proof'),
  part('withdraw'),
  {
    name: 'take somebody out',
    reach: async (page, world, spoken) => {
      await part('access').reach(page, world, spoken);
      await page.getByRole('button', { name: /eruit halen$|^Take .* out$/ }).first().click();
      await page.getByRole('button', { name: follow[spoken].access.removeYes }).waitFor();
    },
  },
  {
    name: 'let somebody in',
    reach: async (page, world, spoken) => {
      await part('access').reach(page, world, spoken);
      await press(page, follow[spoken].access.add);
      await page.getByRole('button', { name: follow[spoken].access.drawAgain }).waitFor();
    },
  },
  {
    name: 'damaged',
    reach: async (page, world, spoken) => {
      const { receipt } = await anAnsweredCase(world);
      await entry(page, world, spoken);
      const wire = await Wire.tap(page);
      wire.decide = ({ method }) =>
        method === 'ListGrants' ? (message) => message.subarray(0, 0) : 'pass';
      await type(page, receipt, spoken);
      await heading(page, follow[spoken].status.title);
      await page.getByText(follow[spoken].damaged.title).waitFor();
    },
  },
  {
    name: 'case: wrong clock',
    reach: async (page, world, spoken) => {
      await setWrongClock(page);
      const { receipt } = await anAnsweredCase(world);
      await entry(page, world, spoken);
      await type(page, receipt, spoken);
      await heading(page, follow[spoken].status.title);
      await page.getByText(shell[spoken].clock.title).waitFor();
    },
  },
  {
    name: 'closed',
    reach: async (page, world, spoken) => {
      await part('status').reach(page, world, spoken);
      await page.getByRole('button', { name: follow[spoken].menu.leave, exact: true }).click();
      await heading(page, follow[spoken].left.title);
    },
  },
];

// Three hours ahead of the front's.
const setWrongClock = (page: Page): Promise<void> =>
  page.clock.setFixedTime(Date.now() + 3 * 3600 * 1000);

// Somebody begins to report, and meets the page of that title.
export async function beginAndMeet(
  page: Page,
  world: World,
  spoken: Spoken,
  title: string,
): Promise<void> {
  await page.goto(world.is.public);
  await press(page, shell[spoken].start.begin);
  await heading(page, title);
}

// Somebody comes back with a receipt, and meets the page of that title.
export async function comeBackAndMeet(
  page: Page,
  world: World,
  spoken: Spoken,
  receipt: string,
  title: string,
): Promise<void> {
  await entry(page, world, spoken);
  await type(page, receipt, spoken);
  await heading(page, title);
}

export const firstScreen: StateOf = {
  name: 'first screen',
  reach: async (page, world, spoken) => {
    await page.goto(world.is.public);
    await heading(page, shell[spoken].danger.title);
  },
};

export const shellStates: readonly StateOf[] = [
  firstScreen,
  {
    name: 'wrong clock',
    reach: async (page, world, spoken) => {
      await setWrongClock(page);
      await beginAndMeet(page, world, spoken, shell[spoken].clock.title);
    },
  },
  {
    name: 'organisation not believed',
    reach: async (page, world, spoken) => {
      const wire = await Wire.tap(page);
      wire.decide = () => (message) => message.subarray(0, 0);
      await beginAndMeet(page, world, spoken, shell[spoken].trouble.notBelieved);
    },
  },
];

// To the page of that title in a report of five answers.
function onTheWay(
  name: string,
  go: (reporting: Reporting) => Promise<void>,
  given: GivenAnswers = fiveAnswers,
): StateOf {
  return {
    name: `report: ${name}`,
    reach: async (page, world, spoken) => {
      const reporting = new Reporting(page, world, spoken);
      await reporting.begin();
      if (name === 'first question') return;
      await reporting.answer(given);
      await go(reporting);
    },
  };
}

const nowhere = async (): Promise<void> => undefined;

export const reportStates: readonly StateOf[] = [
  onTheWay('first question', nowhere),
  {
    name: 'report: an answer is missing',
    reach: async (page, world, spoken) => {
      const reporting = new Reporting(page, world, spoken);
      await reporting.begin();
      await reporting.press(shell[spoken].next);
      await page.getByRole('alert').first().waitFor();
    },
  },
  onTheWay('how urgent', nowhere),
  onTheWay('people', (reporting) => reporting.toPeople()),
  onTheWay('review', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
  }),
  onTheWay('receipt', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    await reporting.toReceipt();
  }),
  onTheWay('one group typed back', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    await reporting.toReceipt();
    await reporting.press(reporting.words.receipt.next);
    await reporting.heading(reporting.words.confirm.title);
  }),
  onTheWay('the network is away', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(reporting.page);
    wire.decide = () => 'lose-request';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.waitingTitle);
  }),
  onTheWay('a proof that is none', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    const receipt = await reporting.toReceipt();
    const wire = await Wire.tap(reporting.page);
    wire.decide = ({ method }) =>
      method === 'FileReport' ? (message) => message.subarray(0, 0) : 'pass';
    await reporting.confirm(receipt);
    await reporting.heading(reporting.words.sending.failedProof);
  }),
  onTheWay('arrived', async (reporting) => {
    await reporting.toPeople();
    await reporting.toReview();
    await reporting.confirm(await reporting.toReceipt());
    await reporting.accepted();
  }),
];
