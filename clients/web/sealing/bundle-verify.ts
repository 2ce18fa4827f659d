// Whether a client may believe a bundle (SPEC.md section 4). The time comes in, what the
// client trusts already comes in, and goes out renewed.
import type { Bundle, SignerSet } from '../generated/vangnet/bundle/v1/bundle_pb';
import { organisationIdOf, parseBundle, type ParsedBundle } from '../contract/bundle-rules';
import { sameBytes } from '../contract/bytes';
import type { Hash, OrganisationId } from '../contract/ids';
import { bundleLabel } from '../contract/labels';
import { Refusal } from '../contract/refusal';
import { verifySignature } from './ed25519';
import { checkFingerprint, organisationFingerprint } from './fingerprint';

// What a client trusts before it sees a bundle. Public.
export interface TrustAnchor {
  readonly organisationId: OrganisationId;
  // Who may sign the next bundle: the pinned set, or the one of the last bundle seen.
  readonly signers: SignerSet;
  // Of the last bundle seen; 0 and nothing while none was.
  readonly highestVersion: number;
  readonly newestHash: Hash | undefined;
}

//   good
//   expired                read with it, never seal with it; show the telephone
//   older                  below the highest version seen
//   not-enough-signatures  some of the trusted signers, but fewer than the threshold
//   strangers              none of the trusted signers
//   update-client          a higher format, or this client is below minimum_client
//   other-organisation
//   other-history          another bundle of the version seen last, or the next one does not
//                          name the hash of the one seen last
//   malformed              not canonical, or content that SPEC.md section 4 refuses
export type BundleOutcome =
  | 'good'
  | 'expired'
  | 'older'
  | 'not-enough-signatures'
  | 'strangers'
  | 'update-client'
  | 'other-organisation'
  | 'other-history'
  | 'malformed';

export interface BundleVerdict {
  readonly outcome: BundleOutcome;
  // With good and expired; with update-client when only minimum_client was too high, so that
  // its telephone numbers can be shown.
  readonly bundle?: VerifiedBundle;
}

const accepted = new WeakSet<ParsedBundle>();

// A bundle that verifyBundle accepted; nothing else makes one.
export class VerifiedBundle {
  readonly parsed: ParsedBundle;

  constructor(parsed: ParsedBundle) {
    if (!accepted.has(parsed)) throw new Refusal('INTERNAL', '', 'bundle: verify it first');
    this.parsed = parsed;
  }

  get bundle(): Bundle {
    return this.parsed.bundle;
  }
  get version(): number {
    return this.parsed.bundle.version;
  }

  // `now`: seconds. Sealing asks this each time: a page may be open for days.
  expiredAt(now: number): boolean {
    return BigInt(Math.floor(now)) >= this.parsed.bundle.expiresTime;
  }

  // To be kept instead of the anchor it was verified with.
  nextAnchor(): TrustAnchor {
    return {
      ...anchorOf(this.parsed),
      highestVersion: this.version,
      newestHash: this.parsed.bundleHash,
    };
  }
}

// `now`: seconds. `clientVersion` is "major.minor.patch". A bundle more than one version
// above `anchor` is accepted when the anchor's signers signed it; where the signers changed
// in between, the versions between are to be fetched and verified one by one, each with the
// anchor of the one before.
export async function verifyBundle(
  signedBundle: Uint8Array,
  anchor: TrustAnchor,
  now: number,
  clientVersion: string,
): Promise<BundleVerdict> {
  let parsed: ParsedBundle;
  try {
    parsed = await parseBundle(signedBundle);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const newerFormat = error.code === 'FAILED_PRECONDITION';
    return { outcome: newerFormat ? 'update-client' : 'malformed' };
  }
  const refused = refusalOf(parsed, anchor);
  if (refused !== undefined) return { outcome: refused };
  accepted.add(parsed);
  const bundle = new VerifiedBundle(parsed);
  if (isOlderClient(clientVersion, bundle.bundle.minimumClient)) {
    return { outcome: 'update-client', bundle };
  }
  return { outcome: bundle.expiredAt(now) ? 'expired' : 'good', bundle };
}

// Pins the organisation whose fingerprint was typed. INVALID_ARGUMENT: mistyped, or this is
// no bundle. FAILED_PRECONDITION: the fingerprint is of another organisation, or the
// bundle's signer set is not the first one of the organisation.
export async function anchorFromFingerprint(
  signedBundle: Uint8Array,
  typedFingerprint: string,
): Promise<TrustAnchor> {
  const parsed = await firstSignerBundle(signedBundle);
  checkFingerprint(typedFingerprint, await organisationFingerprint(parsed.organisationId));
  return anchorOf(parsed);
}

// The organisation known by its id alone; the same rule.
export async function anchorFromOrganisationId(
  signedBundle: Uint8Array,
  organisationId: OrganisationId,
): Promise<TrustAnchor> {
  const parsed = await firstSignerBundle(signedBundle);
  if (!sameBytes(parsed.organisationId, organisationId)) {
    throw new Refusal('FAILED_PRECONDITION', '', 'the bundle is of another organisation');
  }
  return anchorOf(parsed);
}

function refusalOf(parsed: ParsedBundle, anchor: TrustAnchor): BundleOutcome | undefined {
  if (!sameBytes(parsed.organisationId, anchor.organisationId)) return 'other-organisation';
  if (parsed.bundle.version < anchor.highestVersion) return 'older';
  const signers = countSigners(parsed, anchor.signers);
  if (signers === 0) return 'strangers';
  if (signers < anchor.signers.threshold) return 'not-enough-signatures';
  return continuesHistory(parsed, anchor) ? undefined : 'other-history';
}

// How many of the trusted signers signed these bytes. A signature by anybody else, or a bad
// one, is as if it were not there.
function countSigners(parsed: ParsedBundle, trusted: SignerSet): number {
  return trusted.signerKeys.filter((trustedKey) =>
    parsed.signatures.some(
      ({ key, signature }) =>
        sameBytes(key, trustedKey) &&
        verifySignature(key, bundleLabel, parsed.bundleBytes, signature),
    ),
  ).length;
}

function continuesHistory({ bundle, bundleHash }: ParsedBundle, anchor: TrustAnchor): boolean {
  if (anchor.newestHash === undefined) return true;
  if (bundle.version === anchor.highestVersion) return sameBytes(bundleHash, anchor.newestHash);
  return (
    bundle.version > anchor.highestVersion + 1 ||
    sameBytes(bundle.previousBundleHash, anchor.newestHash)
  );
}

// What is not of the form "major.minor.patch" counts as 0.0.0.
function versionNumbers(version: string): readonly number[] {
  const numbers = version.split('.').slice(0, 3).map(Number);
  return numbers.every((number) => number >= 0 && number <= 0xffffffff) ? numbers : [0, 0, 0];
}

function isOlderClient(client: string, minimum: string): boolean {
  const have = versionNumbers(client);
  const want = versionNumbers(minimum);
  for (let i = 0; i < 3; ++i) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

async function firstSignerBundle(signedBundle: Uint8Array): Promise<ParsedBundle> {
  const parsed = await parseBundle(signedBundle);
  const first = await organisationIdOf(parsed.bundle.signers!);
  if (!sameBytes(first, parsed.organisationId)) {
    throw new Refusal(
      'FAILED_PRECONDITION',
      '',
      'the signers have changed since the first bundle: join with the first one',
    );
  }
  return parsed;
}

function anchorOf(parsed: ParsedBundle): TrustAnchor {
  return {
    organisationId: parsed.organisationId,
    signers: parsed.bundle.signers!,
    highestVersion: 0,
    newestHash: undefined,
  };
}
