// The order of the questions, what is kept of the answers, days and times as typed, the clock,
// Escape three times, telephone numbers.
import type { Transport } from '@connectrpc/connect';
import { beforeEach, describe, expect, test } from 'vitest';
import { Calendar } from 'web/generated/vangnet/record/v1/record_pb';
import type { PrincipalId } from 'web/contract/ids';
import * as draft from 'web/page/report/draft';
import { builtIn, forms } from 'web/page/report/forms';
import { dayAndTimeOf, secondsOf } from 'web/page/report/moment';
import { placeOf, questionAfter } from 'web/page/report/order';
import { troubleOf } from 'web/page/shell/organisation-trouble';
import { checkClock } from 'web/page/state/clock-check';
import { EscapeCount, wipeAll } from 'web/page/state/leaving';
import { grouped, numbersOf, territory } from 'web/page/state/numbers';
import { formWords } from 'web/page/words/form';
import type { TelephoneNumber } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { PublicationService } from 'web/generated/vangnet/publication/v1/publication_service_pb';
import type { Connection } from 'web/session/connection';
import { Server } from 'web/session/server';

beforeEach(async () => {
  await formWords.load();
  draft.startDraft();
});

const needed = ['danger', 'topic', 'role', 'contact', 'consent'];

function answerAllNeeded(consent = 'without-health'): void {
  draft.setAnswer('danger', { options: ['no'] });
  draft.setAnswer('topic', { options: ['crisis'] });
  draft.setAnswer('role', { options: ['alderman'] });
  draft.setAnswer('contact', { options: ['portal-only'] });
  draft.setAnswer('consent', { options: [consent] });
}

describe('order', () => {
  test('the five that are needed come first, then the others, own words last', () => {
    const codes: string[] = [];
    for (let one = questionAfter(builtIn.value, new Map()); one !== undefined;) {
      codes.push(one.code);
      one = questionAfter(builtIn.value, new Map(), one.code);
    }
    expect(codes.slice(0, 5)).toEqual(needed);
    expect(codes.at(-1)).toBe('own-words');
    expect(codes).not.toContain('impact-health');
  });

  test('a question that is not asked any more leads to the first without an answer', () => {
    draft.setAnswer('danger', { options: ['no'] });
    expect(questionAfter(forms.value, draft.answers.value, 'gone')?.code).toBe('topic');
  });

  test('place among the five, and among the others', () => {
    expect(placeOf(builtIn.value, new Map(), 'role')).toEqual({ needed: true, at: 3, of: 5 });
    const place = placeOf(builtIn.value, new Map(), 'consent-sharing');
    expect(place.needed).toBe(false);
    expect(place.at).toBe(1);
    expect(place.of).toBeGreaterThan(10);
  });
});

describe('draft', () => {
  test('five answers are enough, and four are not', () => {
    answerAllNeeded();
    expect(draft.canSend.value).toBe(true);
    draft.setAnswer('contact', { options: [] });
    expect(draft.canSend.value).toBe(false);
    expect(draft.missing.value.map((one) => one.code)).toEqual(['contact']);
  });

  test('what is about health goes when the consent goes', () => {
    answerAllNeeded('with-health');
    draft.setAnswer('impact-health', { scale: 8 });
    expect(draft.answers.value.has('impact-health')).toBe(true);
    draft.setAnswer('consent', { options: ['without-health'] });
    expect(draft.answers.value.has('impact-health')).toBe(false);
  });

  test('an answer that says nothing is no answer', () => {
    draft.setAnswer('organisation', { text: ' \n ' });
    expect(draft.answers.value.size).toBe(0);
    draft.setAnswer('organisation', { text: 'Voorbeeld' });
    expect(draft.answers.value.size).toBe(1);
  });

  test('an island shows its own numbers', () => {
    draft.setAnswer('area', { options: ['saba'] });
    expect(territory.value).toBe('saba');
    draft.setAnswer('area', { options: ['drenthe'] });
    expect(territory.value).toBe('netherlands');
  });

  test('whoever is excluded cannot stay the chosen lead', () => {
    const person = new Uint8Array(16).fill(7) as Uint8Array as PrincipalId;
    draft.lead.value = person;
    draft.exclude(person);
    expect(draft.lead.value).toBeUndefined();
    expect(draft.isExcluded(person)).toBe(true);
    draft.allow(person);
    expect(draft.isExcluded(person)).toBe(false);
  });

  test('leaving forgets it', () => {
    answerAllNeeded();
    draft.exclude(new Uint8Array(16).fill(7) as Uint8Array as PrincipalId);
    wipeAll();
    expect(draft.answers.value.size).toBe(0);
    expect(draft.excluded.value).toEqual([]);
  });
});

