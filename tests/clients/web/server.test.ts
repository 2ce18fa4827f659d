// One call as the page makes it, and whatever can answer instead of our server.
import { create, toBinary } from '@bufbuild/protobuf';
import { anyPack } from '@bufbuild/protobuf/wkt';
import { concat, utf8 } from 'web/contract/bytes';
import { Refusal } from 'web/contract/refusal';
import { ErrorInfoSchema } from 'web/generated/google/rpc/error_details_pb';
import { StatusSchema } from 'web/generated/google/rpc/status_pb';
import {
  GetBundleResponseSchema,
  PublicationService,
} from 'web/generated/vangnet/publication/v1/publication_service_pb';
import { backoffBefore, Server } from 'web/session/server';
import { maxAnswer, pageTransport } from 'web/session/server-transport';
import { describe, expect, test } from 'vitest';
import { refusalOf } from './vectors';

const { getBundle } = PublicationService.method;

// flags, size, content.
function frame(flags: number, content: Uint8Array, size = content.length): Uint8Array {
  const header = new Uint8Array(5);
  header[0] = flags;
  new DataView(header.buffer).setUint32(1, size);
  return concat(header, content);
}

const trailers = (text: string): Uint8Array => frame(0x80, utf8(text));
const message = frame(
  0,
  toBinary(GetBundleResponseSchema, create(GetBundleResponseSchema, { signedBundle: utf8('b') })),
);
const good = concat(message, trailers('grpc-status: 0\r\n'));

function grpcWeb(body: Uint8Array, headers: Record<string, string> = {}): Response {
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': 'application/grpc-web+proto', ...headers },
  });
}

function failed(code: number, reason = ''): Response {
  const details =
    reason === '' ? [] : [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, { reason }))];
  const status = toBinary(StatusSchema, create(StatusSchema, { code, message: 'no', details }));
  const bin = Buffer.from(status).toString('base64');
  const text = `grpc-status: ${code}\r\ngrpc-message: no\r\n`;
  return grpcWeb(trailers(reason === '' ? text : `${text}grpc-status-details-bin: ${bin}\r\n`));
}

class Network {
  readonly requests: { readonly url: string; readonly init: RequestInit }[] = [];
  readonly waits: number[] = [];
  readonly server: Server;
  now = 0; // Seconds, by the device.

  constructor(answer: (attempt: number) => Response | Promise<Response>, signal?: AbortSignal) {
    const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
      this.requests.push({ url: String(url), init: init! });
      return answer(this.requests.length);
    };
    this.server = new Server(
      pageTransport('https://melden.example', fetch as typeof globalThis.fetch),
      {
        sleep: async (milliseconds) => {
          this.waits.push(milliseconds);
        },
        clock: () => this.now,
        signal,
      },
    );
  }

  call(token?: string): Promise<unknown> {
    return this.server.call(getBundle, { version: 3 }, token);
  }
}

test('a call goes to the own origin, without cookies, cache and referrer', async () => {
  const network = new Network(() => grpcWeb(good, { date: 'Tue, 22 Sep 2026 02:14:00 GMT' }));
  const answer = await network.server.call(getBundle, { version: 3 }, 'ab'.repeat(32));
  expect(answer.signedBundle).toEqual(utf8('b'));
  const [{ url, init }] = network.requests as [(typeof network.requests)[number]];
  expect(url).toBe('https://melden.example/vangnet.publication.v1.PublicationService/GetBundle');
  expect(init).toMatchObject({
    mode: 'same-origin',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    method: 'POST',
  });
  const headers = new Headers(init.headers);
  expect(headers.get('authorization')).toBe(`Bearer ${'ab'.repeat(32)}`);
  expect(headers.get('grpc-timeout')).toBe('30000m');
});

test('no token is sent where there is none', async () => {
  const network = new Network(() => grpcWeb(good));
  await network.call();
  expect(new Headers(network.requests[0]!.init.headers).has('authorization')).toBe(false);
  expect(network.server.clockAhead).toBeUndefined();
});

test("how far the front's clock is ahead is taken at each answer, and stays", async () => {
  const answered = Date.UTC(2026, 8, 22, 2, 14) / 1000;
  const network = new Network(() => grpcWeb(good, { date: 'Tue, 22 Sep 2026 02:14:00 GMT' }));
  network.now = answered - 2;
  await network.call();
  expect(network.server.clockAhead).toBe(2);
  network.now += 20 * 60;
  expect(network.server.clockAhead).toBe(2);
  await network.call();
  expect(network.server.clockAhead).toBe(2 - 20 * 60);
});

