// The Dutch of the page and of the forms that an organisation gets to begin with is plain: B1
// where it can be. Measured by Douma's formula for Dutch (W.H. Douma, "De leesbaarheid van
// landbouwbladen", 1960: 206.84 - 0.93 words a sentence - 77 syllables a word; 60 to 70 is what
// most adults read without effort, above it is easier) and by the longest sentence. It says
// nothing of whether a text is calm or clear; people have to.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { words as follow } from 'web/page/words/follow/nl';
import { words as form } from 'web/page/words/form/nl';
import { words as report } from 'web/page/words/report/nl';
import { words as shell } from 'web/page/words/shell/nl';

const easiestOfHard = 70;
const longestSentence = 25;

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    return [(value as (...args: string[]) => string)(...Array<string>(value.length).fill('Anna'))];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

// What is shorter than four words is a label and no sentence.
function sentencesOf(texts: readonly string[]): string[][] {
  return texts
    .flatMap((text) => text.split(/(?<=[.!?:;])\s+/))
    .map((sentence) => sentence.match(/[\p{L}'’-]+/gu) ?? [])
    .filter((words) => words.length >= 4);
}

function syllablesOf(word: string): number {
  return Math.max(1, (word.toLowerCase().match(/[aeiouyáéíóúàèëïöüê]+/g) ?? []).length);
}

function readingEase(sentences: readonly string[][]): number {
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 206.84 - 0.93 * (words.length / sentences.length) - 77 * (syllables / words.length);
}

const tooLong = (sentences: readonly string[][]): string[] =>
  sentences.filter((words) => words.length > longestSentence).map((words) => words.join(' '));

const organisation = readFileSync(
  new URL('../../../deploy/organisation/organisation.textproto', import.meta.url),
  'utf8',
);

describe.each([
  ['the shell', textsOf(shell)],
  ['reporting', textsOf(report)],
  ['the common questions', textsOf(form)],
  ['coming back', textsOf(follow)],
  ['the signed forms', [...organisation.matchAll(/\bnl: "([^"]+)"/g)].map((match) => match[1]!)],
])('%s', (_area, texts) => {
  const sentences = sentencesOf(texts);

  test('is plain Dutch', () => {
    expect(sentences.length).toBeGreaterThan(20);
    expect(readingEase(sentences)).toBeGreaterThan(easiestOfHard);
  });

  test('has no long sentence', () => {
    expect(tooLong(sentences)).toEqual([]);
  });
});

test('the Dutch of an official letter is found', () => {
  const letter = sentencesOf([
    'Overeenkomstig het bepaalde in de integriteitsverordening wordt uw vertrouwelijke kennisgeving, ' +
      'behoudens uitzonderlijke omstandigheden waarover afzonderlijk gecommuniceerd zal worden, ' +
      'doorgeleid naar een daartoe gemandateerde functionaris van het ondersteuningsteam.',
  ]);
  expect(readingEase(letter)).toBeLessThan(easiestOfHard);
  expect(tooLong(letter)).toHaveLength(1);
});
