// Somebody who reports with the page: question by question, whatever the forms ask, to the
// receipt, and on.
import type { Page } from 'playwright-core';
import { words as dutch } from 'web/page/words/report/nl';
import { words as english } from 'web/page/words/report/en';
import { words as dutchShell } from 'web/page/words/shell/nl';
import { words as englishShell } from 'web/page/words/shell/en';
import { stepBegins, stepChanges } from './focus';
import type { World } from './world';

export type Spoken = 'nl' | 'en';
export const reportWords = { nl: dutch, en: english } as const;
export const shellWords = { nl: dutchShell, en: englishShell } as const;
export const locales = { nl: 'nl-NL', en: 'en-GB' } as const;

// By the code of the question: an option, options, a number, a text. Codes of texts are those
// whose question is of that kind.
export type GivenAnswers = Readonly<Record<string, string | readonly string[] | number>>;

export const fiveAnswers: GivenAnswers = {
  danger: 'no',
  topic: 'intimidation',
  role: 'alderman',
  contact: ['portal-only'],
  consent: 'with-health',
};

// Sees each step, by its question or its title; 'stop' ends there.
export type OnPage = (code: string) => Promise<'stop' | void>;

interface AskedQuestion {
  readonly code: string;
  readonly kind: 'one' | 'many' | 'text' | 'scale' | 'date-time';
  readonly prompt: string;
}

const known = new WeakMap<World, Map<Spoken, Promise<AskedQuestion[]>>>();

// All questions of the signed forms, as they are asked.
export function questionsOf(world: World, spoken: Spoken): Promise<AskedQuestion[]> {
  const ofWorld = known.get(world) ?? new Map<Spoken, Promise<AskedQuestion[]>>();
  known.set(world, ofWorld);
  const asked =
    ofWorld.get(spoken) ??
    world.vangnet('reporter', ['--json', '--lang', spoken, 'report', '--show-form']).then(({ output }) => {
      const { forms } = JSON.parse(output) as { forms: { questions: AskedQuestion[] }[] };
      return forms.flatMap(({ questions }) => questions);
    });
  ofWorld.set(spoken, asked);
  return asked;
}

export class Reporting {
  readonly page: Page;
  readonly world: World;
  readonly spoken: Spoken;

  constructor(page: Page, world: World, spoken: Spoken = 'nl') {
    this.page = page;
    this.world = world;
    this.spoken = spoken;
  }

  get words() {
    return reportWords[this.spoken];
  }
  get shell() {
    return shellWords[this.spoken];
  }

  async press(name: string): Promise<void> {
    await this.page.locator('#main').getByRole('button', { name, exact: true }).first().click();
  }

  heading(name: string): Promise<void> {
    return stepBegins(this.page, name);
  }

  async title(): Promise<string> {
    return (await this.page.locator('#main h1').innerText()).trim();
  }

  async begin(): Promise<void> {
    await this.page.goto(this.world.is.public);
    await this.press(this.shell.start.begin);
    await this.page.locator('.vn-progress').waitFor();
  }

  // From the first question on: gives the answers where they are asked, passes over the others,
  // and goes to the page of urgency as soon as all of them are given.
  async answer(
    given: GivenAnswers,
    onPage: OnPage = async () => undefined,
  ): Promise<void> {
    const left = new Set(Object.keys(given));
    const passed = new Set<AskedQuestion>();
    const asked = await questionsOf(this.world, this.spoken);
    for (let i = 0; i < 120; ++i) {
      const title = await this.title();
      if (title === this.words.urgency.title) return;
      // Two forms may ask the same words.
      const here = asked.find((one) => one.prompt === title && !passed.has(one));
      if (here !== undefined) passed.add(here);
      if ((await onPage(here?.code ?? title)) === 'stop') return;
      if (here !== undefined) {
        const answer = given[here.code];
        if (answer !== undefined) await this.#give(here, answer);
        left.delete(here.code);
      }
      await this.#goOn(title, left.size === 0);
    }
    throw new Error(`the questions do not end; left: ${[...left].join(' ')}`);
  }

  // As far as a question, answered on the way as `given`; or as far as a page of that title.
  async answerUntil(code: string, given: GivenAnswers): Promise<void> {
    await this.answer({ ...given, [code]: '' }, async (here) => (here === code ? 'stop' : undefined));
  }

  async #give({ kind }: AskedQuestion, answer: GivenAnswers[string]): Promise<void> {
    const main = this.page.locator('#main');
    if (kind === 'text' || kind === 'date-time') {
      await main.locator('textarea, input[type=text]').first().fill(String(answer));
      return;
    }
    for (const code of Array.isArray(answer) ? (answer as readonly string[]) : [String(answer)]) {
      await main.locator(`input[value="${code}"]`).check();
    }
  }

  async #goOn(title: string, done: boolean): Promise<void> {
    const shown = await this.page.locator('#main button').allInnerTexts();
    const isShown = (name: string): boolean => shown.some((one) => one.trim() === name);
    const { question, danger } = this.words;
    if (done && isShown(question.send)) await this.press(question.send);
    else await this.press(isShown(danger.next) ? danger.next : this.shell.next);
    await stepChanges(this.page, title);
  }

  async toPeople(): Promise<void> {
    await this.press(this.shell.next);
    await this.heading(this.words.people.title);
    await this.page.locator('.vn-people').waitFor();
  }

  // Names of those who can open it, as they are shown.
  async people(): Promise<string[]> {
    const names = await this.page.locator('.vn-person__name').allInnerTexts();
    return names.map((name) => name.split(/[\n\u00b7]/)[0]!.trim());
  }

  async toReview(): Promise<void> {
    await this.press(this.words.people.good);
    await this.heading(this.words.review.title);
  }

  // The receipt as it is shown.
  async toReceipt(): Promise<string> {
    await this.press(this.words.review.next);
    await this.heading(this.words.receipt.title);
    return this.shownReceipt();
  }

  shownReceipt(): Promise<string> {
    return readCode(this.page);
  }

  // That of the receipt's groups which is to be typed back.
  async askedGroup(): Promise<number> {
    await this.press(this.words.receipt.next);
    await this.heading(this.words.confirm.title);
    const text = await this.page.locator('#main').innerText();
    return [1, 2, 3, 4, 5, 6, 7].find((one) => text.includes(this.words.confirm.text(one)))!;
  }

  // One group is typed back. What follows is sealing and sending, or keeping.
  async confirm(receipt: string, then = this.words.confirm.send): Promise<void> {
    const group = await this.askedGroup();
    await this.page.locator('#main input').first().fill(receipt.split('-')[group - 1]!);
    await this.press(then);
  }

  async accepted(): Promise<void> {
    await this.heading(this.words.accepted.title);
  }

  // All of it; the receipt.
  async report(given: GivenAnswers = fiveAnswers, onPage?: OnPage): Promise<string> {
    const receipt = await this.toConfirmed(given, onPage);
    await this.accepted();
    return receipt;
  }

  // Up to sending, without waiting for what comes of it.
  async toConfirmed(given: GivenAnswers = fiveAnswers, onPage?: OnPage): Promise<string> {
    await this.begin();
    await this.answer(given, onPage);
    await this.toPeople();
    await this.toReview();
    const receipt = await this.toReceipt();
    await this.confirm(receipt);
    return receipt;
  }
}

export async function readCode(page: Page): Promise<string> {
  const groups = await page.locator('#main .vn-code').first().locator('> span').evaluateAll((spans) =>
    spans.map((span) => span.lastChild?.textContent?.trim() ?? ''),
  );
  return groups.join('-');
}
