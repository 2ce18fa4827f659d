// What a bundle must be like, one broken rule at a time. The signatures are not looked at.
import { clone, create, type MessageShape } from '@bufbuild/protobuf';
import { parseBundle } from 'web/contract/bundle-rules';
import { parseCanonical, serializeCanonical } from 'web/contract/canonical';
import { maxSignedBundle } from 'web/contract/limits';
import { concat } from 'web/contract/bytes';
import {
  type Bundle,
  BundleSchema,
  SignedBundleSchema,
  Territory,
} from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { Role } from 'web/generated/vangnet/policy/v1/options_pb';
import { expect, test } from 'vitest';
import { loadVectors, outcomeOf, refusalOf } from './vectors';

type SignedBundle = MessageShape<typeof SignedBundleSchema>;

const outer = parseCanonical(
  SignedBundleSchema,
  loadVectors('filing.json').bytes('signed_bundle'),
  maxSignedBundle,
);
const good = (await parseBundle(serializeCanonical(SignedBundleSchema, outer))).bundle;

const parseOuter = (signed: SignedBundle): Promise<unknown> =>
  parseBundle(serializeCanonical(SignedBundleSchema, signed));

function parse(change: (bundle: Bundle) => void): Promise<unknown> {
  const bundle = clone(BundleSchema, good);
  change(bundle);
  return parseOuter({ ...outer, bundle: serializeCanonical(BundleSchema, bundle) });
}

const short = new Uint8Array(5).fill(1);

const wrong: readonly [string, (bundle: Bundle) => void][] = [
  ['organisation_id', (b) => void (b.organisationId = new Uint8Array(32).fill(1))],
  ['organisation_id', (b) => void (b.signers!.threshold = 1)],
  ['previous_bundle_hash', (b) => void (b.previousBundleHash = new Uint8Array(32).fill(1))],
  ['previous_bundle_hash', (b) => void (b.version = 2)],
  ['name', (b) => void (b.name = '')],
  ['name', (b) => void (b.name = 'é'.repeat(101))],
  ['public_endpoint', (b) => delete b.publicEndpoint],
  ['public_endpoint', (b) => void (b.publicEndpoint!.port = 65536)],
  ['public_endpoint', (b) => void (b.publicEndpoint!.host = 'a/b')],
  ['staff_endpoint', (b) => void (b.staffEndpoint!.port = 0)],
  ['staff_endpoint', (b) => void (b.staffEndpoint!.host = 'a'.repeat(256))],
  ['ca_certificate', (b) => void ((b.caCertificate = 'PEM'), (b.demonstration = false))],
  ['version', (b) => void (b.version = 0)],
  ['issued_time', (b) => void (b.issuedTime = 0n)],
  ['expires_time', (b) => void (b.expiresTime = b.issuedTime)],
  ['expires_time', (b) => void (b.expiresTime = b.issuedTime + 60n * 86400n + 1n)],
  ['web_manifest_hash', (b) => void (b.webManifestHash = short)],
  ['minimum_client', (b) => void (b.minimumClient = '1..2')],
  ['minimum_client', (b) => void (b.minimumClient = '1.2')],
  ['signers', (b) => delete b.signers],
  ['signers', (b) => void b.signers!.signerKeys.reverse()],
  ['signers', (b) => void (b.signers!.signerKeys[0] = short)],
  ['signers.threshold', (b) => void (b.signers!.threshold = 4)],
  ['log_keys', (b) => void (b.logKeys = [])],
  ['log_keys', (b) => void b.logKeys.push(b.logKeys[0]!)],
  ['log_keys', (b) => void (b.logKeys[0]!.validFromTime = 0n)],
  ['staff', (b) => void (b.staff = [])],
  ['staff', (b) => void b.staff.reverse()],
  ['staff.principal', (b) => void (b.staff[0]!.principal = new Uint8Array(16))],
  ['staff.name', (b) => void (b.staff[0]!.name = 'x'.repeat(101))],
  ['staff.roles', (b) => void (b.staff[0]!.roles = [])],
  ['staff.roles', (b) => void (b.staff[0]!.roles = [Role.REPORTER])],
  ['staff.roles', (b) => void (b.staff[0]!.roles = [Role.TRUSTED_PERSON, Role.COORDINATOR])],
  ['staff.roles', (b) => void (b.staff[0]!.roles = [Role.SUPPORT_TEAM, Role.TRUSTED_PERSON])],
  ['staff.keys', (b) => delete b.staff[0]!.keys],
  ['staff.keys', (b) => void (b.staff[0]!.keys!.firstPublishedTime += 1n)],
  ['staff.keys', (b) => void (b.staff[0]!.keys!.firstPublishedTime = b.issuedTime + 60n)],
  ['staff.keys', (b) => void (b.staff[1]!.keys!.signingKey = b.staff[0]!.keys!.signingKey)],
  ['staff.keys', (b) => void (b.staff[1]!.keys!.boxKey = b.staff[0]!.keys!.boxKey)],
  ['staff.languages', (b) => void (b.staff[0]!.languages = [])],
  ['staff.region', (b) => void (b.staff[0]!.region = 'x'.repeat(41))],
  ['staff.conflict_codes', (b) => void (b.staff[0]!.conflictCodes = ['Gemeente Ee'])],
  ['staff.conflict_codes', (b) => void (b.staff[0]!.conflictCodes = ['b', 'a'])],
  ['forms', (b) => void b.forms.pop()],
  ['forms.title', (b) => delete b.forms[0]!.title],
  ['forms.questions', (b) => void (b.forms[1]!.questions = [])],
  ['forms.questions.code', (b) => void (b.forms[1]!.questions[0]!.code = 'Code')],
  [
    'forms.questions.code',
    (b) => void (b.forms[1]!.questions[0]!.code = b.forms[0]!.questions[0]!.code),
  ],
  ['forms.questions.required', (b) => void (b.forms[1]!.questions[0]!.required = true)],
  ['forms.questions.required', (b) => void (b.forms[0]!.questions[0]!.required = false)],
  ['forms.options', (b) => void (b.forms[0]!.questions[0]!.options = [])],
  [
    'forms.options.hidden_for_roles',
    (b) => void (b.forms[0]!.questions[0]!.options[0]!.hiddenForRoles = ['nobody']),
  ],
  ['telephone_numbers', (b) => void b.telephoneNumbers.splice(0, 1)],
  ['telephone_numbers', (b) => void (b.telephoneNumbers[0]!.number = '112 or 144')],
  ['telephone_numbers', (b) => void (b.telephoneNumbers[0]!.number = '+ ')],
  ['telephone_numbers', (b) => void (b.telephoneNumbers[0]!.territory = Territory.UNSPECIFIED)],
  ['telephone_numbers.name', (b) => void (b.telephoneNumbers[0]!.name!.en = '')],
  ['routing', (b) => delete b.routing],
  ['routing', (b) => void (b.routing!.freeWeight = 1001)],
  ['deadlines', (b) => delete b.deadlines],
  ['deadlines', (b) => void (b.deadlines!.dayEndHour = 25)],
  ['deadlines', (b) => void (b.deadlines!.lowWorkingDays = 31)],
  ['retention', (b) => void (b.retention!.accessLogMonths = 0)],
];

