// Every refusal and finding has its words, in every language.
import { readFileSync } from 'node:fs';
import { ClientRefusal, NobodyFits } from 'web/session/client-refusal';
import {
  calendar,
  caseRoleName,
  caseStateName,
  category,
  categoryName,
  compartmentName,
  competenceName,
  declineReasonName,
  language,
  languageName,
  loadName,
  questionKind,
  removalReasonName,
  staffRoleName,
  territory,
  urgency,
  urgencyName,
} from 'web/session/filing-codes';
import {
  explain,
  explainFinding,
  explainWhy,
  fill,
  loadWords,
  type SpokenLanguage,
} from 'web/session/words';
import { Refusal } from 'web/contract/refusal';
import * as bundles from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { CaseState } from 'web/generated/vangnet/caseview/v1/caseview_pb';
import * as records from 'web/generated/vangnet/record/v1/record_pb';
import { Role } from 'web/generated/vangnet/policy/v1/options_pb';
import { describe, expect, test } from 'vitest';

const nl = await loadWords('nl');
const en = await loadWords('en');

// Every text with the path to it.
function textsOf(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, inside]: [string, unknown]) =>
    typeof inside === 'string'
      ? [[`${path}/${name}`, inside] as [string, string]]
      : textsOf(inside as object, `${path}/${name}`),
  );
}

test('each language says all, and says it differently', () => {
  const dutch = new Map(textsOf(nl));
  const english = new Map(textsOf(en));
  expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
  // Names and words that are the same in both.
  const same = /^\/(?:findingWhole|category\/crisis|caseRole\/reserve)$/;
  for (const [path, text] of dutch) {
    expect(text.trim(), path).not.toBe('');
    if (!same.test(path)) expect(english.get(path), path).not.toBe(text);
    const places = (of: string): string[] => (of.match(/\{\d\}/g) ?? []).sort();
    expect(places(english.get(path)!), path).toEqual(places(text));
  }
});

