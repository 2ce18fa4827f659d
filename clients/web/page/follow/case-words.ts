// People, times and answers of a case in words.
import { Calendar } from '../../generated/vangnet/record/v1/record_pb';
import type { Question } from '../../generated/vangnet/bundle/v1/bundle_pb';
import { findStaff } from '../../contract/bundle-staff';
import { sameBytes } from '../../contract/bytes';
import type { Answer, Answers } from '../../session/answers';
import { findQuestion } from '../../session/form-rules';
import { followWords } from '../words/follow';
import { textIn } from '../words/language';
import { momentWords, timeWords } from '../words/time';
import type { OpenCase } from './open-case';

export function nameOf(opened: OpenCase, principal: Uint8Array): string {
  if (sameBytes(principal, opened.self)) return followWords.value.conversation.you;
  return findStaff(opened.bundle, principal)?.name ?? followWords.value.notInList;
}

// In the reporter's calendar.
export function timeInCase(opened: OpenCase, seconds: number): string {
  return timeWords(seconds, calendarOf(opened));
}

const calendarOf = (opened: OpenCase): Calendar =>
  opened.fold?.filing.calendar ?? Calendar.AMSTERDAM;

export interface AnswerLine {
  readonly prompt: string;
  readonly value: string;
}

// As the forms ask them; what the newest forms do not know comes last, by its code.
export function answerLines(opened: OpenCase, answers: Answers): AnswerLine[] {
  const asked = opened.bundle.forms.flatMap(({ questions }) => questions.map(({ code }) => code));
  const place = (code: string): number => (asked.indexOf(code) + asked.length + 1) % (asked.length + 1);
  return [...answers]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([code, answer]) => {
      const question = findQuestion(opened.bundle.forms, code) as Question | undefined;
      return { prompt: promptOf(question, code), value: valueOf(opened, question, answer) };
    });
}

const promptOf = (question: Question | undefined, code: string): string =>
  question === undefined ? code : textIn(question.prompt);

function valueOf(
  opened: OpenCase,
  question: Question | undefined,
  { options = [], text = '', scale, time }: Answer,
): string {
  const labels = options.map((code) => {
    const option = question?.options.find((one) => one.code === code);
    return option === undefined ? code : textIn(option.label);
  });
  return [
    ...labels,
    ...(scale === undefined ? [] : [String(scale)]),
    ...(time === undefined ? [] : [momentWords(time, calendarOf(opened))]),
    ...(text === '' ? [] : [text]),
  ].join('; ');
}

