// The persons of a filing.
import { create } from '@bufbuild/protobuf';
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import { Role } from '../generated/vangnet/policy/v1/options_pb';
import {
  CaseRole,
  type Category,
  type FilingAct,
  type Person,
  PersonSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { findStaff, handlesCategory, hasRole } from './bundle-staff';
import { compareBytes, hex } from './bytes';
import { demand } from './field-checks';
import { parsePrincipalId, type PrincipalId } from './ids';
import { Refusal } from './refusal';
import type { Routing } from './routing-draw';

// The persons of a filing act, sorted by principal.
export function personsOf(routing: Routing): Person[] {
  const persons: Person[] = [];
  const add = (principal: PrincipalId | undefined, role: CaseRole): void => {
    if (principal !== undefined) persons.push(create(PersonSchema, { principal, role }));
  };
  add(routing.lead, CaseRole.LEAD);
  add(routing.deputy, CaseRole.DEPUTY);
  add(routing.reserve, CaseRole.RESERVE);
  for (const officer of routing.duty) add(officer, CaseRole.DUTY);
  return persons.sort((a, b) => compareBytes(a.principal, b.principal));
}

// What the server checks of a filing's persons and coordinators: a client that asks before
// it sends tells the reporter at once. `away`: hex(principal) of those who take no cases
// now. BAD_FIELD, or FAILED_PRECONDITION/HANDLER_AWAY: draw again.
export function checkFilingPersons(
  bundle: Bundle,
  away: ReadonlySet<string>,
  filing: FilingAct,
): void {
  const leads = filing.persons.filter((person) => person.role === CaseRole.LEAD);
  demand(leads.length === 1, 'persons', 'one lead');
  for (const person of filing.persons) checkPerson(bundle, person, filing.category);
  for (const coordinator of filing.coordinators) {
    const staff = findStaff(bundle, parsePrincipalId('coordinators', coordinator));
    demand(
      staff !== undefined && hasRole(staff, Role.COORDINATOR),
      'coordinators',
      'coordinators of the bundle',
    );
  }
  if (filing.persons.some((one) => isLeadOrDeputy(one) && away.has(hex(one.principal)))) {
    throw new Refusal(
      'FAILED_PRECONDITION',
      'HANDLER_AWAY',
      'persons: lead and deputy who take cases',
    );
  }
}

const isLeadOrDeputy = ({ role }: Person): boolean =>
  role === CaseRole.LEAD || role === CaseRole.DEPUTY;

function checkPerson(bundle: Bundle, person: Person, category: Category): void {
  const staff = findStaff(bundle, parsePrincipalId('persons', person.principal));
  demand(staff !== undefined, 'persons', 'staff of the bundle');
  if (!isLeadOrDeputy(person)) {
    return demand(
      hasRole(staff!, Role.SUPPORT_TEAM),
      'persons',
      'members of the support team as reserve and duty officers',
    );
  }
  demand(
    hasRole(staff!, Role.TRUSTED_PERSON),
    'persons',
    'trusted persons as lead and deputy',
  );
  demand(
    handlesCategory(staff!, category),
    'persons',
    'lead and deputy with competence for the category',
  );
}
