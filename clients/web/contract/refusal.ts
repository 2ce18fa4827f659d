// How a failure travels: code and reason are the closed set of SPEC.md section 12, so that
// what this client refuses and what the server answered are told to people in one place.
// The message names the field and what is wanted, never the value.

export type Code =
  | 'INVALID_ARGUMENT'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'ALREADY_EXISTS'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  // Of clients alone: what was given is damaged or forged.
  | 'DATA_LOSS';

export type Reason =
  | 'TAKEN'
  | 'HANDLER_AWAY'
  | 'EPOCH_STALE'
  | 'BUNDLE_STALE'
  | 'CASE_CLOSED'
  | 'NOT_ACKNOWLEDGED'
  | 'CHAIN_MOVED'
  | 'RECORD_EXISTS'
  | 'CASE_EXISTS'
  | 'NOT_CANONICAL'
  | 'BAD_SIGNATURE'
  | 'BAD_FIELD'
  | 'TOO_LARGE'
  | 'LIMIT_REACHED'
  | 'OVERLOADED'
  | 'BUNDLE_EXPIRED'
  | 'BUNDLE_REFUSED'
  | 'NO_SESSION'
  | 'WRONG_ROLE'
  | 'STOPPING'
  | 'STORE_UNAVAILABLE';

// What clients find themselves (clients/session/client_reason.h); no server sends these.
export type ClientReason =
  | 'MISTYPED' // Receipt.
  | 'OTHER_ORGANISATION'
  | 'BAD_FILE'
  | 'BAD_ANSWERS'
  | 'UNKNOWN_PERSON'
  | 'UNKNOWN_RECEIPT'
  | 'NOBODY_FITS'
  | 'DAMAGED'
  | 'PROOF_REFUSED'
  | 'REPORT_REFUSED' // As sealed here.
  | 'UPDATE_CLIENT'
  | 'UNREACHABLE'
  | 'INTERRUPTED'
  // Of the web alone: the page's pin is missing or none.
  | 'BAD_PAGE';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  // Empty where there is none.
  readonly reason: Reason | ClientReason | '';

  constructor(code: Code, reason: Reason | ClientReason | '', message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  // "NOT_FOUND" or "INVALID_ARGUMENT/BAD_FIELD", as the vectors write it.
  get class(): string {
    return this.reason === '' ? this.code : `${this.code}/${this.reason}`;
  }
}

// A field that breaks a rule.
export function badField(field: string, wanted: string): Refusal {
  return new Refusal('INVALID_ARGUMENT', 'BAD_FIELD', `${field}: ${wanted}`);
}

// Anything about an object that the caller cannot have: one text for all.
export function notFound(): Refusal {
  return new Refusal('NOT_FOUND', '', 'not found');
}

export function tooLarge(message: string): Refusal {
  return new Refusal('INVALID_ARGUMENT', 'TOO_LARGE', message);
}

export function dataLoss(message: string): Refusal {
  return new Refusal('DATA_LOSS', '', message);
}
