// Telephone numbers by territory. From the page itself at first, where they can be read with
// no script; from the bundle as soon as it is verified.
import { computed, signal } from '@preact/signals';
import { language, type Language } from '../words/language';

export const territories = ['netherlands', 'bonaire', 'sint-eustatius', 'saba'] as const;
export type TerritoryCode = (typeof territories)[number];

export interface TelephoneEntry {
  readonly name: string;
  readonly number: string;
  readonly emergency: boolean;
}

export interface TerritoryNumbers {
  readonly code: TerritoryCode;
  readonly title: string;
  readonly numbers: readonly TelephoneEntry[];
}

export type NumberTable = Readonly<Record<Language, readonly TerritoryNumbers[]>>;

const table = signal<NumberTable>({ nl: [], en: [] });

// The reporter's own territory first, as far as it is known.
export const territory = signal<TerritoryCode>('netherlands');

export const numbers = computed(() => table.value[language.value]);

export function takeNumbers(known: NumberTable): void {
  table.value = known;
}

// What the page was made with.
export function readNumbers(root: ParentNode): NumberTable {
  return { nl: readOne(root, 'nl'), en: readOne(root, 'en') };
}

function readOne(root: ParentNode, of: Language): TerritoryNumbers[] {
  return [...root.querySelectorAll<HTMLElement>(`#vangnet-numbers-${of} .territory`)].flatMap(
    (section) => {
      const code = territories.find((one) => one === section.dataset['territory']);
      if (code === undefined) return [];
      return {
        code,
        title: textOf(section, 'h3'),
        numbers: [...section.querySelectorAll('li')].map((item) => ({
          name: textOf(item, 'span'),
          number: textOf(item, 'a'),
          emergency: item.classList.contains('emergency'),
        })),
      };
    },
  );
}

const textOf = (parent: Element, selector: string): string =>
  parent.querySelector(selector)?.textContent?.trim() ?? '';

// "tel:" and what a telephone dials.
export const dialled = (number: string): string => `tel:${number.replace(/[^+\d]/g, '')}`;

export interface NumberGroup {
  readonly codes: readonly TerritoryCode[];
  readonly titles: readonly string[];
  readonly numbers: readonly TelephoneEntry[];
}

// Territories with the same numbers are shown once.
export function grouped(all: readonly TerritoryNumbers[]): NumberGroup[] {
  const groups = new Map<string, NumberGroup>();
  for (const { code, title, numbers } of all) {
    const key = JSON.stringify(numbers);
    const known = groups.get(key) ?? { codes: [], titles: [], numbers };
    groups.set(key, {
      codes: [...known.codes, code],
      titles: [...known.titles, title],
      numbers,
    });
  }
  return [...groups.values()];
}
