// What a reporter answered so far, and whom to let into the case.
import {
  type Availability,
  type Bundle,
  Territory,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import type { CheckCard } from '../generated/vangnet/content/v1/content_pb';
import {
  Calendar,
  CaseRole,
  CompartmentKind,
  type RemovalReason,
} from '../generated/vangnet/record/v1/record_pb';
import { compareText, hex, sameBytes } from '../contract/bytes';
import type { CaseFold } from '../contract/case-fold';
import type { PrincipalId } from '../contract/ids';
import { draw, type RandomNumber } from '../contract/routing-draw';
import { leadCandidates, type RoutingRequest } from '../contract/routing-rules';
import type { CaseView } from '../sealing/case-chain';
import type { RecordWriter } from '../sealing/record-seal';
import { answersOf } from './account';
import { type Answer, question } from './answers';
import { NobodyFits } from './client-refusal';
import { organisationCodesOf } from './report-draft';

// The check cards of the reporter that could be opened, in order: later ones add to the first.
export function checkCards(view: CaseView): CheckCard[] {
  return view.records.flatMap(({ verified, author, header, body }) => {
    const own = author !== undefined && sameBytes(author, header?.caseId ?? noBytes);
    return verified && own && body?.content.case === 'checkCard' ? [body.content.value] : [];
  });
}

// What the reporter answered so far, by what is verified; later answers count. Whoever else
// puts answers into the conversation does not answer for the reporter.
export function answeredSoFar(view: CaseView): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const { verified, author, header, body } of view.records) {
    const own = author !== undefined && sameBytes(author, header?.caseId ?? noBytes);
    if (!verified || !own || body?.content.case !== 'account') continue;
    for (const [code, answer] of answersOf(body.content.value.answers)) answers.set(code, answer);
  }
  const setText = (code: string, text: string): void => {
    if (text !== '') answers.set(code, { text });
  };
  for (const { organisation, parties, mustNotSee } of checkCards(view)) {
    setText(question.organisation, organisation);
    setText(question.parties, parties.join('\n'));
    setText(question.mustNotSee, mustNotSee);
  }
  return answers;
}

// The answers of `now` that `before` does not hold in the same words: what is added.
export function addedAnswers(
  before: ReadonlyMap<string, Answer>,
  now: ReadonlyMap<string, Answer>,
): Map<string, Answer> {
  return new Map(
    [...now]
      .filter(([code, answer]) => !isSame(before.get(code), answer))
      .sort(([a], [b]) => compareText(a, b)),
  );
}

export interface Removal {
  readonly person: PrincipalId;
  readonly by: PrincipalId;
  readonly reason: RemovalReason;
}

// Who was taken off the case, in order.
export function removalsOf(view: CaseView): Removal[] {
  return view.records.flatMap(({ verified, author, header }) => {
    if (!verified || author === undefined || header?.act.case !== 'removeReader') return [];
    const { principal, reason } = header.act.value;
    return [{ person: principal as PrincipalId, by: author, reason }];
  });
}

// What somebody who is let in becomes, when the reporter does not say: the lead when there is
// nobody, else a deputy, else a reserve.
export function roleToAdd(fold: CaseFold): CaseRole {
  if (fold.lead === undefined && fold.rungs().length === 0) return CaseRole.LEAD;
  const hasDeputy = fold.persons.some(
    ({ present, principal }) => present && fold.roleOf(principal) === CaseRole.DEPUTY,
  );
  return hasDeputy ? CaseRole.RESERVE : CaseRole.DEPUTY;
}

// `withHistory`: what was written before is opened too, as far as `view` holds its keys.
export function addPerson(
  writer: RecordWriter,
  view: Pick<CaseView, 'keyring'>,
  person: PrincipalId,
  withHistory: boolean,
  role: CaseRole = roleToAdd(writer.fold),
): Promise<void> {
  const opens = new Map<CompartmentKind, readonly number[]>();
  for (const kind of [CompartmentKind.CHECK, CompartmentKind.CONVERSATION]) {
    const epochs = view.keyring.epochs(kind);
    if (withHistory && epochs.length > 0) opens.set(kind, epochs);
  }
  return writer.addReader(person, role, opens);
}

// Who can be drawn to come into a case that is filed already: by its header and check cards,
// without those who were named before and those who were excluded. `now`: seconds.
export function requestToAdd(view: CaseView, now: number): RoutingRequest {
  const { filing, persons } = view.fold!;
  const cards = checkCards(view);
  const answers = answeredSoFar(view);
  const chose = (code: string, option: string): boolean =>
    answers.get(code)?.options?.includes(option) === true;
  const typed = cards.map((card) => card.organisation).join('\n');
  const excluded = cards.flatMap((card) => card.excludedPrincipals);
  return {
    category: filing.category,
    urgency: filing.urgency,
    language: filing.language,
    organisationCodes: organisationCodesOf(typed),
    excluded: new Set([...persons.map((one) => one.principal), ...excluded].map(hex)),
    needsConduct: chose(question.position, 'inappropriate-conduct'),
    needsWaterAuthority: cards.some((card) => card.role === 'water-authority-executive'),
    needsIslands: territoryOfCase(filing.calendar) !== Territory.NETHERLANDS,
    now,
  };
}

// One trusted person, drawn as for a filing. A NobodyFits when there is nobody left.
export function drawToAdd(
  bundle: Bundle,
  availability: Availability,
  request: RoutingRequest,
  random: RandomNumber,
): PrincipalId {
  const drawn = draw(leadCandidates(bundle, availability, request).candidates, random);
  if (drawn === undefined) throw new NobodyFits(new Map());
  return drawn.principal;
}

// By the calendar of the filing, which is all that its header tells.
export function territoryOfCase(calendar: Calendar): Territory {
  return calendar === Calendar.AST ? Territory.BONAIRE : Territory.NETHERLANDS;
}

const noBytes = new Uint8Array(0);

function isSame(a: Answer | undefined, b: Answer): boolean {
  const { options = [], text = '', scale, time } = b;
  return (
    a !== undefined &&
    (a.options ?? []).join('\n') === options.join('\n') &&
    (a.text ?? '') === text &&
    a.scale === scale &&
    a.time === time
  );
}
