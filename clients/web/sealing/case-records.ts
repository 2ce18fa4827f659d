// The records of one case, each verified for itself and in its place. The first step of
// verifyCase; programs use that.
import { create } from '@bufbuild/protobuf';
import {
  type CompartmentHead,
  CompartmentHeadSchema,
  type StoredRecord,
} from '../generated/vangnet/caseview/v1/caseview_pb';
import { Role } from '../generated/vangnet/policy/v1/options_pb';
import {
  type CompartmentEpochs,
  CompartmentKind,
  RecordKind,
} from '../generated/vangnet/record/v1/record_pb';
import { boxKeysOf, findStaff, handlesCases, hasRole } from '../contract/bundle-staff';
import { hex, sameBytes } from '../contract/bytes';
import { CaseFold } from '../contract/case-fold';
import { holds } from '../contract/case-fold-state';
import { caseIdOf, chainNext, chainStart } from '../contract/chain';
import type { BoxKey, Hash, SigningKey } from '../contract/ids';
import { recordLabel } from '../contract/labels';
import { type ParsedRecord, parseRecord } from '../contract/parsed-record';
import { Refusal } from '../contract/refusal';
import type { BundleHistory } from './bundle-history';
import type { CaseMaterial, CaseRecord, ChainMaterial } from './case-chain';
import { verifySignature } from './ed25519';
import type { Finding, FindingClass } from './finding';

// A record as far as it could be trusted.
export interface ReadRecord {
  readonly shown: CaseRecord;
  readonly parsed: ParsedRecord | undefined; // Undefined: not the bytes of any record.
  // Signed by whom it says, for this case and compartment.
  readonly authentic: boolean;
}

interface Chain {
  readonly compartment: CompartmentKind;
  readonly heads: Hash[]; // heads[n] after n records.
  count: number; // Records so far, also those that are none.
  bundleVersion: number; // The highest of the records before.
  broken: boolean; // Nothing after a finding is taken as in place.
}

interface Fault {
  readonly what: FindingClass;
  readonly detail: string;
}

// A record alone: whether its author is certain, and what is wrong with it, if anything.
interface Alone {
  readonly authentic: boolean;
  readonly fault: Fault | undefined;
}

export class CaseRecords {
  readonly records: ReadRecord[] = [];
  readonly findings: Finding[] = [];
  readonly verifiedHeads: CompartmentHead[] = [];
  readonly #material: CaseMaterial;
  readonly #history: BundleHistory;
  readonly #recordIds = new Set<string>(); // hex, of the records that have their place.
  #fold: CaseFold | undefined;
  // Those that hash to the case id.
  #reporter: { readonly signingKey: SigningKey; readonly boxKey: BoxKey } | undefined;

  constructor(material: CaseMaterial, history: BundleHistory) {
    this.#material = material;
    this.#history = history;
  }

  get fold(): CaseFold | undefined {
    return this.#fold;
  }

  // False without a FILING: then nothing of the reporter's can be judged.
  get knowsReporter(): boolean {
    return this.#reporter !== undefined;
  }

