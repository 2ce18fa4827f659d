// The organisation that the page was made for: its newest bundle, verified with what the page
// was given to trust and with what this visit saw since. In memory only.
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import { sameBytes } from '../contract/bytes';
import type { OrganisationId } from '../contract/ids';
import { Refusal } from '../contract/refusal';
import { BundleHistory } from '../sealing/bundle-history';
import {
  type BundleOutcome,
  type BundleVerdict,
  type TrustAnchor,
  type VerifiedBundle,
  verifyBundle,
} from '../sealing/bundle-verify';
import { ClientRefusal } from './client-refusal';
import type { PagePin } from './page-pin';

export const clientVersion = '0.1.0';

// The signed bundle of a version, 0 for the newest.
export type FetchBundle = (version: number) => Promise<Uint8Array>;

// This page is too old. `bundle`: verified, for its telephone numbers and nothing else;
// absent when its format is not known.
export class UpdateClient extends Refusal {
  readonly bundle: Bundle | undefined;

  constructor(bundle: Bundle | undefined) {
    super('FAILED_PRECONDITION', 'UPDATE_CLIENT', 'the page is too old');
    this.bundle = bundle;
  }
}

export class Organisation {
  #anchor: TrustAnchor; // For the next bundle.
  #newest: VerifiedBundle | undefined; // Undefined only within open().
  readonly #older = new Map<number, Uint8Array>();

  private constructor(anchor: TrustAnchor) {
    this.#anchor = anchor;
  }

  // Fetches the newest bundle and verifies it; an expired one is good for reading, so
  // expiredAt() is to be asked. FAILED_PRECONDITION: BUNDLE_REFUSED, OTHER_ORGANISATION, or
  // UPDATE_CLIENT (an UpdateClient). Whatever `fetch` fails with. `now`: seconds.
  static async open(pin: PagePin, fetch: FetchBundle, now: number): Promise<Organisation> {
    const organisation = new Organisation(pin);
    await organisation.renew(fetch, now);
    return organisation;
  }

  get id(): OrganisationId {
    return this.#anchor.organisationId;
  }
  get newest(): VerifiedBundle {
    if (this.#newest === undefined) throw new Refusal('INTERNAL', '', 'no bundle yet');
    return this.#newest;
  }
  get bundle(): Bundle {
    return this.newest.bundle;
  }

  expiredAt(now: number): boolean {
    return this.newest.expiredAt(now);
  }

  // True when a newer bundle was taken. On failure nothing changes: a server that offers a bad
  // bundle, or an older one, is told of, and the one that was known stays.
  async renew(fetch: FetchBundle, now: number): Promise<boolean> {
    const offered = await fetch(0);
    const known = this.#newest;
    if (known !== undefined && sameBytes(offered, known.parsed.signedBundle)) return false;
    const verdict = await verifyBundle(offered, this.#anchor, now, clientVersion);
    if (!signersMayHaveChanged(verdict.outcome)) return this.#take(verdict);
    // Perhaps the signers changed in a version between; each of these must be signed by the
    // signers of the one before it. What was offered is the last of them, or it is refused.
    let anchor = this.#anchor;
    let next = anchor.highestVersion + 1;
    while (true) {
      const between = await fetchOrRefuse(fetch, next, verdict.outcome);
      const step = await verifyBundle(between, anchor, now, clientVersion);
      if (sameBytes(between, offered)) return this.#take(step);
      if (step.bundle === undefined || step.bundle.version !== next) {
        throw refusalOf(step.bundle === undefined ? step.outcome : verdict.outcome);
      }
      anchor = step.bundle.nextAnchor();
      next += 1;
    }
  }

  // The bundles from the newest back to `oldest`, those before it checked by hash. What cannot
  // be had is left out: verifyCase then says so.
  async history(oldest: number, fetch: FetchBundle): Promise<BundleHistory> {
    const history = new BundleHistory(this.newest);
    while (history.oldestVersion > oldest && history.oldestVersion > 1) {
      const wanted = history.oldestVersion - 1;
      try {
        const bytes = this.#older.get(wanted) ?? (await fetch(wanted));
        await history.addOlder(bytes);
        this.#older.set(wanted, bytes);
      } catch (error) {
        if (!(error instanceof Refusal) || error.reason === 'INTERRUPTED') throw error;
        break;
      }
    }
    return history;
  }

  #take({ outcome, bundle }: BundleVerdict): boolean {
    if (outcome === 'update-client') throw new UpdateClient(bundle?.bundle);
    if ((outcome !== 'good' && outcome !== 'expired') || bundle === undefined) {
      throw refusalOf(outcome);
    }
    if (this.#newest !== undefined && bundle.version <= this.#newest.version) return false;
    this.#newest = bundle;
    this.#anchor = bundle.nextAnchor();
    return true;
  }
}

function signersMayHaveChanged(outcome: BundleOutcome): boolean {
  return outcome === 'strangers' || outcome === 'not-enough-signatures';
}

// A server that has no such version, or gives nonsense for it, does not show that the signers
// changed; one that is away shows nothing.
async function fetchOrRefuse(
  fetch: FetchBundle,
  version: number,
  outcome: BundleOutcome,
): Promise<Uint8Array> {
  try {
    return await fetch(version);
  } catch (error) {
    const goesOn = error instanceof Refusal && error.code === 'NOT_FOUND';
    throw goesOn ? refusalOf(outcome) : error;
  }
}

// A verdict other than good and expired, as a refusal.
function refusalOf(outcome: BundleOutcome): Refusal {
  switch (outcome) {
    case 'older':
    case 'not-enough-signatures':
    case 'strangers':
    case 'other-history':
    case 'malformed':
      return new ClientRefusal('FAILED_PRECONDITION', 'BUNDLE_REFUSED', `bundle-${outcome}`);
    case 'other-organisation':
      return new Refusal('FAILED_PRECONDITION', 'OTHER_ORGANISATION', 'another organisation');
    case 'update-client':
      return new UpdateClient(undefined);
    case 'good':
    case 'expired':
      return new Refusal('FAILED_PRECONDITION', 'BUNDLE_EXPIRED', 'the bundle has expired');
  }
}
