// What an honest server would have given and this one did not, beyond what verifyCase can
// know: the records of the filing, and the grants of epochs that name the reader.
import { CompartmentKind, type EpochAct } from '../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../contract/bytes';
import type { CaseRecord, CaseView } from '../sealing/case-chain';
import type { Finding } from '../sealing/finding';
import type { Identity } from '../sealing/identity';

// Of a filing: FILING, EPOCH, ENTRY; EPOCH, ENTRY.
const filedRecords = [
  [CompartmentKind.CHECK, 3],
  [CompartmentKind.CONVERSATION, 2],
] as const;

// Nothing for a view that has findings already: what is damaged cannot tell what is missing.
export function findHeldBack(view: CaseView, reader: Identity): Finding[] {
  if (!view.writable) return [];
  const short = filedRecords
    .filter(([kind, wanted]) => hasFewer(view, kind, wanted))
    .map(([kind]) => heldBack(kind, 'filing'));
  return [...short, ...withoutAKey(view, reader).map((kind) => heldBack(kind, 'grant'))];
}

function heldBack(compartment: CompartmentKind, detail: string): Finding {
  return { what: 'head-differs', compartment, recordNumber: 0, detail };
}

function hasFewer(view: CaseView, kind: CompartmentKind, wanted: number): boolean {
  if (!view.compartments.has(kind)) return false;
  return view.records.filter((record) => record.compartment === kind).length < wanted;
}

function withoutAKey(view: CaseView, reader: Identity): CompartmentKind[] {
  // Who was off the access list for a time is not given again what was granted before.
  if (view.records.some((record) => adds(record, reader))) return [];
  const kinds = new Set<CompartmentKind>();
  for (const { header, compartment } of view.records) {
    if (header?.act.case !== 'epochStart') continue;
    const epoch = header.act.value;
    if (!isMember(epoch, reader) || !view.fold!.mayRead(compartment, reader.principal)) continue;
    if (view.keyring.find(compartment, epoch.number) === undefined) kinds.add(compartment);
  }
  return [...kinds].sort((a, b) => a - b);
}

function adds({ header }: CaseRecord, reader: Identity): boolean {
  const act = header?.act;
  return act?.case === 'addReader' && sameBytes(act.value.principal, reader.principal);
}

// Keys that were sealed to earlier ones of the reader are of no use to anybody.
function isMember({ members }: EpochAct, reader: Identity): boolean {
  return members.some(
    ({ principal, boxKey }) =>
      sameBytes(principal, reader.principal) && sameBytes(boxKey, reader.boxKey),
  );
}
