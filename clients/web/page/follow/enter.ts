// Coming back with the receipt.
import { h } from 'preact';
import { Trouble } from '../shell/trouble';
import { show } from '../state/journey';

export async function enterFollow(): Promise<void> {
  show(() => h(Trouble, {}));
}
