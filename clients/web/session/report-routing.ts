// Who a report goes to, as the reporter chooses it: the contract's draw, with exclusions, a
// lead of one's own choice, and people struck.
import {
  type Availability,
  AvailabilitySchema,
  type Bundle,
  Competence,
  PersonAvailabilitySchema,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import { create } from '@bufbuild/protobuf';
import { CaseRole, type Person } from '../generated/vangnet/record/v1/record_pb';
import { findStaff, hasCompetence } from '../contract/bundle-staff';
import { hex, sameBytes } from '../contract/bytes';
import type { PrincipalId } from '../contract/ids';
import { draw, drawRouting, type RandomNumber, type Routing } from '../contract/routing-draw';
import { personsOf } from '../contract/routing-persons';
import {
  type CandidateList,
  coordinatorsFor,
  dutyOfficers,
  type FallenBy,
  leadCandidates,
  reserveCandidates,
  type RoutingRequest,
} from '../contract/routing-rules';
import { ClientRefusal, NobodyFits } from './client-refusal';
import { categoryName, competenceName, languageName, loadName } from './filing-codes';
import type { ReportInput } from './report-draft';

// A NobodyFits, which says what rules emptied the pool; INVALID_ARGUMENT/UNKNOWN_PERSON for a
// chosen lead who cannot be one.
export function drawFor(
  bundle: Bundle,
  availability: Availability,
  input: ReportInput,
  request: RoutingRequest,
  random: RandomNumber,
): Routing {
  const routing =
    input.lead === undefined
      ? drawAnybody(bundle, availability, request, random)
      : drawAround(input.lead, bundle, availability, request, random);
  return {
    ...routing,
    deputy: input.strikeDeputy ? undefined : routing.deputy,
    reserve: input.strikeReserve ? undefined : routing.reserve,
    duty: input.strikeDuty ? [] : routing.duty,
  };
}

// `availability` without the lead and deputy of `routing`, of whom the server said that they
// take no cases any more: it may be of twelve hours ago. As it is when nobody would be left.
export function withoutLeadOf(
  routing: Pick<Routing, 'lead' | 'deputy'>,
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
): Availability {
  const wasDrawn = (principal: Uint8Array): boolean =>
    sameBytes(principal, routing.lead) ||
    (routing.deputy !== undefined && sameBytes(principal, routing.deputy));
  const without = create(AvailabilitySchema, {
    ...availability,
    persons: availability.persons.map((person) =>
      wasDrawn(person.principal)
        ? create(PersonAvailabilitySchema, { ...person, takingCases: false })
        : person,
    ),
  });
  const left = leadCandidates(bundle, without, request).candidates.length > 0;
  return left ? without : availability;
}

// The persons in the order of rungs: lead, deputy, reserve, duty.
export function inOrderOfRungs(routing: Routing): Person[] {
  return personsOf(routing).sort((a, b) => a.role - b.role);
}

// Why somebody was proposed, as codes: "your-choice", "on-duty", "competence-integrity",
// "knows-water-authority", "knows-islands", "language-dutch", "takes-cases", "load-free".
// Their words: explainWhy.
export function whyProposed(
  bundle: Bundle,
  availability: Availability,
  input: Pick<ReportInput, 'lead'>,
  request: RoutingRequest,
  { principal, role }: Pick<Person, 'principal' | 'role'>,
): string[] {
  const staff = findStaff(bundle, principal);
  if (staff === undefined) return [];
  const why: string[] = [];
  const when = (holds: boolean, code: string): void => {
    if (holds) why.push(code);
  };
  const isCompetence = staff.competences.some(
    (competence) => nameOf(competenceName, competence) === nameOf(categoryName, request.category),
  );
  const available = availability.persons.find((one) => sameBytes(one.principal, principal));
  const takesCases = available?.takingCases === true;
  when(input.lead !== undefined && sameBytes(input.lead, principal), 'your-choice');
  when(role === CaseRole.DUTY, 'on-duty');
  when(isCompetence, `competence-${nameOf(categoryName, request.category)}`);
  when(request.needsConduct && hasCompetence(staff, Competence.CONDUCT), 'competence-conduct');
  when(
    request.needsWaterAuthority && hasCompetence(staff, Competence.WATER_AUTHORITY),
    'knows-water-authority',
  );
  when(request.needsIslands && hasCompetence(staff, Competence.ISLANDS), 'knows-islands');
  when(
    staff.languages.includes(request.language),
    `language-${nameOf(languageName, request.language)}`,
  );
  when(takesCases, 'takes-cases');
  when(takesCases, `load-${nameOf(loadName, available?.load ?? 0)}`);
  return why;
}

// Empty where there is no name.
function nameOf(names: Readonly<Record<number, string>>, value: number): string {
  return names[value] ?? '';
}

function drawAnybody(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
  random: RandomNumber,
): Routing {
  const list = leadCandidates(bundle, availability, request);
  if (!canBeDrawn(list)) throw new NobodyFits(fallenOf(list));
  return drawRouting(bundle, availability, request, random);
}

// Around a lead whom the reporter chose. Whoever is drawn as the deputy of the drawn one would
// be one too many.
function drawAround(
  lead: PrincipalId,
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
  random: RandomNumber,
): Routing {
  const { candidates } = leadCandidates(bundle, availability, request);
  if (!candidates.some((candidate) => sameBytes(candidate.principal, lead))) {
    throw new ClientRefusal('INVALID_ARGUMENT', 'UNKNOWN_PERSON', 'chosen-cannot-lead');
  }
  const others = { ...request, excluded: new Set([...request.excluded, hex(lead)]) };
  if (canBeDrawn(leadCandidates(bundle, availability, others))) {
    const rest = drawRouting(bundle, availability, others, random);
    return { ...rest, lead, deputy: rest.lead };
  }
  const reserve = draw(reserveCandidates(bundle, availability, others).candidates, random);
  return {
    lead,
    deputy: undefined,
    reserve: reserve?.principal,
    duty: dutyOfficers(bundle, availability, others).filter(
      (officer) => reserve === undefined || !sameBytes(officer, reserve.principal),
    ),
    coordinators: coordinatorsFor(bundle, others),
  };
}

const canBeDrawn = (list: CandidateList): boolean =>
  list.candidates.some((candidate) => candidate.weight > 0);

// How many each rule took away, in the order of the rules; another role is no news.
function fallenOf({ fallen }: CandidateList): Map<FallenBy, number> {
  const order: readonly FallenBy[] = ['excluded', 'conflict', 'competence', 'language', 'away'];
  const count = (rule: FallenBy): number => fallen.filter((one) => one.rule === rule).length;
  return new Map(order.map((rule) => [rule, count(rule)] as const).filter(([, n]) => n > 0));
}
