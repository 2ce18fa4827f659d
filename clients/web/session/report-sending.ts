// Sending a report until it is accepted, and finishing one that was cut off. What could not
// be sent stays sealed in memory and is tried again as it is, under the same case id.
import type { FilingAct, FilingProofStatement } from '../generated/vangnet/record/v1/record_pb';
import { IntakeService } from '../generated/vangnet/intake/v1/intake_service_pb';
import { Refusal } from '../contract/refusal';
import { buildFiling, type FilingDraft } from '../sealing/filing';
import { factsOf, type FilingFacts, verifyFilingProof } from '../sealing/filing-proof';
import type { KeptFiling } from '../sealing/outbox';
import type { ReporterKeys } from '../sealing/receipt';
import { CasePort } from './case-port';
import { readCase } from './case-reading';
import type { Connection } from './connection';
import { backoffBefore } from './server';
import { Session } from './session';

export interface Accepted {
  readonly proof: Uint8Array; // Canonical FilingProof, verified.
  readonly statement: FilingProofStatement;
  // It had been accepted before: a repeat of other bytes, or a filing that was cut off.
  readonly alreadyThere: boolean;
  readonly attempts: number;
  // When alreadyThere: the filing that stands, verified. It may name others than were drawn
  // last.
  readonly filing?: FilingAct;
}

// How the sender speaks with the person.
export interface SendingHooks {
  // The server cannot be reached; the next try is after `wait` milliseconds. False: stop.
  readonly keepTrying: (attempt: number, wait: number) => boolean | Promise<boolean>;
  // `away`: lead or deputy takes no cases any more; else the bundle was renewed, and somebody
  // of the routing may have left. A new draft. What it throws ends the sending.
  readonly drawAgain: (away: boolean) => Promise<FilingDraft>;
  // The bundle was renewed, or newly drawn: the report is being sealed again.
  readonly sealedAgain?: (bundleRenewed: boolean) => void;
  // What was just sealed, before any of it is sent: to be kept until a good proof, since from
  // here on it may arrive. What it throws ends the sending, and nothing of this was sent.
  readonly beforeSending?: (kept: KeptFiling) => void | Promise<void>;
}

// How often a report is drawn or sealed anew before the person is told to call.
const maxRenewals = 5;

// Seals a draft and sends it. A KeptFiling, what was sealed for this case before, is first
// sent as it is, since it may have arrived; only when the server will not have it any more
// hooks.drawAgain is asked for a draft. DATA_LOSS/PROOF_REFUSED when the server says OK
// without a good proof, INVALID_ARGUMENT/REPORT_REFUSED when it does not take what was sealed
// here. UNAVAILABLE when the person stopped: what beforeSending was given last is sent again
// later, since nothing tells whether the last try arrived.
export async function sendReport(
  connection: Connection,
  reporter: ReporterKeys,
  first: FilingDraft | KeptFiling,
  hooks: SendingHooks,
): Promise<Accepted> {
  let next = first;
  let attempts = 0;
  for (let renewals = 0; renewals <= maxRenewals; ++renewals) {
    let version = connection.organisation.newest.version;
    try {
      const kept = isKept(next) ? next : await seal(connection, reporter, next, hooks);
      version = kept.bundleVersion;
      const proof = await sendBytes(connection, kept.filing.bytes, hooks, () => ++attempts);
      const checked = await checkProof(connection, proof, kept.filing.facts);
      return { ...checked, alreadyThere: false, attempts };
    } catch (error) {
      if (reasonOf(error) === 'CASE_EXISTS') {
        const found = await findFiling(connection, reporter);
        if (found === undefined) throw error;
        return { ...found, attempts };
      }
      next = await mend(connection, error, version, hooks);
    }
  }
  throw new Refusal('FAILED_PRECONDITION', 'NOBODY_FITS', 'drawn too often');
}

