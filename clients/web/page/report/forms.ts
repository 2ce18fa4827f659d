// The forms that are asked: those of the verified bundle; until then the common questions that
// are built into the page, in the language that is shown.
import { computed } from '@preact/signals';
import type { Form, FormText } from '../../session/form-rules';
import { questionKind } from '../../session/filing-codes';
import { connection } from '../state/organisation';
import { formWords } from '../words/form';
import { commonForm } from './common-form';

const kinds = {
  one: questionKind.one,
  many: questionKind.many,
  text: questionKind.text,
  scale: questionKind.scale,
  'date-time': questionKind.dateTime,
};

interface QuestionWords {
  readonly prompt: string;
  readonly hint: string;
  readonly options: Readonly<Record<string, string>>;
}

// Only one language is loaded: it stands for both.
const text = (shown: string | undefined): FormText => ({ nl: shown ?? '', en: shown ?? '' });

export const builtIn = computed<readonly Form[]>(() => {
  const words = formWords.value as Readonly<Record<string, QuestionWords>>;
  const questions = commonForm.map((one) => ({
    code: one.code,
    kind: kinds[one.kind],
    prompt: text(words[one.code]?.prompt),
    hint: text(words[one.code]?.hint),
    required: one.required === true,
    aboutHealth: one.aboutHealth === true,
    options: (one.options ?? []).map((option) => ({
      code: option.code,
      label: text(words[one.code]?.options[option.code]),
      hiddenForRoles: option.hiddenForRoles ?? [],
    })),
  }));
  return [{ category: 0, questions }];
});

export const forms = computed<readonly Form[]>(
  () => connection.value?.organisation.bundle.forms ?? builtIn.value,
);
