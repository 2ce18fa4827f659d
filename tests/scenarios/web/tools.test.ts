// The tools of these tests find what they are to find.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileStrings } from './hostile-strings';
import { formsOf, tracesIn } from './traces';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vntraces'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a canary is found in each form, wherever it lies', () => {
  const canary = 'kanarie-Zaandam é';
  mkdirSync(join(folder, 'Default/Cache'), { recursive: true });
  const written = [
    Buffer.from(`x${canary}x`),
    Buffer.from(`x${canary}x`, 'utf16le'),
    ...[0, 1, 2].map((place) =>
      Buffer.from(Buffer.from(`${'x'.repeat(place)}${canary}!`).toString('base64')),
    ),
    Buffer.from(Buffer.from(canary).toString('hex')),
    Buffer.from(`https://x/?q=${encodeURIComponent(canary)}`),
  ];
  written.forEach((bytes, i) => {
    const noise = Buffer.from([0, 255, 10]);
    writeFileSync(join(folder, 'Default/Cache', `f${i}`), Buffer.concat([noise, bytes, noise]));
  });
  writeFileSync(join(folder, 'Default', 'kanarie-in-naam'), '');
  const found = new Set(tracesIn(folder, [canary]).map(({ file }) => file));
  expect(found.size).toBe(written.length);
  expect(tracesIn(folder, ['kanarie-in-naam'])).toHaveLength(1);
  expect(tracesIn(folder, ['kanarie-Zaanstad é'])).toEqual([]);
  expect(formsOf(canary).size).toBe(13);
});

test('there are two hundred hostile strings, all different', () => {
  expect(new Set(hostileStrings).size).toBe(200);
});
