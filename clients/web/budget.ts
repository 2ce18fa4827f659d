// What the page may weigh, in bytes after gzip -9, as nginx sends it. The build prints the
// numbers and fails when one is over.
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';
import { allLanguages } from './page/words/languages.ts';

const kilo = 1000;

export interface Budget {
  readonly name: string;
  readonly limit: number;
  readonly weigh: (files: Files) => number;
}

// Modules of ours that a person waits for until the first question can be answered, besides
// the entry. The language whose dictionaries are heaviest counts.
const untilFirstQuestion = ['page/report/enter.ts'];
const dictionaries = [
  'page/words/shell',
  'page/words/report',
  'page/words/form',
  'session/words',
];

export const budgets: readonly Budget[] = [
  { name: 'emergency screen, script', limit: 0, weigh: blockingScript },
  {
    name: 'all until the first question, one language',
    limit: 100 * kilo,
    weigh: (files) =>
      Math.max(
        ...allLanguages.map((language) =>
          files.weightOf([
            'index.html',
            ...files.styles,
            ...files.withImports(files.entry),
            ...untilFirstQuestion.flatMap((module) => files.chunksOf(module)),
            ...dictionaries.flatMap((area) => files.chunksOf(`${area}/${language}.ts`)),
          ]),
        ),
      ),
  },
  {
    name: 'sealing',
    limit: 175 * kilo,
    weigh: (files) => files.weightOf(files.chunksWith(/\/clients\/web\/sealing\/sodium\.ts$/)),
  },
];

// The numbers to call are plain text: no script may run before they are read. Modules run
// after the page was read, and are none of it.
function blockingScript(files: Files): number {
  const html = new TextDecoder().decode(files.bytesOf('index.html'));
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes, inline]) => !/type="module"/.test(attributes!) || inline !== '')
    .reduce((sum, [whole]) => sum + gzipped(new TextEncoder().encode(whole)), 0);
}

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

class Files {
  readonly #bundle: Rollup.OutputBundle;

  constructor(bundle: Rollup.OutputBundle) {
    this.#bundle = bundle;
  }

  get entry(): string {
    return this.#chunks().find((chunk) => chunk.isEntry)!.fileName;
  }

  get styles(): string[] {
    return Object.keys(this.#bundle).filter((name) => name.endsWith('.css'));
  }

  bytesOf(name: string): Uint8Array {
    const file = this.#bundle[name];
    if (file === undefined) throw new Error(`budget: no ${name} was built`);
    const content = file.type === 'chunk' ? file.code : file.source;
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }

  weightOf(names: readonly string[]): number {
    return [...new Set(names)].reduce((sum, name) => sum + gzipped(this.bytesOf(name)), 0);
  }

  withImports(name: string): string[] {
    const seen = new Set<string>();
    const visit = (one: string): void => {
      if (seen.has(one)) return;
      seen.add(one);
      const chunk = this.#bundle[one];
      if (chunk?.type === 'chunk') chunk.imports.forEach(visit);
    };
    visit(name);
    return [...seen];
  }

  // The chunk that holds `module`, and what it imports. A module that is gone is an error: a
  // budget that weighs nothing holds always.
  chunksOf(module: string): string[] {
    const chunks = this.#chunks().filter((chunk) =>
      chunk.moduleIds.some((id) => id.endsWith(`/clients/web/${module}`)),
    );
    if (chunks.length === 0) throw new Error(`budget: ${module} is in no chunk`);
    return chunks.flatMap((chunk) => this.withImports(chunk.fileName));
  }

  // Every chunk with such a module; none is an error as well.
  chunksWith(modules: RegExp): string[] {
    const chunks = this.#chunks().filter((chunk) =>
      chunk.moduleIds.some((id) => modules.test(id)),
    );
    if (chunks.length === 0) throw new Error(`budget: ${modules.source} is in no chunk`);
    return chunks.map((chunk) => chunk.fileName);
  }

  #chunks(): Rollup.OutputChunk[] {
    return Object.values(this.#bundle).filter((file) => file.type === 'chunk');
  }
}

export interface Weight {
  readonly name: string;
  readonly limit: number;
  readonly weight: number;
}

// Each budget, with what was built held against it.
export function weigh(
  bundle: Rollup.OutputBundle,
  against: readonly Budget[] = budgets,
): Weight[] {
  const files = new Files(bundle);
  return against.map(({ name, limit, weigh: how }) => ({ name, limit, weight: how(files) }));
}

export function budgetPlugin(against = budgets): Plugin {
  return {
    name: 'vangnet-budget',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const { name, limit, weight } of weigh(bundle as Rollup.OutputBundle, against)) {
          const line = `budget  ${(weight / kilo).toFixed(1).padStart(6)} of ${limit / kilo} kB  ${name}`;
          // Whatever the build's level of logging is.
          console.log(line);
          if (weight > limit) this.error(`over budget: ${line}`);
        }
      },
    },
  };
}
