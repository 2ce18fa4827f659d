import { parseBundle } from 'web/contract/bundle-rules';
import { hex } from 'web/contract/bytes';
import { parseCanonical } from 'web/contract/canonical';
import { maxFiling, maxRecord } from 'web/contract/limits';
import { sha256 } from 'web/contract/sha256';
import {
  CompartmentKind,
  FilingSchema,
  RecordSchema,
} from 'web/generated/vangnet/record/v1/record_pb';
import { BundleHistory } from 'web/sealing/bundle-history';
import { anchorFromOrganisationId } from 'web/sealing/bundle-verify';
import { verifyCase } from 'web/sealing/case-chain';
import { factsOf, type FilingFacts, verifyFilingProof } from 'web/sealing/filing-proof';
import { deriveReporterKeys, Receipt } from 'web/sealing/receipt';
import { expect, test } from 'vitest';
import { verified } from './case-files';
import { storedRecords } from './sample-case';
import { loadVectors, refusalOf } from './vectors';

const file = loadVectors('filing.json');
const filing = parseCanonical(FilingSchema, file.bytes('filing'), maxFiling);
const keys = await deriveReporterKeys(Receipt.fromBytes(file.secret('receipt')));
const { organisationId } = await parseBundle(file.bytes('signed_bundle'));
const bundle = await verified(
  file.bytes('signed_bundle'),
  await anchorFromOrganisationId(file.bytes('signed_bundle'), organisationId),
);
const facts: FilingFacts = {
  organisationId,
  caseId: file.id('case_id'),
  filingRecordHash: file.id('filing_record_hash'),
  checkHead: file.id('check_head'),
  conversationHead: file.id('conversation_head'),
  filingDigest: file.id('filing_digest'),
};

test('the filing is five records that verify', async () => {
  expect(filing.records).toHaveLength(5);
  expect(filing.grants).toHaveLength(10);
  expect(hex(await sha256(file.bytes('filing')))).toBe(file.text('filing_digest'));
  const view = await verifyCase(
    {
      organisationId,
      caseId: keys.caseId,
      chains: [
        { compartment: CompartmentKind.CHECK, records: storedRecords(filing.records.slice(0, 3)) },
        {
          compartment: CompartmentKind.CONVERSATION,
          records: storedRecords(filing.records.slice(3)),
        },
      ],
      grants: filing.grants,
      remembered: [],
    },
    new BundleHistory(bundle),
    keys.identity,
  );
  expect(view.findings).toEqual([]);
  const card = view.records[2]?.body?.content;
  expect(card?.case === 'checkCard' && card.value.organisation).toBe('Gemeente Voorbeeld');
  const account = view.records[4]?.body?.content;
  expect(account?.case === 'account' && account.value.answers.length).toBe(1);
  // The account is padded to 64 KiB, the check card to the smallest size.
  const sizes = filing.records.map(
    (record) => parseCanonical(RecordSchema, record, maxRecord).sealed.length,
  );
  expect(sizes).toEqual([0, 0, 4096 + 16, 0, 65536 + 16]);
  // Who comes back with the receipt alone knows the same facts but the digest.
  expect(await factsOf(view)).toEqual({ ...facts, filingDigest: undefined });
  verifyFilingProof(file.bytes('proof'), bundle.bundle, await factsOf(view));
});

test('the proof says what was filed', () => {
  expect(verifyFilingProof(file.bytes('proof'), bundle.bundle, facts).bundleVersion).toBe(1);
});

test('every other proof is none', async () => {
  for (const bad of file.list('bad_proofs')) {
    const act = (): unknown => verifyFilingProof(bad.bytes('proof'), bundle.bundle, facts);
    expect((await refusalOf(act)).code, bad.text('name')).toBe('DATA_LOSS');
  }
});
