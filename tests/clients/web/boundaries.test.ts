// Who may import what in clients/web (its README), and what nobody there may use.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../clients/web/', import.meta.url));

const mayImport: Record<string, readonly string[]> = {
  contract: ['contract', 'generated', '@bufbuild/protobuf'],
  sealing: ['sealing', 'contract', 'generated', '@bufbuild/protobuf'],
  session: [
    'session',
    'sealing',
    'contract',
    'generated',
    '@bufbuild/protobuf',
    '@connectrpc/connect',
    '@connectrpc/connect-web',
  ],
  page: [
    'page',
    'session',
    'sealing',
    'contract',
    'generated',
    '@bufbuild/protobuf',
    'preact',
    '@preact/signals',
    'qrcode-generator',
  ],
};
// Of everything: what keeps or leaks, and randomness that can be guessed.
const forbidden =
  /\b(localStorage|sessionStorage|indexedDB|document\.cookie|Math\.random|innerHTML|eval)\b/;
// Of what is pure: the time comes in.
const clocks = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/;

interface Source {
  readonly path: string; // From clients/web.
  readonly text: string;
}

function sourcesOf(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

// Folders of ours and names of packages.
function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => {
    const inside = name!.startsWith('.') ? normalize(join(dirname(path), name!)) : name!;
    return inside.startsWith('@')
      ? inside.split('/').slice(0, 2).join('/')
      : inside.split('/')[0]!;
  });
}

function strangersOf(source: Source): string[] {
  const allowed = mayImport[source.path.split('/')[0]!] ?? [];
  const sodium = source.path === 'sealing/sodium.ts' ? ['libsodium-wrappers'] : [];
  return importsOf(source).filter((name) => ![...allowed, ...sodium].includes(name));
}

describe.each(Object.keys(mayImport))('%s', (folder) => {
  const sources = sourcesOf(folder);

  test('imports what the README allows', () => {
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) expect(strangersOf(source), source.path).toEqual([]);
  });

  test('asks no clock', () => {
    for (const { path, text } of sources) {
      expect(clocks.test(text), path).toBe(path === 'page/state/clock.ts');
    }
  });
});

// Files that are loaded with `path`, itself included, and packages; what is imported as a type
// only, or when it is asked for, is not.
function loadedWith(path: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  const text = readFileSync(join(root, path), 'utf8');
  for (const [, clause, name] of text.matchAll(
    /^(?:import|export)\s+(?!type\b)((?:[^';]*?\sfrom\s+)?)'([^']+)';/gm,
  )) {
    // `{ type A, type B }` loads the module all the same under verbatimModuleSyntax.
    if (clause === undefined) continue;
    if (name!.startsWith('.')) {
      loadedWith(`${normalize(join(dirname(path), name!))}.ts`, loaded);
    } else {
      loaded.add(name!);
    }
  }
  return loaded;
}

describe('chunks', () => {
  test.each([
    'session/answers.ts',
    'session/form-rules.ts',
    'session/triage-rules.ts',
    'session/filing-codes.ts',
    'session/client-refusal.ts',
    'session/words.ts',
    'session/words/nl.ts',
    'session/words/en.ts',
  ])('%s is loaded before the first question', (path) => {
    for (const name of loadedWith(path)) {
      expect(name).toMatch(/^(?:session|contract)\//);
    }
  });

  test.each([
    'session/page-pin.ts',
    'session/server.ts',
    'session/server-error.ts',
    'session/server-transport.ts',
  ])('%s is loaded before the bundle is verified', (path) => {
    for (const name of loadedWith(path)) expect(name).not.toMatch(/^sealing\/|sodium/);
  });

  test('what brings libsodium is seen', () => {
    expect(loadedWith('session/connection.ts')).toContain('libsodium-wrappers');
    expect(loadedWith('session/server.ts')).toContain('@connectrpc/connect');
  });
});

test('nothing is kept in the browser, and nothing guessable is drawn', () => {
  const own = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['generated', 'dist'].includes(entry.name))
    .flatMap((entry) => sourcesOf(entry.name));
  expect(own.length).toBeGreaterThan(40);
  for (const { path, text } of own) expect(forbidden.exec(text)?.[0], path).toBeUndefined();
});

test('a stranger is seen', () => {
  const text = "import { a } from '../sealing/b';\nimport sodium from 'libsodium-wrappers';";
  expect(strangersOf({ path: 'contract/x.ts', text })).toEqual(['sealing', 'libsodium-wrappers']);
  expect(strangersOf({ path: 'sealing/sodium.ts', text })).toEqual([]);
  expect(strangersOf({ path: 'sealing/x.ts', text: "await import('preact/hooks')" })).toEqual([
    'preact',
  ]);
  expect(forbidden.test('window.localStorage')).toBe(true);
});
