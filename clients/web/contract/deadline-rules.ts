// By when a case must be acknowledged (SPEC.md section 5), in the reporter's calendar. Pure:
// the time comes in, and no zone of the browser's is asked: every client counts the same
// deadline. Holidays are not known yet.
import type { DeadlinePolicy } from '../generated/vangnet/bundle/v1/bundle_pb';
import type { Calendar, Urgency } from '../generated/vangnet/record/v1/record_pb';
import { secondsPerDay } from './limits';

// The enums' numbers, without the messages: a page counts with these rules before it has those.
const ast: Calendar.AST = 2;
const high: Urgency.HIGH = 2;
const normal: Urgency.NORMAL = 3;
const low: Urgency.LOW = 4;

const hour = 60 * 60;
const astOffset = -4 * hour;
const winterOffset = 1 * hour;
const summerOffset = 2 * hour;

// 01:00 UTC on the last Sunday of a month of 31 days (counted from 0), in seconds.
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31) / 1000;
  return last - weekdayOf(last) * secondsPerDay + hour;
}

// 0 is Sunday.
function weekdayOf(seconds: number): number {
  return (4 + Math.floor(seconds / secondsPerDay)) % 7; // 1970 began on a Thursday.
}

// Seconds that a calendar's clocks are ahead of UTC at `time`, by the rule of the European
// Union: summer time from the last Sunday of March to that of October, 01:00 UTC.
export function utcOffset(calendar: Calendar, time: number): number {
  if (calendar === ast) return astOffset;
  const year = new Date(time * 1000).getUTCFullYear();
  const summer = time >= lastSunday(year, 2) && time < lastSunday(year, 9);
  return summer ? summerOffset : winterOffset;
}

// What those clocks show, as if it were UTC.
export function localTime(calendar: Calendar, time: number): number {
  return time + utcOffset(calendar, time);
}

// The seconds since 1970 at which a calendar's clocks show `local`. An hour that the clocks
// skip is taken as one that they show an hour later, and of an hour that they show twice the
// first one counts.
function fromLocal(calendar: Calendar, local: number): number {
  const before = utcOffset(calendar, local - secondsPerDay);
  const after = utcOffset(calendar, local + secondsPerDay);
  const first = local - before;
  if (before === after || utcOffset(calendar, first) === before) return first;
  const second = local - after;
  return utcOffset(calendar, second) === after ? second : first;
}

const startOfDay = (local: number): number => local - (local % secondsPerDay);

function isWorkingDay(local: number): boolean {
  const weekday = weekdayOf(local);
  return weekday !== 0 && weekday !== 6;
}

// Seconds since 1970. `start` is when the rung's turn began. An urgency that is not known is
// level 1.
export function acknowledgeBy(
  policy: DeadlinePolicy,
  urgency: Urgency,
  calendar: Calendar,
  start: number,
): number {
  switch (urgency) {
    case high:
      return highBy(policy, calendar, start);
    case normal:
      return endOfWorkingDay(policy, calendar, start, policy.normalWorkingDays);
    case low:
      return endOfWorkingDay(policy, calendar, start, policy.lowWorkingDays);
    default: // Whatever is not known to be less is urgent.
      return start + policy.urgentMinutes * 60;
  }
}

function endOfWorkingDay(
  policy: DeadlinePolicy,
  calendar: Calendar,
  start: number,
  workingDays: number,
): number {
  let day = startOfDay(localTime(calendar, start));
  for (let counted = 0; counted < workingDays; ) {
    day += secondsPerDay;
    if (isWorkingDay(day)) ++counted;
  }
  return fromLocal(calendar, day + policy.workingDayEndHour * hour);
}

function highBy(policy: DeadlinePolicy, calendar: Calendar, start: number): number {
  const local = localTime(calendar, start);
  const today = startOfDay(local);
  const hourOfDay = Math.floor((local - today) / hour);
  if (hourOfDay >= policy.dayStartHour && hourOfDay < policy.dayEndHour) {
    return start + policy.highMinutes * 60;
  }
  const morning = fromLocal(calendar, today + policy.nextMorningHour * hour);
  if (morning > start) return morning;
  return fromLocal(calendar, today + secondsPerDay + policy.nextMorningHour * hour);
}
