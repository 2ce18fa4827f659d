// What must hold of a kept report, and of what came of it.
import { expect } from 'vitest';
import { fiveAnswers, type GivenAnswers, Reporting } from './reporting';
import { give, type Kept, toSaved } from './saved-report';
import { theWorld, withPage } from './shared';
import { formsOf } from './traces';
import type { World } from './world';

const told = 'kanarie: er lag een brief in de bus.';
export const withWords: GivenAnswers = { ...fiveAnswers, 'contact-name': told };

export const countCases = async (world: World): Promise<number> =>
  (await world.shape())['cases']!.length;

// Without the receipt it tells nothing.
export function expectSealed({ file }: Kept): void {
  for (const [form, bytes] of formsOf(told)) expect(file.includes(bytes), form).toBe(false);
}

// In a page of its own, from the file alone, as far as `use` begins.
export async function withSaved(kept: Kept, use: (reporting: Reporting) => Promise<void>): Promise<void> {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    await toSaved(page, world);
    await give(page, kept);
    await use(new Reporting(page, world));
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
}

export async function expectOneWholeReport(world: World, receipt: string): Promise<void> {
  const status = await world.follow(receipt, ['status']);
  expect(status).toMatchObject({ state: 'assigned', findings: [] });
  const { entries } = await world.follow(receipt, ['read']);
  expect(entries).toHaveLength(1);
  expect(entries[0].answers['contact-name'].text).toBe(told);
}
