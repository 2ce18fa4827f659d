// Dictionaries are complete by their types; here, that nothing in them is empty, that the two
// languages take the same arguments, and which language a browser gets.
import { describe, expect, test } from 'vitest';
import { words as followEn } from 'web/page/words/follow/en';
import { words as followNl } from 'web/page/words/follow/nl';
import { words as formEn } from 'web/page/words/form/en';
import { words as formNl } from 'web/page/words/form/nl';
import { languageFor } from 'web/page/words/language';
import { words as reportEn } from 'web/page/words/report/en';
import { words as reportNl } from 'web/page/words/report/nl';
import { words as shellEn } from 'web/page/words/shell/en';
import { words as shellNl } from 'web/page/words/shell/nl';

type Leaf = readonly [path: string, value: unknown];

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}

// A text with its arguments filled in by their places; others have places for `fill`.
const said = (value: unknown): string =>
  typeof value === 'function'
    ? (value as (...args: unknown[]) => string)(...['<1>', '<2>'].slice(0, value.length))
    : String(value);

// A form's question may have no hint; its role in a case has no words where it never shows.
const mayBeEmpty = /\.hint$|\.does\.(deployed|reporter)$/;

describe.each([
  ['shell', shellNl, shellEn],
  ['report', reportNl, reportEn],
  ['form', formNl, formEn],
  ['follow', followNl, followEn],
])('%s', (_area, nl, en) => {
  const dutch = leavesOf(nl);
  const english = new Map(leavesOf(en));

  test('both languages have the same texts, of the same arguments', () => {
    expect(dutch.length).toBeGreaterThan(20);
    expect([...english.keys()].sort()).toEqual(dutch.map(([path]) => path).sort());
    for (const [path, value] of dutch) {
      const other = english.get(path);
      expect(typeof other, path).toBe(typeof value);
      const placesOf = (text: string): string[] => [...new Set(text.match(/<\d>|\{\d\}/g))].sort();
      expect(placesOf(said(other)), path).toEqual(placesOf(said(value)));
    }
  });

  test('no text is empty', () => {
    for (const [path, value] of [...dutch, ...english]) {
      if (!mayBeEmpty.test(path)) expect(said(value).trim(), path).not.toBe('');
    }
  });
});

test.each([
  [['nl-NL', 'en'], 'nl'],
  [['en-GB', 'nl'], 'en'],
  [['pap-CW', 'nl'], 'nl'],
  [['de-DE', 'en-US'], 'en'],
  [[], 'nl'],
] as const)('a browser that wishes %j gets %s', (wishes, language) => {
  expect(languageFor(wishes)).toBe(language);
});
