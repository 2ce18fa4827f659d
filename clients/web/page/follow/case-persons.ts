// Who can open a case, now or later.
import { CaseRole, Urgency } from '../../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../../contract/bytes';
import type { CaseFold } from '../../contract/case-fold';
import type { PrincipalId } from '../../contract/ids';

//   yes   the gate is open to this person
//   card  is or will be on duty with a case that cannot wait: the check card without a turn
//   turn  holds a key, and gets the content only when it is this person's turn
//   no    left, for good; or the case ended and no turn comes any more
export type Opens = 'yes' | 'card' | 'turn' | 'no';

export interface PersonRow {
  readonly principal: PrincipalId;
  readonly role: CaseRole;
  readonly opens: Opens;
}

export function personRows(fold: CaseFold): PersonRow[] {
  return fold.persons.map((person) => ({
    principal: person.principal,
    role: person.present ? fold.roleOf(person.principal) : person.role,
    opens: opensOf(fold, person),
  }));
}

function opensOf(fold: CaseFold, person: CaseFold['persons'][number]): Opens {
  if (!person.present) return 'no';
  // Without a lead it is the turn of the first who is still there, to accept.
  const holder = fold.lead ?? fold.persons.find((one) => one.present)?.principal;
  if (holder !== undefined && sameBytes(holder, person.principal)) return 'yes';
  if (fold.closed) return 'no';
  return opensAtFiling(fold, person.role) ? 'card' : 'turn';
}

// For whoever has the duty while nobody leads yet. Which of them that is now, only the server
// knows.
function opensAtFiling({ lead, filing }: CaseFold, role: CaseRole): boolean {
  const cannotWait = filing.urgency === Urgency.URGENT || filing.urgency === Urgency.HIGH;
  return lead === undefined && cannotWait && role === CaseRole.DUTY;
}
