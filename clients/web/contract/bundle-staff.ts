// Who stands in a bundle.
import type { Bundle, Competence, Staff } from '../generated/vangnet/bundle/v1/bundle_pb';
import { Competence as Competences } from '../generated/vangnet/bundle/v1/bundle_pb';
import { Role } from '../generated/vangnet/policy/v1/options_pb';
import { Category } from '../generated/vangnet/record/v1/record_pb';
import { hex, sameBytes } from './bytes';
import type { BoxKey } from './ids';

export function findStaff(bundle: Bundle, principal: Uint8Array): Staff | undefined {
  return bundle.staff.find((staff) => sameBytes(staff.principal, principal));
}

export function hasRole(staff: Staff, role: Role): boolean {
  return staff.roles.includes(role);
}

// Is a trusted person or of the support team: nobody else may read a case.
export function handlesCases(staff: Staff): boolean {
  return hasRole(staff, Role.TRUSTED_PERSON) || hasRole(staff, Role.SUPPORT_TEAM);
}

export function hasCompetence(staff: Staff, competence: Competence): boolean {
  return staff.competences.includes(competence);
}

// Has the competence for the category; for NOT_SURE any of the three will do.
export function handlesCategory(staff: Staff, category: Category): boolean {
  const intimidation = hasCompetence(staff, Competences.INTIMIDATION);
  const integrity = hasCompetence(staff, Competences.INTEGRITY);
  const crisis = hasCompetence(staff, Competences.CRISIS);
  switch (category) {
    case Category.INTIMIDATION:
      return intimidation;
    case Category.INTEGRITY:
      return integrity;
    case Category.CRISIS:
      return crisis;
    case Category.NOT_SURE:
      return intimidation || integrity || crisis;
    default:
      return false;
  }
}

// Present box keys of all staff, and so the keys that epochs are sealed to.
export function boxKeysOf(bundle: Bundle): Map<string, BoxKey> {
  const keys = new Map<string, BoxKey>();
  for (const staff of bundle.staff) {
    const key = staff.keys?.boxKey;
    if (key?.length === 32) keys.set(hex(staff.principal), key as Uint8Array as BoxKey);
  }
  return keys;
}
