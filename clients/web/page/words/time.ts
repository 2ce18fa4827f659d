// Days and times as people say them, in the reporter's calendar.
import type { Calendar } from '../../generated/vangnet/record/v1/record_pb';
import { localTime } from '../../contract/deadline-rules';
import { secondsPerDay } from '../../contract/limits';
import { calendar as calendars } from '../../session/filing-codes';
import { language, languages } from './language';

// "maandag 23 november 2026 om 21:05"; the zone is named when this device shows another hour.
export function timeWords(seconds: number, calendar: Calendar): string {
  const words = format(seconds, zoneOf(calendar), { dateStyle: 'full', timeStyle: 'short' });
  const here = format(seconds, undefined, { dateStyle: 'full', timeStyle: 'short' });
  return words === here ? words : `${words} (${zoneWords(calendar)})`;
}

// An answer that is a date: of midnight, which stands for a day without a time, the day alone.
export function momentWords(seconds: number, calendar: Calendar): string {
  const isDay = localTime(calendar, seconds) % secondsPerDay === 0;
  return isDay
    ? format(seconds, zoneOf(calendar), { dateStyle: 'full' })
    : timeWords(seconds, calendar);
}

// "23 november 2026", of a day that is counted in UTC.
export function dayWords(day: number): string {
  return format(day * secondsPerDay, 'UTC', { dateStyle: 'long' });
}

export function zoneWords(calendar: Calendar): string {
  if (calendar === calendars.ast) return 'AST, UTC-4';
  return languages[language.value].dutchTime;
}

const zoneOf = (calendar: Calendar): string =>
  calendar === calendars.ast ? 'America/Puerto_Rico' : 'Europe/Amsterdam';

// Making one takes longer than all else of a step; there are a handful.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  seconds: number,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): string {
  const { locale } = languages[language.value];
  const key = `${locale} ${timeZone} ${options.dateStyle} ${options.timeStyle}`;
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(key, known);
  }
  return known.format(seconds * 1000);
}
