// Which packages are built in is decided here and nowhere else.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../../clients/web/${file}`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

test('every version is exact', () => {
  const { dependencies, devDependencies } = read('package.json');
  const versions = Object.values({ ...(dependencies as object), ...(devDependencies as object) });
  expect(versions.length).toBeGreaterThan(8);
  for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('every package is known by its hash, and none by an address', () => {
  const packages = Object.entries(read('package-lock.json')['packages'] as object);
  expect(packages.length).toBeGreaterThan(50);
  for (const [name, entry] of packages as [string, Record<string, unknown>][]) {
    if (name === '') continue;
    expect(entry['integrity'], name).toMatch(/^sha512-/);
    expect(entry['resolved'], name).toBeUndefined();
    expect(entry['hasInstallScript'], name).toBeUndefined(); // Nothing is run.
  }
});
