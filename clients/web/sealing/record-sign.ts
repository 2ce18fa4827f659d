// One signed record (SPEC.md section 6). RecordWriter is what programs use; this is the step
// below it.
//
//   Record    = {header, nonce, sealed, signature}
//   hh        = H(header)              bh = H(nonce || sealed)
//   signature = Sign(author, record, hh || bh)
import { create } from '@bufbuild/protobuf';
import {
  type RecordHeader,
  RecordHeaderSchema,
  RecordSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { concat } from '../contract/bytes';
import { serializeCanonical } from '../contract/canonical';
import { recordLabel } from '../contract/labels';
import { type ParsedRecord, parseRecord } from '../contract/parsed-record';
import { sha256 } from '../contract/sha256';
import type { SealedBody } from './body-seal';
import type { Identity } from './identity';

const noBody: SealedBody = { nonce: new Uint8Array(0), sealed: new Uint8Array(0) };

// Signed, and read back: INVALID_ARGUMENT when no server would take it.
export async function signRecord(
  header: RecordHeader,
  author: Identity,
  body: SealedBody = noBody,
): Promise<ParsedRecord> {
  const headerBytes = serializeCanonical(RecordHeaderSchema, header);
  const headerHash = await sha256(headerBytes);
  const bodyHash = await sha256(concat(body.nonce, body.sealed));
  const record = create(RecordSchema, {
    header: headerBytes,
    nonce: body.nonce,
    sealed: body.sealed,
    signature: author.sign(recordLabel, concat(headerHash, bodyHash)),
  });
  return parseRecord(serializeCanonical(RecordSchema, record));
}
