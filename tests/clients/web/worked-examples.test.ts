// The worked examples of SPEC.md, section 16, made again step by step: the same random bytes
// give the same bytes.
import { readFileSync } from 'node:fs';
import { create } from '@bufbuild/protobuf';
import { organisationIdOf } from 'web/contract/bundle-rules';
import { hex } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import { CaseFold } from 'web/contract/case-fold';
import { chainStart } from 'web/contract/chain';
import type { BoxKey, PrincipalId } from 'web/contract/ids';
import { filingProofLabel } from 'web/contract/labels';
import { parseGrant } from 'web/contract/parsed-grant';
import type { ParsedRecord } from 'web/contract/parsed-record';
import { SecretBytes } from 'web/contract/secret-bytes';
import { sha256 } from 'web/contract/sha256';
import { SignerSetSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { EntryBodySchema } from 'web/generated/vangnet/content/v1/content_pb';
import {
  CaseRole,
  Category,
  CompartmentKind,
  GrantSchema,
  type RecordHeader,
  RecordHeaderSchema,
  RecordKind,
  Urgency,
} from 'web/generated/vangnet/record/v1/record_pb';
import { sealBody } from 'web/sealing/body-seal';
import { SigningIdentity } from 'web/sealing/ed25519';
import { EpochKey } from 'web/sealing/epoch-key';
import { fingerprint, organisationFingerprint } from 'web/sealing/fingerprint';
import { openGrant } from 'web/sealing/grant';
import { identityFromSeed } from 'web/sealing/identity';
import { Audience, signLogin } from 'web/sealing/login';
import { deriveReporterKeys, parseReceipt } from 'web/sealing/receipt';
import { signRecord } from 'web/sealing/record-sign';
import { expect, test } from 'vitest';
import { fromHex } from './vectors';

const { CHECK } = CompartmentKind;
const nameWidth = 17; // Where a value begins, after the indent.

// By example and name; lines that go on are joined.
function readExamples(): Map<string, Map<string, string>> {
  const spec = readFileSync(new URL('../../../proto/SPEC.md', import.meta.url), 'utf8');
  const examples = new Map<string, Map<string, string>>();
  const [, section = ''] = spec.split(/^## 16\..*$/m);
  let values = new Map<string, string>();
  let name = '';
  for (const line of section.split(/^## /m)[0]!.split('\n')) {
    const title = /^\*\*(.+?)\*\*/.exec(line)?.[1];
    if (title !== undefined) {
      values = new Map();
      examples.set(title, values);
    } else if (line.startsWith('    ')) {
      name = line.slice(4, 4 + nameWidth).trim() || name;
      values.set(name, (values.get(name) ?? '') + line.slice(4 + nameWidth).trim());
    }
  }
  return examples;
}

const examples = readExamples();

function printed(example: string, name: string): string {
  const value = examples.get(example)?.get(name);
  if (value === undefined) throw new Error(`SPEC.md: ${example}, ${name}`);
  return value;
}

const bytesOf = (example: string, name: string): Uint8Array => fromHex(printed(example, name));

const repeated = (size: number, byte: number): Uint8Array => new Uint8Array(size).fill(byte);
const secret = (byte: number): SecretBytes => SecretBytes.take(repeated(32, byte));

const keys = await deriveReporterKeys(parseReceipt(printed('Receipt', 'receipt')));
const anna = identityFromSeed(
  repeated(16, 0xa0) as Uint8Array as PrincipalId,
  SecretBytes.take(Uint8Array.from({ length: 32 }, (_, i) => i)),
);
const signers = create(SignerSetSchema, {
  signerKeys: [1, 2, 3]
    .map((byte) => SigningIdentity.fromSeed(secret(byte)).key)
    .sort((a, b) => (hex(a) < hex(b) ? -1 : 1)),
  threshold: 2,
});
const organisationId = await organisationIdOf(signers);
const epochKey = EpochKey.fromBytes(secret(0x22));

// A header of the reporter's as the page says, in `check`.
function headerOf(
  recordId: number,
  kind: RecordKind,
  authorSeq: number,
  seen: Uint8Array,
): RecordHeader {
  return create(RecordHeaderSchema, {
    suite: 1,
    organisationId,
    caseId: keys.caseId,
    compartment: { kind: CHECK },
    recordId: repeated(16, recordId),
    kind,
    author: keys.caseId,
    authorKey: keys.identity.signingKey,
    authorSeq,
    seen,
    bundleVersion: 1,
  });
}

async function filingRecord(): Promise<ParsedRecord> {
  const header = headerOf(0x11, RecordKind.FILING, 1, await chainStart(keys.caseId, CHECK));
  header.act = create(RecordHeaderSchema, {
    act: {
      case: 'filing',
      value: {
        reporterBoxKey: keys.identity.boxKey,
        category: Category.INTEGRITY,
        urgency: Urgency.NORMAL,
        calendar: 1,
        language: 1,
        persons: [{ principal: anna.principal, role: CaseRole.LEAD }],
      },
    },
  }).act;
  return signRecord(header, keys.identity);
}

async function epochRecord(fold: CaseFold): Promise<ParsedRecord> {
  const header = headerOf(0x12, RecordKind.EPOCH, 2, fold.head(CHECK));
  const boxKeys = new Map<string, BoxKey>([
    [hex(keys.caseId), keys.identity.boxKey],
    [hex(anna.principal), anna.boxKey],
  ]);
  header.act = create(RecordHeaderSchema, {
    act: {
      case: 'epochStart',
      value: {
        number: 1,
        members: fold
          .access(CHECK)
          .map((principal) => ({ principal, boxKey: boxKeys.get(hex(principal))! })),
        keyCommitment: epochKey.commitment(),
        cause: fold.latestAccessChange(CHECK),
        checkHead: fold.head(CHECK),
      },
    },
  }).act;
  return signRecord(header, keys.identity);
}

async function entryRecord(fold: CaseFold): Promise<ParsedRecord> {
  const header = headerOf(0x13, RecordKind.ENTRY, 3, fold.head(CHECK));
  header.epoch = 1;
  const body = create(EntryBodySchema, {
    content: {
      case: 'checkCard',
      value: { organisation: 'Gemeente Voorbeeld', role: 'alderman' },
    },
  });
  expect(hex(serializeCanonical(EntryBodySchema, body))).toBe(printed('ENTRY', 'body'));
  const headerHash = await sha256(serializeCanonical(RecordHeaderSchema, header));
  const random = { fill: (out: Uint8Array) => void out.fill(0x33) };
  return signRecord(header, keys.identity, sealBody(body, 0, epochKey, headerHash, random));
}

function expectRecord(example: string, record: ParsedRecord): void {
  expect(hex(serializeCanonical(RecordHeaderSchema, record.header))).toBe(
    printed(example, 'header'),
  );
  expect(hex(record.signature)).toBe(printed(example, 'signature'));
  expect(hex(record.recordHash)).toBe(printed(example, 'record_hash'));
}

test('receipt, organisation and member of the staff', async () => {
  expect(hex(keys.outboxKey.expose())).toBe(printed('Receipt', 'sub3'));
  expect(hex(keys.identity.signingKey)).toBe(printed('Receipt', 'ed_pk'));
  expect(hex(keys.identity.boxKey)).toBe(printed('Receipt', 'x_pk'));
  expect(hex(keys.caseId)).toBe(printed('Receipt', 'case id'));
  expect(hex(serializeCanonical(SignerSetSchema, signers))).toBe(
    printed('Organisation', 'SignerSet'),
  );
  expect(hex(organisationId)).toBe(printed('Organisation', 'organisation'));
  expect(await organisationFingerprint(organisationId)).toBe(
    printed('Organisation', 'fingerprint'),
  );
  const staff = 'Member of the staff';
  expect(hex(anna.signingKey)).toBe(printed(staff, 'ed_pk'));
  expect(hex(anna.boxKey)).toBe(printed(staff, 'x_pk'));
  expect(await fingerprint(anna.signingKey, anna.boxKey)).toBe(printed(staff, 'fingerprint'));
});

test('FILING, EPOCH and ENTRY of check', async () => {
  const filing = await filingRecord();
  expectRecord('FILING', filing);
  expect(hex(filing.headerHash)).toBe(printed('FILING', 'hh'));
  expect(hex(filing.bodyHash)).toBe(printed('FILING', 'bh'));
  const fold = await CaseFold.begin(filing);
  expect(hex(fold.head(CHECK))).toBe(printed('FILING', 'check head_1'));
  const epoch = await epochRecord(fold);
  expectRecord('EPOCH', epoch);
  await fold.apply(epoch);
  expect(hex(fold.head(CHECK))).toBe(printed('EPOCH', 'check head_2'));
  const entry = await entryRecord(fold);
  expectRecord('ENTRY', entry);
  expect(hex(await sha256(entry.sealed))).toBe(printed('ENTRY', 'H(sealed)'));
  await fold.apply(entry);
  expect(hex(fold.head(CHECK))).toBe(printed('ENTRY', 'check head_3'));
});

test('a grant of that epoch opens for the lead', async () => {
  const grant = await parseGrant(
    serializeCanonical(
      GrantSchema,
      create(GrantSchema, {
        header: bytesOf('Grant', 'header'),
        box: bytesOf('Grant', 'box'),
        signature: bytesOf('Grant', 'signature'),
      }),
    ),
  );
  expect(hex(grant.headerHash)).toBe(printed('Grant', 'H(header)'));
  expect(hex(anna.openBox(grant.box).expose())).toBe(printed('Grant', 'inside the box'));
  const opened = openGrant(grant, anna);
  expect(opened?.get(1)?.bytes.equalsInConstantTime(epochKey.bytes)).toBe(true);
  expect(openGrant(grant, keys.identity)).toBeUndefined();
});

test('login and filing proof', () => {
  const challenge = bytesOf('Login', 'challenge');
  const login = signLogin(keys.identity, organisationId, Audience.reporter, challenge);
  expect(hex(login)).toBe(printed('Login', 'signature'));
  const log = SigningIdentity.fromSeed(secret(0x77));
  expect(hex(log.key)).toBe(printed('Filing proof', 'log key'));
  expect(hex(log.sign(filingProofLabel, bytesOf('Filing proof', 'statement')))).toBe(
    printed('Filing proof', 'signature'),
  );
});
