// RecordWriter: what a person does in a case, as signed records (SPEC.md sections 6 and 7).
// It starts epochs by itself where the first-writer rule asks for one, and folds what it
// writes, so that several acts of one call chain correctly.
//
//   const view = await verifyCase(material, history, keys.identity);    // case-chain.ts
//   const writer = RecordWriter.create(view, keys.identity, bundle, now, systemRandom);
//   await writer.writeEntry(CompartmentKind.CONVERSATION, messageBody(text));
//   const batch = writer.take();                  // EPOCH where one is due, ENTRY; grants.
//   ... AppendRecords; the same bytes again when no answer came; ABORTED or EPOCH_STALE:
//       read the case again and begin anew ...
//   writer.wipe(); view.wipe();
import { create } from '@bufbuild/protobuf';
import { type EntryBody, EntryBodySchema } from '../generated/vangnet/content/v1/content_pb';
import {
  CaseRole,
  CompartmentKind,
  type DeclineReason,
  type Member,
  MemberSchema,
  type RecordHeader,
  RecordHeaderSchema,
  RecordKind,
  type RemovalReason,
} from '../generated/vangnet/record/v1/record_pb';
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import { boxKeysOf, findStaff } from '../contract/bundle-staff';
import { hex, sameBytes } from '../contract/bytes';
import { cleanText, serializeCanonical } from '../contract/canonical';
import type { CaseFold } from '../contract/case-fold';
import type { BoxKey, Hash, PrincipalId } from '../contract/ids';
import { suite } from '../contract/limits';
import type { ParsedRecord } from '../contract/parsed-record';
import { Refusal } from '../contract/refusal';
import { sha256 } from '../contract/sha256';
import { checkBody, sealBody, type SealedBody } from './body-seal';
import type { VerifiedBundle } from './bundle-verify';
import type { CaseView } from './case-chain';
import { EpochKey, type EpochKeys, Keyring } from './epoch-key';
import { sealGrant } from './grant';
import type { Identity } from './identity';
import { type RandomSource, randomRecordId } from './random-source';
import { signRecord } from './record-sign';
import { wipeSodium } from './sodium';

// For one AppendRecords call; the order matters.
export interface Batch {
  readonly records: Uint8Array[]; // Canonical Records.
  readonly grants: Uint8Array[]; // Canonical Grants.
}

// The body of a message, its text cleaned.
export function messageBody(text: string): EntryBody {
  return create(EntryBodySchema, {
    content: { case: 'message', value: { text: cleanText(text) } },
  });
}

// One act at a time: each is awaited before the next. After a failed act the writer is as it
// was before it.
export class RecordWriter {
  readonly #author: Identity;
  readonly #bundle: VerifiedBundle;
  readonly #random: RandomSource;
  readonly #boxKeys: ReadonlyMap<string, BoxKey>;
  readonly #compartments: ReadonlySet<CompartmentKind>;
  #fold: CaseFold;
  #keyring: Keyring;
  #records: Uint8Array[] = [];
  #grants: Uint8Array[] = [];

  private constructor(
    fold: CaseFold,
    view: Pick<CaseView, 'compartments' | 'keyring'>,
    author: Identity,
    bundle: VerifiedBundle,
    random: RandomSource,
  ) {
    this.#fold = fold.clone();
    this.#compartments = view.compartments;
    this.#keyring = view.keyring.clone();
    this.#author = author;
    this.#bundle = bundle;
    this.#random = random;
    this.#boxKeys = boxKeysOf(bundle.bundle).set(hex(fold.caseId), fold.reporterBoxKey);
  }

  // `now`: seconds. FAILED_PRECONDITION: BUNDLE_EXPIRED; BUNDLE_STALE when the author's keys
  // are not those in the bundle (for the reporter: in the case), or the case was last written
  // under a newer bundle; no reason when the view has no fold. Looks at no finding: the page
  // asks view.writable and then, if need be, the person. Holds copies of the view's keys.
  static create(
    view: Pick<CaseView, 'fold' | 'compartments' | 'records' | 'keyring'>,
    author: Identity,
    bundle: VerifiedBundle,
    now: number,
    random: RandomSource,
  ): RecordWriter {
    const { fold } = view;
    if (fold === undefined) {
      throw new Refusal('FAILED_PRECONDITION', '', 'case: its filing does not verify');
    }
    if (bundle.expiredAt(now)) {
      throw new Refusal('FAILED_PRECONDITION', 'BUNDLE_EXPIRED', 'bundle: expired');
    }
    if (!hasAuthorsKeys(fold, bundle.bundle, author)) {
      throw stale('author: keys are not those of the bundle');
    }
    if (view.records.some(({ header }) => (header?.bundleVersion ?? 0) > bundle.version)) {
      throw stale('bundle: the case was written under a newer one');
    }
    return new RecordWriter(fold, view, author, bundle, random);
  }

