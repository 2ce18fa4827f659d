// Between the page and the server: calls are counted, lost on the way there or back, or answered
// with something else. By the browser's own means, so that the page's real requests are those
// that the server gets.
import { Buffer } from 'node:buffer';
import type { CDPSession, Page } from 'playwright-core';

export interface Call {
  readonly number: number; // From 1, since the tap.
  readonly method: string; // "GetBundle".
}

//   pass          there and back
//   lose-request  the server never gets it
//   lose-answer   the server does, and answers; the page does not hear
//   hold          the server never gets it, and the page waits
//   a function    the page gets this instead of the answer's message
export type Fate = 'pass' | 'hold' | 'lose-request' | 'lose-answer' | ((message: Buffer) => Buffer);
export type Decide = (call: Call) => Fate;

interface Paused {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
  readonly responseStatusCode?: number;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: { name: string; value: string }[];
  readonly networkId?: string;
}

const ofOurs = /\/vangnet\.[\w.]+\/(\w+)$/;

export class Wire {
  readonly calls: Call[] = [];
  // Changed by a test at any time; what is on its way keeps the fate that it had.
  decide: Decide = () => 'pass';
  // The bodies of requests, for a test that compares them.
  keepRequests = false;
  readonly #bodies: { readonly method: string; readonly body: Buffer }[] = [];
  readonly #session: CDPSession;
  readonly #underWay = new Map<string, Fate>();

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async tap(page: Page): Promise<Wire> {
    const session = await page.context().newCDPSession(page);
    const wire = new Wire(session);
    session.on('Fetch.requestPaused', (paused) => {
      wire.#handle(paused as Paused).catch((error: unknown) => {
        // The page may be gone before the answer comes; all else is a fault of the test.
        if (!page.isClosed()) throw error;
      });
    });
    await session.send('Fetch.enable', {
      patterns: (['Request', 'Response'] as const).map((requestStage) => ({
        urlPattern: '*/vangnet.*',
        requestStage,
      })),
    });
    return wire;
  }

  // Method names so far.
  get methods(): string[] {
    return this.calls.map(({ method }) => method);
  }

  requestsOf(method: string): Buffer[] {
    return this.#bodies.filter((one) => one.method === method).map(({ body }) => body);
  }

  // Nothing arrives any more, from the `number`th call on.
  goDeadAt(number: number, fate: 'lose-request' | 'lose-answer'): void {
    this.decide = (call) => {
      if (call.number < number) return 'pass';
      return call.number === number ? fate : 'lose-request';
    };
  }

  async #handle(paused: Paused): Promise<void> {
    const { requestId } = paused;
    const method = ofOurs.exec(paused.request.url)?.[1];
    if (method === undefined) {
      await this.#session.send('Fetch.continueRequest', { requestId });
      return;
    }
    const isAnswer =
      paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    if (isAnswer) return this.#handleAnswer(paused);
    const call = { number: this.calls.length + 1, method };
    this.calls.push(call);
    if (this.keepRequests) {
      const entries = paused.request.postDataEntries ?? [];
      const body = Buffer.concat(entries.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
      this.#bodies.push({ method, body });
    }
    const fate = this.decide(call);
    if (fate === 'hold') return;
    if (fate === 'lose-request') return this.#lose(requestId);
    this.#underWay.set(requestId, fate);
    await this.#session.send('Fetch.continueRequest', { requestId });
  }

  async #handleAnswer(paused: Paused): Promise<void> {
    const { requestId } = paused;
    const fate = this.#underWay.get(requestId) ?? 'pass';
    this.#underWay.delete(requestId);
    if (fate === 'lose-answer') return this.#lose(requestId);
    if (typeof fate !== 'function') {
      await this.#session.send('Fetch.continueResponse', { requestId });
      return;
    }
    const got = await this.#session.send('Fetch.getResponseBody', { requestId });
    const body = Buffer.from(got.body, got.base64Encoded ? 'base64' : 'utf8');
    await this.#session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: paused.responseStatusCode ?? 200,
      responseHeaders: paused.responseHeaders ?? [],
      body: withMessage(body, fate).toString('base64'),
    });
  }

  async #lose(requestId: string): Promise<void> {
    await this.#session.send('Fetch.failRequest', {
      requestId,
      errorReason: 'InternetDisconnected',
    });
  }
}

// gRPC-Web: a flag, four bytes of length, the message; then the trailers as a frame of their own.
function withMessage(body: Buffer, change: (message: Buffer) => Buffer): Buffer {
  if (body.length < 5 || body[0] !== 0) return body;
  const size = body.readUInt32BE(1);
  const message = change(body.subarray(5, 5 + size));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message, body.subarray(5 + size)]);
}
