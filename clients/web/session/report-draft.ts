// What a reporter wants to send, before anything is drawn or sealed; and what becomes of it:
// a routing request, a filing draft, the report of an outbox file.
import { create } from '@bufbuild/protobuf';
import type { Language, Calendar } from '../generated/vangnet/record/v1/record_pb';
import { Urgency } from '../generated/vangnet/record/v1/record_pb';
import { Territory } from '../generated/vangnet/bundle/v1/bundle_pb';
import {
  type OutboxReport,
  OutboxReportSchema,
} from '../generated/vangnet/reportoutbox/v1/outbox_file_pb';
import { compareBytes, hex } from '../contract/bytes';
import type { OrganisationId, PrincipalId } from '../contract/ids';
import { organisationCode } from '../contract/organisation-code';
import type { Routing } from '../contract/routing-draw';
import type { RoutingRequest } from '../contract/routing-rules';
import type { FilingDraft } from '../sealing/filing';
import { accountOf, answerMessages, answersOf, checkCardOf } from './account';
import {
  type Answers,
  calendarOf,
  categoryOf,
  chose,
  languageOf,
  linesOf,
  question,
  territoryOf,
  textOf,
} from './answers';
import type { Triage } from './triage-rules';

export interface ReportInput {
  readonly answers: Answers;
  readonly excluded: readonly PrincipalId[]; // Staff whom the reporter excludes.
  readonly wantedUrgency: Urgency; // Only raises what the answers give.
  readonly language: Language;
  readonly calendar: Calendar;
  readonly lead: PrincipalId | undefined; // Whom the reporter chose.
  // Whom the reporter does not want, although they were proposed.
  readonly strikeDeputy: boolean;
  readonly strikeReserve: boolean;
  readonly strikeDuty: boolean;
}

// With nothing chosen beside the answers. `fallback`: the language of the page.
export function inputFrom(answers: Answers, fallback: Language): ReportInput {
  return {
    answers,
    excluded: [],
    wantedUrgency: Urgency.UNSPECIFIED,
    language: languageOf(answers, fallback),
    calendar: calendarOf(answers),
    lead: undefined,
    strikeDeputy: false,
    strikeReserve: false,
    strikeDuty: false,
  };
}

// Conflict codes of what was typed, a line each.
export function organisationCodesOf(typed: string): Set<string> {
  return new Set(
    linesOf(typed)
      .map(organisationCode)
      .filter((code) => code !== ''),
  );
}

// `now`: seconds.
export function routingRequestOf(
  { answers, excluded, language }: ReportInput,
  triage: Triage,
  now: number,
): RoutingRequest {
  return {
    category: categoryOf(answers),
    urgency: triage.urgency,
    language,
    organisationCodes: organisationCodesOf(textOf(answers, question.organisation)),
    excluded: new Set(excluded.map(hex)),
    needsConduct: chose(answers, question.position, 'inappropriate-conduct'),
    needsWaterAuthority: chose(answers, question.role, 'water-authority-executive'),
    needsIslands: territoryOf(answers) !== Territory.NETHERLANDS,
    now,
  };
}

// All but the receipt. `routing` may be drawn again later.
export function filingDraftOf(
  { answers, excluded, language, calendar }: ReportInput,
  triage: Triage,
  routing: Routing,
): FilingDraft {
  return {
    category: categoryOf(answers),
    urgency: triage.urgency,
    calendar,
    language,
    routing,
    checkCard: checkCardOf(answers, excluded),
    account: accountOf(answers),
  };
}

// For sealOutbox, without a filing. `urgency` is the one agreed on.
export function outboxReportOf(
  organisationId: OrganisationId,
  input: ReportInput,
  urgency: Urgency,
): OutboxReport {
  return create(OutboxReportSchema, {
    organisationId,
    answers: answerMessages(input.answers),
    excludedPrincipals: [...input.excluded].sort(compareBytes),
    urgency,
    language: input.language,
    calendar: input.calendar,
    lead: input.lead ?? new Uint8Array(0),
    strikeDeputy: input.strikeDeputy,
    strikeReserve: input.strikeReserve,
    strikeDuty: input.strikeDuty,
  });
}

// The wanted urgency is the one agreed on then: later answers to "when" only raise it.
export function inputOf(report: OutboxReport): ReportInput {
  return {
    answers: answersOf(report.answers),
    excluded: report.excludedPrincipals as PrincipalId[], // openOutbox looked at them.
    wantedUrgency: report.urgency,
    language: report.language,
    calendar: report.calendar,
    lead: report.lead.length === 0 ? undefined : (report.lead as PrincipalId),
    strikeDeputy: report.strikeDeputy,
    strikeReserve: report.strikeReserve,
    strikeDuty: report.strikeDuty,
  };
}