test.each(wrong.map(([field, change], i) => ({ field, change, i })))(
  '$field $i: out of rule is refused by its name',
  async ({ field, change }) => {
    const refused = await refusalOf(() => parse(change));
    expect(refused.class).toBe('INVALID_ARGUMENT/BAD_FIELD');
    expect(refused.message.split(':')[0]).toBe(field);
  },
);

test('what keeps the rules is read', async () => {
  expect(await outcomeOf(() => parse(() => undefined))).toBe('OK');
  const demonstration = (b: Bundle): void => {
    b.demonstration = true;
    b.caCertificate = 'PEM';
  };
  expect(await outcomeOf(() => parse(demonstration))).toBe('OK');
});

test('a higher format asks for a newer client, whatever else it holds', async () => {
  const newer = concat(
    serializeCanonical(SignedBundleSchema, { ...outer, format: 2 }),
    Uint8Array.of(0x7a, 1, 1), // Field 15.
  );
  const refused = await refusalOf(() => parseBundle(newer));
  expect([refused.class, refused.message]).toEqual([
    'FAILED_PRECONDITION/BUNDLE_REFUSED',
    'format',
  ]);
  expect(await outcomeOf(() => parseOuter({ ...outer, format: 0 }))).toContain('BAD_FIELD');
});

test('signatures are there, sorted, each once', async () => {
  const [first, second] = outer.signatures;
  for (const signatures of [[], [first!, first!], [second!, first!]]) {
    const signed = create(SignedBundleSchema, { ...outer, signatures });
    expect((await refusalOf(() => parseOuter(signed))).message).toContain('signatures:');
  }
  expect(await outcomeOf(() => parseBundle(new Uint8Array(601 * 1024)))).toContain('TOO_LARGE');
});
