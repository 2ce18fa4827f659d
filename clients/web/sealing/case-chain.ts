// Reading a case without believing the server: everything is verified from record 1.
//
//   const view = await verifyCase({
//     organisationId, caseId,
//     chains: [{ compartment: CHECK, records, claimed }, { compartment: CONVERSATION, ... }],
//     grants,
//     remembered,                               // Heads seen before, or of the filing proof.
//   }, history, keys.identity);
//   for (const finding of view.findings) warn(finding);
//   for (const record of view.records) show(record);
//   if (view.writable) ... RecordWriter.create(view, ...)
//   view.wipe();
import type { CompartmentHead, StoredRecord } from '../generated/vangnet/caseview/v1/caseview_pb';
import type { EntryBody } from '../generated/vangnet/content/v1/content_pb';
import {
  CompartmentKind,
  type RecordHeader,
  RecordKind,
} from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../contract/bytes';
import type { CaseFold } from '../contract/case-fold';
import type { CaseId, Hash, OrganisationId, PrincipalId } from '../contract/ids';
import { Refusal } from '../contract/refusal';
import { openBody } from './body-seal';
import type { BundleHistory } from './bundle-history';
import { CaseGrants } from './case-grants';
import { CaseRecords, type ReadRecord } from './case-records';
import { Keyring } from './epoch-key';
import type { Finding } from './finding';
import type { Identity } from './identity';
import { wipeSodium } from './sodium';

export interface ChainMaterial {
  readonly compartment: CompartmentKind;
  readonly records: readonly StoredRecord[]; // From position 1 on, all of them.
  // Where the server says that the chain stands; absent: not compared.
  readonly claimed?: CompartmentHead | undefined;
}

// What the server gave, byte for byte.
export interface CaseMaterial {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  // `check` is needed; the others as far as they are open to the reader.
  readonly chains: readonly ChainMaterial[];
  readonly grants: readonly Uint8Array[]; // Canonical Grants.
  // Heads that this client verified before; each must lie in its chain, which must be given.
  readonly remembered: readonly CompartmentHead[];
}

//   opened
//   not-for-me  no grant of its epoch is for this identity: not an error
//   damaged     a finding says what
export type EntryReading = 'opened' | 'not-for-me' | 'damaged';

// One record as it lies in its chain, in order; ENTRY records carry a body.
export interface CaseRecord {
  readonly compartment: CompartmentKind;
  readonly number: number; // Position, from 1.
  // Undefined for bytes that are no record.
  readonly header: RecordHeader | undefined;
  readonly author: PrincipalId | undefined;
  readonly recordHash: Hash | undefined;
  readonly receivedTime: bigint; // The server's word.
  // Signature, author and place were all as they must be. False: shown with a finding, never
  // acted upon.
  readonly verified: boolean;
  // For ENTRY records only.
  readonly reading?: EntryReading;
  readonly body?: EntryBody; // When opened.
}

export class CaseView {
  // State and access, from the records up to the first damage. Undefined only when the FILING
  // itself does not verify.
  readonly fold: CaseFold | undefined;
  // The chains that were given, and so read: nothing is written to another one.
  readonly compartments: ReadonlySet<CompartmentKind>;
  // `check`, then `conversation`, then `casefile`; in each the chain's order.
  readonly records: readonly CaseRecord[];
  readonly findings: readonly Finding[];
  // The epochs' keys that this identity could open, commitment checked.
  readonly keyring: Keyring;
  // Heads that were verified, to be remembered for the next time.
  readonly verifiedHeads: readonly CompartmentHead[];

  constructor(parts: Omit<CaseView, 'writable' | 'wipe'>) {
    this.fold = parts.fold;
    this.compartments = parts.compartments;
    this.records = parts.records;
    this.findings = parts.findings;
    this.keyring = parts.keyring;
    this.verifiedHeads = parts.verifiedHeads;
  }

  // False after any finding: the person is asked before anything is written.
  get writable(): boolean {
    return this.fold !== undefined && this.findings.length === 0;
  }

  // The keys; texts are strings, which the page lets go of.
  wipe(): void {
    this.keyring.wipe();
    wipeSodium();
  }
}

const order = [CompartmentKind.CHECK, CompartmentKind.CONVERSATION, CompartmentKind.CASEFILE];

// Never fails: what cannot be verified is a finding. Each staff key is looked up in the
// bundle version of its record; `history` must reach back that far. Does not know what the
// server holds back at the end of a chain beyond `claimed` and `remembered`.
export async function verifyCase(
  material: CaseMaterial,
  history: BundleHistory,
  reader: Identity,
): Promise<CaseView> {
  const read = new CaseRecords(material, history);
  const compartments = new Set<CompartmentKind>();
  for (const kind of order) {
    const chain = material.chains.find((one) => one.compartment === kind);
    if (chain === undefined) continue;
    compartments.add(kind);
    await read.readChain(chain);
  }
  read.checkOpenedEpochs();
  reportHiddenChains(material, reader, compartments, read.findings);
  const keyring = new Keyring();
  const grants = new CaseGrants(material, read);
  for (const grant of material.grants) await grants.read(grant, reader, keyring, read.findings);
  const records = read.records.map((record) => openEntry(record, keyring, read.findings));
  reportMissingFiling(read);
  return new CaseView({
    fold: read.fold,
    compartments,
    records,
    findings: read.findings,
    keyring,
    verifiedHeads: read.verifiedHeads,
  });
}

// Opens what can be opened. A text whose author is not certain is not shown at all: it would
// be somebody's word put in another's mouth.
function openEntry(record: ReadRecord, keyring: Keyring, findings: Finding[]): CaseRecord {
  const { shown, parsed } = record;
  if (parsed?.kind !== RecordKind.ENTRY) return shown;
  if (!record.authentic) return { ...shown, reading: 'damaged' };
  const key = keyring.find(parsed.compartment, parsed.header.epoch);
  if (key === undefined) return { ...shown, reading: 'not-for-me' };
  try {
    return { ...shown, reading: 'opened', body: openBody(parsed, key) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    findings.push({
      what: 'body-damaged',
      compartment: shown.compartment,
      recordNumber: shown.number,
      detail: error.message,
    });
    return { ...shown, reading: 'damaged' };
  }
}

// A server cannot make a chain unseen by leaving it out: neither one that this client saw
// before, nor the conversation, which every filing begins and its reporter may always read.
function reportHiddenChains(
  material: CaseMaterial,
  reader: Identity,
  given: ReadonlySet<CompartmentKind>,
  findings: Finding[],
): void {
  const wanted = new Set<CompartmentKind>();
  for (const { compartment } of material.remembered) {
    wanted.add(compartment?.kind ?? CompartmentKind.UNSPECIFIED);
  }
  if (sameBytes(reader.principal, material.caseId)) wanted.add(CompartmentKind.CONVERSATION);
  for (const compartment of wanted) {
    if (given.has(compartment)) continue;
    findings.push({
      what: 'head-differs',
      compartment,
      recordNumber: 0,
      detail: 'chain: left out',
    });
  }
}

function reportMissingFiling(read: CaseRecords): void {
  const reported = read.findings.some(({ compartment }) => compartment === CompartmentKind.CHECK);
  if (read.fold !== undefined || reported) return;
  read.findings.push({
    what: 'not-canonical',
    compartment: CompartmentKind.CHECK,
    recordNumber: 0,
    detail: 'filing: missing',
  });
}
