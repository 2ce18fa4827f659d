// Makes the built template a page of the world's organisation.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Description } from './world';

const numbers = '<p><a href="tel:112">112</a></p>';

export async function fillPages(world: Description): Promise<void> {
  const path = join(world.pages, 'index.html');
  const filled = readFileSync(path, 'utf8')
    .replaceAll('@VANGNET_ORGANISATION@', world.pin)
    .replaceAll('@VANGNET_NAME@', 'Voorbeeldvereniging (demonstratie)')
    .replaceAll('@VANGNET_DEMONSTRATION@', '<p>Demonstratie</p>')
    .replaceAll('@VANGNET_NUMBERS_NL@', numbers)
    .replaceAll('@VANGNET_NUMBERS_EN@', numbers);
  if (/@VANGNET_[A-Z_]*@/.test(filled)) throw new Error('the template has an unknown place');
  writeFileSync(path, filled);
  rmSync(`${path}.gz`, { force: true });
}
