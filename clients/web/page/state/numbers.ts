// Telephone numbers by territory. From the page itself at first, where they can be read with
// no script; from the bundle as soon as it is verified.
import { computed, signal } from '@preact/signals';
import type {
  Bundle,
  TelephoneNumber,
  Territory,
} from '../../generated/vangnet/bundle/v1/bundle_pb';
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

// Territories with the same numbers stand in one section.
function readOne(root: ParentNode, of: Language): TerritoryNumbers[] {
  const sections = [
    ...root.querySelectorAll<HTMLElement>(`#vangnet-numbers-${of} .territory`),
  ].map((section) => ({
    codes: (section.dataset['territories'] ?? '').split(' '),
    numbers: [...section.querySelectorAll('li')].map((item) => ({
      name: textOf(item, 'span'),
      number: textOf(item, 'a'),
      emergency: item.classList.contains('emergency'),
    })),
  }));
  return territories.flatMap((code) => {
    const section = sections.find(({ codes }) => codes.includes(code));
    return section === undefined ? [] : [{ code, numbers: section.numbers }];
  });
}

// Those of a verified bundle: for each territory first what is for danger to life.
export function numbersOf(bundle: Pick<Bundle, 'telephoneNumbers'>): NumberTable {
  return { nl: numbersIn(bundle, 'nl'), en: numbersIn(bundle, 'en') };
}

function numbersIn(
  { telephoneNumbers }: Pick<Bundle, 'telephoneNumbers'>,
  of: Language,
): TerritoryNumbers[] {
  return territories.map((code, i) => {
    const own = telephoneNumbers.filter((one) => Number(one.territory) === i + 1);
    const entry = (one: TelephoneNumber): TelephoneEntry => ({
      name: one.name?.[of] ?? '',
      number: one.number,
      emergency: one.emergency,
    });
    const first = own.filter((one) => one.emergency);
    const others = own.filter((one) => !one.emergency);
    return { code, numbers: [...first, ...others].map(entry) };
  });
}

// Of the bundle's number for a territory, as answers give it.
export function territoryCode(territory: Territory): TerritoryCode {
  return territories[territory - 1] ?? 'netherlands';
}

const textOf = (parent: Element, selector: string): string =>
  parent.querySelector(selector)?.textContent?.trim() ?? '';

// "tel:" and what a telephone dials.
export const dialled = (number: string): string => `tel:${number.replace(/[^+\d]/g, '')}`;

export interface NumberGroup {
  readonly codes: readonly TerritoryCode[];
  readonly numbers: readonly TelephoneEntry[];
}

// Territories with the same numbers are shown once.
export function grouped(all: readonly TerritoryNumbers[]): NumberGroup[] {
  const groups = new Map<string, NumberGroup>();
  for (const { code, numbers } of all) {
    const key = JSON.stringify(numbers);
    groups.set(key, { codes: [...(groups.get(key)?.codes ?? []), code], numbers });
  }
  return [...groups.values()];
}