  // State after the batch. For looking at: whoever applies to it breaks the writer.
  get fold(): CaseFold {
    return this.#fold;
  }

  // Each of these appends to the batch. They fail with what CaseFold.apply says: the same
  // codes and reasons that the server would answer.

  // Starts an epoch first when the present one's members are not who may read now.
  // FAILED_PRECONDITION also when the view was made without this compartment, and when this
  // author holds no key of the present epoch: the author may call startEpoch, which needs no
  // older key.
  writeEntry(compartment: CompartmentKind, body: EntryBody, atLeast = 0): Promise<void> {
    return this.#allOrNothing(() => this.#appendEntry(compartment, body, atLeast));
  }

  // A new key for all who may read the compartment now.
  startEpoch(compartment: CompartmentKind): Promise<void> {
    return this.#allOrNothing(() => this.#appendEpoch(compartment));
  }

  acknowledge(): Promise<void> {
    const { filingRecordHash } = this.#fold;
    return this.#appendAct(RecordKind.ACKNOWLEDGE, {
      case: 'acknowledge',
      value: { filingRecordHash },
    });
  }

  decline(reason: DeclineReason): Promise<void> {
    return this.#appendAct(RecordKind.DECLINE, { case: 'decline', value: { reason } });
  }

  // `opens`: epochs of the past that the person may open, by compartment; the author must
  // hold their keys. Empty: the person reads from the next epoch on.
  addReader(
    principal: PrincipalId,
    role: CaseRole,
    opens: ReadonlyMap<CompartmentKind, readonly number[]> = new Map(),
  ): Promise<void> {
    return this.#allOrNothing(async () => {
      const past = [...opens].sort(([a], [b]) => a - b);
      await this.#appendAct(RecordKind.ADD_READER, {
        case: 'addReader',
        value: {
          principal,
          role,
          opens: past.map(([kind, epochs]) => ({ compartment: { kind }, epochs: [...epochs] })),
        },
      });
      for (const [kind, epochs] of past) {
        const keys = new Map<number, EpochKey>();
        for (const epoch of epochs) {
          const key = this.#keyring.find(kind, epoch);
          if (key === undefined) {
            throw new Refusal('FAILED_PRECONDITION', '', 'opens: a key is not held');
          }
          keys.set(epoch, key);
        }
        await this.#appendGrant(kind, principal, role, keys);
      }
    });
  }

  removeReader(principal: PrincipalId, reason: RemovalReason): Promise<void> {
    return this.#appendAct(RecordKind.REMOVE_READER, {
      case: 'removeReader',
      value: { principal, reason },
    });
  }

  withdraw(): Promise<void> {
    return this.#appendAct(RecordKind.WITHDRAW);
  }

  close(): Promise<void> {
    return this.#appendAct(RecordKind.CLOSE);
  }

  // The batch so far; the writer goes on from there, as if it had been accepted.
  take(): Batch {
    const batch = { records: this.#records, grants: this.#grants };
    this.#records = [];
    this.#grants = [];
    return batch;
  }

  // The keys that it holds, those of epochs which it started among them.
  wipe(): void {
    this.#keyring.wipe();
    wipeSodium();
  }

  #newHeader(compartment: CompartmentKind, kind: RecordKind): RecordHeader {
    return create(RecordHeaderSchema, {
      suite,
      organisationId: this.#fold.organisationId,
      caseId: this.#fold.caseId,
      compartment: { kind: compartment },
      recordId: randomRecordId(this.#random),
      kind,
      author: this.#author.principal,
      authorKey: this.#author.signingKey,
      authorSeq: this.#fold.nextAuthorSeq(compartment, this.#author.principal),
      seen: this.#fold.head(compartment),
      bundleVersion: this.#bundle.version,
    });
  }

  async #appendAct(kind: RecordKind, act?: ActInit): Promise<void> {
    const header = this.#newHeader(CompartmentKind.CHECK, kind);
    if (act !== undefined) header.act = create(RecordHeaderSchema, { act }).act;
    await this.#append(header);
  }

  async #append(header: RecordHeader, body?: SealedBody): Promise<void> {
    const record: ParsedRecord = await signRecord(header, this.#author, body);
    await this.#fold.apply(record, this.#boxKeys);
    this.#records.push(record.bytes);
  }

  // Members of the next epoch: the access list, with the bundle's keys.
  #membersNow(compartment: CompartmentKind): Member[] {
    const members: Member[] = [];
    for (const principal of this.#fold.access(compartment)) {
      const boxKey = this.#boxKeys.get(hex(principal));
      // Who left the bundle counts as removed.
      if (boxKey !== undefined) members.push(create(MemberSchema, { principal, boxKey }));
    }
    return members;
  }

  #causeOfEpoch(compartment: CompartmentKind, members: readonly Member[]): Hash {
    const change = this.#fold.latestAccessChange(compartment);
    const newest = this.#fold.newestEpoch(compartment);
    if (newest === undefined) return change;
    const access = this.#fold.access(compartment);
    const samePersons =
      access.length === newest.members.length &&
      newest.members.every(({ principal }, i) => sameBytes(principal, access[i]!));
    const sameMembers =
      members.length === newest.members.length &&
      newest.members.every(
        ({ principal, boxKey }, i) =>
          sameBytes(principal, members[i]!.principal) && sameBytes(boxKey, members[i]!.boxKey),
      );
    return samePersons && !sameMembers ? this.#bundle.parsed.bundleHash : change;
  }

  #checkRead(compartment: CompartmentKind): void {
    if (this.#compartments.has(compartment)) return;
    throw new Refusal('FAILED_PRECONDITION', '', 'compartment: read it before writing');
  }

  async #appendEpoch(compartment: CompartmentKind): Promise<void> {
    this.#checkRead(compartment);
    const newest = this.#fold.newestEpoch(compartment);
    const members = this.#membersNow(compartment);
    const number = (newest?.number ?? 0) + 1;
    const key = EpochKey.generate(this.#random);
    // From here on the keyring wipes it, also when the epoch is refused.
    this.#keyring.add(compartment, number, key);
    const header = this.#newHeader(compartment, RecordKind.EPOCH);
    header.act = create(RecordHeaderSchema, {
      act: {
        case: 'epochStart',
        value: {
          number,
          previousEpochHash: newest?.recordHash ?? new Uint8Array(0),
          members,
          keyCommitment: key.commitment(),
          cause: this.#causeOfEpoch(compartment, members),
          checkHead: this.#fold.head(CompartmentKind.CHECK),
        },
      },
    }).act;
    await this.#append(header);
    for (const { principal } of members) {
      const role = this.#fold.roleOf(principal);
      const recipient = principal as PrincipalId; // From the access list.
      await this.#appendGrant(compartment, recipient, role, new Map([[number, key]]));
    }
  }

  async #appendGrant(
    compartment: CompartmentKind,
    recipient: PrincipalId,
    role: CaseRole,
    keys: EpochKeys,
  ): Promise<void> {
    const recipientKey = this.#boxKeys.get(hex(recipient));
    if (recipientKey === undefined) throw stale('recipient: not in the bundle');
    const terms = {
      organisationId: this.#fold.organisationId,
      caseId: this.#fold.caseId,
      compartment,
      recipient,
      recipientKey,
      role,
      bundleVersion: this.#bundle.version,
    };
    this.#grants.push(await sealGrant(terms, keys, this.#author));
  }

  async #appendEntry(
    compartment: CompartmentKind,
    body: EntryBody,
    atLeast: number,
  ): Promise<void> {
    this.#checkRead(compartment);
    checkBody(body, compartment);
    if (!this.#fold.epochIsCurrent(compartment, this.#boxKeys)) {
      await this.#appendEpoch(compartment);
    }
    const epoch = this.#fold.newestEpoch(compartment)?.number ?? 0;
    const key = this.#keyring.find(compartment, epoch);
    if (key === undefined) {
      throw new Refusal('FAILED_PRECONDITION', '', 'epoch: its key is not held');
    }
    const header = this.#newHeader(compartment, RecordKind.ENTRY);
    header.epoch = epoch;
    const headerHash = await sha256(serializeCanonical(RecordHeaderSchema, header));
    await this.#append(header, sealBody(body, atLeast, key, headerHash, this.#random));
  }

  // When `act` fails, fold, keys and batch are put back.
  async #allOrNothing(act: () => Promise<void>): Promise<void> {
    const fold = this.#fold.clone();
    const keyring = this.#keyring.clone();
    const records = this.#records.length;
    const grants = this.#grants.length;
    try {
      await act();
      keyring.wipe();
    } catch (error) {
      this.#keyring.wipe();
      this.#fold = fold;
      this.#keyring = keyring;
      this.#records.length = records;
      this.#grants.length = grants;
      throw error;
    }
  }
}

type ActInit = NonNullable<Parameters<typeof create<typeof RecordHeaderSchema>>[1]>['act'];

function stale(message: string): Refusal {
  return new Refusal('FAILED_PRECONDITION', 'BUNDLE_STALE', message);
}

function hasAuthorsKeys(fold: CaseFold, bundle: Bundle, author: Identity): boolean {
  if (sameBytes(author.principal, fold.caseId)) {
    return (
      sameBytes(author.signingKey, fold.reporterKey) &&
      sameBytes(author.boxKey, fold.reporterBoxKey)
    );
  }
  const keys = findStaff(bundle, author.principal)?.keys;
  return (
    keys !== undefined &&
    sameBytes(keys.signingKey, author.signingKey) &&
    sameBytes(keys.boxKey, author.boxKey)
  );
}
