// The languages of the page. To add one (Papiamentu, `pap`, is the next): a line here; the
// compiler then names every dictionary that is missing. The build reads it as well.
export const languages = {
  nl: {
    name: 'Nederlands',
    short: 'NL',
    locale: 'nl-NL',
    dutchTime: 'Nederlandse tijd',
    inReport: 'dutch', // Of filing-codes: what a reporter speaks who names no language.
  },
  en: {
    name: 'English',
    short: 'EN',
    locale: 'en-GB',
    dutchTime: 'Dutch time',
    inReport: 'english',
  },
} as const;

export type Language = keyof typeof languages;

export const allLanguages = Object.keys(languages) as Language[];