describe('a day and a time', () => {
  test.each([
    ['2026-12-01', '14:00', Calendar.AMSTERDAM, '2026-12-01T13:00:00Z'],
    ['2026-07-01', '14:00', Calendar.AMSTERDAM, '2026-07-01T12:00:00Z'],
    ['2026-07-01', '14:00', Calendar.AST, '2026-07-01T18:00:00Z'],
    ['2026-12-01', '', Calendar.AMSTERDAM, '2026-11-30T23:00:00Z'],
  ] as const)('%s %s in calendar %i', (day, time, calendar, utc) => {
    const seconds = secondsOf(day, time, calendar)!;
    expect(new Date(seconds * 1000).toISOString()).toBe(utc.replace('Z', '.000Z'));
    expect(dayAndTimeOf(seconds, calendar)).toEqual({ day, time: time || '00:00' });
  });

  test.each([
    ['2026-02-31', '10:00'],
    ['2026-12-01', '25:00'],
    ['morgen', ''],
    ['', '10:00'],
    ['1969-12-31', '10:00'],
  ])('%s %s is none', (day, time) => {
    expect(secondsOf(day, time, Calendar.AMSTERDAM)).toBeUndefined();
  });
});

describe('clock', () => {
  const now = 1_800_000_000;
  const bundle = { issuedTime: BigInt(now - 3600) };

  test('that agrees with the server is good, and one that says nothing', () => {
    expect(checkClock(now, 60, bundle)).toEqual({ verdict: 'good' });
    expect(checkClock(now, undefined, bundle)).toEqual({ verdict: 'good' });
  });

  test('that is an hour off is wrong', () => {
    expect(checkClock(now, 3600, bundle)).toEqual({ verdict: 'wrong', told: now + 3600 });
    expect(checkClock(now, -3600, bundle)).toEqual({ verdict: 'wrong', told: now - 3600 });
  });

  test('that is good stays good while nobody asks the server, however long that is', async () => {
    let clock = now;
    const answer = { message: {}, header: new Headers({ date: new Date(now * 1000).toUTCString() }) };
    const transport = { unary: async () => answer } as unknown as Transport;
    const sleep = async (): Promise<void> => undefined;
    const server = new Server(transport, { sleep, clock: () => clock });
    await server.call(PublicationService.method.getBundle, {});
    const organisation = { bundle, expiredAt: () => false };
    const known = { organisation, server, now: () => clock } as unknown as Connection;
    expect(troubleOf(known)).toBeUndefined();
    clock += 20 * 60;
    expect(troubleOf(known)).toBeUndefined();
    // Twenty minutes ahead when the server answered, and another twenty later.
    await server.call(PublicationService.method.getBundle, {});
    expect(troubleOf(known)).toMatchObject({ verdict: 'wrong', told: now });
    clock += 20 * 60;
    expect(troubleOf(known)).toMatchObject({ verdict: 'wrong', told: now + 20 * 60 });
  });

  test('before the bundle or the list was made is wrong', () => {
    const later = { issuedTime: BigInt(now + 3600) };
    expect(checkClock(now, undefined, later).verdict).toBe('wrong');
    expect(checkClock(now, undefined, bundle, BigInt(now + 3600)).verdict).toBe('wrong');
    expect(checkClock(now, undefined, bundle, BigInt(now - 60)).verdict).toBe('good');
  });
});

describe('Escape', () => {
  test('three times within two seconds', () => {
    const escapes = new EscapeCount();
    expect(escapes.press('Escape', 0)).toBe(false);
    expect(escapes.press('Escape', 500)).toBe(false);
    expect(escapes.press('Escape', 1000)).toBe(true);
  });

  test('not when slow, nor with another key between', () => {
    const slow = new EscapeCount();
    expect([0, 1500, 3000, 4500].map((at) => slow.press('Escape', at))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const other = new EscapeCount();
    other.press('Escape', 0);
    other.press('a', 100);
    other.press('Escape', 200);
    expect(other.press('Escape', 300)).toBe(false);
  });
});

describe('telephone numbers', () => {
  const number = (territory: number, digits: string, emergency = false): TelephoneNumber =>
    ({
      territory,
      name: { nl: digits, en: digits },
      number: digits,
      emergency,
    }) as TelephoneNumber;

  test('of a bundle: for danger first, alike territories once', () => {
    const table = numbersOf({
      telephoneNumbers: [
        number(1, '088'),
        number(1, '112', true),
        ...[2, 3, 4].map((one) => number(one, '911', true)),
      ],
    });
    expect(table.nl[0]!.numbers.map((one) => one.number)).toEqual(['112', '088']);
    expect(grouped(table.nl).map((group) => group.codes)).toEqual([
      ['netherlands'],
      ['bonaire', 'sint-eustatius', 'saba'],
    ]);
  });
});
