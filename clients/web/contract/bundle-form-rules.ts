// The rules of a bundle's forms (SPEC.md section 4). BAD_FIELD.
import {
  type Bundle,
  type Form,
  type Question,
  QuestionKind,
  type Text,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import { Category } from '../generated/vangnet/record/v1/record_pb';
import { demand, textsRise } from './field-checks';

const maxQuestions = 60;
const maxOptions = 40;
const roleQuestion = 'role';
// The answers without which nothing can be sent, and the only ones: whoever is in distress
// is not held up by more, and nothing can be routed with less.
const requiredQuestions = new Set(['danger', 'topic', roleQuestion, 'contact', 'consent']);
const requiredWanted =
  'danger, topic, role, contact and consent of the common block, and no others';

// Both languages are there.
export function checkText(field: string, text: Text | undefined): void {
  demand(text !== undefined && text.nl !== '' && text.en !== '', field, 'in Dutch and English');
}

export function checkForms(bundle: Bundle): void {
  const roleOptions = roleOptionsOf(bundle);
  const categories = new Set<Category>();
  const codes = new Set<string>();
  let required = 0;
  for (const form of bundle.forms) {
    demand(
      form.category !== Category.NOT_SURE && !categories.has(form.category),
      'forms',
      'one for each category and the common block',
    );
    categories.add(form.category);
    checkText('forms.title', form.title);
    demand(
      form.questions.length >= 1 && form.questions.length <= maxQuestions,
      'forms.questions',
      '1 to 60',
    );
    for (const question of form.questions) {
      checkQuestion(question, roleOptions);
      demand(!codes.has(question.code), 'forms.questions.code', 'each once in the bundle');
      codes.add(question.code);
      checkRequired(form, question);
      if (question.required) ++required;
    }
  }
  demand(categories.size === 4, 'forms', 'one for each category and the common block');
  demand(required === requiredQuestions.size, 'forms.questions.required', requiredWanted);
}

// The options of the question `role`, which other options refer to.
function roleOptionsOf(bundle: Bundle): Set<string> {
  const questions = bundle.forms.flatMap((form) => form.questions);
  const roles = questions.filter((question) => question.code === roleQuestion);
  return new Set(roles.flatMap((question) => question.options).map((option) => option.code));
}

// Lower case with hyphens inside, at most 40.
const isCode = (code: string): boolean =>
  code.length <= 40 && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(code);

function checkQuestion(question: Question, roleOptions: ReadonlySet<string>): void {
  demand(isCode(question.code), 'forms.questions.code', 'lower case with hyphens');
  demand(question.kind !== QuestionKind.UNSPECIFIED, 'forms.questions.kind', 'a value');
  checkText('forms.questions.prompt', question.prompt);
  if (question.hint !== undefined) checkText('forms.questions.hint', question.hint);
  checkOptions(question, roleOptions);
}

function checkOptions(question: Question, roleOptions: ReadonlySet<string>): void {
  const chooses = question.kind === QuestionKind.ONE || question.kind === QuestionKind.MANY;
  const count = question.options.length;
  demand(
    chooses ? count >= 1 && count <= maxOptions : count === 0,
    'forms.options',
    '1 to 40 to choose from, else none',
  );
  const codes = new Set<string>();
  for (const option of question.options) {
    demand(
      isCode(option.code) && !codes.has(option.code),
      'forms.options.code',
      'lower case with hyphens, each once',
    );
    codes.add(option.code);
    checkText('forms.options.label', option.label);
    demand(
      option.hiddenForRoles.every((role) => roleOptions.has(role)),
      'forms.options.hidden_for_roles',
      'options of the question `role`',
    );
    demand(
      textsRise(option.hiddenForRoles),
      'forms.options.hidden_for_roles',
      'sorted, each once',
    );
  }
}

function checkRequired(form: Form, question: Question): void {
  demand(
    !question.required ||
      (form.category === Category.UNSPECIFIED && requiredQuestions.has(question.code)),
    'forms.questions.required',
    requiredWanted,
  );
}
