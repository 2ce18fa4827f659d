// The contract's enums as numbers and names, for what is loaded before the first question:
// the generated messages would bring protobuf with them. The compiler holds every number to
// its enum.
import type {
  Competence,
  Load,
  QuestionKind,
  Territory,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import type { CaseState } from '../generated/vangnet/caseview/v1/caseview_pb';
import type { Role } from '../generated/vangnet/policy/v1/options_pb';
import type {
  Calendar,
  CaseRole,
  Category,
  CompartmentKind,
  DeclineReason,
  Language,
  RemovalReason,
  Urgency,
} from '../generated/vangnet/record/v1/record_pb';

export const category = {
  intimidation: 1,
  integrity: 2,
  crisis: 3,
  notSure: 4,
} as const satisfies Record<string, Category>;

// A lower number is more urgent.
export const urgency = {
  urgent: 1,
  high: 2,
  normal: 3,
  low: 4,
} as const satisfies Record<string, Urgency>;

export const calendar = { amsterdam: 1, ast: 2 } as const satisfies Record<string, Calendar>;

export const language = {
  dutch: 1,
  english: 2,
  papiamentu: 3,
  other: 4,
} as const satisfies Record<string, Language>;

export const territory = {
  netherlands: 1,
  bonaire: 2,
  sintEustatius: 3,
  saba: 4,
} as const satisfies Record<string, Territory>;

export const questionKind = {
  one: 1,
  many: 2,
  text: 3,
  scale: 4,
  dateTime: 5,
} as const satisfies Record<string, QuestionKind>;

type NamesOf<Enum extends number> = Readonly<Record<Exclude<Enum, 0>, string>>;

// Names by number: the keys of the words of ./words, the same as the command line prints.
export const caseRoleName = {
  1: 'lead',
  2: 'deputy',
  3: 'reserve',
  4: 'duty',
  5: 'deployed',
  6: 'reporter',
} as const satisfies NamesOf<CaseRole>;

export const categoryName = {
  1: 'intimidation',
  2: 'integrity',
  3: 'crisis',
  4: 'not-sure',
} as const satisfies NamesOf<Category>;

export const compartmentName = {
  1: 'check',
  2: 'conversation',
  3: 'casefile',
  4: 'deployment',
} as const satisfies NamesOf<CompartmentKind>;

export const caseStateName = {
  1: 'assigned',
  2: 'acknowledged',
  3: 'unheld',
  4: 'closed',
  5: 'withdrawn',
} as const satisfies NamesOf<CaseState>;

export const declineReasonName = {
  1: 'conflict',
  2: 'unavailable',
  3: 'competence',
  4: 'other',
} as const satisfies NamesOf<DeclineReason>;

export const removalReasonName = {
  1: 'reporter-wish',
  2: 'conflict',
  3: 'task-done',
  4: 'left',
} as const satisfies NamesOf<RemovalReason>;

export const languageName = {
  1: 'dutch',
  2: 'english',
  3: 'papiamentu',
  4: 'other',
} as const satisfies NamesOf<Language>;

export const competenceName = {
  1: 'intimidation',
  2: 'integrity',
  3: 'crisis',
  4: 'conduct',
  5: 'water-authority',
  6: 'islands',
} as const satisfies NamesOf<Competence>;

export const loadName = {
  1: 'free',
  2: 'normal',
  3: 'full',
} as const satisfies NamesOf<Load>;

export const urgencyName = {
  1: 'urgent',
  2: 'high',
  3: 'normal',
  4: 'low',
} as const satisfies NamesOf<Urgency>;

export const staffRoleName = {
  3: 'trusted-person',
  4: 'support-team',
  6: 'coordinator',
} as const satisfies Partial<NamesOf<Role>>;
