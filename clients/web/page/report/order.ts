// The order of the questions. Pure.
import type { Answers } from '../../session/answers';
import { type Form, type FormQuestion, questionsFor } from '../../session/form-rules';

// The question after `code`; the first of all without one. Where `code` is not asked any more,
// the first that has no answer yet. Nothing: all were asked.
export function questionAfter(
  forms: readonly Form[],
  answers: Answers,
  code?: string,
): FormQuestion | undefined {
  const asked = questionsFor(forms, answers);
  if (code === undefined) return asked[0];
  const at = asked.findIndex((one) => one.code === code);
  return at < 0 ? asked.find((one) => !answers.has(one.code)) : asked[at + 1];
}

export interface Place {
  readonly needed: boolean;
  readonly at: number; // From 1.
  readonly of: number;
}

// Where `code` stands: among the few that are needed, or among the others.
export function placeOf(forms: readonly Form[], answers: Answers, code: string): Place {
  const asked = questionsFor(forms, answers);
  const needed = asked.find((one) => one.code === code)?.required === true;
  const alike = asked.filter((one) => one.required === needed);
  return { needed, at: alike.findIndex((one) => one.code === code) + 1, of: alike.length };
}
