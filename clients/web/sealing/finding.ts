// What a client found wrong with what the server gave it. A finding is shown with its
// compartment and record number; it never hides the rest of the case.
import type { CompartmentKind } from '../generated/vangnet/record/v1/record_pb';

//   not-canonical   not the bytes of any record or grant that SPEC.md allows
//   other-case      signed for another case, organisation or compartment: moved here
//   bad-signature
//   unknown-author  key or role is not what the bundle of its version says
//   version-fell    a lower bundle version than an earlier record of the chain
//   missing-bundle  the bundle of its version could not be had: not verified
//   out-of-place    sequence, `seen` or epoch does not continue the chain: dropped, doubled,
//                   swapped or put in
//   not-allowed     in its place, but the author may not do this
//   wrong-members   an epoch's members or keys are not those of case and bundle
//   head-differs    the chain does not end where the server says, or does not hold a head
//                   that this client saw before
//   body-damaged    the body does not open, is badly padded or is no content
//   ghost-grant     a grant that no epoch's members and no ADD_READER cover
//   grant-forged    a grant that its granter did not sign or had no right to give
//   grant-damaged   a grant for this key that does not open or holds other keys
export type FindingClass =
  | 'not-canonical'
  | 'other-case'
  | 'bad-signature'
  | 'unknown-author'
  | 'version-fell'
  | 'missing-bundle'
  | 'out-of-place'
  | 'not-allowed'
  | 'wrong-members'
  | 'head-differs'
  | 'body-damaged'
  | 'ghost-grant'
  | 'grant-forged'
  | 'grant-damaged';

export interface Finding {
  readonly what: FindingClass;
  readonly compartment: CompartmentKind;
  // Position of the record, from 1; 0 when it concerns a grant or the whole chain.
  readonly recordNumber: number;
  // For a developer: the rule or field, never a value.
  readonly detail: string;
}
