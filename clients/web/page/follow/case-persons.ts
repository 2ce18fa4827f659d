// Who can open a case, now or later.
import type { CaseRole } from '../../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../../contract/bytes';
import type { CaseFold } from '../../contract/case-fold';
import type { PrincipalId } from '../../contract/ids';

//   yes   the gate is open to this person
//   turn  holds a key, and gets the content only when it is this person's turn
//   no    left, for good
export type Opens = 'yes' | 'turn' | 'no';

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
  const { lead } = fold;
  if (lead !== undefined) {
    return fold.closed || sameBytes(lead, person.principal) ? 'yes' : 'turn';
  }
  // Whose turn it is to accept.
  const [next] = fold.rungs();
  return next !== undefined && sameBytes(next, person.principal) ? 'yes' : 'turn';
}
