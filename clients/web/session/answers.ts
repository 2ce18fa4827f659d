// The answers to the forms, while they are collected. By question code; an answer that says
// nothing is absent. Loaded before the first question: no sealing, no protobuf.
import type { Territory } from '../generated/vangnet/bundle/v1/bundle_pb';
import type { Calendar, Category, Language } from '../generated/vangnet/record/v1/record_pb';
import { calendar, category, language, territory } from './filing-codes';

// What content.v1.Answer says (./account.ts makes one of it).
export interface Answer {
  readonly options?: readonly string[] | undefined; // Codes, in the order of the form.
  readonly text?: string | undefined;
  readonly scale?: number | undefined; // 0 to 10.
  readonly time?: number | undefined; // Seconds, above 0.
}

export type Answers = ReadonlyMap<string, Answer>;

// The questions that this client itself understands; the forms of every organisation use
// these codes for them (deploy/organisation). All others are shown, sealed and never looked
// at.
export const question = {
  danger: 'danger',
  topic: 'topic',
  role: 'role',
  consent: 'consent',
  area: 'area',
  language: 'language',
  position: 'position',
  // These three go to the check card, which is opened before anything else, and are no part
  // of the account.
  organisation: 'organisation',
  parties: 'parties',
  mustNotSee: 'must-not-see',
} as const;

// True when `option` was chosen.
export function chose(answers: Answers, code: string, option: string): boolean {
  return answers.get(code)?.options?.includes(option) === true;
}

export function choseAny(answers: Answers, code: string, options: readonly string[]): boolean {
  return options.some((option) => chose(answers, code, option));
}

// The first option chosen, or empty.
export function firstOption(answers: Answers, code: string): string {
  return answers.get(code)?.options?.[0] ?? '';
}

export function textOf(answers: Answers, code: string): string {
  return answers.get(code)?.text ?? '';
}

// What was typed, line by line, without the white space around; empty lines are dropped. As
// the command line takes it: ASCII white space, no other.
export function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.replace(/^[\t\v\f\r ]+|[\t\v\f\r ]+$/g, ''))
    .filter((line) => line !== '');
}

// What the filing's header says, from the answers. Not sure, Amsterdam and `fallback` where
// they say nothing.
export function categoryOf(answers: Answers): Category {
  switch (firstOption(answers, question.topic)) {
    case 'intimidation':
      return category.intimidation;
    case 'integrity':
      return category.integrity;
    case 'crisis':
      return category.crisis;
    default:
      return category.notSure;
  }
}

export function calendarOf(answers: Answers): Calendar {
  return onIslands(answers) ? calendar.ast : calendar.amsterdam;
}

export function languageOf(answers: Answers, fallback: Language): Language {
  switch (firstOption(answers, question.language)) {
    case 'dutch':
      return language.dutch;
    case 'english':
      return language.english;
    case 'papiamentu':
      return language.papiamentu;
    case 'other':
      return language.other;
    default:
      return fallback;
  }
}

export function territoryOf(answers: Answers): Territory {
  switch (firstOption(answers, question.area)) {
    case 'bonaire':
      return territory.bonaire;
    case 'sint-eustatius':
      return territory.sintEustatius;
    case 'saba':
      return territory.saba;
    default:
      // Which island is not known yet; the numbers of Bonaire serve all three.
      return onIslands(answers) ? territory.bonaire : territory.netherlands;
  }
}

// True when the person agreed that what is about health is processed as well.
export function consentsToHealth(answers: Answers): boolean {
  return chose(answers, question.consent, 'with-health');
}

// True for what goes to the check card and not into the account.
export function isForCheckCard(code: string): boolean {
  return (
    code === question.organisation || code === question.parties || code === question.mustNotSee
  );
}

function onIslands(answers: Answers): boolean {
  return (
    choseAny(answers, question.area, ['bonaire', 'sint-eustatius', 'saba']) ||
    chose(answers, question.role, 'island-commissioner')
  );
}
