import { inspect } from 'node:util';
import { hex } from 'web/contract/bytes';
import type { BoxKey } from 'web/contract/ids';
import { SecretBytes } from 'web/contract/secret-bytes';
import { aeadSeal } from 'web/sealing/aead';
import { EpochKey, Keyring } from 'web/sealing/epoch-key';
import { sealBox } from 'web/sealing/identity';
import { randomBytes, systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, parseReceipt, Receipt } from 'web/sealing/receipt';
import { sodium } from 'web/sealing/sodium';
import { expect, test } from 'vitest';
import { outcomeOf } from './vectors';

const text = '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4';

test('a secret is printed in no way', async () => {
  const secret = SecretBytes.take(Uint8Array.of(1, 2, 3));
  expect(`${secret}`).toBe('[secret]');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  expect(inspect({ secret })).toBe('{ secret: [secret] }');
  const receipt = parseReceipt(text);
  const keys = await deriveReporterKeys(receipt);
  const key = EpochKey.generate(systemRandom);
  const secrets = [receipt.bytes, keys.outboxKey, key.bytes].map((one) => one.expose());
  for (const owner of [receipt, keys, key]) {
    const printed = `${inspect(owner, { depth: 9 })} ${JSON.stringify(owner)}`;
    expect(printed).not.toContain('003G');
    for (const secret of secrets) {
      const start = secret.slice(0, 4);
      expect(printed).not.toContain(hex(start));
      expect(printed).not.toContain(start.join(', ')); // As a console shows bytes.
    }
  }
});

test('what is wiped is zeros, and refused afterwards', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  SecretBytes.take(bytes).wipe();
  expect([...bytes]).toEqual([0, 0, 0]);
  const receipt = Receipt.generate(systemRandom);
  const keys = await deriveReporterKeys(receipt);
  const exposed = [receipt.bytes.expose(), keys.outboxKey.expose()];
  receipt.wipe();
  keys.wipe();
  for (const secret of exposed) expect(secret.every((byte) => byte === 0)).toBe(true);
  const box = sealBox(SecretBytes.take(Uint8Array.of(1)), keys.identity.boxKey);
  expect(await outcomeOf(() => keys.identity.openBox(box))).toBe('DATA_LOSS');
  expect(() => keys.identity.sign(bytes, bytes)).toThrow();
});

test('a clone is not wiped with its origin, nor seen to differ', () => {
  const secret = SecretBytes.copyOf(Uint8Array.of(1, 2, 3));
  const copy = secret.clone();
  expect(copy.equalsInConstantTime(secret)).toBe(true);
  expect(copy.equalsInConstantTime(SecretBytes.take(Uint8Array.of(1, 2, 4)))).toBe(false);
  secret.wipe();
  expect([...copy.expose()]).toEqual([1, 2, 3]);
  expect(copy.equalsInConstantTime(secret)).toBe(false);
});

test('a keyring wipes what it replaces and what it holds, not its clone', () => {
  const keyring = new Keyring();
  const [first, second] = [EpochKey.generate(systemRandom), EpochKey.generate(systemRandom)];
  keyring.add(1, 1, first);
  keyring.add(1, 1, second);
  expect(first.bytes.size).toBe(0);
  const copy = keyring.clone();
  keyring.wipe();
  expect(second.bytes.size).toBe(0);
  expect(keyring.epochs(1)).toEqual([]);
  expect(copy.find(1, 1)?.bytes.size).toBe(32);
});

test('one group of the receipt is confirmed, with the same forgiveness', () => {
  const receipt = parseReceipt(text);
  expect(receipt.groupIs(1, '003G')).toBe(true);
  expect(receipt.groupIs(1, ' o03-g ')).toBe(true);
  expect(receipt.groupIs(4, '2Eiz')).toBe(true);
  expect(receipt.groupIs(4, '2EIZ8')).toBe(false);
  expect(receipt.groupIs(2, '003G')).toBe(false);
  expect(receipt.groupIs(1, '003')).toBe(false);
  expect(receipt.groupIs(1, '')).toBe(false);
  for (const group of [0, 8, 1.5, Number.NaN]) expect(receipt.groupIs(group, '003G')).toBe(false);
});

test('new receipts differ, and each is its own text', () => {
  const texts = new Set<string>();
  for (let i = 0; i < 50; ++i) {
    const receipt = Receipt.generate(systemRandom);
    texts.add(receipt.toText());
    expect(parseReceipt(receipt.toText()).bytes.equalsInConstantTime(receipt.bytes)).toBe(true);
  }
  expect(texts.size).toBe(50);
});

test('nothing is sealed to a key of small order', async () => {
  const weak = new Uint8Array(32) as Uint8Array as BoxKey;
  const secret = SecretBytes.take(randomBytes(systemRandom, 8));
  expect(await outcomeOf(() => sealBox(secret, weak))).toBe('INVALID_ARGUMENT');
});

const heapOf = (): Uint8Array =>
  (sodium as unknown as { libsodium: { HEAPU8: Uint8Array } }).libsodium.HEAPU8;

// How often these bytes stand in libsodium's own memory.
function copiesOf(bytes: Uint8Array): number {
  const heap = Buffer.from(heapOf().buffer);
  let copies = 0;
  for (let at = heap.indexOf(bytes); at >= 0; at = heap.indexOf(bytes, at + 1)) ++copies;
  return copies;
}

test('libsodium keeps copies, and none of them is left after a wipe', async () => {
  const receipt = Receipt.generate(systemRandom);
  const keys = await deriveReporterKeys(receipt);
  const text = randomBytes(systemRandom, 200_000);
  const key = EpochKey.generate(systemRandom);
  const bodyKey = key.bodyKey();
  const nonce = new Uint8Array(24);
  aeadSeal(bodyKey, nonce, nonce, SecretBytes.copyOf(text));
  keys.identity.sign(nonce, nonce);
  keys.identity.openBox(sealBox(key.bytes, keys.identity.boxKey)).wipe();
  const secrets = [receipt.bytes, keys.outboxKey, bodyKey, key.bytes].map((one) =>
    one.expose().slice(4, 17),
  );
  secrets.push(text.slice(100_000, 100_032));
  const before = secrets.map(copiesOf);
  expect(before.some((copies) => copies > 0)).toBe(true);
  keys.wipe();
  expect(secrets.map(copiesOf)).toEqual([0, 0, 0, 0, 0]);
});

test('libsodium works on after many wipes, and its memory does not grow', async () => {
  const receipt = Receipt.generate(systemRandom);
  const wanted = (await deriveReporterKeys(receipt)).identity.signingKey;
  const size = heapOf().length;
  for (let i = 0; i < 100; ++i) (await deriveReporterKeys(receipt)).wipe();
  expect((await deriveReporterKeys(receipt)).identity.signingKey).toEqual(wanted);
  expect(heapOf().length).toBe(size);
});
