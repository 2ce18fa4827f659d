import { create } from '@bufbuild/protobuf';
import { sameBytes } from 'web/contract/bytes';
import { parseCanonical } from 'web/contract/canonical';
import type { PrincipalId } from 'web/contract/ids';
import { maxFiling } from 'web/contract/limits';
import { AccountSchema, CheckCardSchema } from 'web/generated/vangnet/content/v1/content_pb';
import { Category, FilingSchema, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import { accountFits, type FilingDraft } from 'web/sealing/filing';
import { factsOf } from 'web/sealing/filing-proof';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt } from 'web/sealing/receipt';
import { expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { SampleCase } from './sample-case';
import { FiledCase, SampleWorld } from './sample-world';
import { outcomeOf } from './vectors';

const world = await SampleWorld.load();
const keys = await deriveReporterKeys(Receipt.generate(systemRandom));
const stranger = new Uint8Array(16).fill(0x7a) as Uint8Array as PrincipalId;

const outcome = (draft: FilingDraft, now = sampleNow): Promise<string> =>
  outcomeOf(() => world.build(keys, draft, now));

test('it holds five records and a grant of both epochs for each', async () => {
  const { bytes, facts } = await world.build(keys);
  const filing = parseCanonical(FilingSchema, bytes, maxFiling);
  expect(filing.records).toHaveLength(5);
  expect(filing.grants).toHaveLength(2 * (4 + 1));
  expect(sameBytes(facts.caseId, keys.caseId)).toBe(true);
});

test('the reporter may strike all but the lead', async () => {
  const draft = world.draft();
  const { lead } = draft.routing;
  const routing = { lead, deputy: undefined, reserve: undefined, duty: [], coordinators: [] };
  const { bytes } = await world.build(keys, { ...draft, routing });
  expect(parseCanonical(FilingSchema, bytes, maxFiling).grants).toHaveLength(4);
});

test('nothing is sealed under an expired bundle', async () => {
  expect(await outcome(world.draft(), sampleNow + 60 * 86400)).toBe(
    'FAILED_PRECONDITION/BUNDLE_EXPIRED',
  );
});

test('somebody outside of the bundle is refused', async () => {
  const draft = world.draft();
  for (const change of [{ lead: stranger }, { coordinators: [stranger] }]) {
    const routing = { ...draft.routing, ...change };
    expect(await outcome({ ...draft, routing })).toBe('FAILED_PRECONDITION/BUNDLE_STALE');
  }
});

test('what is missing or out of order is a bad field', async () => {
  const draft = world.draft();
  const account = create(AccountSchema, { answers: [{ question: 'b' }, { question: 'a' }] });
  for (const change of [
    { category: Category.UNSPECIFIED },
    { urgency: Urgency.UNSPECIFIED },
    { account },
  ]) {
    expect(await outcome({ ...draft, ...change })).toBe('INVALID_ARGUMENT/BAD_FIELD');
  }
});

test('an account over its one padded size is too large', async () => {
  for (const size of [65_536, 300_000, 600_000]) {
    const draft = world.draft('x'.repeat(size));
    expect(accountFits(draft.account)).toBe(false);
    expect(await outcome(draft)).toBe('INVALID_ARGUMENT/TOO_LARGE');
  }
  expect(accountFits(world.draft('x'.repeat(65_000)).account)).toBe(true);
});

test('texts are cleaned before they are sealed', async () => {
  const draft = {
    ...world.draft('\ufeff\ufeffhalf \ud800 a character'),
    checkCard: create(CheckCardSchema, { organisation: '\ufeffGemeente', parties: ['\udc00'] }),
  };
  expect(await outcome(draft)).toBe('OK');
});

test('short and long reports look alike', async () => {
  const { bytes } = await world.build(keys);
  const long = await world.build(keys, world.draft('x'.repeat(60_000)));
  const empty = await world.build(keys, {
    ...world.draft(''),
    checkCard: create(CheckCardSchema, {}),
  });
  expect(long.bytes.length).toBe(bytes.length);
  expect(empty.bytes.length).toBe(bytes.length);
});

test('the same receipt gives the same case and other bytes', async () => {
  const first = await world.build(keys);
  const second = await world.build(keys);
  expect(sameBytes(first.facts.caseId, second.facts.caseId)).toBe(true);
  expect(sameBytes(first.bytes, second.bytes)).toBe(false);
});

test('facts need a verified filing', async () => {
  const filed = await FiledCase.begin(world);
  const anna = world.person('anna');
  expect(await factsOf(await filed.view(anna))).toEqual({
    ...filed.filing.facts,
    filingDigest: undefined,
  });
  filed.chain(2).pop();
  const view = await filed.view(anna);
  expect(await outcomeOf(() => factsOf(view))).toBe('FAILED_PRECONDITION');
});

test('who is excluded can be read in the check card', async () => {
  const excluded = new Uint8Array(16).fill(9);
  const draft = {
    ...world.draft(),
    checkCard: create(CheckCardSchema, { excludedPrincipals: [excluded] }),
  };
  const { bytes } = await world.build(keys, draft);
  const sample = new SampleCase(world.organisationId, keys.caseId, world.history);
  await sample.file(bytes);
  const view = await sample.view(world.person('anna'));
  const card = view.records[2]?.body?.content;
  expect(card?.case === 'checkCard' && card.value.excludedPrincipals).toEqual([excluded]);
});
