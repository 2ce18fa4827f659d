// Who may import what in clients/web (its README), and what nobody there may use.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../clients/web/', import.meta.url));

const mayImport: Record<string, readonly string[]> = {
  contract: ['contract', 'generated', '@bufbuild/protobuf'],
  sealing: ['sealing', 'contract', 'generated', '@bufbuild/protobuf'],
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
    return inside.startsWith('@') ? inside.split('/').slice(0, 2).join('/') : inside.split('/')[0]!;
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
    for (const { path, text } of sources) expect(clocks.test(text), path).toBe(false);
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
