// Our server as this page reaches it: time limits, retries of what may be repeated, and
// failures in our own terms. No sealing.
import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from '@bufbuild/protobuf';
import type { Transport } from '@connectrpc/connect';
import { Refusal } from '../contract/refusal';
import { refusalOf } from './server-error';

// Waits so many milliseconds; replaced in tests, which never wait.
export type Sleep = (milliseconds: number) => Promise<void>;

const attemptsPerCall = 3;
const callTimeout = 30_000; // Milliseconds.

// How long to wait before attempt `n` (2, 3 ...) of something that may be repeated, in
// milliseconds.
export function backoffBefore(attempt: number): number {
  const doublings = Math.min(Math.max(attempt - 2, 0), 7);
  return Math.min(300 * 2 ** doublings, 30_000);
}

export interface ServerOptions {
  readonly sleep: Sleep;
  readonly clock: () => number; // This device's, in seconds.
  // Ends whatever runs, and all that comes later: the page is being left.
  readonly signal?: AbortSignal | undefined;
}

export class Server {
  readonly #transport: Transport;
  readonly #sleep: Sleep;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: () => number;
  #clockAhead: number | undefined;

  // pageTransport (server-transport.ts), in tests any other.
  constructor(transport: Transport, { sleep, clock, signal }: ServerOptions) {
    this.#transport = transport;
    this.#sleep = sleep;
    this.#clock = clock;
    this.#signal = signal;
  }

  // By how many seconds the front's clock was ahead of this device's at its last answer: the
  // front's word, to tell a person whose own clock is far off. However long ago that answer
  // came, it stays the same. Undefined while the front said nothing.
  get clockAhead(): number | undefined {
    return this.#clockAhead;
  }

  // One call, `server.call(FollowUpService.method.getCase, {}, token)`. All calls of ours may
  // be repeated with the same bytes, so UNAVAILABLE is tried three times. `token`: 64
  // hexadecimal digits, or none. ABORTED/INTERRUPTED once `signal` was given.
  async call<Input extends DescMessage, Output extends DescMessage>(
    method: DescMethodUnary<Input, Output>,
    request: MessageInitShape<Input>,
    token = '',
  ): Promise<MessageShape<Output>> {
    for (let attempt = 1; ; ++attempt) {
      try {
        return await this.#callOnce(method, request, token);
      } catch (error) {
        this.#checkRunning();
        const refusal = refusalOf(error);
        if (refusal.code !== 'UNAVAILABLE' || attempt === attemptsPerCall) throw refusal;
      }
      await this.wait(backoffBefore(attempt + 1));
    }
  }

  // ABORTED/INTERRUPTED when the page was left meanwhile.
  async wait(milliseconds: number): Promise<void> {
    this.#checkRunning();
    await this.#sleep(milliseconds);
    this.#checkRunning();
  }

  async #callOnce<Input extends DescMessage, Output extends DescMessage>(
    method: DescMethodUnary<Input, Output>,
    request: MessageInitShape<Input>,
    token: string,
  ): Promise<MessageShape<Output>> {
    this.#checkRunning();
    const headers = new Headers();
    if (token !== '') headers.set('authorization', `Bearer ${token}`);
    const { message, header } = await this.#transport.unary(
      method,
      this.#signal,
      callTimeout,
      headers,
      request,
    );
    const date = Date.parse(header.get('date') ?? '');
    if (Number.isFinite(date)) this.#clockAhead = date / 1000 - this.#clock();
    return message;
  }

  #checkRunning(): void {
    if (this.#signal?.aborted === true) {
      throw new Refusal('ABORTED', 'INTERRUPTED', 'the page is being left');
    }
  }
}
