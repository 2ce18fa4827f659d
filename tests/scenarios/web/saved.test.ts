// A report that could not be sent is kept as a file, sealed under the receipt, and sent from it
// later: by a page that knows nothing but the file and the receipt.
import { expect, test } from 'vitest';
import { countCases, expectOneWholeReport, expectSealed, withSaved, withWords } from './kept-checks';
import { keepUnsent } from './saved-report';
import { theWorld } from './shared';

test('what the network did not take arrives from its file, once', async () => {
  const world = await theWorld();
  const before = await countCases(world);
  const kept = await keepUnsent(world, withWords);
  expectSealed(kept);
  expect(await countCases(world)).toBe(before);
  await withSaved(kept, (reporting) => reporting.accepted());
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
  // Whoever is not sure whether it was sent sends it again.
  await withSaved(kept, (reporting) => reporting.accepted());
  expect(await countCases(world)).toBe(before + 1);
  await expectOneWholeReport(world, kept.receipt);
});
