// Walking the forms: which questions are asked, in what order, with which options, and what
// counts as an answer. Pure. Loaded before the first question: the forms may be those built
// into the page or those of a bundle, whose messages fit these shapes as they are.
import type { QuestionKind } from '../generated/vangnet/bundle/v1/bundle_pb';
import type { Category } from '../generated/vangnet/record/v1/record_pb';
import { compareText, utf8Size } from '../contract/bytes';
import {
  type Answer,
  type Answers,
  chose,
  consentsToHealth,
  firstOption,
  question,
} from './answers';
import { category, questionKind } from './filing-codes';

export interface FormText {
  readonly nl: string;
  readonly en: string;
}

export interface FormOption {
  readonly code: string;
  readonly label?: FormText | undefined;
  readonly hiddenForRoles: readonly string[];
}

export interface FormQuestion {
  readonly code: string;
  readonly kind: QuestionKind;
  readonly prompt?: FormText | undefined;
  readonly hint?: FormText | undefined;
  readonly required: boolean;
  readonly options: readonly FormOption[];
  readonly aboutHealth: boolean;
}

export interface Form<Question extends FormQuestion = FormQuestion> {
  readonly category: Category; // Unspecified for the common block.
  readonly title?: FormText | undefined;
  readonly questions: readonly Question[];
}

//   unknown-question  does not exist, or is not asked of who answered this
//   bad-option        not among those shown, or twice
//   one-option        two options where one is asked
//   bad-scale         not 0 to 10
//   no-time           neither a date nor words
//   too-long          text of more than 20,000 bytes
//   not-this-kind     an option, a number or a date where none is asked
export type AnswerFault =
  | 'unknown-question'
  | 'bad-option'
  | 'one-option'
  | 'bad-scale'
  | 'no-time'
  | 'too-long'
  | 'not-this-kind';

export const maxAnswerText = 20_000; // Bytes.

const ownWords = 'own-words';

// The questions to ask given the answers so far: the common block, then the forms of the
// topics that were chosen, the reporter's own words last. Questions about health only with
// consent.
export function questionsFor<Question extends FormQuestion>(
  forms: readonly Form<Question>[],
  answers: Answers,
): Question[] {
  const questions: Question[] = [];
  let last: Question | undefined;
  const common = forms.filter((form) => form.category === 0);
  const others = forms.filter((form) => form.category !== 0 && isTopic(answers, form.category));
  for (const form of [...common, ...others]) {
    for (const asked of form.questions) {
      if (asked.aboutHealth && !consentsToHealth(answers)) continue;
      if (asked.code === ownWords) last = asked;
      else questions.push(asked);
    }
  }
  return last === undefined ? questions : [...questions, last];
}

// The options that are shown to somebody with the role that was answered.
export function optionsFor<Option extends FormOption>(
  { options }: { readonly options: readonly Option[] },
  answers: Answers,
): Option[] {
  const role = firstOption(answers, question.role);
  return options.filter((option) => !option.hiddenForRoles.includes(role));
}

// The question with this code in any form.
export function findQuestion<Question extends FormQuestion>(
  forms: readonly Form<Question>[],
  code: string,
): Question | undefined {
  for (const form of forms) {
    const found = form.questions.find((one) => one.code === code);
    if (found !== undefined) return found;
  }
  return undefined;
}

// What is wrong with `answer`, or nothing.
export function checkAnswer(
  asked: FormQuestion,
  answers: Answers,
  answer: Answer,
): AnswerFault | undefined {
  const { options = [], text = '', scale, time } = answer;
  if (utf8Size(text) > maxAnswerText) return 'too-long';
  const isChoice = asked.kind === questionKind.one || asked.kind === questionKind.many;
  if (!isChoice && options.length > 0) return 'not-this-kind';
  const isScale = asked.kind === questionKind.scale;
  if (!isScale && scale !== undefined) return 'not-this-kind';
  const isDate = asked.kind === questionKind.dateTime;
  if (!isDate && time !== undefined) return 'not-this-kind';
  if (isChoice) return checkOptions(asked, answers, options);
  if (isScale && !(Number.isInteger(scale) && scale! >= 0 && scale! <= 10)) return 'bad-scale';
  // Words beside a date are good by themselves: "I do not know it yet".
  if (isDate && time === undefined && text === '') return 'no-time';
  return undefined;
}

export interface FaultyAnswer {
  readonly question: string;
  readonly fault: AnswerFault;
}

// All of checkAnswer, and that each question is asked at all: the first that is not good.
// Health without consent is refused: it must not be sealed.
export function checkAnswers(forms: readonly Form[], answers: Answers): FaultyAnswer | undefined {
  const asked = new Map(questionsFor(forms, answers).map((one) => [one.code, one]));
  for (const [code, answer] of answers) {
    const found = asked.get(code);
    if (found === undefined) return { question: code, fault: 'unknown-question' };
    const fault = checkAnswer(found, answers, answer);
    if (fault !== undefined) return { question: code, fault };
  }
  return undefined;
}

// The required questions that have no answer yet. None: it can be sent.
export function missingRequired<Question extends FormQuestion>(
  forms: readonly Form<Question>[],
  answers: Answers,
): Question[] {
  return questionsFor(forms, answers).filter((one) => one.required && !answers.has(one.code));
}

// Without the answers that are no longer asked for: another topic or role was chosen, or
// consent was taken back.
export function withoutUnasked(forms: readonly Form[], answers: Answers): Map<string, Answer> {
  const kept = new Map(answers);
  // One after the other in one order on every client: what goes hides nothing from the next.
  const codes = [...answers.keys()].sort(compareText);
  // What depends on an answer that goes may go as well, so until nothing changes.
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    const asked = new Map(questionsFor(forms, kept).map((one) => [one.code, one]));
    for (const code of codes) {
      const answer = kept.get(code);
      if (answer === undefined) continue;
      const found = asked.get(code);
      if (found === undefined || checkAnswer(found, kept, answer) !== undefined) {
        kept.delete(code);
      }
    }
  }
  return kept;
}

function isTopic(answers: Answers, wanted: Category): boolean {
  const code =
    wanted === category.intimidation
      ? 'intimidation'
      : wanted === category.integrity
        ? 'integrity'
        : wanted === category.crisis
          ? 'crisis'
          : '';
  return chose(answers, question.topic, code) || chose(answers, 'topic-also', code);
}

function checkOptions(
  asked: FormQuestion,
  answers: Answers,
  chosen: readonly string[],
): AnswerFault | undefined {
  const shown = optionsFor(asked, answers).map((option) => option.code);
  if (chosen.some((code) => !shown.includes(code))) return 'bad-option';
  if (new Set(chosen).size < chosen.length) return 'bad-option';
  return asked.kind === questionKind.one && chosen.length > 1 ? 'one-option' : undefined;
}
