// Words for people about what happens here. Which language comes from the caller, and only
// that one is loaded.
import { Refusal } from '../contract/refusal';
import type { Finding } from '../sealing/finding';
import { ClientRefusal, NobodyFits } from './client-refusal';
import { compartmentName } from './filing-codes';
import type { FormText } from './form-rules';
import type { nl } from './words/nl';

export type Words = typeof nl;
export type SpokenLanguage = 'nl' | 'en';

export async function loadWords(language: SpokenLanguage): Promise<Words> {
  return language === 'en' ? (await import('./words/en')).en : (await import('./words/nl')).nl;
}

// A text of the bundle.
export function inLanguage(language: SpokenLanguage, text: FormText | undefined): string {
  return text?.[language] ?? '';
}

// `text` with {0}, {1} ... replaced by `values`; what they hold is not looked at again.
export function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (whole, number: string) => values[Number(number)] ?? whole);
}

// What happened and what to do next, for a person. Never empty.
export function explain(words: Words, error: unknown): string {
  if (error instanceof ClientRefusal) return words.because[error.because];
  if (error instanceof NobodyFits && error.fallen.size > 0) {
    const parts = [...error.fallen].map(([rule, count]) => `${count}: ${words.fallenBy[rule]}`);
    return fill(words.nobodyFits, parts.join('; '));
  }
  if (!(error instanceof Refusal)) return words.code.INTERNAL;
  return error.reason === '' ? words.code[error.code] : words.reason[error.reason];
}

// What a finding means, with its place.
export function explainFinding(words: Words, finding: Finding): string {
  const kind = finding.compartment;
  const part = kind === 0 ? words.compartment.check : words.compartment[compartmentName[kind]];
  const what = words.finding[finding.what];
  return finding.recordNumber === 0
    ? fill(words.findingWhole, part, what)
    : fill(words.findingAt, part, String(finding.recordNumber), what);
}

// Codes of whyProposed (report-routing.ts) as a line; what a person need not know is left out.
export function explainWhy(words: Words, codes: readonly string[]): string {
  const { why } = words;
  const lookUp = (table: Readonly<Record<string, string>>, name: string): string[] =>
    Object.hasOwn(table, name) ? [table[name]!] : [];
  return codes
    .flatMap((code) => {
      const [, kind = '', name = ''] = /^(competence|knows|language|load)-(.+)$/.exec(code) ?? [];
      if (kind === 'competence' || kind === 'knows') return lookUp(why.competence, name);
      if (kind === 'load') return lookUp(why.load, name);
      if (kind === 'language')
        return lookUp(words.language, name).map((one) => fill(why.speaks, one));
      return code === 'your-choice' || code === 'on-duty' ? [why[code]] : [];
    })
    .join(', ');
}
