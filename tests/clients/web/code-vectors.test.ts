import { concat } from 'web/contract/bytes';
import { hex } from 'web/contract/bytes';
import type { OrganisationId, PrincipalId } from 'web/contract/ids';
import { loginLabel } from 'web/contract/labels';
import { SecretBytes } from 'web/contract/secret-bytes';
import { sha256 } from 'web/contract/sha256';
import { verifySignature } from 'web/sealing/ed25519';
import { EpochKey } from 'web/sealing/epoch-key';
import { checkFingerprint, fingerprint, organisationFingerprint } from 'web/sealing/fingerprint';
import { Identity, identityFromSeed } from 'web/sealing/identity';
import { Audience, signLogin } from 'web/sealing/login';
import { pad, unpad } from 'web/sealing/padding';
import { deriveReporterKeys, parseReceipt, Receipt } from 'web/sealing/receipt';
import { findCodeFault, receiptSymbols } from 'web/sealing/symbol-code';
import { describe, expect, test } from 'vitest';
import { loadVectors, outcomeOf, refusalOf, type Sample } from './vectors';

function repeated(size: number, byte: number): SecretBytes {
  return SecretBytes.take(new Uint8Array(size).fill(byte));
}

describe('Receipt vectors', () => {
  const file = loadVectors('receipt.json');

  test('good ones give the keys of the reporter', async () => {
    for (const good of file.list('good')) {
      const receipt = parseReceipt(good.text('typed'));
      expect(hex(receipt.bytes.expose()), good.text('name')).toBe(good.text('bytes'));
      expect(receipt.toText()).toBe(good.text('receipt'));
      const keys = await deriveReporterKeys(receipt);
      expect(hex(keys.identity.signingKey)).toBe(good.text('signing_key'));
      expect(hex(keys.identity.boxKey)).toBe(good.text('box_key'));
      expect(hex(keys.caseId)).toBe(good.text('case_id'));
      expect(hex(keys.identity.principal)).toBe(good.text('case_id'));
      expect(hex(keys.outboxKey.expose())).toBe(good.text('outbox_key'));
      const apart = Identity.fromSeeds(
        keys.identity.principal,
        good.secret('signing_seed'),
        good.secret('box_seed'),
      );
      expect(hex(apart.signingKey)).toBe(good.text('signing_key'));
      expect(hex(apart.boxKey)).toBe(good.text('box_key'));
    }
  });

  test('bad ones are refused at their position and never repeated', async () => {
    for (const bad of file.list('bad')) {
      const typed = bad.text('typed');
      const { message } = await refusalOf(() => parseReceipt(typed));
      if (typed.length > 8) expect(message).not.toContain(typed.slice(5, 9));
      expect(findCodeFault(typed, receiptSymbols), bad.text('name')).toEqual({
        kind: bad.text('fault'),
        position: bad.number('position'),
        group: bad.number('group'),
      });
    }
  });

  test('every wrong symbol and every swap is found', async () => {
    const typed = [...file.texts('wrong_symbol'), ...file.texts('swapped')];
    expect(typed.length).toBeGreaterThan(400);
    for (const one of typed) {
      expect(findCodeFault(one, receiptSymbols)?.kind).toBe('check');
      expect(await outcomeOf(() => parseReceipt(one))).toBe('INVALID_ARGUMENT');
    }
  });

  test('bytes that are no receipt are refused', async () => {
    for (const bad of file.list('bad_bytes')) {
      const outcome = await outcomeOf(() => Receipt.fromBytes(bad.secret('bytes')));
      expect(outcome, bad.text('name')).toBe('INVALID_ARGUMENT');
    }
  });
});

describe('Key vectors', () => {
  const file = loadVectors('keys.json');

  test('staff keys follow from the seed', () => {
    for (const staff of file.list('staff')) {
      const identity = identityFromSeed(staff.id('principal'), staff.secret('seed'));
      expect(hex(identity.signingKey)).toBe(staff.text('signing_key'));
      expect(hex(identity.boxKey)).toBe(staff.text('box_key'));
    }
  });

  test('body key and commitment follow from the epoch key', () => {
    for (const epoch of file.list('epochs')) {
      const key = EpochKey.fromBytes(epoch.secret('key'));
      expect(hex(key.bodyKey().expose())).toBe(epoch.text('body_key'));
      expect(hex(key.commitment())).toBe(epoch.text('key_commitment'));
    }
  });

  test('seeds and keys of another size are refused', async () => {
    const nobody = new Uint8Array(16) as PrincipalId;
    for (const act of [
      () => EpochKey.fromBytes(repeated(31, 1)),
      () => identityFromSeed(nobody, repeated(33, 1)),
      () => Identity.fromSeeds(nobody, repeated(31, 1), repeated(32, 1)),
      () => Identity.fromSeeds(nobody, repeated(32, 1), repeated(31, 1)),
    ]) {
      expect(await outcomeOf(act)).toBe('INVALID_ARGUMENT');
    }
  });
});

