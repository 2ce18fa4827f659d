// The words of one part of the page, of which only the language that is shown is loaded.
//
//   words/shell/nl.ts   export const words = { ... };  export type ShellWords = typeof words;
//   words/shell/en.ts   export const words: ShellWords = { ... };   a missing one: no compiling
//   words/shell.ts      export const shellWords = new Area({ nl: () => import(...), ... });
//
// A component reads `shellWords.value`, and is drawn again when the language changes.
import { batch, signal } from '@preact/signals';
import { language, type Language } from './language';

type Loaders<Words> = Record<Language, () => Promise<{ readonly words: Words }>>;

const wanted = new Set<Area<unknown>>();

export class Area<Words> {
  readonly #loaders: Loaders<Words>;
  readonly #words = signal<Words | undefined>(undefined);

  constructor(loaders: Loaders<Words>) {
    this.#loaders = loaders;
  }

  // Before the first component that reads them is drawn. Fails when the network does.
  async load(): Promise<void> {
    wanted.add(this);
    if (this.#words.peek() === undefined) (await this.fetch(language.peek()))();
  }

  get value(): Words {
    const words = this.#words.value;
    if (words === undefined) throw new Error('words: load them first');
    return words;
  }

  // Fetches, and gives what puts them in place.
  async fetch(wish: Language): Promise<() => void> {
    const { words } = await this.#loaders[wish]();
    return () => {
      this.#words.value = words;
    };
  }
}

// All at once, so that no page is half in another language.
export async function changeLanguage(wish: Language): Promise<void> {
  const places = await Promise.all([...wanted].map((area) => area.fetch(wish)));
  batch(() => {
    language.value = wish;
    for (const place of places) place();
  });
}