// Signs in with the receipt and looks whether the filing arrived. Undefined: it did not.
// DATA_LOSS/PROOF_REFUSED or /DAMAGED when the case is there and not as it should be.
export async function findFiling(
  connection: Connection,
  reporter: ReporterKeys,
): Promise<Accepted | undefined> {
  const { server, organisation } = connection;
  let session: Session;
  try {
    session = await Session.begin(server, reporter.identity, organisation.id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
  try {
    const port = new CasePort(session, reporter.caseId);
    const { view, standing } = await readCase(port, connection, reporter.identity);
    try {
      const facts = await filedFacts(() => factsOf(view));
      const checked = await checkProof(connection, standing.filingProof, facts);
      return { ...checked, alreadyThere: true, attempts: 0, filing: view.fold!.filing };
    } finally {
      view.wipe();
    }
  } finally {
    await session.end();
  }
}

function isKept(first: FilingDraft | KeptFiling): first is KeptFiling {
  return 'filing' in first;
}

function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.reason : '';
}

async function seal(
  connection: Connection,
  reporter: ReporterKeys,
  draft: FilingDraft,
  hooks: SendingHooks,
): Promise<KeptFiling> {
  const { organisation, random } = connection;
  const bundle = organisation.newest;
  const filing = await buildFiling(reporter, bundle, draft, connection.now(), random);
  const kept = { filing, bundleVersion: bundle.version };
  await hooks.beforeSending?.(kept);
  return kept;
}

// What was sealed here was made by this page, of answers that it had held to the form:
// nothing that the person could look over again, but its length.
function asTold(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'INVALID_ARGUMENT') return error;
  if (error.reason === 'TOO_LARGE') return error;
  const message = 'the server does not take what was sealed here';
  return new Refusal('INVALID_ARGUMENT', 'REPORT_REFUSED', message);
}

// The same bytes until somebody answers, or the person stops.
async function sendBytes(
  connection: Connection,
  filing: Uint8Array,
  hooks: SendingHooks,
  count: () => number,
): Promise<Uint8Array> {
  while (true) {
    const attempt = count();
    try {
      const { fileReport } = IntakeService.method;
      return (await connection.server.call(fileReport, { filing })).filingProof;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'UNAVAILABLE') throw asTold(error);
      const wait = backoffBefore(attempt + 1);
      if (!(await hooks.keepTrying(attempt, wait))) throw error;
      await connection.wait(wait);
    }
  }
}

// A new draft after a refusal of what was sealed under bundle `version`. The refusal itself
// when it cannot be mended.
async function mend(
  connection: Connection,
  error: unknown,
  version: number,
  hooks: SendingHooks,
): Promise<FilingDraft> {
  switch (reasonOf(error)) {
    case 'HANDLER_AWAY': {
      const draft = await hooks.drawAgain(true);
      hooks.sealedAgain?.(false);
      return draft;
    }
    case 'BUNDLE_STALE':
    case 'BUNDLE_EXPIRED': {
      await connection.renew();
      if (connection.organisation.newest.version <= version) throw error;
      const draft = await hooks.drawAgain(false);
      hooks.sealedAgain?.(true);
      return draft;
    }
    default:
      throw error;
  }
}

type CheckedProof = Pick<Accepted, 'proof' | 'statement'>;

// A proof may be signed by a log key that only a newer bundle lists.
async function checkProof(
  connection: Connection,
  proof: Uint8Array,
  facts: FilingFacts,
): Promise<CheckedProof> {
  const known = verifiedOrNothing(proof, connection, facts);
  if (known !== undefined) return known;
  const renewed = await connection.renew().catch((error: unknown) => {
    if (error instanceof Refusal) return false;
    throw error;
  });
  const later = renewed ? verifiedOrNothing(proof, connection, facts) : undefined;
  if (later !== undefined) return later;
  throw new Refusal('DATA_LOSS', 'PROOF_REFUSED', 'the filing proof is not right');
}

function verifiedOrNothing(
  proof: Uint8Array,
  { organisation }: Connection,
  facts: FilingFacts,
): CheckedProof | undefined {
  try {
    return { proof, statement: verifyFilingProof(proof, organisation.bundle, facts) };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function filedFacts(read: () => Promise<FilingFacts>): Promise<FilingFacts> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('DATA_LOSS', 'DAMAGED', 'the filing does not verify');
  }
}
