// Typed identifiers and public values of fixed size: a CaseId is never taken for a
// PrincipalId, and never for bare bytes. None of them is secret; secrets are SecretBytes.
// Nobody writes into one: they are shared freely.
import { isZero } from './bytes';
import { badField } from './refusal';

declare const brand: unique symbol;
type Named<Name extends string> = Uint8Array & { readonly [brand]: Name };

export type OrganisationId = Named<'OrganisationId'>; // 32 bytes.
export type CaseId = Named<'CaseId'>; // 16 bytes.
// 16 bytes. A reporter's principal is the case id.
export type PrincipalId = Named<'PrincipalId'>;
export type RecordId = Named<'RecordId'>; // 16 bytes.
export type SigningKey = Named<'SigningKey'>; // 32 bytes: Ed25519, the public half.
export type BoxKey = Named<'BoxKey'>; // 32 bytes: X25519, the public half.
export type Signature = Named<'Signature'>; // 64 bytes: Ed25519, detached.
export type Hash = Named<'Hash'>; // 32 bytes: SHA-256.

type FixedBytes =
  OrganisationId | CaseId | PrincipalId | RecordId | SigningKey | BoxKey | Signature | Hash;

// `bytes` as a value of `size` bytes; BAD_FIELD names the field.
function parse<T extends FixedBytes>(field: string, bytes: Uint8Array, size: number): T {
  if (bytes.length !== size) throw badField(field, `${size} bytes`);
  return bytes as T;
}

// The same for ids and keys, where all zero means that somebody forgot to fill it.
function parseNonZero<T extends FixedBytes>(field: string, bytes: Uint8Array, size: number): T {
  const id = parse<T>(field, bytes, size);
  if (isZero(id)) throw badField(field, 'not all zero');
  return id;
}

export const parseOrganisationId = (field: string, bytes: Uint8Array): OrganisationId =>
  parseNonZero(field, bytes, 32);
export const parseCaseId = (field: string, bytes: Uint8Array): CaseId =>
  parseNonZero(field, bytes, 16);
export const parsePrincipalId = (field: string, bytes: Uint8Array): PrincipalId =>
  parseNonZero(field, bytes, 16);
export const parseRecordId = (field: string, bytes: Uint8Array): RecordId =>
  parseNonZero(field, bytes, 16);
export const parseSigningKey = (field: string, bytes: Uint8Array): SigningKey =>
  parseNonZero(field, bytes, 32);
export const parseBoxKey = (field: string, bytes: Uint8Array): BoxKey =>
  parseNonZero(field, bytes, 32);
// These may be all zero.
export const parseHash = (field: string, bytes: Uint8Array): Hash => parse(field, bytes, 32);
export const parseSignature = (field: string, bytes: Uint8Array): Signature =>
  parse(field, bytes, 64);

// The principal of the reporter of `id`.
export function reporterPrincipal(id: CaseId): PrincipalId {
  return id as Uint8Array as PrincipalId;
}
