// The way to the server, with the sealing code: a chunk of its own, loaded while the reporter
// answers.
import { systemRandom } from '../../sealing/random-source';
import { Connection } from '../../session/connection';
import { UpdateClient } from '../../session/organisation';
import { parsePagePin } from '../../session/page-pin';
import { Server, type Sleep } from '../../session/server';
import { pageTransport } from '../../session/server-transport';
import { now } from './clock';
import { numbersOf, takeNumbers } from './numbers';

export async function openConnection(
  pin: string,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<Connection> {
  const server = new Server(pageTransport(location.origin), { sleep, clock: now, signal });
  try {
    return await Connection.open(parsePagePin(pin), server, { clock: now, random: systemRandom });
  } catch (error) {
    // Too old for the rest, but these were verified.
    if (error instanceof UpdateClient && error.bundle !== undefined) {
      takeNumbers(numbersOf(error.bundle));
    }
    throw error;
  }
}
