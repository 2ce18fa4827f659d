// gRPC-Web to the page's own origin: no cookies, no cache, no referrer, nothing but our own
// headers; an answer of at most 4 MiB.
import type { Transport } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { concat } from '../contract/bytes';
import { AnswerTooLarge } from './server-error';

export const maxAnswer = 4 * 1024 * 1024;
const frameHeader = 5; // A byte of flags and the size, 32 bits.

// `origin`: of the page, "https://melden.example".
export function pageTransport(origin: string, fetch = globalThis.fetch): Transport {
  return createGrpcWebTransport({
    baseUrl: origin,
    useBinaryFormat: true,
    fetch: async (input, init) => {
      const response = await fetch(input, {
        ...init,
        mode: 'same-origin',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      return withinLimit(response);
    },
  });
}

// The whole answer, read here: connect would make room for whatever size a frame names.
async function withinLimit(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  if (response.body === null) return response;
  const body = await readAll(response.body);
  checkFrames(body);
  return new Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers });
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    if (size > maxAnswer) {
      await reader.cancel().catch(() => undefined);
      throw new AnswerTooLarge();
    }
    parts.push(value);
  }
}

function checkFrames(body: Uint8Array): void {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at + frameHeader <= body.length;) {
    const size = view.getUint32(at + 1);
    if (size > body.length - at - frameHeader) return cutOff();
    at += frameHeader + size;
  }
}

// Or of another protocol: in either case nobody's answer.
function cutOff(): never {
  throw new TypeError('the answer was cut off');
}