describe('what is said instead of our server is UNREACHABLE, after three tries', () => {
  const html = (status: number): Response =>
    new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
  test.each<[string, () => Response]>([
    [
      'no network',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
    ['a page of a captive portal', () => html(200)],
    ['a bad gateway', () => html(502)],
    ['a wall that forbids', () => html(403)],
    ['a front that knows no such place', () => html(404)],
    ['a limit of the front', () => html(429)],
    ['nothing at all', () => grpcWeb(new Uint8Array(0))],
    ['half a frame', () => grpcWeb(good.subarray(0, 7))],
    ['no trailers', () => grpcWeb(message)],
    [
      'a frame that claims four gigabytes',
      () => grpcWeb(frame(0, new Uint8Array(8), 0xfffffff0)),
    ],
    [
      'bytes that are no answer',
      () => grpcWeb(concat(frame(0, Uint8Array.of(255)), trailers('grpc-status: 0\r\n'))),
    ],
    [
      'details that are none',
      () => grpcWeb(trailers('grpc-status: 5\r\ngrpc-status-details-bin: ?\r\n')),
    ],
    ['a server that stops', () => failed(14)],
    ['a deadline that passed', () => failed(4)],
    ['a call that is cut off by a server that ends', () => failed(1)],
    ['a front that cannot reach it', () => grpcWeb(new Uint8Array(0), { 'grpc-status': '14' })],
  ])('%s', async (_, answer) => {
    const network = new Network(answer);
    const refusal = await refusalOf(() => network.call());
    expect(refusal.class).toBe('UNAVAILABLE/UNREACHABLE');
    expect(network.requests).toHaveLength(3);
    expect(network.waits).toEqual([300, 600]);
  });
});

test('a second try may succeed', async () => {
  const network = new Network((attempt) =>
    attempt === 1 ? failed(14, 'STOPPING') : grpcWeb(good),
  );
  await network.call();
  expect(network.waits).toEqual([300]);
});

test.each([
  [3, 'BAD_FIELD', 'INVALID_ARGUMENT/BAD_FIELD'],
  [5, '', 'NOT_FOUND'],
  [6, 'CASE_EXISTS', 'ALREADY_EXISTS/CASE_EXISTS'],
  [7, 'WRONG_ROLE', 'PERMISSION_DENIED/WRONG_ROLE'],
  [8, 'LIMIT_REACHED', 'RESOURCE_EXHAUSTED/LIMIT_REACHED'],
  [9, 'HANDLER_AWAY', 'FAILED_PRECONDITION/HANDLER_AWAY'],
  [10, 'CHAIN_MOVED', 'ABORTED/CHAIN_MOVED'],
  [16, 'NO_SESSION', 'UNAUTHENTICATED/NO_SESSION'],
  [2, '', 'INTERNAL'],
  [12, '', 'INTERNAL'],
  [13, 'NEWER_REASON', 'INTERNAL'],
  [15, '', 'INTERNAL'],
  [9, 'PROOF_REFUSED', 'FAILED_PRECONDITION'], // Clients' own: no server says it.
  [9, 'toString', 'FAILED_PRECONDITION'],
])('status %i with %j is %s, and not tried again', async (code, reason, wanted) => {
  const network = new Network(() => failed(code, reason));
  expect((await refusalOf(() => network.call())).class).toBe(wanted);
  expect(network.requests).toHaveLength(1);
});

test('what the front finds too large is not sent again', async () => {
  const network = new Network(() => grpcWeb(new Uint8Array(0), { 'grpc-status': '8' }));
  expect((await refusalOf(() => network.call())).class).toBe('RESOURCE_EXHAUSTED');
  expect(network.requests).toHaveLength(1);
});

test('a server with too much to do is tried again', async () => {
  const network = new Network(() => failed(8, 'OVERLOADED'));
  expect((await refusalOf(() => network.call())).class).toBe('UNAVAILABLE/OVERLOADED');
  expect(network.requests).toHaveLength(3);
});

test('an answer of more than 4 MiB is not read to its end', async () => {
  let pulled = 0;
  const endless = (): Response =>
    new Response(
      new ReadableStream({
        pull(controller) {
          pulled += 65536;
          controller.enqueue(new Uint8Array(65536));
        },
      }),
      { headers: { 'content-type': 'application/grpc-web+proto' } },
    );
  const network = new Network(endless);
  expect((await refusalOf(() => network.call())).class).toBe('DATA_LOSS');
  expect(network.requests).toHaveLength(1);
  expect(pulled).toBeLessThan(maxAnswer + 4 * 65536);
});

test('an answer of nearly 4 MiB is taken', async () => {
  const signed = new Uint8Array(maxAnswer - 100);
  const large = frame(
    0,
    toBinary(GetBundleResponseSchema, create(GetBundleResponseSchema, { signedBundle: signed })),
  );
  const network = new Network(() => grpcWeb(concat(large, trailers('grpc-status: 0\r\n'))));
  await network.call();
});

test('once the page is left nothing more is sent', async () => {
  const leaving = new AbortController();
  const network = new Network(() => {
    leaving.abort();
    throw new DOMException('aborted', 'AbortError');
  }, leaving.signal);
  expect((await refusalOf(() => network.call())).class).toBe('ABORTED/INTERRUPTED');
  expect((await refusalOf(() => network.call())).class).toBe('ABORTED/INTERRUPTED');
  expect((await refusalOf(() => network.server.wait(1))).class).toBe('ABORTED/INTERRUPTED');
  expect(network.requests).toHaveLength(1);
  expect(network.waits).toEqual([]);
});

test('the time between tries doubles, and has an end', () => {
  expect([2, 3, 4, 8, 9, 100].map(backoffBefore)).toEqual([300, 600, 1200, 19200, 30000, 30000]);
});

test('no refusal repeats what was sent', async () => {
  const network = new Network(() => failed(3, 'BAD_FIELD'));
  const refusal = await refusalOf(() => network.call('cd'.repeat(32)));
  expect(refusal).toBeInstanceOf(Refusal);
  expect(JSON.stringify({ ...refusal, text: refusal.message })).not.toContain('cdcd');
});