describe('Fingerprint vectors', () => {
  const file = loadVectors('fingerprint.json');

  test('keys and organisations have their fingerprint', async () => {
    for (const person of file.list('persons')) {
      expect(await fingerprint(person.id('signing_key'), person.id('box_key'))).toBe(
        person.text('fingerprint'),
      );
    }
    for (const organisation of file.list('organisations')) {
      expect(await organisationFingerprint(organisation.id('organisation_id'))).toBe(
        organisation.text('fingerprint'),
      );
    }
  });

  test('what was typed is the same, another or mistyped', async () => {
    const names = new Map([
      ['OK', 'same'],
      ['FAILED_PRECONDITION', 'other'],
      ['INVALID_ARGUMENT', 'mistyped'],
    ]);
    for (const one of file.list('typed')) {
      const outcome = await outcomeOf(() => checkFingerprint(one.text('typed'), one.text('of')));
      expect(names.get(outcome), one.text('typed')).toBe(one.text('outcome'));
    }
  });
});

describe('Padding vectors', () => {
  const file = loadVectors('padding.json');

  test('messages are padded to the list of sizes and back', async () => {
    for (const good of file.list('good')) {
      const message = repeated(good.number('message_size'), 'm'.charCodeAt(0));
      const padded = pad(message, good.number('at_least'));
      expect(padded.size).toBe(good.number('padded_size'));
      expect(hex(await sha256(padded.expose()))).toBe(good.text('padded_sha256'));
      expect(unpad(padded).equalsInConstantTime(message)).toBe(true);
    }
  });

  test('anything else is damaged or too large', async () => {
    for (const bad of file.list('bad')) {
      const padded = new Uint8Array(bad.number('size'));
      padded.set(bad.bytes('prefix').subarray(0, padded.length));
      const outcome = await outcomeOf(() => unpad(SecretBytes.take(padded)));
      expect(outcome, bad.text('name')).toBe('DATA_LOSS');
    }
    for (const large of file.list('too_large')) {
      const message = repeated(large.number('message_size'), 0);
      expect(await outcomeOf(() => pad(message, 0))).toBe('INVALID_ARGUMENT/TOO_LARGE');
    }
  });
});

describe('Login vectors', () => {
  const file = loadVectors('login.json');

  function verifies(login: Sample): boolean {
    const message = concat(
      login.bytes('organisation_id'),
      Uint8Array.of(login.number('audience')),
      login.bytes('signing_key'),
      login.bytes('challenge'),
    );
    return verifySignature(login.id('signing_key'), loginLabel, message, login.id('signature'));
  }

  test('signatures are over organisation, audience, key and challenge', () => {
    for (const good of file.list('good')) expect(verifies(good), good.text('name')).toBe(true);
    for (const bad of file.list('bad')) expect(verifies(bad), bad.text('name')).toBe(false);
  });

  test('signing again gives the same signature', async () => {
    const { identity } = await deriveReporterKeys(
      parseReceipt('003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4'),
    );
    const good = file.list('good')[0]!;
    const signature = signLogin(
      identity,
      good.id('organisation_id'),
      Audience.reporter,
      good.bytes('challenge'),
    );
    expect(hex(signature)).toBe(good.text('signature'));
  });

  test('only a challenge of 40 bytes is signed', async () => {
    const { identity } = await deriveReporterKeys(
      parseReceipt('003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4'),
    );
    const nobody = new Uint8Array(32) as Uint8Array as OrganisationId;
    for (const length of file.numbers('refused_lengths')) {
      const act = (): unknown =>
        signLogin(identity, nobody, Audience.reporter, new Uint8Array(length));
      expect(await outcomeOf(act)).toBe('INVALID_ARGUMENT');
    }
  });
});
