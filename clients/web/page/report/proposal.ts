// Who was drawn, and for what: when an answer changes who fits, it is drawn again. Drawn in
// the browser; nobody is told of who was passed over.
import { batch, computed, signal } from '@preact/signals';
import { findStaff } from '../../contract/bundle-staff';
import { hex } from '../../contract/bytes';
import type { PrincipalId } from '../../contract/ids';
import type { Routing } from '../../contract/routing-draw';
import { leadCandidates, type RoutingRequest } from '../../contract/routing-rules';
import type { Availability, Bundle } from '../../generated/vangnet/bundle/v1/bundle_pb';
import { CaseRole, type Person } from '../../generated/vangnet/record/v1/record_pb';
import { randomNumbers } from '../../sealing/random-source';
import type { FilingDraft } from '../../sealing/filing';
import { ClientRefusal } from '../../session/client-refusal';
import type { Connection } from '../../session/connection';
import {
  filingDraftOf,
  inputFrom,
  type ReportInput,
  routingRequestOf,
} from '../../session/report-draft';
import {
  drawFor,
  inOrderOfRungs,
  whyProposed,
  withoutLeadOf,
} from '../../session/report-routing';
import { whenLeaving } from '../state/leaving';
import { listMade } from '../state/organisation';
import * as draft from './draft';

interface Drawn {
  readonly routing: Routing; // Before anybody was struck.
  readonly availability: Availability;
  readonly request: RoutingRequest;
  readonly key: string; // Of what it was drawn for.
}

const drawn = signal<Drawn | undefined>(undefined);

// As the reporter left it: without those who were struck. Nobody else moves.
export const routing = computed<Routing | undefined>(() => {
  if (drawn.value === undefined) return undefined;
  const { deputy, reserve, duty } = draft.struck.value;
  const all = drawn.value.routing;
  return {
    ...all,
    deputy: deputy ? undefined : all.deputy,
    reserve: reserve ? undefined : all.reserve,
    duty: duty ? [] : all.duty,
  };
});

export function currentInput(): ReportInput {
  const { deputy, reserve, duty } = draft.struck.value;
  return {
    ...inputFrom(draft.answers.value, draft.pageLanguage()),
    excluded: draft.excluded.value,
    wantedUrgency: draft.wantedUrgency.value,
    lead: draft.lead.value,
    strikeDeputy: deputy,
    strikeReserve: reserve,
    strikeDuty: duty,
  };
}

// Everything that decides who fits, in one text.
function keyOf(request: RoutingRequest): string {
  const { organisationCodes, excluded, now: _now, ...plain } = request;
  return JSON.stringify([
    plain,
    [...organisationCodes].sort(),
    [...excluded].sort(),
    draft.lead.value === undefined ? '' : hex(draft.lead.value),
  ]);
}

const requestAt = (now: number): RoutingRequest =>
  routingRequestOf(currentInput(), draft.triage(), now);

// True when what was drawn is for what the reporter says now.
export function isDrawn(connection: Connection): boolean {
  return drawn.value?.key === keyOf(requestAt(connection.now()));
}

// True when the lead whom the reporter chose cannot be one: then somebody was drawn instead.
export type DrawNote = 'chosen-cannot-lead' | undefined;

// Draws anew. Throws NobodyFits, and what fetchAvailability throws. `refused`: the server said
// that its lead or deputy has just become unavailable.
export async function propose(connection: Connection, refused?: Routing): Promise<DrawNote> {
  whenLeaving(forgetProposal);
  const fetched = await connection.fetchAvailability();
  listMade.value = fetched.madeTime;
  return drawFrom(connection, fetched, refused);
}

// From the list that was fetched before: another draw at once.
export function proposeAgain(connection: Connection): DrawNote {
  return drawFrom(connection, drawn.peek()!.availability);
}

function drawFrom(connection: Connection, list: Availability, refused?: Routing): DrawNote {
  const { bundle } = connection.organisation;
  const request = requestAt(connection.now());
  const availability =
    refused === undefined ? list : withoutLeadOf(refused, bundle, list, request);
  const random = randomNumbers(connection.random);
  const input = {
    ...currentInput(),
    strikeDeputy: false,
    strikeReserve: false,
    strikeDuty: false,
  };
  try {
    const routing = drawFor(bundle, availability, input, request, random);
    drawn.value = { routing, availability, request, key: keyOf(request) };
    return undefined;
  } catch (error) {
    if (!(error instanceof ClientRefusal) || error.because !== 'chosen-cannot-lead') throw error;
    draft.lead.value = undefined;
    drawFrom(connection, list, refused);
    return 'chosen-cannot-lead';
  }
}

export interface Proposed extends Person {
  readonly name: string;
  readonly why: readonly string[];
}

export function nameOf(bundle: Bundle, principal: Uint8Array): string {
  return findStaff(bundle, principal)?.name ?? '';
}

// In the order in which they are asked.
export function proposed({ organisation: { bundle } }: Connection): readonly Proposed[] {
  if (drawn.value === undefined || routing.value === undefined) return [];
  const { availability, request } = drawn.value;
  return inOrderOfRungs(routing.value).map((person) => ({
    ...person,
    name: nameOf(bundle, person.principal),
    why: whyProposed(bundle, availability, { lead: draft.lead.value }, request, person),
  }));
}

// Who else could be the lead.
export function otherLeads({ organisation: { bundle } }: Connection): readonly PrincipalId[] {
  if (drawn.value === undefined) return [];
  const { availability, request, routing: now } = drawn.value;
  return leadCandidates(bundle, availability, request)
    .candidates.map((candidate) => candidate.principal)
    .filter((one) => hex(one) !== hex(now.lead));
}

// What may be struck of those who were drawn, whether it is or not.
export function struckNames(
  connection: Connection,
): readonly { rung: keyof draft.Struck; name: string }[] {
  if (drawn.value === undefined) return [];
  const { bundle } = connection.organisation;
  const { deputy, reserve, duty } = drawn.value.routing;
  const struck = draft.struck.value;
  return [
    ...(struck.deputy && deputy !== undefined
      ? [{ rung: 'deputy' as const, name: nameOf(bundle, deputy) }]
      : []),
    ...(struck.reserve && reserve !== undefined
      ? [{ rung: 'reserve' as const, name: nameOf(bundle, reserve) }]
      : []),
    ...(struck.duty && duty.length > 0
      ? [{ rung: 'duty' as const, name: duty.map((one) => nameOf(bundle, one)).join(', ') }]
      : []),
  ];
}

export const rungOf = (role: CaseRole): keyof draft.Struck | undefined =>
  role === CaseRole.DEPUTY
    ? 'deputy'
    : role === CaseRole.RESERVE
      ? 'reserve'
      : role === CaseRole.DUTY
        ? 'duty'
        : undefined;

// What is sealed.
export function filingDraft(): FilingDraft {
  return filingDraftOf(currentInput(), draft.triage(), routing.value!);
}

export function forgetProposal(): void {
  batch(() => {
    drawn.value = undefined;
  });
}
