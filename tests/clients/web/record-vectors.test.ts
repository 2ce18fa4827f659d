import { hex } from 'web/contract/bytes';
import { recordLabel } from 'web/contract/labels';
import { parseGrant } from 'web/contract/parsed-grant';
import { parseRecord } from 'web/contract/parsed-record';
import { Refusal } from 'web/contract/refusal';
import { openBody } from 'web/sealing/body-seal';
import { verifySignature } from 'web/sealing/ed25519';
import { EpochKey } from 'web/sealing/epoch-key';
import { openGrant } from 'web/sealing/grant';
import { identityFromSeed } from 'web/sealing/identity';
import { describe, expect, test } from 'vitest';
import { loadVectors, outcomeOf, refusalOf, type Sample } from './vectors';

describe('Record vectors', () => {
  const file = loadVectors('record.json');

  test('good records have their hashes', async () => {
    for (const good of file.list('good')) {
      const record = await parseRecord(good.bytes('bytes'));
      expect(hex(record.headerHash), good.text('name')).toBe(good.text('header_hash'));
      expect(hex(record.bodyHash)).toBe(good.text('body_hash'));
      expect(hex(record.recordHash)).toBe(good.text('record_hash'));
    }
  });

  test('bad records are refused for their reason', async () => {
    const samples = file.list('bad');
    expect(samples.length).toBeGreaterThan(40);
    for (const bad of samples) {
      const { code, reason } = await refusalOf(() => parseRecord(bad.bytes('bytes')));
      expect(`${code}/${reason}`, bad.text('name')).toBe(
        `INVALID_ARGUMENT/${bad.text('outcome')}`,
      );
    }
  });

  test('only what was signed verifies', async () => {
    for (const sample of file.list('signatures')) {
      const record = await parseRecord(sample.bytes('bytes'));
      const verifies = verifySignature(
        record.authorKey,
        recordLabel,
        record.signedMessage,
        record.signature,
      );
      expect(verifies, sample.text('name')).toBe(sample.flag('verifies'));
    }
  });

  test('bodies open or are damaged', async () => {
    for (const sample of file.list('bodies')) {
      const record = await parseRecord(sample.bytes('bytes'));
      const key = EpochKey.fromBytes(sample.secret('epoch_key'));
      if (sample.text('outcome') !== 'opened') {
        const outcome = await outcomeOf(() => openBody(record, key));
        expect(outcome, sample.text('name')).toBe('DATA_LOSS');
        continue;
      }
      const { content } = openBody(record, key);
      expect(content.case === 'checkCard' && content.value.organisation).toBe(
        'Gemeente Voorbeeld',
      );
    }
  });
});

describe('Grant vectors', () => {
  const file = loadVectors('grant.json');
  const wanted = new Map(file.list('epochs').map((one) => [one.number('epoch'), one.text('key')]));

  async function outcome(sample: Sample): Promise<string> {
    const reader = identityFromSeed(sample.id('reader_principal'), sample.secret('reader_seed'));
    try {
      const keys = openGrant(await parseGrant(sample.bytes('bytes')), reader);
      if (keys === undefined) return 'not-for-me';
      const opened = [...keys].map(([epoch, key]) => [epoch, hex(key.bytes.expose())]);
      expect(new Map(opened as [number, string][])).toEqual(wanted);
      return 'opened';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.code === 'DATA_LOSS' ? 'damaged' : error.reason;
    }
  }

  test('each grant has its outcome', async () => {
    for (const sample of file.list('grants')) {
      expect(await outcome(sample), sample.text('name')).toBe(sample.text('outcome'));
    }
  });
});
