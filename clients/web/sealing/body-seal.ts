// The body of an ENTRY under its epoch's key (SPEC.md section 6).
//
//   sealed = XChaCha20-Poly1305-IETF(K.bodyKey, nonce, AD = Label(body) || hh, Pad(body))
//   hh     = SHA-256 of the record's header
import {
  type Account,
  type CheckCard,
  type EntryBody,
  EntryBodySchema,
} from '../generated/vangnet/content/v1/content_pb';
import { CompartmentKind } from '../generated/vangnet/record/v1/record_pb';
import { concat, utf8Size } from '../contract/bytes';
import { checkStrict, parseCanonical, serializeCanonical } from '../contract/canonical';
import { bytesRise, demand, textsRise } from '../contract/field-checks';
import type { Hash } from '../contract/ids';
import { bodyLabel } from '../contract/labels';
import { maxPaddedBody } from '../contract/limits';
import type { ParsedRecord } from '../contract/parsed-record';
import { badField, dataLoss } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { aeadNonceSize, aeadOpen, aeadSeal } from './aead';
import type { EpochKey } from './epoch-key';
import { pad, unpad } from './padding';
import { type RandomSource, randomBytes } from './random-source';

const maxText = 100_000;

export interface SealedBody {
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

// `atLeast` is a padded size or 0. TOO_LARGE.
export function sealBody(
  body: EntryBody,
  atLeast: number,
  key: EpochKey,
  headerHash: Hash,
  random: RandomSource,
): SealedBody {
  const message = SecretBytes.take(serializeCanonical(EntryBodySchema, body));
  const bodyKey = key.bodyKey();
  let padded: SecretBytes | undefined;
  try {
    padded = pad(message, atLeast);
    const nonce = randomBytes(random, aeadNonceSize);
    return { nonce, sealed: aeadSeal(bodyKey, nonce, concat(bodyLabel, headerHash), padded) };
  } finally {
    message.wipe();
    padded?.wipe();
    bodyKey.wipe();
  }
}

// DATA_LOSS when the seal, the padding or the content is not what an honest writer makes for
// this compartment. The plaintext's buffers are wiped; the message's strings cannot be.
export function openBody(record: ParsedRecord, key: EpochKey): EntryBody {
  const bodyKey = key.bodyKey();
  let padded: SecretBytes | undefined;
  let message: SecretBytes | undefined;
  try {
    const context = concat(bodyLabel, record.headerHash);
    padded = aeadOpen(bodyKey, record.nonce, context, record.sealed);
    message = unpad(padded);
    return readBody(message, record.compartment);
  } finally {
    bodyKey.wipe();
    padded?.wipe();
    message?.wipe();
  }
}

function readBody(message: SecretBytes, kind: CompartmentKind): EntryBody {
  let body: EntryBody;
  try {
    body = parseCanonical(EntryBodySchema, message.expose(), maxPaddedBody);
    checkBody(body, kind);
  } catch {
    throw dataLoss('body: not what an honest writer makes');
  }
  if (body.content.case === 'checkCard') {
    // What was parsed is a view of the buffer, which is about to be wiped.
    const card = body.content.value;
    card.excludedPrincipals = card.excludedPrincipals.map((principal) => principal.slice());
  }
  return body;
}

// What a body may be in `kind`: one content that belongs there, in size. Both writers and
// readers ask it. INVALID_ARGUMENT names the field.
export function checkBody(body: EntryBody, kind: CompartmentKind): void {
  checkStrict(EntryBodySchema, body);
  const belongs = (wanted: CompartmentKind): void =>
    demand(kind === wanted, 'content', 'one that belongs in the compartment');
  const { content } = body;
  switch (content.case) {
    case 'checkCard':
      belongs(CompartmentKind.CHECK);
      return checkCheckCard(content.value);
    case 'account':
      belongs(CompartmentKind.CONVERSATION);
      return checkAccount(content.value);
    case 'message':
      belongs(CompartmentKind.CONVERSATION);
      return checkText(content.value.text);
    case 'note':
      belongs(CompartmentKind.CASEFILE);
      return checkText(content.value.text);
    default:
      throw badField('content', 'one');
  }
}

function checkText(text: string): void {
  demand(text !== '' && utf8Size(text) <= maxText, 'text', '1 to 100000 bytes');
}

function checkAccount({ answers }: Account): void {
  demand(
    answers.every((answer) => answer.question !== ''),
    'answers.question',
    'not empty',
  );
  demand(
    textsRise(answers.map((answer) => answer.question)),
    'answers',
    'sorted by question, each once',
  );
}

function checkCheckCard({ excludedPrincipals }: CheckCard): void {
  demand(
    excludedPrincipals.every((principal) => principal.length === 16),
    'excluded_principals',
    '16 bytes each',
  );
  demand(bytesRise(excludedPrincipals), 'excluded_principals', 'sorted, each once');
}
