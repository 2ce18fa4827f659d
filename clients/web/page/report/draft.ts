// What the reporter has answered and chosen so far. In memory only, gone when they leave.
import { batch, computed, signal } from '@preact/signals';
import type { PrincipalId } from '../../contract/ids';
import { hex } from '../../contract/bytes';
import type { Language, Urgency } from '../../generated/vangnet/record/v1/record_pb';
import { type Answer, type Answers, territoryOf } from '../../session/answers';
import { missingRequired, withoutUnasked } from '../../session/form-rules';
import { language as spoken } from '../../session/filing-codes';
import { raisedTo, type Triage, triageOf } from '../../session/triage-rules';
import { now } from '../state/clock';
import { whenLeaving } from '../state/leaving';
import { territory, territoryCode } from '../state/numbers';
import { language, languages } from '../words/language';
import { forms } from './forms';
import { partOfReport } from './one-report';

export interface Struck {
  readonly deputy: boolean;
  readonly reserve: boolean;
  readonly duty: boolean;
}

const nothingStruck: Struck = { deputy: false, reserve: false, duty: false };

export const answers = signal<Answers>(new Map());
export const excluded = signal<readonly PrincipalId[]>([]);
export const wantedUrgency = signal<Urgency>(0);
export const lead = signal<PrincipalId | undefined>(undefined);
export const struck = signal<Struck>(nothingStruck);

export const missing = computed(() => missingRequired(forms.value, answers.value));
export const canSend = computed(() => missing.value.length === 0);

// Says nothing: no option, no text, no number, no time.
export function isEmpty({ options = [], text = '', scale, time }: Answer): boolean {
  return options.length === 0 && text.trim() === '' && scale === undefined && time === undefined;
}

// An empty answer takes it away. What is no longer asked for then goes as well.
export function setAnswer(code: string, answer: Answer | undefined): void {
  const next = new Map(answers.peek());
  if (answer === undefined || isEmpty(answer)) next.delete(code);
  else next.set(code, answer);
  takeAnswers(next);
}

// Of the forms as they are now: the bundle's may ask other things than the page did.
export function fitAnswers(): void {
  takeAnswers(answers.peek());
}

function takeAnswers(next: Answers): void {
  batch(() => {
    answers.value = withoutUnasked(forms.peek(), next);
    territory.value = territoryCode(territoryOf(answers.value));
  });
}

// As proposed by the answers, raised by the reporter's wish.
export function triage(): Triage {
  return raisedTo(triageOf(answers.value, now()), wantedUrgency.value);
}

// That of the page, when the reporter names none.
export const pageLanguage = (): Language => spoken[languages[language.value].inReport];

export function exclude(person: PrincipalId): void {
  batch(() => {
    if (!isExcluded(person)) excluded.value = [...excluded.value, person];
    if (lead.value !== undefined && hex(lead.value) === hex(person)) lead.value = undefined;
  });
}

export function allow(person: PrincipalId): void {
  excluded.value = excluded.value.filter((one) => hex(one) !== hex(person));
}

export const isExcluded = (person: Uint8Array): boolean =>
  excluded.value.some((one) => hex(one) === hex(person));

export interface Choices {
  readonly answers: Answers;
  readonly excluded: readonly PrincipalId[];
  readonly wantedUrgency: Urgency;
  readonly lead: PrincipalId | undefined;
  readonly struck: Struck;
}

// Begins anew, or with what a saved report holds.
export function startDraft(choices?: Choices): void {
  whenLeaving(forgetDraft);
  batch(() => {
    answers.value = choices?.answers ?? new Map();
    excluded.value = choices?.excluded ?? [];
    wantedUrgency.value = choices?.wantedUrgency ?? 0;
    lead.value = choices?.lead;
    struck.value = choices?.struck ?? nothingStruck;
    territory.value = territoryCode(territoryOf(answers.value));
  });
}

export function forgetDraft(): void {
  batch(() => {
    answers.value = new Map();
    excluded.value = [];
    wantedUrgency.value = 0;
    lead.value = undefined;
    struck.value = nothingStruck;
  });
}

partOfReport(forgetDraft);
