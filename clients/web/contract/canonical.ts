// Canonical protobuf bytes (SPEC.md section 1): the only form in which anything signed is
// accepted. protobuf-es checks neither enum values nor unknown fields, drops a byte order
// mark and turns bad UTF-8 into U+FFFD: so the message is walked, and serialised again.
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescEnum, DescField, DescMessage, Message, MessageShape } from '@bufbuild/protobuf';
import { sameBytes, utf8 } from './bytes';
import { Refusal, tooLarge } from './refusal';

const byteOrderMark = '\ufeff';
// google.protobuf.FeatureSet.FieldPresence.IMPLICIT, without loading descriptor.proto.
const implicitPresence = 2;

function notCanonical(wanted: string): Refusal {
  return new Refusal('INVALID_ARGUMENT', 'NOT_CANONICAL', wanted);
}

// INVALID_ARGUMENT: TOO_LARGE above `limit` bytes, else NOT_CANONICAL for bytes that do not
// parse, an unknown field or enum value at any depth, a string that is not UTF-8 or begins
// with U+FEFF, and bytes that differ from their own serialisation. Bytes in the message are
// views of `bytes`: who wipes these copies what is to stay.
export function parseCanonical<Desc extends DescMessage>(
  schema: Desc,
  bytes: Uint8Array,
  limit: number,
): MessageShape<Desc> {
  if (bytes.length > limit) throw tooLarge(`${schema.name}: fewer bytes`);
  let message: MessageShape<Desc>;
  try {
    message = fromBinary(schema, bytes);
  } catch {
    throw notCanonical(`${schema.name}: bytes that parse`);
  }
  checkStrict(schema, message);
  if (!sameBytes(serializeCanonical(schema, message), bytes)) {
    throw notCanonical(`${schema.name}: the bytes of its own serialisation`);
  }
  return message;
}

// The canonical bytes of `message`, in field order. Strings must be clean (cleanText).
export function serializeCanonical<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc>,
): Uint8Array {
  return toBinary(schema, message);
}

// No unknown field, no unknown enum value, good strings, at any depth.
export function checkStrict(schema: DescMessage, message: Message): void {
  if (message.$unknown !== undefined && message.$unknown.length > 0) {
    throw notCanonical(`${schema.name}: no unknown field`);
  }
  const fields = message as unknown as Record<string, unknown>;
  for (const field of schema.fields) {
    if (field.oneof === undefined) {
      checkField(field, fields[field.localName]);
      continue;
    }
    const chosen = fields[field.oneof.localName] as { case?: string; value?: unknown };
    if (chosen.case === field.localName) checkField(field, chosen.value);
  }
}

function checkField(field: DescField, value: unknown): void {
  if (value === undefined) return;
  if (field.fieldKind === 'list') {
    for (const element of value as unknown[]) checkElement(field, element);
  } else {
    checkElement(field, value);
  }
}

function checkElement(field: DescField, value: unknown): void {
  if (field.message !== undefined) {
    checkStrict(field.message, value as Message);
  } else if (field.enum !== undefined) {
    checkEnum(field, field.enum, value as number);
  } else if (typeof value === 'string' && !isGoodString(value)) {
    throw notCanonical(`${field.name}: UTF-8 without a byte order mark`);
  }
}

// Zero is good only where it means "absent": in a single field without presence.
function checkEnum(field: DescField, type: DescEnum, value: number): void {
  if (value === 0 && field.fieldKind === 'enum' && field.presence === implicitPresence) return;
  if (value === 0 || type.value[value] === undefined) {
    throw notCanonical(`${field.name}: a known value`);
  }
}

function isGoodString(text: string): boolean {
  return !text.startsWith(byteOrderMark) && wellFormed(text) === text;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

// Lone surrogates become U+FFFD.
function wellFormed(text: string): string {
  return decoder.decode(utf8(text));
}

// `text` as a writer may seal it: leading U+FEFF stripped, lone surrogates replaced.
export function cleanText(text: string): string {
  return wellFormed(text).replace(/^\ufeff+/, '');
}
