// The organisation and its server, once for the whole visit. The sealing code is fetched in
// the background, and what it verified is taken from then on: numbers, forms, people.
import { signal } from '@preact/signals';
import type { Connection } from '../../session/connection';
import { wakeable } from './waiting';
import { takeNumbers, numbersOf } from './numbers';
import { whenLeaving } from './leaving';
import { pinText } from './pin';

// Verified; undefined until then.
export const connection = signal<Connection | undefined>(undefined);

// When the server made its list of who takes cases (seconds), once that was asked for.
export const listMade = signal<bigint | undefined>(undefined);

let opening: Promise<Connection> | undefined;

// The same one for everybody who asks; after a failure the next call tries again. Throws what
// Connection.open throws, and a TypeError when the code itself could not be fetched.
export function openOrganisation(): Promise<Connection> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function open(): Promise<Connection> {
  const leaving = new AbortController();
  whenLeaving(() => leaving.abort());
  const { openConnection } = await import('./connect');
  const opened = await openConnection(pinText(), wakeable, leaving.signal);
  takeNumbers(numbersOf(opened.organisation.bundle));
  connection.value = opened;
  return opened;
}
