// The answer to a login challenge (SPEC.md section 8).
import { concat } from '../contract/bytes';
import type { OrganisationId, Signature } from '../contract/ids';
import { loginLabel } from '../contract/labels';
import { Refusal } from '../contract/refusal';
import type { Identity } from './identity';

export const Audience = { reporter: 1, staff: 2 } as const;
export type Audience = (typeof Audience)[keyof typeof Audience];

// Sign(identity, login, organisation || u8 audience || ed_pk || challenge).
// INVALID_ARGUMENT unless the challenge has 40 bytes: nothing else is ever signed.
export function signLogin(
  identity: Identity,
  organisationId: OrganisationId,
  audience: Audience,
  challenge: Uint8Array,
): Signature {
  if (challenge.length !== 40) throw new Refusal('INVALID_ARGUMENT', '', 'challenge: 40 bytes');
  const message = concat(organisationId, Uint8Array.of(audience), identity.signingKey, challenge);
  return identity.sign(loginLabel, message);
}
