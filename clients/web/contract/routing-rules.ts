// Who a report goes to (SPEC.md section 5): the client draws, the server only checks.
// Integer arithmetic, no clock, no randomness of its own: the same bytes give the same draw
// in C++ and TypeScript.
import {
  type Availability,
  type Bundle,
  Competence,
  Load,
  type PersonAvailability,
  type RoutingPolicy,
  type Staff,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import { Role } from '../generated/vangnet/policy/v1/options_pb';
import { Category, Language, Urgency } from '../generated/vangnet/record/v1/record_pb';
import { handlesCases, handlesCategory, hasCompetence, hasRole } from './bundle-staff';
import { compareBytes, hex, sameBytes } from './bytes';
import type { PrincipalId } from './ids';
import { maxPersons, secondsPerDay } from './limits';

// What routing may know of a report. Never leaves the client.
export interface RoutingRequest {
  readonly category: Category;
  readonly urgency: Urgency;
  readonly language: Language;
  // Codes (organisationCode) of the organisations that the reporter typed.
  readonly organisationCodes: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>; // hex(principal).
  // Inappropriate conduct asks for a certified person; water authority and islands for
  // somebody who knows them.
  readonly needsConduct: boolean;
  readonly needsWaterAuthority: boolean;
  readonly needsIslands: boolean;
  // Seconds: which duty periods count (now to 24 hours later).
  readonly now: number;
}

// The rule by which somebody fell away, in the order in which the rules run.
export type FallenBy = 'excluded' | 'conflict' | 'role' | 'competence' | 'language' | 'away';

export interface Candidate {
  readonly principal: PrincipalId;
  readonly weight: number; // By load band; what the draw uses.
  readonly load: Load;
}

export interface Fallen {
  readonly principal: PrincipalId;
  readonly rule: FallenBy;
}

export interface CandidateList {
  readonly candidates: readonly Candidate[]; // Sorted by principal.
  readonly fallen: readonly Fallen[]; // Sorted by principal; who handles cases only.
}

// Room for lead, deputy and reserve in a filing's persons.
const maxDuty = maxPersons - 3;

// For lead and deputy: trusted persons. Somebody of whom `availability` says nothing counts
// as away, and an unknown load as full.
export function leadCandidates(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
): CandidateList {
  return candidatesFor(Role.TRUSTED_PERSON, bundle, availability, request);
}

// For the reserve: members of the support team.
export function reserveCandidates(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
): CandidateList {
  return candidatesFor(Role.SUPPORT_TEAM, bundle, availability, request);
}

// Duty officers of the next 24 hours who are neither excluded nor in conflict, sorted; when
// there are more than 13, those whose duty starts first. Empty unless urgency is 1 or 2 or
// the category is crisis.
export function dutyOfficers(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
): PrincipalId[] {
  if (!wantsDuty(request)) return [];
  const from = BigInt(Math.floor(request.now));
  const until = from + BigInt(secondsPerDay);
  const firstStart = new Map<string, { principal: PrincipalId; start: bigint }>();
  for (const { principal, startTime, endTime } of availability.duty) {
    if (endTime <= from || startTime >= until) continue;
    const staff = bundle.staff.find((person) => sameBytes(person.principal, principal));
    if (staff === undefined || !hasRole(staff, Role.SUPPORT_TEAM)) continue;
    if (isExcluded(staff, request) || hasConflict(staff, request)) continue;
    const known = firstStart.get(hex(principal));
    if (known === undefined || startTime < known.start) {
      firstStart.set(hex(principal), { principal: idOf(staff), start: startTime });
    }
  }
  return [...firstStart.values()]
    .sort((a, b) => compareNumbers(a.start, b.start) || compareBytes(a.principal, b.principal))
    .slice(0, maxDuty)
    .map((officer) => officer.principal)
    .sort(compareBytes);
}

// Coordinators who are neither excluded nor in conflict, sorted, at most 16.
export function coordinatorsFor(bundle: Bundle, request: RoutingRequest): PrincipalId[] {
  return bundle.staff
    .filter(
      (staff) =>
        hasRole(staff, Role.COORDINATOR) &&
        !isExcluded(staff, request) &&
        !hasConflict(staff, request),
    )
    .map(idOf)
    .sort(compareBytes)
    .slice(0, maxPersons);
}

// The bundle's rules looked at it.
const idOf = (staff: Staff): PrincipalId => staff.principal as PrincipalId;

const compareNumbers = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function candidatesFor(
  role: Role,
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
): CandidateList {
  const candidates: Candidate[] = [];
  const fallen: Fallen[] = [];
  for (const staff of bundle.staff) {
    if (!handlesCases(staff)) continue;
    const available = availability.persons.find((person) =>
      sameBytes(person.principal, staff.principal),
    );
    const principal = idOf(staff);
    const rule = fallsBy(staff, available, role, request);
    if (rule === undefined) {
      const load = available?.load ?? Load.UNSPECIFIED;
      candidates.push({ principal, weight: weightOf(load, bundle.routing), load });
    } else {
      fallen.push({ principal, rule });
    }
  }
  const byPrincipal = (a: Fallen | Candidate, b: Fallen | Candidate): number =>
    compareBytes(a.principal, b.principal);
  return { candidates: candidates.sort(byPrincipal), fallen: fallen.sort(byPrincipal) };
}

// The first rule by which somebody falls away, or nothing.
function fallsBy(
  staff: Staff,
  available: PersonAvailability | undefined,
  role: Role,
  request: RoutingRequest,
): FallenBy | undefined {
  if (isExcluded(staff, request)) return 'excluded';
  if (hasConflict(staff, request)) return 'conflict';
  if (!hasRole(staff, role)) return 'role';
  if (!hasAllCompetences(staff, request)) return 'competence';
  if (!speaks(staff, request.language)) return 'language';
  // Who is not in the list is not known to take cases.
  return available?.takingCases === true ? undefined : 'away';
}

const isExcluded = (staff: Staff, request: RoutingRequest): boolean =>
  request.excluded.has(hex(staff.principal));

const hasConflict = (staff: Staff, request: RoutingRequest): boolean =>
  staff.conflictCodes.some((code) => request.organisationCodes.has(code));

function hasAllCompetences(staff: Staff, request: RoutingRequest): boolean {
  return (
    handlesCategory(staff, request.category) &&
    (!request.needsConduct || hasCompetence(staff, Competence.CONDUCT)) &&
    (!request.needsWaterAuthority || hasCompetence(staff, Competence.WATER_AUTHORITY)) &&
    (!request.needsIslands || hasCompetence(staff, Competence.ISLANDS))
  );
}

const speaks = (staff: Staff, language: Language): boolean =>
  language === Language.OTHER || staff.languages.includes(language);

function weightOf(load: Load, policy: RoutingPolicy | undefined): number {
  switch (load) {
    case Load.FREE:
      return policy?.freeWeight ?? 0;
    case Load.NORMAL:
      return policy?.normalWeight ?? 0;
    default:
      return policy?.fullWeight ?? 0;
  }
}

function wantsDuty(request: RoutingRequest): boolean {
  return (
    request.urgency === Urgency.URGENT ||
    request.urgency === Urgency.HIGH ||
    request.category === Category.CRISIS
  );
}
