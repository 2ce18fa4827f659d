// The draw (SPEC.md section 5).
import type { Availability, Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import { sameBytes } from './bytes';
import type { PrincipalId } from './ids';
import { Refusal } from './refusal';
import {
  type Candidate,
  coordinatorsFor,
  dutyOfficers,
  leadCandidates,
  reserveCandidates,
  type RoutingRequest,
} from './routing-rules';

// 8 bytes from a source of randomness, big-endian, as a number.
export type RandomNumber = () => bigint;

export interface Routing {
  readonly lead: PrincipalId;
  readonly deputy: PrincipalId | undefined;
  readonly reserve: PrincipalId | undefined;
  readonly duty: readonly PrincipalId[]; // Without those who are lead, deputy or reserve.
  readonly coordinators: readonly PrincipalId[];
}

// A source that gave so many numbers to be rejected is broken: with a sound one even a
// single rejection is rarer than one in 2^40.
const maxRejections = 64;
const range = 1n << 64n;

// A number below `total`, each equally likely.
function below(total: bigint, random: RandomNumber): bigint {
  const end = range - (range % total); // The largest multiple of the total.
  for (let i = 0; i < maxRejections; ++i) {
    const number = random();
    if (number < end) return number % total;
  }
  throw new Refusal('INTERNAL', '', 'random numbers: a working source');
}

// Draws one candidate with probability weight / total: the one in whose share the number
// modulo the total falls, in the order given. Undefined when nobody has any weight.
export function draw(
  candidates: readonly Candidate[],
  random: RandomNumber,
): Candidate | undefined {
  let total = 0n;
  for (const { weight } of candidates) total += BigInt(weight);
  if (total === 0n) return undefined;
  let left = below(total, random);
  for (const candidate of candidates) {
    const weight = BigInt(candidate.weight);
    if (left < weight) return candidate;
    left -= weight;
  }
  throw new Refusal('INTERNAL', '', 'draw: past the total');
}

// Draws lead, then deputy from the rest, then reserve from those not drawn yet.
// FAILED_PRECONDITION when nobody can be lead; leadCandidates tells which rule emptied the
// pool.
export function drawRouting(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
  random: RandomNumber,
): Routing {
  const { candidates } = leadCandidates(bundle, availability, request);
  const lead = draw(candidates, random)?.principal;
  if (lead === undefined) {
    throw new Refusal('FAILED_PRECONDITION', '', 'lead: nobody can take this report');
  }
  const deputy = draw(without(candidates, [lead]), random)?.principal;
  const reserves = reserveCandidates(bundle, availability, request).candidates;
  const reserve = draw(without(reserves, [lead, deputy]), random)?.principal;
  const drawn = [lead, deputy, reserve];
  return {
    lead,
    deputy,
    reserve,
    duty: dutyOfficers(bundle, availability, request).filter((one) => !isOneOf(one, drawn)),
    coordinators: coordinatorsFor(bundle, request),
  };
}

type Drawn = readonly (PrincipalId | undefined)[];

function isOneOf(principal: PrincipalId, drawn: Drawn): boolean {
  return drawn.some((one) => one !== undefined && sameBytes(one, principal));
}

function without(candidates: readonly Candidate[], drawn: Drawn): Candidate[] {
  return candidates.filter((candidate) => !isOneOf(candidate.principal, drawn));
}
