// Bundles by version, for reading records that were written under older ones. Starts from a
// verified bundle and goes back by hash: each bundle names the hash of the one before, so no
// older one needs its signatures or its dates looked at again.
import { parseBundle, type ParsedBundle } from '../contract/bundle-rules';
import { sameBytes } from '../contract/bytes';
import { dataLoss } from '../contract/refusal';
import type { VerifiedBundle } from './bundle-verify';

export class BundleHistory {
  readonly newest: ParsedBundle;
  readonly #bundles = new Map<number, ParsedBundle>();
  #oldest: ParsedBundle;

  constructor(newest: VerifiedBundle) {
    this.newest = newest.parsed;
    this.#oldest = newest.parsed;
    this.#bundles.set(newest.version, newest.parsed);
  }

  get oldestVersion(): number {
    return this.#oldest.bundle.version;
  }

  // Undefined for a version that is not held.
  find(version: number): ParsedBundle | undefined {
    return this.#bundles.get(version);
  }

  // Adds the bundle of oldestVersion - 1. INVALID_ARGUMENT: no bundle at all; DATA_LOSS: not
  // the one whose hash the oldest held one names.
  async addOlder(signedBundle: Uint8Array): Promise<void> {
    const older = await parseBundle(signedBundle);
    const { version, previousBundleHash } = this.#oldest.bundle;
    if (older.bundle.version + 1 !== version || !sameBytes(older.bundleHash, previousBundleHash)) {
      throw dataLoss('bundle: not the one before');
    }
    this.#bundles.set(older.bundle.version, older);
    this.#oldest = older;
  }
}
