// The common questions that are built into the page are those of deploy/organisation, in code
// and word: what somebody answered before the bundle came must mean the same after.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import {
  type Bundle,
  BundleSchema,
  type Question,
  QuestionKind,
} from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { commonForm, type QuestionShape } from 'web/page/report/common-form';
import { words as en } from 'web/page/words/form/en';
import { words as nl } from 'web/page/words/form/nl';
import { words as positions } from 'web/page/words/report/nl';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function organisation(): Bundle {
  const text = readFileSync(`${root}deploy/organisation/organisation.textproto`);
  const bytes = execFileSync(
    'protoc',
    ['-I', `${root}proto`, '--encode=vangnet.bundle.v1.Bundle', 'vangnet/bundle/v1/bundle.proto'],
    { input: text },
  );
  return fromBinary(BundleSchema, new Uint8Array(bytes));
}

const kinds = {
  one: QuestionKind.ONE,
  many: QuestionKind.MANY,
  text: QuestionKind.TEXT,
  scale: QuestionKind.SCALE,
  'date-time': QuestionKind.DATE_TIME,
};

type Words = Readonly<
  Record<string, { prompt: string; hint: string; options: Readonly<Record<string, string>> }>
>;

// As the page asks it, in the shape in which the bundle says it.
const asAsked = (one: QuestionShape) => ({
  code: one.code,
  kind: kinds[one.kind],
  required: one.required === true,
  aboutHealth: one.aboutHealth === true,
  prompt: { nl: (nl as Words)[one.code]?.prompt, en: (en as Words)[one.code]?.prompt },
  hint: { nl: (nl as Words)[one.code]?.hint, en: (en as Words)[one.code]?.hint },
  options: (one.options ?? []).map(({ code, hiddenForRoles }) => ({
    code,
    hiddenForRoles: hiddenForRoles ?? [],
    label: {
      nl: (nl as Words)[one.code]?.options[code],
      en: (en as Words)[one.code]?.options[code],
    },
  })),
});

const asSigned = (one: Question) => ({
  code: one.code,
  kind: one.kind,
  required: one.required,
  aboutHealth: one.aboutHealth,
  prompt: { nl: one.prompt!.nl, en: one.prompt!.en },
  hint: { nl: one.hint?.nl ?? '', en: one.hint?.en ?? '' },
  options: one.options.map(({ code, hiddenForRoles, label }) => ({
    code,
    hiddenForRoles,
    label: { nl: label!.nl, en: label!.en },
  })),
});

describe('the common questions', () => {
  const bundle = organisation();
  const signed = bundle.forms.find((form) => form.category === 0)!.questions;

  test("are the organisation's, in the same order", () => {
    expect(commonForm.length).toBeGreaterThan(20);
    expect(commonForm.map((one) => one.code)).toEqual(signed.map((one) => one.code));
  });

  test.each(signed.map((one) => one.code))('%s is asked in the same words', (code) => {
    expect(asAsked(commonForm.find((one) => one.code === code)!)).toEqual(
      asSigned(signed.find((one) => one.code === code)!),
    );
  });

  test('have no words for what is not asked', () => {
    expect(Object.keys(nl).sort()).toEqual(commonForm.map((one) => one.code).sort());
  });

  test('a question in other words is seen', () => {
    const [first] = signed;
    expect(asAsked(commonForm[0]!)).not.toEqual({
      ...asSigned(first!),
      prompt: { nl: 'Iets anders?', en: first!.prompt!.en },
    });
  });

  test('every position has its own words', () => {
    const asked = bundle.forms
      .flatMap((form) => form.questions)
      .find((one) => one.code === 'position')!;
    expect(Object.keys(positions.position).sort()).toEqual(
      asked.options.map((option) => option.code).sort(),
    );
  });
});
