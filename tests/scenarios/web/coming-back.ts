// Steps of somebody who comes back with a receipt, in Dutch.
import type { Page } from 'playwright-core';
import { stepBegins } from './focus';
import type { Filed, World } from './world';

// Fourteen things that could be said; only what a test asks for.
export const aReport = {
  answers: {
    danger: 'no',
    topic: 'intimidation',
    role: 'alderman',
    contact: ['portal-only'],
    consent: 'with-health',
    'what-happened': ['threat'],
    'own-words': 'Er lag een brief in de bus.',
  },
  organisation: 'Gemeente Voorbeelddam',
  language: 'dutch',
} as const;

export async function goToEntry(page: Page, world: World): Promise<void> {
  await page.goto(world.is.public);
  await page.getByRole('button', { name: 'Terugkomen met uw ontvangstcode' }).click();
  await heading(page, 'Terugkomen met uw ontvangstcode');
}

export async function typeReceipt(page: Page, receipt: string): Promise<void> {
  await page.getByLabel('Uw ontvangstcode').fill(receipt);
  await page.getByRole('button', { name: 'Openen' }).click();
}

export async function comeBack(page: Page, world: World, receipt: string): Promise<void> {
  await goToEntry(page, world);
  await typeReceipt(page, receipt);
  await heading(page, 'Hoe het staat');
}

export async function goTo(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: part, exact: true }).click();
}

export const heading = stepBegins;

export const leadOf = ({ said }: Filed): string =>
  said.persons.find(({ role }) => role === 'lead')!.name;

export const textOf = (page: Page): Promise<string> => page.locator('#main').innerText();
