import { hex } from 'web/contract/bytes';
import { parseCanonical } from 'web/contract/canonical';
import { maxBundle, maxRecordHeader } from 'web/contract/limits';
import { organisationCode } from 'web/contract/organisation-code';
import { drawRouting, type Routing } from 'web/contract/routing-draw';
import { checkFilingPersons } from 'web/contract/routing-persons';
import {
  type CandidateList,
  leadCandidates,
  reserveCandidates,
  type RoutingRequest,
} from 'web/contract/routing-rules';
import { AvailabilitySchema, BundleSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { FilingActSchema } from 'web/generated/vangnet/record/v1/record_pb';
import { expect, test } from 'vitest';
import { RandomNumbers } from './random-numbers';
import { loadVectors, outcomeOf, type Sample } from './vectors';

const file = loadVectors('routing.json');
const bundle = parseCanonical(BundleSchema, file.bytes('bundle'), maxBundle);
const availability = parseCanonical(AvailabilitySchema, file.bytes('availability'), maxBundle);

function requestOf(sample: Sample): RoutingRequest {
  return {
    category: sample.number('category'),
    urgency: sample.number('urgency'),
    language: sample.number('language'),
    organisationCodes: new Set(sample.texts('organisations').map(organisationCode)),
    excluded: new Set(sample.texts('excluded')),
    needsConduct: sample.flag('needs_conduct'),
    needsWaterAuthority: sample.flag('needs_water_authority'),
    needsIslands: sample.flag('needs_islands'),
    now: sample.number('now'),
  };
}

function expectList(list: CandidateList, sample: Sample, name: string): void {
  expect(
    list.candidates.map(({ principal, weight }) => [hex(principal), weight]),
    sample.text('name'),
  ).toEqual(
    sample
      .list(`${name}_candidates`, true)
      .map((one) => [one.text('principal'), one.number('weight')]),
  );
  expect(
    list.fallen.map(({ principal, rule }) => [hex(principal), rule]),
    sample.text('name'),
  ).toEqual(
    sample.list(`${name}_fallen`, true).map((one) => [one.text('principal'), one.text('rule')]),
  );
}

const hexOrNothing = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : hex(bytes);

test('the same report goes to the same persons', async () => {
  for (const sample of file.list('samples')) {
    const request = requestOf(sample.object('request'));
    expectList(leadCandidates(bundle, availability, request), sample, 'lead');
    expectList(reserveCandidates(bundle, availability, request), sample, 'reserve');
    const numbers = new RandomNumbers(sample.bytes('random'));
    let routing: Routing | undefined;
    const outcome = await outcomeOf(() => {
      routing = drawRouting(bundle, availability, request, numbers.next);
    });
    expect(outcome, sample.text('name')).toBe(sample.text('outcome'));
    expect(numbers.used, sample.text('name')).toBe(sample.number('used'));
    if (routing === undefined) continue;
    expect(hex(routing.lead)).toBe(sample.text('lead'));
    expect(hexOrNothing(routing.deputy)).toBe(sample.text('deputy'));
    expect(hexOrNothing(routing.reserve)).toBe(sample.text('reserve'));
    expect(routing.duty.map(hex)).toEqual(sample.texts('duty'));
    expect(routing.coordinators.map(hex)).toEqual(sample.texts('coordinators'));
  }
});

test('the check of a filing is the same as on the server', async () => {
  for (const check of file.list('checks')) {
    const filing = parseCanonical(FilingActSchema, check.bytes('filing'), maxRecordHeader);
    const away = new Set(check.texts('away'));
    const outcome = await outcomeOf(() => checkFilingPersons(bundle, away, filing));
    expect(outcome, check.text('name')).toBe(check.text('outcome'));
  }
});
