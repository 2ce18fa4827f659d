import { create } from '@bufbuild/protobuf';
import { SignerSetSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { type TrustAnchor, verifyBundle } from 'web/sealing/bundle-verify';
import { expect, test } from 'vitest';
import { fromHex, loadVectors, type Sample } from './vectors';

function anchorOf(sample: Sample): TrustAnchor {
  return {
    organisationId: sample.id('organisation_id'),
    signers: create(SignerSetSchema, {
      signerKeys: sample.texts('signer_keys').map(fromHex),
      threshold: sample.number('threshold'),
    }),
    highestVersion: sample.number('highest_version'),
    newestHash: sample.text('newest_hash') === '' ? undefined : sample.id('newest_hash'),
  };
}

test('Bundle vectors: each bundle has its outcome', async () => {
  const samples = loadVectors('bundle.json').list('bundles');
  expect(samples.length).toBeGreaterThan(25);
  for (const sample of samples) {
    const { outcome, bundle } = await verifyBundle(
      sample.bytes('signed_bundle'),
      anchorOf(sample.object('anchor')),
      sample.number('now'),
      sample.text('client_version'),
    );
    expect(outcome, sample.text('name')).toBe(sample.text('outcome'));
    const readable =
      outcome === 'good' ||
      outcome === 'expired' ||
      sample.text('name') === 'this client is too old';
    expect(bundle !== undefined, sample.text('name')).toBe(readable);
  }
});
