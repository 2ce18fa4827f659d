// The way to the server, with the sealing code: a chunk of its own, loaded while the reporter
// answers.
import { systemRandom } from '../../sealing/random-source';
import { Connection } from '../../session/connection';
import { parsePagePin } from '../../session/page-pin';
import { Server, type Sleep } from '../../session/server';
import { pageTransport } from '../../session/server-transport';
import { now } from './clock';

export function openConnection(
  pin: string,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<Connection> {
  const server = new Server(pageTransport(location.origin), { sleep, signal });
  return Connection.open(parsePagePin(pin), server, { clock: now, random: systemRandom });
}
