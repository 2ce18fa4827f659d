// Answers to the forms give the same urgency, questions, faults and sealed bytes as in C++.
import { fromBinary } from '@bufbuild/protobuf';
import { hex } from 'web/contract/bytes';
import { parseCanonical, serializeCanonical } from 'web/contract/canonical';
import { BundleSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import {
  AccountSchema,
  AnswerSchema,
  CheckCardSchema,
} from 'web/generated/vangnet/content/v1/content_pb';
import type { Language, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import { accountOf, answersOf, checkCardOf } from 'web/session/account';
import { calendarOf, categoryOf, languageOf, territoryOf } from 'web/session/answers';
import {
  checkAnswer,
  checkAnswers,
  findQuestion,
  missingRequired,
  optionsFor,
  questionsFor,
  withoutUnasked,
} from 'web/session/form-rules';
import { raisedTo, type Triage, triageOf } from 'web/session/triage-rules';
import { describe, expect, test } from 'vitest';
import { loadVectors, type Sample } from './vectors';

const file = loadVectors('report.json');
const { forms } = fromBinary(BundleSchema, file.bytes('forms'));
const now = file.number('now');
const samples = file.list('samples').map((sample, i) => ({
  name: `sample ${i}`,
  sample,
  answers: answersOf(
    sample
      .texts('answers')
      .map((text) => parseCanonical(AnswerSchema, Buffer.from(text, 'hex'), 65536)),
  ),
}));

const codes = (list: readonly { readonly code: string }[]): string =>
  list.map(({ code }) => code).join(' ');

function expectTriage(triage: Triage, wanted: Sample): void {
  expect(triage.urgency).toBe(wanted.number('urgency'));
  expect(triage.rules.join(' ')).toBe(wanted.text('rules'));
}

test.each(samples)('$name: urgency', ({ sample, answers }) => {
  const triage = triageOf(answers, now);
  expectTriage(triage, sample.object('triage'));
  expectTriage(raisedTo(triage, sample.number('wanted') as Urgency), sample.object('raised'));
});

test.each(samples)('$name: what the header says', ({ sample, answers }) => {
  expect(languageOf(answers, sample.number('fallback') as Language)).toBe(
    sample.number('language'),
  );
  expect(categoryOf(answers)).toBe(sample.number('category'));
  expect(calendarOf(answers)).toBe(sample.number('calendar'));
  expect(territoryOf(answers)).toBe(sample.number('territory'));
});

test.each(samples)('$name: what is asked', ({ sample, answers }) => {
  expect(codes(questionsFor(forms, answers))).toBe(sample.text('asked'));
  expect(codes(missingRequired(forms, answers))).toBe(sample.text('missing'));
  const kinds = findQuestion(forms, 'crisis-kind')!;
  expect(codes(optionsFor(kinds, answers))).toBe(sample.text('crisis_kinds'));
  expect([...withoutUnasked(forms, answers).keys()].join(' ')).toBe(sample.text('kept'));
});

test.each(samples)('$name: what is wrong', ({ sample, answers }) => {
  const faults = [...answers].flatMap(([code, answer]) => {
    const asked = findQuestion(forms, code);
    const fault = asked === undefined ? 'unknown-question' : checkAnswer(asked, answers, answer);
    return fault === undefined ? [] : [`${code} ${fault}`];
  });
  expect(faults).toEqual(sample.texts('faults'));
  expect(checkAnswers(forms, answers)?.fault ?? '').toBe(sample.text('first_fault'));
});

test.each(samples)('$name: what is sealed', ({ sample, answers }) => {
  expect(hex(serializeCanonical(AccountSchema, accountOf(answers)))).toBe(sample.text('account'));
  expect(hex(serializeCanonical(CheckCardSchema, checkCardOf(answers)))).toBe(
    sample.text('check_card'),
  );
});

describe('the samples', () => {
  test('meet every rule of triage', () => {
    const rules = samples.flatMap(({ sample }) => [
      ...sample.object('triage').text('rules').split(' '),
      ...sample.object('raised').text('rules').split(' '),
    ]);
    expect(new Set(rules).size).toBe(17);
  });

  test('meet every fault', () => {
    const faults = samples.flatMap(({ sample }) =>
      sample.texts('faults').map((fault) => fault.split(' ')[1]!),
    );
    expect(new Set(faults).size).toBe(7);
  });
});
