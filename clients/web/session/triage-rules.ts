// Urgency from the answers (SPEC.md section 5). Pure: the time comes in. It proposes the
// level of the filing; the trusted person may see it differently. Loaded before the first
// question. The same rules as clients/session/triage_rules.cc, by shared vectors.
import { localTime } from '../contract/deadline-rules';
import type { Urgency } from '../generated/vangnet/record/v1/record_pb';
import { type Answers, calendarOf, chose, choseAny, question } from './answers';
import { urgency } from './filing-codes';

export interface Triage {
  readonly urgency: Urgency;
  // The rules that gave this level, in the order in which they stand here; "default" when
  // none did.
  readonly rules: readonly TriageRule[];
}

const hour = 60 * 60;

// What a rule may look at.
class Facts {
  readonly answers: Answers;
  readonly now: number;

  constructor(answers: Answers, now: number) {
    this.answers = answers;
    this.now = now;
  }

  has(code: string, option: string): boolean {
    return chose(this.answers, code, option);
  }
  hasAny(code: string, ...options: readonly string[]): boolean {
    return choseAny(this.answers, code, options);
  }
  hasDate(code: string): boolean {
    return this.answers.get(code)?.time !== undefined;
  }
  within(code: string, seconds: number): boolean {
    const at = this.answers.get(code)?.time;
    return at !== undefined && at <= this.now + seconds && this.now <= this.lastMoment(at);
  }
  // A day without a time is its midnight, and counts until it ends. Days of 25 hours exist.
  lastMoment(at: number): number {
    const isMidnight = localTime(calendarOf(this.answers), at) % (24 * hour) === 0;
    return isMidnight ? at + 25 * hour : at;
  }
  impactIsHigh(): boolean {
    return ['impact-safety', 'impact-health', 'impact-family', 'impact-work'].some(
      (scale) => (this.answers.get(scale)?.scale ?? 0) >= 8,
    );
  }
  isOverwhelmed(): boolean {
    return this.impactIsHigh() || this.has('crisis-kind', 'overload');
  }
}

const { urgent, high, normal, low } = urgency;

const rules = [
  ['danger-now', urgent, (f) => f.has(question.danger, 'yes')],
  ['concrete-threat', urgent, (f) => f.hasAny('concrete', 'means-time-place', 'weapon')],
  ['threat-to-known-home', urgent, threatToKnownHome],
  ['stalker-at-home', urgent, stalkerAtHome],
  ['doxing-spreads', urgent, doxingSpreads],
  ['overwhelmed-before-debate', urgent, overwhelmedBeforeDebate],
  ['threat', high, threat],
  ['repeated-or-escalating', high, (f) => f.hasAny('pattern', 'repeated', 'escalating')],
  [
    'physical-incident',
    high,
    (f) => f.hasAny('what-happened', 'physical-violence', 'home-visit'),
  ],
  ['hearing-within-3-days', high, (f) => f.within('next-deadline', 72 * hour)],
  ['decision-within-72-hours', high, (f) => f.within('when', 72 * hour)],
  ['impact-high', high, (f) => f.impactIsHigh()],
  ['advice-only', low, adviceOnly],
  ['past-event', low, pastEvent],
] as const satisfies readonly (readonly [string, Urgency, (facts: Facts) => boolean])[];

export type TriageRule = (typeof rules)[number][0] | 'default' | 'not-sure' | 'own-wish';

// Level 0 (immediate danger) is a telephone call; who reports all the same is urgent. "Not
// sure" about danger or topic counts as one level up. `now`: seconds.
export function triageOf(answers: Answers, now: number): Triage {
  const facts = new Facts(answers, now);
  const holding = rules.filter(([, , holds]) => holds(facts));
  let level: Urgency = normal;
  let names: TriageRule[] = ['default'];
  if (holding.length > 0) {
    level = Math.min(...holding.map(([, of]) => of)) as Urgency;
    names = holding.filter(([, of]) => of === level).map(([name]) => name);
  }
  const notSure = facts.has(question.danger, 'not-sure') || facts.has(question.topic, 'not-sure');
  if (notSure && level > urgent) {
    level = (level - 1) as Urgency;
    names.push('not-sure');
  }
  return { urgency: level, rules: names };
}

// What the reporter wants may raise the level, never lower it. Unspecified: no wish.
export function raisedTo(triage: Triage, wanted: Urgency): Triage {
  if (wanted === 0 || wanted >= triage.urgency) return triage;
  return { urgency: wanted, rules: [...triage.rules, 'own-wish'] };
}

function threatToKnownHome(f: Facts): boolean {
  return (
    f.has('concrete', 'knows-home') &&
    f.hasAny(
      'what-happened',
      'threat',
      'intimidation',
      'stalking',
      'physical-violence',
      'criminal-damage',
      'blackmail',
      'home-visit',
    )
  );
}

function stalkerAtHome(f: Facts): boolean {
  return (
    f.has('what-happened', 'stalking') &&
    (f.has('what-happened', 'home-visit') || f.has('where', 'home'))
  );
}

function doxingSpreads(f: Facts): boolean {
  return (
    f.has('what-happened', 'doxing') &&
    (f.hasAny('pattern', 'escalating', 'ongoing') || f.has('concrete', 'incites-others'))
  );
}

function overwhelmedBeforeDebate(f: Facts): boolean {
  const debate =
    f.within('when', 24 * hour) ||
    (f.within('next-deadline', 24 * hour) &&
      f.hasAny('next-deadline-for', 'debate', 'publication'));
  return debate && f.isOverwhelmed();
}

function threat(f: Facts): boolean {
  return (
    f.hasAny('what-happened', 'threat', 'blackmail') ||
    f.hasAny('concrete', 'knows-home', 'incites-others')
  );
}

function adviceOnly(f: Facts): boolean {
  return (
    (f.has('position', 'dilemma') && !f.hasDate('next-deadline')) || f.has('phase', 'closed')
  );
}

function pastEvent(f: Facts): boolean {
  const kinds = f.answers.get('crisis-kind')?.options;
  return kinds?.length === 1 && kinds[0] === 'after-office' && !f.hasDate('when');
}