  // Reads and folds one chain; `check` first.
  async readChain(material: ChainMaterial): Promise<void> {
    const { compartment } = material;
    const chain: Chain = {
      compartment,
      heads: [await chainStart(this.#material.caseId, compartment)],
      count: 0,
      bundleVersion: 0,
      // Without a FILING nothing has a place; the finding for that lies in `check`.
      broken: compartment !== CompartmentKind.CHECK && this.#fold === undefined,
    };
    for (const stored of material.records) await this.#readRecord(chain, stored);
    this.#checkHeads(material, chain);
  }

  // When all chains were read: whether each ADD_READER opened epochs that had begun. `check`
  // is folded before the chains that these lie in.
  checkOpenedEpochs(): void {
    for (const { shown } of this.records) {
      const act = shown.header?.act;
      if (!shown.verified || act?.case !== 'addReader') continue;
      if (act.value.opens.every((epochs) => this.#hadBegun(epochs, shown.number))) continue;
      const { compartment, number: recordNumber } = shown;
      this.findings.push({ what: 'not-allowed', compartment, recordNumber, detail: 'opens' });
    }
  }

  // True when `key` is what the bundle of `version` (for the reporter: the FILING) gives as
  // the signing key of `principal`, and the principal is one who may sign in a case.
  isSigningKeyOf(
    principal: Uint8Array,
    key: Uint8Array,
    version: number,
    mayCoordinate: boolean,
  ): boolean {
    if (sameBytes(principal, this.#material.caseId)) {
      return this.#reporter !== undefined && sameBytes(this.#reporter.signingKey, key);
    }
    const bundle = this.#history.find(version)?.bundle;
    const staff = bundle && findStaff(bundle, principal);
    if (staff?.keys === undefined || !sameBytes(staff.keys.signingKey, key)) return false;
    return handlesCases(staff) || (mayCoordinate && hasRole(staff, Role.COORDINATOR));
  }

  isBoxKeyOf(principal: Uint8Array, key: Uint8Array, version: number): boolean {
    if (sameBytes(principal, this.#material.caseId)) {
      return this.#reporter !== undefined && sameBytes(this.#reporter.boxKey, key);
    }
    const bundle = this.#history.find(version)?.bundle;
    const staff = bundle && findStaff(bundle, principal);
    return staff?.keys !== undefined && sameBytes(staff.keys.boxKey, key);
  }

  async #readRecord(chain: Chain, stored: StoredRecord): Promise<void> {
    const number = ++chain.count;
    const parsed = await parsedOrNothing(stored.record);
    const alone = await this.#checkAlone(chain, parsed);
    let { fault } = alone;
    if (fault === undefined && parsed !== undefined && !chain.broken) {
      fault =
        stored.position === number
          ? await this.#checkPlace(chain, parsed)
          : { what: 'out-of-place', detail: 'position' };
    }
    if (fault !== undefined) {
      const { compartment } = chain;
      this.findings.push({ ...fault, compartment, recordNumber: number });
      chain.broken = true;
    }
    const shown: CaseRecord = {
      compartment: chain.compartment,
      number,
      header: parsed?.header,
      author: parsed?.author,
      recordHash: parsed?.recordHash,
      receivedTime: stored.receivedTime,
      verified: !chain.broken,
    };
    this.records.push({ shown, parsed, authentic: alone.authentic });
    if (parsed === undefined) return;
    chain.bundleVersion = Math.max(chain.bundleVersion, parsed.header.bundleVersion);
    chain.heads.push(await chainNext(chain.heads.at(-1)!, parsed.recordHash));
  }

  async #checkAlone(chain: Chain, parsed: ParsedRecord | undefined): Promise<Alone> {
    const wrong = (what: FindingClass, detail: string): Alone => ({
      authentic: false,
      fault: { what, detail },
    });
    if (parsed === undefined) return wrong('not-canonical', 'record');
    if (
      !sameBytes(parsed.caseId, this.#material.caseId) ||
      !sameBytes(parsed.organisationId, this.#material.organisationId) ||
      parsed.compartment !== chain.compartment
    ) {
      return wrong('other-case', 'organisation, case or compartment');
    }
    await this.#learnReporter(parsed);
    const { signedMessage, signature, author, authorKey } = parsed;
    if (!verifySignature(authorKey, recordLabel, signedMessage, signature)) {
      return wrong('bad-signature', 'signature');
    }
    const version = parsed.header.bundleVersion;
    if (this.#history.find(version) === undefined) return wrong('missing-bundle', 'bundle');
    const mayCoordinate = parsed.kind === RecordKind.REMOVE_READER;
    if (!this.isSigningKeyOf(author, authorKey, version, mayCoordinate)) {
      return wrong('unknown-author', 'author_key');
    }
    const fell = version < chain.bundleVersion;
    return {
      authentic: true,
      fault: fell ? { what: 'version-fell', detail: 'bundle_version' } : undefined,
    };
  }

  // The reporter's keys are those that hash to the case id; nobody can swap them.
  async #learnReporter({ header, authorKey }: ParsedRecord): Promise<void> {
    if (this.#reporter !== undefined || header.act.case !== 'filing') return;
    const boxKey = header.act.value.reporterBoxKey as BoxKey; // parseRecord looked at it.
    if (!sameBytes(await caseIdOf(authorKey, boxKey), this.#material.caseId)) return;
    this.#reporter = { signingKey: authorKey, boxKey };
  }

  async #checkPlace(chain: Chain, record: ParsedRecord): Promise<Fault | undefined> {
    const newest = this.#fold?.newestEpoch(record.compartment);
    try {
      await this.#applyToFold(record);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A record that does not follow on a head before it is out of place, whatever else a
      // later state makes of it. (ENTRY and ACKNOWLEDGE may have seen less.)
      const knowsPlace = holds(chain.heads, record.seen);
      const usesNewestEpoch = newest?.number === record.header.epoch;
      const what = knowsPlace ? classOf(error, usesNewestEpoch) : 'out-of-place';
      return { what, detail: error.message };
    }
    return this.#checkBesideFold(record);
  }

  // What the fold does not know of a record that it took: bundles, and ids of records.
  #checkBesideFold(record: ParsedRecord): Fault | undefined {
    const id = hex(record.recordId);
    if (this.#recordIds.has(id)) return { what: 'out-of-place', detail: 'record_id' };
    this.#recordIds.add(id);
    if (!this.#isCauseKnown(record)) return { what: 'out-of-place', detail: 'cause' };
    return this.#mayBeAdded(record) ? undefined : { what: 'not-allowed', detail: 'principal' };
  }

  #mayBeAdded({ header }: ParsedRecord): boolean {
    if (header.act.case !== 'addReader') return true;
    const bundle = this.#history.find(header.bundleVersion)?.bundle;
    const staff = bundle && findStaff(bundle, header.act.value.principal);
    return staff !== undefined && handlesCases(staff);
  }

  // `check` is read first and whole, so that a record of another chain meets a state that may
  // be later than the one it was written in: hence applyHistoric.
  async #applyToFold(record: ParsedRecord): Promise<void> {
    if (this.#fold === undefined) {
      this.#fold = await CaseFold.begin(record);
      return;
    }
    const bundle = this.#history.find(record.header.bundleVersion)?.bundle;
    const holdsMembers = record.kind === RecordKind.EPOCH && bundle !== undefined;
    await this.#fold.applyHistoric(record, holdsMembers ? boxKeysOf(bundle) : undefined);
  }

  // The fold cannot know a bundle's hash; what it lets pass as one is held against the bundle
  // here.
  #isCauseKnown({ header, compartment }: ParsedRecord): boolean {
    if (header.act.case !== 'epochStart') return true;
    const { cause } = header.act.value;
    const bundle = this.#history.find(header.bundleVersion);
    if (bundle !== undefined && sameBytes(cause, bundle.bundleHash)) return true;
    const folded = this.#fold!.newestEpoch(compartment)!; // The one that it just took.
    return sameBytes(cause, this.#fold!.accessChangeBefore(compartment, folded));
  }

  // A chain that was not given, or that has a finding of its own, cannot speak against it.
  #hadBegun({ compartment, epochs }: CompartmentEpochs, checkRecord: number): boolean {
    const { kind } = compartment!; // parseRecord looked at it.
    if (!this.verifiedHeads.some((head) => head.compartment?.kind === kind)) return true;
    const last = this.#fold!.findEpoch(kind, epochs.at(-1)!);
    return last !== undefined && last.checkLength < checkRecord;
  }

  // A chain that is broken has its finding already; its heads say nothing more.
  #checkHeads(material: ChainMaterial, chain: Chain): void {
    if (chain.broken) return;
    const { compartment, heads } = chain;
    const lies = ({ length, head }: CompartmentHead): boolean => {
      const known = heads[length];
      return known === undefined || !sameBytes(known, head);
    };
    const report = (detail: string): void => {
      this.findings.push({ what: 'head-differs', compartment, recordNumber: 0, detail });
    };
    const { claimed } = material;
    if (claimed !== undefined && (lies(claimed) || claimed.length + 1 !== heads.length)) {
      return report('claimed');
    }
    const remembered = this.#material.remembered.filter(
      (head) => head.compartment?.kind === compartment,
    );
    if (remembered.some(lies)) return report('remembered');
    this.verifiedHeads.push(
      create(CompartmentHeadSchema, {
        compartment: { kind: compartment },
        length: heads.length - 1,
        head: heads.at(-1)!,
      }),
    );
  }
}

async function parsedOrNothing(bytes: Uint8Array): Promise<ParsedRecord | undefined> {
  try {
    return await parseRecord(bytes);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

// What a refusal by the fold means to a reader: it names places ABORTED, rights NOT_FOUND and
// PERMISSION_DENIED, and fields INVALID_ARGUMENT. EPOCH_STALE is said of an epoch that is
// over, and of an author who is no member.
function classOf(refused: Refusal, usesNewestEpoch: boolean): FindingClass {
  if (refused.code === 'ABORTED') return 'out-of-place';
  if (refused.reason === 'EPOCH_STALE') return usesNewestEpoch ? 'not-allowed' : 'out-of-place';
  if (refused.reason === 'BUNDLE_STALE') return 'wrong-members';
  if (refused.code !== 'INVALID_ARGUMENT') return 'not-allowed';
  if (refused.message.startsWith('members:')) return 'wrong-members';
  return /^(author_seq|seen|cause):/.test(refused.message) ? 'out-of-place' : 'not-allowed';
}
