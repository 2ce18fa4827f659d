// A report that could not be sent, as the bytes of a file that the reporter keeps
// (sealing/outbox.ts). Saving and picking the file is the page's work.
import { sameBytes } from '../contract/bytes';
import { Refusal } from '../contract/refusal';
import type { OrganisationId } from '../contract/ids';
import type { Urgency } from '../generated/vangnet/record/v1/record_pb';
import {
  checkOutbox,
  filingOf,
  type KeptFiling,
  maxOutboxFile,
  openOutbox,
  sealOutbox,
} from '../sealing/outbox';
import type { RandomSource } from '../sealing/random-source';
import type { ReporterKeys } from '../sealing/receipt';
import { ClientRefusal } from './client-refusal';
import { inputOf, outboxReportOf, type ReportInput } from './report-draft';

export { maxOutboxFile };

export interface KeptReport {
  readonly input: ReportInput;
  // To be sent first, as it is: it may have arrived. Undefined: not sealed for anybody yet.
  readonly kept: KeptFiling | undefined;
}

// The file's bytes. `urgency`: as agreed on. `kept`: what SendingHooks.beforeSending gave
// last; undefined when nobody could be drawn yet. INVALID_ARGUMENT/TOO_LARGE for more than a
// file holds.
export async function sealKeptReport(
  organisationId: OrganisationId,
  input: ReportInput,
  urgency: Urgency,
  kept: KeptFiling | undefined,
  keys: ReporterKeys,
  random: RandomSource,
): Promise<Uint8Array> {
  const report = outboxReportOf(organisationId, input, urgency);
  if (kept !== undefined) report.filing = kept.filing.bytes;
  return sealOutbox(report, keys, random);
}

// What can be said without the receipt. ClientRefusals: file-none, file-damaged.
export async function checkKeptReport(bytes: Uint8Array): Promise<void> {
  await inWords(() => checkOutbox(bytes));
}

// The same, and: file-other-receipt; FAILED_PRECONDITION/OTHER_ORGANISATION.
export async function openKeptReport(
  bytes: Uint8Array,
  keys: ReporterKeys,
  organisationId: OrganisationId,
): Promise<KeptReport> {
  const report = await inWords(() => openOutbox(bytes, keys));
  if (!sameBytes(report.organisationId, organisationId)) {
    throw new Refusal('FAILED_PRECONDITION', 'OTHER_ORGANISATION', "another organisation's");
  }
  const kept = report.filing.length === 0 ? undefined : await filingOf(report, keys);
  return { input: inputOf(report), kept };
}

async function inWords<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'DATA_LOSS') {
      throw new ClientRefusal('DATA_LOSS', 'BAD_FILE', 'file-damaged');
    }
    if (error.code === 'UNAUTHENTICATED') {
      throw new ClientRefusal('INVALID_ARGUMENT', 'MISTYPED', 'file-other-receipt');
    }
    throw new ClientRefusal('INVALID_ARGUMENT', 'BAD_FILE', 'file-none');
  }
}
