// A day and a time as typed into a form, in the reporter's calendar.
import { localTime, utcOffset } from '../../contract/deadline-rules';
import type { Calendar } from '../../generated/vangnet/record/v1/record_pb';

// `day`: "2026-11-25", `time`: "14:00" or empty, then midnight. Seconds; undefined for what
// does not exist.
export function secondsOf(day: string, time: string, calendar: Calendar): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const clock = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time === '' ? '00:00' : time);
  if (match === null || clock === null) return undefined;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const [hours, minutes] = clock.slice(1).map(Number) as [number, number];
  const local = Date.UTC(year, month - 1, date, hours, minutes) / 1000;
  // Days like 31 February roll over, and hours like 25 too.
  if (dayText(local) !== day || hours > 23 || minutes > 59) return undefined;
  // The offset of that moment, found from one close to it.
  const near = local - utcOffset(calendar, local);
  const seconds = local - utcOffset(calendar, near);
  return seconds >= 1 ? seconds : undefined;
}

export interface DayAndTime {
  readonly day: string;
  readonly time: string;
}

// What a form shows of `seconds`.
export function dayAndTimeOf(seconds: number, calendar: Calendar): DayAndTime {
  const local = localTime(calendar, seconds);
  return { day: dayText(local), time: new Date(local * 1000).toISOString().slice(11, 16) };
}

const dayText = (local: number): string => new Date(local * 1000).toISOString().slice(0, 10);
