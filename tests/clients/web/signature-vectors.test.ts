import type { DescMessage } from '@bufbuild/protobuf';
import { parseCanonical } from 'web/contract/canonical';
import type { Signature } from 'web/contract/ids';
import * as content from 'web/generated/vangnet/content/v1/content_pb';
import * as record from 'web/generated/vangnet/record/v1/record_pb';
import { isForbidden, verifySignature } from 'web/sealing/ed25519';
import { describe, expect, test } from 'vitest';
import { fromHex, loadVectors, outcomeOf, type Sample } from './vectors';

const noLabel = new Uint8Array(0); // `message` of these vectors holds it.

function verifies(sample: Sample): boolean {
  return verifySignature(
    sample.id('key'),
    noLabel,
    sample.bytes('message'),
    sample.id('signature'),
  );
}

describe('Ed25519 vectors', () => {
  const file = loadVectors('ed25519.json');

  test('good signatures verify', () => {
    for (const good of file.list('good')) expect(verifies(good), good.text('name')).toBe(true);
  });

  test.each(['bad', 'bad_keys'])('%s: forged and changed signatures do not', (list) => {
    for (const bad of file.list(list)) expect(verifies(bad), bad.text('name')).toBe(false);
  });
});

describe('Ed25519 encodings', () => {
  const file = loadVectors('ed25519.json');
  const forbidden = (sample: Sample): boolean =>
    isForbidden(sample.id('key'), sample.id('signature'));

  // libsodium would refuse most of them too, so that verifying alone shows nothing of our look.
  test('bad keys are forbidden without looking at what they sign', () => {
    for (const bad of file.list('bad_keys')) expect(forbidden(bad), bad.text('name')).toBe(true);
    for (const good of file.list('good')) expect(forbidden(good), good.text('name')).toBe(false);
  });

  test('a small-order R is forbidden, with either sign', () => {
    const [good] = file.list('good');
    for (const first of ['00', '01']) {
      for (const last of ['00', '80']) {
        const signature = good!.bytes('signature');
        signature.set(fromHex(first + '00'.repeat(30) + last));
        expect(isForbidden(good!.id('key'), signature as Uint8Array as Signature)).toBe(true);
      }
    }
  });
});

describe('Canonical vectors', () => {
  const file = loadVectors('canonical.json');
  const schemas = new Map<string, DescMessage>();
  for (const exported of Object.values({ ...content, ...record })) {
    const schema = exported as DescMessage | undefined;
    if (schema?.kind === 'message') schemas.set(schema.typeName, schema);
  }

  function parse(sample: Sample): Promise<string> {
    const schema = schemas.get(sample.text('type'));
    if (schema === undefined) throw new Error(sample.text('type'));
    return outcomeOf(() => parseCanonical(schema, sample.bytes('bytes'), 1024));
  }

  test('canonical bytes are taken', async () => {
    for (const good of file.list('good')) expect(await parse(good), good.text('name')).toBe('OK');
  });

  test.each(['bad_fields', 'bad_values'])('%s: all other bytes are not', async (list) => {
    for (const bad of file.list(list)) {
      expect(await parse(bad), bad.text('name')).toBe('INVALID_ARGUMENT/NOT_CANONICAL');
    }
  });
});
