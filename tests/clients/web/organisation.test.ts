// The page's pin, and the bundles that follow from it.
import { readFileSync } from 'node:fs';
import { create, fromBinary } from '@bufbuild/protobuf';
import { hex, sameBytes } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import { Refusal } from 'web/contract/refusal';
import { type Bundle, BundleSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { PagePinSchema } from 'web/generated/vangnet/webpage/v1/page_pin_pb';
import { bundleHash } from 'web/contract/chain';
import { clientVersion, type FetchBundle, Organisation, UpdateClient } from 'web/session/organisation';
import { type PagePin, parsePagePin } from 'web/session/page-pin';
import { explain, loadWords } from 'web/session/words';
import { describe, expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { SampleWorld } from './sample-world';
import { SessionServer, signedBundle, signerSet } from './session-server';
import { refusalOf } from './vectors';

const world = await SampleWorld.load();
const first = world.bundle1;
const pin = new SessionServer(world).pin();

// The bundle after `before`, changed.
async function next(
  before: Bundle,
  change: (bundle: Bundle) => void = () => undefined,
): Promise<Bundle> {
  const bytes = serializeCanonical(BundleSchema, before);
  const bundle = fromBinary(BundleSchema, bytes);
  bundle.version += 1;
  bundle.previousBundleHash = await bundleHash(bytes);
  bundle.issuedTime += 60n;
  change(bundle);
  return bundle;
}

function serving(...bundles: readonly Uint8Array[]): FetchBundle {
  return async (version) => {
    const found = version === 0 ? bundles.at(-1) : bundles[version - 1];
    if (found === undefined) throw new Refusal('NOT_FOUND', '', 'no such version');
    return found;
  };
}

const open = (fetch: FetchBundle, from: PagePin = pin, now = sampleNow): Promise<Organisation> =>
  Organisation.open(from, fetch, now);

const because = (refusal: Refusal): string => `${refusal.class} ${refusal.message}`;

describe('the pin', () => {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const message = create(PagePinSchema, {
    format: 1,
    organisationId: world.organisationId,
    signers: first.bundle.signers!,
    highestVersion: 1,
    newestHash: first.parsed.bundleHash,
  });
  const pinOf = (change: Partial<typeof message> = {}): string =>
    base64(serializeCanonical(PagePinSchema, create(PagePinSchema, { ...message, ...change })));

  test('is read', () => {
    const parsed = parsePagePin(pinOf());
    expect(hex(parsed.organisationId)).toBe(hex(world.organisationId));
    expect(parsed.highestVersion).toBe(1);
    expect(hex(parsed.newestHash!)).toBe(hex(first.parsed.bundleHash));
    expect(parsed.signers.threshold).toBe(2);
  });

  test('of a page for the first bundle has no hash', () => {
    const parsed = parsePagePin(pinOf({ highestVersion: 0, newestHash: new Uint8Array(0) }));
    expect(parsed.newestHash).toBeUndefined();
  });

  const bytes = Buffer.from(pinOf(), 'base64');
  test.each<[string, string | null | undefined]>([
    ['missing', undefined],
    ['no attribute', null],
    ['empty', ''],
    ['no base64', 'x-y!'],
    ['without padding', pinOf().replace(/=+$/, '')],
    ['with a space', ` ${pinOf()}`],
    ['with one field more', base64(Buffer.concat([bytes, Buffer.from([0x30, 1])]))],
    ['cut off', base64(bytes.subarray(0, -1))],
    ['a field twice', base64(Buffer.concat([bytes, Buffer.from([0x20, 1])]))],
    ['of another format', pinOf({ format: 2 })],
    ['without a format', pinOf({ format: 0 })],
    ['a short organisation id', pinOf({ organisationId: new Uint8Array(31).fill(1) })],
    ['no signers', pinOf({ signers: create(PagePinSchema, {}).signers })],
    ['a threshold of none', pinOf({ signers: signerSet([1, 2], 0)! })],
    ['a hash of the wrong size', pinOf({ newestHash: new Uint8Array(31) })],
    ['a version without a hash', pinOf({ newestHash: new Uint8Array(0) })],
    ['a hash without a version', pinOf({ highestVersion: 0 })],
    ['endless', 'A'.repeat(8000)],
  ])('%s: refused', async (_, content) => {
    expect((await refusalOf(() => parsePagePin(content))).class).toBe(
      'INVALID_ARGUMENT/BAD_PAGE',
    );
  });
});

test('this client is as old as it says, and as the command line', () => {
  const read = (path: string): string =>
    readFileSync(new URL(`../../../clients/${path}`, import.meta.url), 'utf8');
  expect((JSON.parse(read('web/package.json')) as { version: string }).version).toBe(clientVersion);
  expect(read('session/organisation.cc')).toContain(`kClientVersion[] = "${clientVersion}"`);
});

test('the first bundle of the page is taken', async () => {
  const organisation = await open(serving(first.parsed.signedBundle));
  expect(organisation.newest.version).toBe(1);
  expect(hex(organisation.id)).toBe(hex(world.organisationId));
  expect(organisation.expiredAt(sampleNow)).toBe(false);
});

test('an expired bundle opens, and says so', async () => {
  const later = Number(first.bundle.expiresTime);
  const organisation = await open(serving(first.parsed.signedBundle), pin, later);
  expect(organisation.expiredAt(later)).toBe(true);
  expect(organisation.expiredAt(later - 1)).toBe(false);
});

test('a newer bundle is taken once', async () => {
  const organisation = await open(serving(first.parsed.signedBundle));
  const both = serving(first.parsed.signedBundle, world.bundle2.parsed.signedBundle);
  expect(await organisation.renew(both, sampleNow)).toBe(true);
  expect(await organisation.renew(both, sampleNow)).toBe(false);
  expect(organisation.newest.version).toBe(2);
});

describe('refused, and the known one stays', async () => {
  const second = await next(first.bundle);
  const third = await next(second);
  const tooNew = await next(first.bundle, (bundle) => {
    bundle.minimumClient = '9.0.0';
  });
  const otherSecond = await next(first.bundle, (bundle) => {
    bundle.name = 'Anders';
  });
  const known = (): Promise<Organisation> =>
    open(serving(first.parsed.signedBundle, signedBundle(second)));
  const foreign = await next(first.bundle, (bundle) => {
    bundle.organisationId = new Uint8Array(32).fill(3);
  });

  test.each<[string, Uint8Array, string]>([
    ['older', first.parsed.signedBundle, 'FAILED_PRECONDITION/BUNDLE_REFUSED bundle-older'],
    [
      'another of the same number',
      signedBundle(otherSecond),
      'FAILED_PRECONDITION/BUNDLE_REFUSED bundle-other-history',
    ],
    [
      'signed by too few',
      signedBundle(third, [1]),
      'FAILED_PRECONDITION/BUNDLE_REFUSED bundle-not-enough-signatures',
    ],
    [
      'signed by strangers',
      signedBundle(third, [4, 5]),
      'FAILED_PRECONDITION/BUNDLE_REFUSED bundle-strangers',
    ],
    ['nothing', new Uint8Array(0), 'FAILED_PRECONDITION/BUNDLE_REFUSED bundle-malformed'],
    [
      'of another organisation',
      signedBundle(foreign),
      'FAILED_PRECONDITION/OTHER_ORGANISATION another organisation',
    ],
  ])('%s', async (_, offered, wanted) => {
    const organisation = await known();
    const fetch: FetchBundle = async (version) => {
      if (version === 0) return offered;
      throw new Refusal('NOT_FOUND', '', 'no such version');
    };
    const refusal = await refusalOf(() => organisation.renew(fetch, sampleNow));
    expect(because(refusal)).toBe(wanted);
    expect(organisation.newest.version).toBe(2);
    const words = await loadWords('nl');
    expect(explain(words, refusal)).toMatch(/niet gebruikt|niets (?:verstuurd|veranderd)/);
  });

  test('a page that is too old has the telephone numbers', async () => {
    const fetch = serving(first.parsed.signedBundle, signedBundle(tooNew));
    const refusal = await refusalOf(() => open(fetch));
    expect(refusal).toBeInstanceOf(UpdateClient);
    expect(refusal.reason).toBe('UPDATE_CLIENT');
    expect((refusal as UpdateClient).bundle?.telephoneNumbers.length).toBeGreaterThan(0);
  });

  test('a server that is away is not taken for one that lies', async () => {
    const organisation = await known();
    const fetch: FetchBundle = async (version) => {
      if (version === 0) return signedBundle(third, [4, 5]);
      throw new Refusal('UNAVAILABLE', 'UNREACHABLE', 'unavailable');
    };
    const refusal = await refusalOf(() => organisation.renew(fetch, sampleNow));
    expect(refusal.class).toBe('UNAVAILABLE/UNREACHABLE');
  });
});

describe('signers that changed', async () => {
  // 1, 2, 3 hand over to 3, 4, 5 in version 2, who sign version 3 and 4.
  const second = await next(first.bundle, (bundle) => {
    bundle.signers = signerSet([3, 4, 5], 2);
  });
  const third = await next(second);
  const fourth = await next(third);
  const all = [
    first.parsed.signedBundle,
    signedBundle(second),
    signedBundle(third, [4, 5]),
    signedBundle(fourth, [3, 5]),
  ];

  test('are followed version by version', async () => {
    const organisation = await open(serving(...all));
    expect(organisation.newest.version).toBe(4);
    expect(sameBytes(organisation.newest.parsed.signedBundle, all[3]!)).toBe(true);
  });

  test('are followed from the pin of a later page', async () => {
    const later: PagePin = {
      organisationId: pin.organisationId,
      signers: second.signers!,
      highestVersion: 2,
      newestHash: await bundleHash(serializeCanonical(BundleSchema, second)),
    };
    const organisation = await open(serving(...all), later);
    expect(organisation.newest.version).toBe(4);
    expect((await refusalOf(() => open(serving(all[0]!), later))).message).toBe('bundle-older');
  });

  test('are refused when a step between is missing or forged', async () => {
    const fetch: FetchBundle = async (version) => {
      if (version === 2) return signedBundle(second, [4, 5]); // By those who come, not who go.
      return serving(...all)(version);
    };
    expect((await refusalOf(() => open(fetch))).message).toBe('bundle-strangers');
    const missing: FetchBundle = async (version) => {
      if (version === 2) throw new Refusal('NOT_FOUND', '', 'no such version');
      return serving(...all)(version);
    };
    expect((await refusalOf(() => open(missing))).message).toBe('bundle-not-enough-signatures');
  });

  test('a server that gives the same step for ever is refused', async () => {
    const fetch: FetchBundle = async (version) =>
      version === 0 ? signedBundle(fourth, [1]) : all[0]!;
    expect((await refusalOf(() => open(fetch))).reason).toBe('BUNDLE_REFUSED');
  });

  test('the history goes back by hash, and asks once for each', async () => {
    const organisation = await open(serving(...all));
    const asked: number[] = [];
    const fetch: FetchBundle = async (version) => {
      asked.push(version);
      return serving(...all)(version);
    };
    const history = await organisation.history(1, fetch);
    expect(history.oldestVersion).toBe(1);
    expect((await organisation.history(2, fetch)).oldestVersion).toBe(2);
    expect(asked).toEqual([3, 2, 1]);
  });

  test('a history that is withheld or forged ends where it ends', async () => {
    const organisation = await open(serving(...all));
    const forged: FetchBundle = async (version) =>
      version === 2 ? all[2]! : serving(...all)(version);
    expect((await organisation.history(1, forged)).oldestVersion).toBe(3);
    const withheld: FetchBundle = async () => {
      throw new Refusal('NOT_FOUND', '', 'no such version');
    };
    expect((await organisation.history(1, withheld)).oldestVersion).toBe(3);
  });
});
