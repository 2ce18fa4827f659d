// The rules of a bundle's persons and signers (SPEC.md section 4). BAD_FIELD.
import type { Bundle, SignerSet, Staff } from '../generated/vangnet/bundle/v1/bundle_pb';
import { Role } from '../generated/vangnet/policy/v1/options_pb';
import { handlesCases } from './bundle-staff';
import { hex, utf8Size } from './bytes';
import { bytesRise, demand, numbersRise, textsRise } from './field-checks';
import { parseBoxKey, parsePrincipalId, parseSigningKey } from './ids';
import { organisationCode } from './organisation-code';

const maxStaff = 500;
const maxName = 100;
const maxRegion = 40;
const handling = [Role.TRUSTED_PERSON, Role.SUPPORT_TEAM];
const watching = [Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR];

export function checkSigners(signers: SignerSet | undefined): void {
  const keys = signers?.signerKeys ?? [];
  demand(keys.length >= 1 && keys.length <= 16, 'signers', '1 to 16');
  for (const key of keys) parseSigningKey('signers', key);
  demand(bytesRise(keys), 'signers', 'sorted, each once');
  const threshold = signers?.threshold ?? 0;
  demand(
    threshold >= 1 && threshold <= keys.length,
    'signers.threshold',
    '1 to the number of keys',
  );
}

// No two persons share a principal or a key.
export function checkStaff(bundle: Bundle): void {
  const { staff } = bundle;
  demand(staff.length >= 1 && staff.length <= maxStaff, 'staff', '1 to 500');
  const signingKeys = new Set<string>();
  const boxKeys = new Set<string>();
  for (const person of staff) {
    checkPerson(bundle, person);
    signingKeys.add(hex(person.keys!.signingKey));
    boxKeys.add(hex(person.keys!.boxKey));
  }
  demand(
    signingKeys.size === staff.length && boxKeys.size === staff.length,
    'staff.keys',
    'of one person only',
  );
  demand(
    bytesRise(staff.map((person) => person.principal)),
    'staff',
    'sorted by principal, each once',
  );
}

function checkPerson(bundle: Bundle, staff: Staff): void {
  parsePrincipalId('staff.principal', staff.principal);
  demand(staff.name !== '' && utf8Size(staff.name) <= maxName, 'staff.name', '1 to 100 bytes');
  checkRoles(staff);
  checkKeys(bundle, staff);
  demand(numbersRise(staff.competences), 'staff.competences', 'ascending, each once');
  demand(numbersRise(staff.languages), 'staff.languages', 'ascending, each once');
  demand(
    !handlesCases(staff) || staff.languages.length > 0,
    'staff.languages',
    'one for who handles cases',
  );
  demand(utf8Size(staff.region) <= maxRegion, 'staff.region', 'at most 40 bytes');
  // A code in any other form would never match what a reporter types, and so let a conflict
  // of interest through in silence.
  for (const code of staff.conflictCodes) {
    demand(
      code !== '' && organisationCode(code) === code,
      'staff.conflict_codes',
      'codes as organisationCode makes them',
    );
  }
  demand(textsRise(staff.conflictCodes), 'staff.conflict_codes', 'sorted, each once');
}

function checkRoles(staff: Staff): void {
  const { roles } = staff;
  const ofStaff = [...handling, ...watching];
  demand(
    roles.length > 0 && numbersRise(roles) && roles.every((role) => ofStaff.includes(role)),
    'staff.roles',
    'roles of staff, ascending, each once',
  );
  const watches = roles.some((role) => watching.includes(role));
  demand(!(watches && handlesCases(staff)), 'staff.roles', 'who watches or administers handles no cases');
}

function checkKeys(bundle: Bundle, { keys }: Staff): void {
  demand(keys !== undefined && keys.generation >= 1, 'staff.keys', 'a generation');
  parseSigningKey('staff.keys', keys!.signingKey);
  parseBoxKey('staff.keys', keys!.boxKey);
  const published = keys!.firstPublishedTime;
  demand(
    published > 0n && published % 60n === 0n && published <= bundle.issuedTime,
    'staff.keys',
    'first published at a full minute, not after the bundle',
  );
}
