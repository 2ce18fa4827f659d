// proto/vectors/draw.json, organisation_code.json and deadline.json.
import { create } from '@bufbuild/protobuf';
import { acknowledgeBy } from 'web/contract/deadline-rules';
import type { PrincipalId } from 'web/contract/ids';
import { organisationCode } from 'web/contract/organisation-code';
import { draw } from 'web/contract/routing-draw';
import { DeadlinePolicySchema, Load } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { Calendar } from 'web/generated/vangnet/record/v1/record_pb';
import { expect, test } from 'vitest';
import { RandomNumbers } from './random-numbers';
import { loadVectors } from './vectors';

test('the same numbers draw the same candidate', () => {
  for (const sample of loadVectors('draw.json').list('samples')) {
    const candidates = sample.list('candidates').map((given, i) => ({
      principal: new Uint8Array(16).fill(i + 1) as Uint8Array as PrincipalId,
      weight: given.number('weight'),
      load: Load.FREE,
    }));
    const numbers = new RandomNumbers(sample.bytes('random'));
    const drawn = draw(candidates, numbers.next);
    expect(drawn, sample.text('random')).toBe(candidates[sample.number('drawn')]);
    expect(numbers.used, sample.text('random')).toBe(sample.number('used'));
  }
});

test('nobody is drawn from nobody, and a broken source is noticed', () => {
  const never = (): bigint => (1n << 64n) - 1n;
  expect(draw([], never)).toBeUndefined();
  const principal = new Uint8Array(16) as Uint8Array as PrincipalId;
  // 2^64 is a multiple of 4, so that nothing is thrown away; of 160 it is none.
  expect(draw([{ principal, weight: 4, load: Load.FREE }], never)?.weight).toBe(4);
  expect(() => draw([{ principal, weight: 160, load: Load.FREE }], never)).toThrow('source');
});

test('what was typed gives its organisation code', () => {
  for (const sample of loadVectors('organisation_code.json').list('samples')) {
    expect(organisationCode(sample.text('typed')), sample.text('typed')).toBe(sample.text('code'));
  }
});

test("deadlines run in the reporter's calendar", () => {
  // The policy of SPEC.md section 5.
  const policy = create(DeadlinePolicySchema, {
    urgentMinutes: 60,
    highMinutes: 240,
    dayStartHour: 7,
    dayEndHour: 23,
    nextMorningHour: 8,
    normalWorkingDays: 1,
    lowWorkingDays: 3,
    workingDayEndHour: 17,
  });
  for (const sample of loadVectors('deadline.json').list('samples')) {
    const calendar = sample.text('calendar') === 'ast' ? Calendar.AST : Calendar.AMSTERDAM;
    const by = acknowledgeBy(policy, sample.number('urgency'), calendar, sample.number('start'));
    const name = `level ${sample.number('urgency')} ${sample.text('local_start')}`;
    expect(by, name).toBe(sample.number('acknowledge_by'));
  }
});
