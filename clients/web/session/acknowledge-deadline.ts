// By when somebody must have accepted a case: the server's word, held against the chain.
import type { DeadlinePolicy } from '../generated/vangnet/bundle/v1/bundle_pb';
import { CompartmentKind, RecordKind } from '../generated/vangnet/record/v1/record_pb';
import { acknowledgeBy } from '../contract/deadline-rules';
import { secondsPerDay } from '../contract/limits';
import type { CaseView } from '../sealing/case-chain';

// Seconds: `told` by the server, but never later than the policy gives from the FILING or
// from the latest record that can have moved the turn (known to the day), and that when the
// server tells none. So a server that holds a DECLINE back cannot make a reporter wait
// without end. 0 while no deadline runs: somebody accepted, the case is closed, or its filing
// does not verify.
export function acknowledgeDeadline(
  view: Pick<CaseView, 'fold' | 'records'>,
  policy: DeadlinePolicy,
  told: bigint,
): number {
  const { fold } = view;
  if (fold === undefined || fold.closed || fold.lead !== undefined) return 0;
  const { urgency, calendar } = fold.filing;
  const latest = acknowledgeBy(policy, urgency, calendar, latestStart(view));
  return told === 0n ? latest : Math.min(Number(told), latest);
}

const movesTheTurn: readonly RecordKind[] = [
  RecordKind.DECLINE,
  RecordKind.REMOVE_READER,
  RecordKind.ADD_READER,
];

// When the present turn can have begun at the latest.
function latestStart({ records }: Pick<CaseView, 'records'>): number {
  let start = 0;
  for (const { verified, compartment, header, receivedTime } of records) {
    if (!verified || compartment !== CompartmentKind.CHECK || header === undefined) continue;
    const received = Number(receivedTime);
    if (header.kind === RecordKind.FILING) start = Math.max(start, received);
    if (movesTheTurn.includes(header.kind)) start = Math.max(start, received + secondsPerDay);
  }
  return start;
}
