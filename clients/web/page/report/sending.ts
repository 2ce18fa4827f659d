// Sealing and sending, until the server has proved that it accepted. What was sealed stays in
// memory and is sent again as it is: nothing is lost, nothing is doubled.
import { batch, signal } from '@preact/signals';
import { parseCanonical } from '../../contract/canonical';
import { maxFiling } from '../../contract/limits';
import { parseRecord } from '../../contract/parsed-record';
import { Refusal } from '../../contract/refusal';
import type { Routing } from '../../contract/routing-draw';
import { type FilingAct, FilingSchema } from '../../generated/vangnet/record/v1/record_pb';
import type { FilingDraft } from '../../sealing/filing';
import type { KeptFiling } from '../../sealing/outbox';
import { sealKeptReport } from '../../session/outbox-file';
import { type Accepted, sendReport, type SendingHooks } from '../../session/report-sending';
import { now } from '../state/clock';
import { whenLeaving } from '../state/leaving';
import { connection } from '../state/organisation';
import { painted } from '../state/painted';
import { triage } from './draft';
import { arrived, partOfReport } from './one-report';
import { currentInput, filingDraft, forgetProposal, propose, routing } from './proposal';
import { currentKeys, forgetKeys } from './receipt-state';

export type Why = 'away' | 'renewed' | 'notDrawn';

export type Phase =
  | { readonly kind: 'sealing'; readonly again: boolean }
  | { readonly kind: 'sending' }
  // Until then (seconds), unless somebody wakes it.
  | { readonly kind: 'waiting'; readonly until: number; readonly attempt: number }
  // Drawn again, for the reporter to look at.
  | { readonly kind: 'choosing'; readonly why: Why; readonly good: () => void }
  // The new draw itself failed.
  | {
      readonly kind: 'drawing';
      readonly why: Why;
      readonly error: unknown;
      readonly again: () => void;
    }
  // To be saved as a file; nothing was tried.
  | { readonly kind: 'keeping' }
  | { readonly kind: 'failed'; readonly error: unknown }
  // `filed`: what the filing that stands says of whom and how soon.
  | { readonly kind: 'accepted'; readonly accepted: Accepted; readonly filed: FilingAct };

export const phase = signal<Phase>({ kind: 'sealing', again: false });

// What was sealed last, and may have arrived.
let kept: KeptFiling | undefined;

export async function sendDraft(): Promise<void> {
  await send(kept ?? filingDraft());
}

// A report that was saved: as it was sealed, or, when nobody could be drawn then, anew.
export async function sendSaved(saved: KeptFiling | undefined): Promise<void> {
  kept = saved;
  if (saved !== undefined) return send(saved);
  try {
    await send(await drawAgain('notDrawn'));
  } catch (error) {
    phase.value = { kind: 'failed', error };
  }
}

// The same again, after it failed.
export async function sendAgain(): Promise<void> {
  if (kept !== undefined) return send(kept);
  if (routing.peek() !== undefined) return send(filingDraft());
  return sendSaved(undefined);
}

export async function keepOnly(): Promise<void> {
  whenLeaving(forgetSending);
  await currentKeys();
  phase.value = { kind: 'keeping' };
}

// The bytes of a file to keep, sealed under the receipt.
export async function savedBytes(): Promise<Uint8Array> {
  const { organisation, random } = connection.peek()!;
  const keys = await currentKeys();
  return sealKeptReport(organisation.id, currentInput(), triage().urgency, kept, keys, random);
}

async function send(first: FilingDraft | KeptFiling): Promise<void> {
  whenLeaving(forgetSending);
  let left = false;
  const stays = whenLeaving(() => {
    left = true;
  });
  phase.value = { kind: 'sealing', again: false };
  try {
    // Sealing holds a slow telephone for some tenths of a second: first the person sees that it
    // began. Who leaves until then has sent nothing.
    const [keys] = await Promise.all([currentKeys(), painted()]);
    stays();
    if (left) return;
    const accepted = await sendReport(connection.peek()!, keys, first, hooks);
    const filed = accepted.filing ?? (await filedBy(kept!));
    batch(() => {
      phase.value = { kind: 'accepted', accepted, filed };
      arrived.value = true;
      kept = undefined;
      forgetKeys();
    });
  } catch (error) {
    phase.value = { kind: 'failed', error };
  }
}

async function filedBy({ filing }: KeptFiling): Promise<FilingAct> {
  const { records } = parseCanonical(FilingSchema, filing.bytes, maxFiling);
  const { header } = await parseRecord(records[0]!);
  if (header.act.case !== 'filing') throw new Refusal('INTERNAL', '', 'filing: its first record');
  return header.act.value;
}

const hooks: SendingHooks = {
  beforeSending: (sealed) => {
    kept = sealed;
    phase.value = { kind: 'sending' };
  },
  // As long as the page is open: the person saves a file, or leaves.
  keepTrying: (attempt, wait) => {
    phase.value = { kind: 'waiting', until: now() + wait / 1000, attempt };
    return true;
  },
  drawAgain: (away) => drawAgain(away ? 'away' : 'renewed', away ? routing.peek() : undefined),
  sealedAgain: () => {
    phase.value = { kind: 'sealing', again: true };
  },
};

// Nobody gets a report of whom its reporter did not know: they look at it first.
async function drawAgain(why: Why, refused?: Routing): Promise<FilingDraft> {
  while (true) {
    try {
      await propose(connection.peek()!, refused);
      break;
    } catch (error) {
      await new Promise<void>((again) => {
        phase.value = { kind: 'drawing', why, error, again };
      });
    }
  }
  await new Promise<void>((good) => {
    phase.value = { kind: 'choosing', why, good };
  });
  return filingDraft();
}

export function forgetSending(): void {
  kept = undefined;
  forgetProposal();
}

partOfReport(() => {
  forgetSending();
  phase.value = { kind: 'sealing', again: false };
});
