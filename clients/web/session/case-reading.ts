// Reading a case and writing to it without believing the server: everything is fetched and
// verified anew each time.
import { fromBinary } from '@bufbuild/protobuf';
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import type { CompartmentHead } from '../generated/vangnet/caseview/v1/caseview_pb';
import type { EntryBody } from '../generated/vangnet/content/v1/content_pb';
import {
  CompartmentKind,
  RecordHeaderSchema,
  RecordSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../contract/bytes';
import { Refusal } from '../contract/refusal';
import {
  type CaseMaterial,
  CaseView,
  type ChainMaterial,
  verifyCase,
} from '../sealing/case-chain';
import { factsOf, type FilingFacts, verifyFilingProof } from '../sealing/filing-proof';
import type { Finding } from '../sealing/finding';
import type { Identity } from '../sealing/identity';
import { RecordWriter } from '../sealing/record-seal';
import type { CasePort, CaseStanding } from './case-port';
import { ClientRefusal } from './client-refusal';
import type { Connection } from './connection';
import { findHeldBack } from './held-back';

export interface CaseReading {
  readonly view: CaseView; // The reader's to wipe.
  readonly standing: CaseStanding;
  // What was verified, the own writing included: `remembered` of the next reading.
  readonly verifiedHeads: readonly CompartmentHead[];
}

// What a person does, written with `writer` under what `reading` shows. Called again when
// somebody else wrote in between.
export type CaseAct = (writer: RecordWriter, reading: CaseReading) => Promise<void>;

export interface WriteTerms {
  // The person was shown the findings and wants to write all the same.
  readonly despiteDamage?: boolean;
}

const readAttempts = 3;
const writeAttempts = 4;

// NOT_FOUND for a case that is not the reader's or does not exist. What the server shows
// wrongly is no failure but a finding of the view; so is a filing proof that is missing or
// about another filing.
export async function readCase(
  port: CasePort,
  connection: Connection,
  reader: Identity,
  remembered: readonly CompartmentHead[] = [],
): Promise<CaseReading> {
  const { organisation } = connection;
  const { standing, chains } = await fetchChains(port);
  const grants = await port.listGrants();
  const versions = bundleVersionsOf(chains);
  if (versions.some((version) => version > organisation.newest.version)) {
    await connection.renew();
  }
  const oldest = Math.min(organisation.newest.version, ...versions);
  const history = await organisation.history(oldest, connection.fetchBundle);
  const material: CaseMaterial = {
    organisationId: organisation.id,
    caseId: port.caseId,
    chains,
    grants,
    remembered,
  };
  const verified = await verifyCase(material, history, reader);
  const more: Finding[] = findHeldBack(verified, reader);
  if (!(await proofStands(verified, standing, organisation.bundle))) {
    more.push({
      what: 'head-differs',
      compartment: CompartmentKind.CHECK,
      recordNumber: 1,
      detail: 'filing proof',
    });
  }
  const view = new CaseView({ ...verified, findings: [...verified.findings, ...more] });
  return { view, standing, verifiedHeads: view.verifiedHeads };
}

// Reads, lets `act` write, sends; begins anew when somebody else wrote in between, an epoch is
// to be started, or the bundle is newer. DATA_LOSS/DAMAGED with findings, unless the person
// said otherwise; nothing is written then. Gives what was read last, before the act.
export async function writeToCase(
  port: CasePort,
  connection: Connection,
  author: Identity,
  act: CaseAct,
  { despiteDamage = false }: WriteTerms = {},
  remembered: readonly CompartmentHead[] = [],
): Promise<CaseReading> {
  for (let attempt = 1; ; ++attempt) {
    const reading = await readCase(port, connection, author, remembered);
    try {
      const { view } = reading;
      if (!view.writable && !(despiteDamage && view.fold !== undefined)) {
        throw new Refusal('DATA_LOSS', 'DAMAGED', 'the case is damaged');
      }
      return await tryToWrite(port, connection, author, reading, act);
    } catch (error) {
      reading.view.wipe();
      const next = nextAfter(error);
      if (next === 'stop' || attempt === writeAttempts) throw error;
      if (next === 'again-with-newer-bundle' && !(await connection.renew())) throw error;
    }
  }
}

// An entry, by an author who may hold no key of the present epoch.
export async function writeEntryOrStartEpoch(
  writer: RecordWriter,
  compartment: CompartmentKind,
  body: EntryBody,
): Promise<void> {
  try {
    await writer.writeEntry(compartment, body);
  } catch (error) {
    const holdsNoKey =
      error instanceof Refusal && error.code === 'FAILED_PRECONDITION' && error.reason === '';
    if (!holdsNoKey) throw error;
    await writer.startEpoch(compartment);
    await writer.writeEntry(compartment, body);
  }
}

interface Chains {
  readonly standing: CaseStanding;
  readonly chains: readonly ChainMaterial[];
}

// Each chain is read once, however often the server names it, and only of kinds that this
// program knows.
async function fetchChains(port: CasePort): Promise<Chains> {
  for (let attempt = 1; ; ++attempt) {
    const standing = await port.getStanding();
    const chains: ChainMaterial[] = [];
    for (const claimed of standing.heads) {
      const compartment = claimed.compartment?.kind ?? CompartmentKind.UNSPECIFIED;
      if (!isKnown(compartment) || chains.some((one) => one.compartment === compartment))
        continue;
      chains.push({ compartment, claimed, records: await port.listRecords(compartment) });
    }
    if (isSteady(chains) || attempt === readAttempts) return { standing, chains };
  }
}

function isKnown(kind: CompartmentKind): boolean {
  return kind >= CompartmentKind.CHECK && kind <= CompartmentKind.CASEFILE;
}

// False when a chain got longer between the two calls: read again rather than call the server
// a liar.
function isSteady(chains: readonly ChainMaterial[]): boolean {
  return chains.every(({ claimed, records }) => claimed?.length === records.length);
}

// The bundle versions that records name; of what is no record verifyCase tells.
function bundleVersionsOf(chains: readonly ChainMaterial[]): number[] {
  const versions: number[] = [];
  for (const { record } of chains.flatMap((chain) => chain.records)) {
    try {
      const { header } = fromBinary(RecordSchema, record);
      const { bundleVersion } = fromBinary(RecordHeaderSchema, header);
      if (bundleVersion > 0) versions.push(bundleVersion);
    } catch {
      continue;
    }
  }
  return versions;
}

// A server that turned the case back behind its own signed word is found out by it. A view
// without a verified filing has findings of its own.
async function proofStands(
  view: CaseView,
  { filingProof }: CaseStanding,
  bundle: Bundle,
): Promise<boolean> {
  let facts: FilingFacts;
  try {
    facts = await factsOf(view);
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
  try {
    verifyFilingProof(filingProof, bundle, facts);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

// What to do about a refused write.
type Next = 'stop' | 'again' | 'again-with-newer-bundle';

function nextAfter(error: unknown): Next {
  switch (error instanceof Refusal ? error.reason : '') {
    case 'CHAIN_MOVED':
    case 'EPOCH_STALE':
      return 'again';
    case 'BUNDLE_STALE':
    case 'BUNDLE_EXPIRED':
      return 'again-with-newer-bundle';
    default:
      return 'stop';
  }
}

async function tryToWrite(
  port: CasePort,
  connection: Connection,
  author: Identity,
  reading: CaseReading,
  act: CaseAct,
): Promise<CaseReading> {
  const bundle = connection.organisation.newest;
  const writer = RecordWriter.create(
    reading.view,
    author,
    bundle,
    connection.now(),
    connection.random,
  );
  try {
    await act(writer, reading);
    const answered = await port.append(writer.take());
    if (!isStored(writer, answered, reading)) {
      throw new ClientRefusal('DATA_LOSS', 'DAMAGED', 'not-stored');
    }
    return { ...reading, verifiedHeads: withOwn(writer, answered, reading) };
  } finally {
    writer.wipe();
  }
}

// What was written is in the chain, which is at least so much longer; else it is not stored,
// whatever the answer says.
function isStored(
  writer: RecordWriter,
  answered: readonly CompartmentHead[],
  { view }: CaseReading,
): boolean {
  return [...view.compartments].every((kind) => {
    const length = writer.fold.length(kind);
    return (
      length === view.fold!.length(kind) ||
      answered.some((head) => head.compartment?.kind === kind && head.length >= length)
    );
  });
}

// After a write the author has seen more: a server that answers OK and then drops the record
// is found out the next time. Only where it names the very head that the author computed: an
// ENTRY may come to lie behind another one.
function withOwn(
  writer: RecordWriter,
  answered: readonly CompartmentHead[],
  { view }: CaseReading,
): CompartmentHead[] {
  const own = answered.filter(({ compartment, head, length }) => {
    const kind = compartment?.kind ?? CompartmentKind.UNSPECIFIED;
    return (
      view.compartments.has(kind) &&
      length === writer.fold.length(kind) &&
      sameBytes(head, writer.fold.head(kind))
    );
  });
  const isOwn = (kind: CompartmentKind | undefined): boolean =>
    own.some((head) => head.compartment?.kind === kind);
  return [...view.verifiedHeads.filter((head) => !isOwn(head.compartment?.kind)), ...own];
}
