// The language that the page is in.
import { signal } from '@preact/signals';
import { allLanguages, type Language } from './languages';

export { allLanguages, type Language, languages } from './languages';

// What is shown now. Changed by changeLanguage of area.ts alone, which loads the words first.
export const language = signal<Language>('nl');

// The first of the browser's wishes that there is; Dutch otherwise, the islands too.
export function languageFor(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const code = wish.slice(0, 2).toLowerCase();
    const known = allLanguages.find((one) => one === code);
    if (known !== undefined) return known;
  }
  return 'nl';
}

// A text of the bundle, which has both languages.
export function textIn(text: { readonly nl: string; readonly en: string } | undefined): string {
  return text?.[language.value] ?? '';
}