test('a reporter is told of pages, not of commands', () => {
  for (const [path, text] of [...textsOf(nl), ...textsOf(en)]) {
    expect(text, path).not.toMatch(/`|--|vangnet|programma|program\b/i);
  }
});

describe.each<[SpokenLanguage]>([['nl'], ['en']])('%s', (spoken) => {
  test('a reason comes before a code', async () => {
    const words = await loadWords(spoken);
    expect(explain(words, new Refusal('ABORTED', 'CHAIN_MOVED', 'x'))).toBe(
      words.reason.CHAIN_MOVED,
    );
    expect(explain(words, new Refusal('NOT_FOUND', '', 'x'))).toBe(words.code.NOT_FOUND);
    expect(explain(words, new ClientRefusal('DATA_LOSS', 'BAD_FILE', 'file-damaged'))).toBe(
      words.because['file-damaged'],
    );
  });

  test('what nobody thought of has words as well, and never its own', async () => {
    const words = await loadWords(spoken);
    for (const error of [new TypeError('secret'), 'secret', undefined]) {
      expect(explain(words, error)).toBe(words.code.INTERNAL);
    }
  });
});

test('nobody fits: how many each rule took away', () => {
  const fallen = new Map([
    ['excluded', 2],
    ['away', 1],
  ] as const);
  expect(explain(nl, new NobodyFits(fallen))).toContain('2: door u uitgesloten; 1: nu afwezig');
  expect(explain(nl, new NobodyFits(new Map()))).toBe(nl.reason.NOBODY_FITS);
});

test('a finding is told with its place', () => {
  const finding = {
    what: 'bad-signature',
    compartment: records.CompartmentKind.CONVERSATION,
    recordNumber: 3,
    detail: 'signature',
  } as const;
  expect(explainFinding(nl, finding)).toBe('het gesprek, stuk 3: de handtekening klopt niet');
  expect(explainFinding(en, { ...finding, recordNumber: 0 })).toBe(
    'the conversation: the signature is not right',
  );
});

test('why somebody was proposed', () => {
  const codes = ['your-choice', 'competence-integrity', 'knows-islands', 'language-dutch'];
  expect(explainWhy(nl, [...codes, 'takes-cases', 'load-free'])).toBe(
    'uw keuze, kent integriteit, kent Caribisch Nederland, spreekt Nederlands, heeft ruimte',
  );
  expect(explainWhy(nl, ['competence-toString', 'load-', 'language-x', 'toString'])).toBe('');
});

test('what is filled in is not filled in again', () => {
  expect(fill('{0} en {1}', '{1}', 'b')).toBe('{1} en b');
  expect(fill('{0} {2}', 'a')).toBe('a {2}');
});

// What C++ joins to one text is one text here too.
function textOfSource(path: string): string {
  const source = readFileSync(new URL(`../../../clients/${path}`, import.meta.url), 'utf8');
  return source.replace(/"\s*\n\s*"/g, '').replaceAll('\\"', '"');
}

test.each<[keyof typeof nl, string]>([
  ['triageRule', 'session/triage_rules.cc'],
  ['finding', 'cli/finding_words.cc'],
  ['fallenBy', 'cli/report_routing.cc'],
  ['caseRole', 'cli/names.cc'],
  ['caseState', 'cli/names.cc'],
  ['compartment', 'cli/names.cc'],
  ['category', 'cli/names.cc'],
  ['declineReason', 'cli/names.cc'],
  ['removalReason', 'cli/names.cc'],
  ['language', 'cli/names.cc'],
])('%s: the same words as the command line', (part, path) => {
  const source = textOfSource(path);
  for (const words of [nl, en]) {
    for (const [, text] of textsOf(words[part] as object)) expect(source).toContain(`"${text}"`);
  }
});

// The compiler knows that the numbers exist; this knows that none is missing and that they
// are called what they are called in the contract.
test.each<[string, Readonly<Record<string, string | number>>, Readonly<Record<number, string>>]>([
  ['CaseRole', records.CaseRole, caseRoleName],
  ['Category', records.Category, categoryName],
  ['CompartmentKind', records.CompartmentKind, compartmentName],
  ['CaseState', CaseState, caseStateName],
  ['DeclineReason', records.DeclineReason, declineReasonName],
  ['RemovalReason', records.RemovalReason, removalReasonName],
  ['Language', records.Language, languageName],
  ['Competence', bundles.Competence, competenceName],
  ['Load', bundles.Load, loadName],
  ['Urgency', records.Urgency, urgencyName],
])('%s is named as in the contract', (_, numbers, names) => {
  const wanted = Object.entries(numbers)
    .filter(([, number]) => typeof number === 'number' && number !== 0)
    .map(([name, number]) => [number as number, name.toLowerCase().replaceAll('_', '-')]);
  expect(Object.fromEntries(wanted)).toEqual(names);
});

test('numbers without names are those of the contract', () => {
  expect(category).toEqual({
    intimidation: records.Category.INTIMIDATION,
    integrity: records.Category.INTEGRITY,
    crisis: records.Category.CRISIS,
    notSure: records.Category.NOT_SURE,
  });
  expect(urgency.urgent).toBe(records.Urgency.URGENT);
  expect(urgency.low).toBe(records.Urgency.LOW);
  expect(calendar).toEqual({
    amsterdam: records.Calendar.AMSTERDAM,
    ast: records.Calendar.AST,
  });
  expect(language.papiamentu).toBe(records.Language.PAPIAMENTU);
  expect(territory).toEqual({
    netherlands: bundles.Territory.NETHERLANDS,
    bonaire: bundles.Territory.BONAIRE,
    sintEustatius: bundles.Territory.SINT_EUSTATIUS,
    saba: bundles.Territory.SABA,
  });
  expect(questionKind).toEqual({
    one: bundles.QuestionKind.ONE,
    many: bundles.QuestionKind.MANY,
    text: bundles.QuestionKind.TEXT,
    scale: bundles.QuestionKind.SCALE,
    dateTime: bundles.QuestionKind.DATE_TIME,
  });
  expect(staffRoleName[Role.TRUSTED_PERSON]).toBe('trusted-person');
  expect(staffRoleName[Role.SUPPORT_TEAM]).toBe('support-team');
  expect(staffRoleName[Role.COORDINATOR]).toBe('coordinator');
});
