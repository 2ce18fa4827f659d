// What no vector shows of routing and organisation codes.
import { create } from '@bufbuild/protobuf';
import { hex } from 'web/contract/bytes';
import { organisationCode } from 'web/contract/organisation-code';
import { coordinatorsFor, dutyOfficers, type RoutingRequest } from 'web/contract/routing-rules';
import { AvailabilitySchema, BundleSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { Role } from 'web/generated/vangnet/policy/v1/options_pb';
import { Category, Language, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import { expect, test } from 'vitest';

const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
const principal = (number: number): Uint8Array => new Uint8Array(16).fill(number);
const request: RoutingRequest = {
  category: Category.CRISIS,
  urgency: Urgency.LOW,
  language: Language.DUTCH,
  organisationCodes: new Set(),
  excluded: new Set(),
  needsConduct: false,
  needsWaterAuthority: false,
  needsIslands: false,
  now: 1000,
};

function bundleOf(role: Role): ReturnType<typeof create<typeof BundleSchema>> {
  return create(BundleSchema, {
    staff: numbers.map((number) => ({ principal: principal(number), roles: [role] })),
  });
}

test('of many duty officers those who begin first are named, at most 13', () => {
  const availability = create(AvailabilitySchema, {
    // The later in order, the sooner on duty.
    duty: numbers.map((number) => ({
      principal: principal(number),
      startTime: BigInt(2000 - number),
      endTime: 3000n,
    })),
  });
  const officers = dutyOfficers(bundleOf(Role.SUPPORT_TEAM), availability, request);
  expect(officers.map((officer) => officer[0])).toEqual(numbers.slice(20 - 13));
  const calm = { ...request, category: Category.INTEGRITY };
  expect(dutyOfficers(bundleOf(Role.SUPPORT_TEAM), availability, calm)).toEqual([]);
});

test('at most 16 coordinators are named, without those who are excluded', () => {
  const bundle = bundleOf(Role.COORDINATOR);
  const excluded = new Set([hex(principal(2))]);
  const named = coordinatorsFor(bundle, { ...request, excluded });
  expect(named.map((one) => one[0])).toEqual([1, ...numbers.slice(2, 17)]);
});

test('combining accents leave the letter as it is', () => {
  expect(organisationCode('Gemeente Su\u0301dwest-Frysla\u0302n')).toBe('sudwest-fryslan');
});
