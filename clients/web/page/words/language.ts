// The languages of the page. To add one (Papiamentu, `pap`, is the next): a line here; the
// compiler then names every dictionary that is missing.
import { signal } from '@preact/signals';

export const languages = {
  nl: { name: 'Nederlands', short: 'NL', locale: 'nl-NL' },
  en: { name: 'English', short: 'EN', locale: 'en-GB' },
} as const;

export type Language = keyof typeof languages;

export const allLanguages = Object.keys(languages) as Language[];

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
