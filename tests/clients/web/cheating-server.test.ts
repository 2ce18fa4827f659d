// A server that cheats the reporter's page: each way is a finding or a refusal, what would be
// believed if it worked is not shown, and nothing is written on top of it. As
// tests/scenarios/cheats*.cc shows of the command line, on the whole of it.
import { create, fromBinary } from '@bufbuild/protobuf';
import { concat, sameBytes } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import type { Signature } from 'web/contract/ids';
import { bodyLabel } from 'web/contract/labels';
import { parseGrant } from 'web/contract/parsed-grant';
import { SecretBytes } from 'web/contract/secret-bytes';
import { sha256 } from 'web/contract/sha256';
import {
  CaseRole,
  CompartmentKind,
  type EpochAct,
  GrantSchema,
  MemberSchema,
  RecordHeaderSchema,
  RecordKind,
  RecordSchema,
} from 'web/generated/vangnet/record/v1/record_pb';
import { aeadSeal } from 'web/sealing/aead';
import { EpochKey } from 'web/sealing/epoch-key';
import type { FindingClass } from 'web/sealing/finding';
import { sealGrant } from 'web/sealing/grant';
import type { Identity } from 'web/sealing/identity';
import { systemRandom } from 'web/sealing/random-source';
import { messageBody, RecordWriter } from 'web/sealing/record-seal';
import { writeEntryOrStartEpoch } from 'web/session/case-reading';
import { ReporterCase } from 'web/session/reporter-case';
import { expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { CheatedCase, edited, lastWords, madeUp, resigned, thirdEpoch } from './cheated-case';
import { SampleWorld } from './sample-world';
import { SessionServer } from './session-server';
import { refusalOf } from './vectors';

const { CHECK, CONVERSATION } = CompartmentKind;
const world = await SampleWorld.load();
const anna = world.person('anna');
const story = await CheatedCase.begin(new SessionServer(world));
const other = await CheatedCase.begin(new SessionServer(world));

type Cheat = (cheated: CheatedCase) => void | Promise<void>;

const byAnna =
  (change: (header: Parameters<Parameters<typeof resigned>[2]>[0]) => void): Cheat =>
  async (cheated) => {
    cheated.last = await resigned(cheated.last, anna, change);
  };

const thirdByAnna =
  (change: (epoch: EpochAct) => void): Cheat =>
  async (cheated) => {
    const record = cheated.conversation[thirdEpoch]!;
    cheated.conversation[thirdEpoch] = await resigned(record, anna, ({ act }) => {
      if (act.case === 'epochStart') change(act.value);
    });
  };

function addMember(epoch: EpochAct, { principal, boxKey }: Identity): void {
  epoch.members.push(create(MemberSchema, { principal, boxKey }));
  epoch.members.sort((a, b) => Buffer.compare(a.principal, b.principal));
}

// What `author` would sign next in check, as an honest view of theirs has it.
async function nextAct(
  cheated: CheatedCase,
  author: Identity,
  act: (writer: RecordWriter) => Promise<void>,
): Promise<Uint8Array> {
  const view = await cheated.honest.view(author);
  const writer = RecordWriter.create(view, author, world.bundle1, sampleNow, systemRandom);
  await act(writer);
  return writer.take().records.at(-1)!;
}

// Signed by nobody, in somebody's name.
const forged = (record: Uint8Array, name: Identity): Promise<Uint8Array> =>
  resigned(record, madeUp(name.principal), () => undefined);

async function addGrant(
  cheated: CheatedCase,
  to: Pick<Identity, 'principal' | 'boxKey'>,
  role: CaseRole,
  granter: Identity,
): Promise<void> {
  const terms = {
    organisationId: world.organisationId,
    caseId: cheated.keys.caseId,
    compartment: CONVERSATION,
    recipient: to.principal,
    recipientKey: to.boxKey,
    role,
    bundleVersion: 1,
  };
  const keys = new Map([[3, EpochKey.generate(systemRandom)]]);
  cheated.grants.push(await sealGrant(terms, keys, granter));
}

async function withoutGrantsOf(cheated: CheatedCase, epoch: number): Promise<void> {
  const kept: Uint8Array[] = [];
  for (const grant of cheated.grants) {
    const { compartment, header } = await parseGrant(grant);
    if (compartment !== CONVERSATION || !header.epochs.includes(epoch)) kept.push(grant);
  }
  cheated.grants = kept;
}

const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte));

// Name, what is found, the cheat; and whether the last answer would still be anna's own.
type Row = readonly [name: string, found: FindingClass, cheat: Cheat, ownWords?: 'own words'];

const rows: readonly Row[] = [
  // Altered in themselves.
  [
    'a record with one field more',
    'not-canonical',
    (c) => {
      c.last = concat(c.last, Uint8Array.of(0x28, 1));
    },
  ],
  ['a kind that is reserved', 'not-canonical', byAnna((h) => (h.kind = 12 as RecordKind))],
  ['a wrong suite', 'not-canonical', byAnna((h) => (h.suite = 2))],
  [
    'an altered text',
    'bad-signature',
    (c) => {
      c.last = edited(c.last, (record) => (record.sealed = flipped(record.sealed)));
    },
  ],
  [
    'the signature of another record',
    'bad-signature',
    (c) => {
      const before = fromBinary(RecordSchema, c.conversation[6]!);
      c.last = edited(c.last, (record) => (record.signature = before.signature));
    },
  ],
  [
    'a signature by a key of small order',
    'bad-signature',
    (c) => {
      const point = Uint8Array.of(1, ...new Uint8Array(31));
      c.last = edited(c.last, (record) => {
        const header = fromBinary(RecordHeaderSchema, record.header);
        header.authorKey = point;
        record.header = serializeCanonical(RecordHeaderSchema, header);
        record.signature = concat(point, new Uint8Array(32)) as Signature;
      });
    },
  ],
  [
    'a text under another header',
    'body-damaged',
    async (c) => {
      const before = fromBinary(RecordSchema, c.conversation[5]!);
      const swapped = edited(c.last, (record) => {
        record.nonce = before.nonce;
        record.sealed = before.sealed;
      });
      c.last = await resigned(swapped, anna, () => undefined);
    },
  ],
  [
    'a text that is padded wrongly',
    'body-damaged',
    async (c) => {
      const key = (await c.honest.view(anna)).keyring.find(CONVERSATION, 3)!.bodyKey();
      const { header, nonce } = fromBinary(RecordSchema, c.last);
      const padded = SecretBytes.take(Uint8Array.of(0x12, ...new Uint8Array(4095)));
      const context = concat(bodyLabel, await sha256(header));
      const sealed = edited(c.last, (record) => {
        record.sealed = aeadSeal(key, nonce, context, padded);
      });
      c.last = await resigned(sealed, anna, () => undefined);
    },
  ],
  // By the wrong author.
  [
    'a made-up key in the name of the lead',
    'unknown-author',
    async (c) => {
      const maker = madeUp(anna.principal);
      c.last = await resigned(c.last, maker, (h) => (h.authorKey = maker.signingKey));
    },
  ],
  [
    'a made-up signature under the key of the lead',
    'bad-signature',
    async (c) => {
      c.last = await forged(c.last, anna);
    },
  ],
  [
    'a colleague who is not in the case',
    'not-allowed',
    async (c) => {
      const cees = world.person('cees');
      c.last = await resigned(c.last, cees, (h) => {
        h.author = cees.principal;
        h.authorKey = cees.signingKey;
        h.authorSeq = 1;
      });
    },
  ],
  [
    'a coordinator who writes in the case',
    'unknown-author',
    async (c) => {
      const fay = world.person('fay');
      c.last = await resigned(c.last, fay, (h) => {
        h.author = fay.principal;
        h.authorKey = fay.signingKey;
        h.authorSeq = 1;
      });
    },
  ],
  [
    'a filing by other keys under the case id',
    'unknown-author',
    async (c) => {
      const maker = madeUp(c.keys.identity.principal);
      c.check[0] = await resigned(c.check[0]!, maker, (h) => {
        h.authorKey = maker.signingKey;
        if (h.act.case === 'filing') h.act.value.reporterBoxKey = maker.boxKey;
      });
    },
  ],
  // Out of their place.
  ['a record of another case', 'other-case', (c) => void (c.last = other.last)],
  [
    'all of another case',
    'other-case',
    (c) => {
      [c.check, c.conversation, c.grants] = [other.check, other.conversation, other.grants];
    },
  ],
  [
    'a record of another compartment',
    'other-case',
    (c) => void c.check.push(c.last),
    'own words',
  ],
  ['a text under an epoch that is over', 'out-of-place', byAnna((h) => (h.epoch = 2))],
  ['a number of the author skipped', 'out-of-place', byAnna((h) => (h.authorSeq += 1))],
  [
    'a head that nobody saw',
    'out-of-place',
    byAnna((h) => (h.seen = new Uint8Array(32).fill(7))),
  ],
  ['a list that nobody has', 'missing-bundle', byAnna((h) => (h.bundleVersion = 9))],
  ['a dropped message', 'out-of-place', (c) => void c.conversation.splice(3, 1)],
  ['a dropped check card', 'out-of-place', (c) => void c.check.splice(2, 1)],
  ['a dropped epoch', 'out-of-place', (c) => void c.conversation.splice(thirdEpoch, 1)],
  [
    'swapped messages',
    'out-of-place',
    (c) => {
      [c.conversation[5], c.conversation[6]] = [c.conversation[6]!, c.conversation[5]!];
    },
  ],
  [
    'the last message moved to the front',
    'out-of-place',
    (c) => void c.conversation.splice(1, 0, c.conversation.pop()!),
  ],
  ['a message shown twice', 'out-of-place', (c) => void c.conversation.push(c.last), 'own words'],
  [
    'an acknowledgement shown twice',
    'not-allowed',
    (c) => void c.check.push(c.check[3]!),
    'own words',
  ],
  // Held back.
  [
    'the end held back under the old head',
    'head-differs',
    (c) => {
      c.conversation.pop();
      c.claimsFit = false;
    },
  ],
  [
    'the account held back behind the proof',
    'head-differs',
    async (c) => {
      c.conversation.length = 1;
      await withoutGrantsOf(c, 2);
      await withoutGrantsOf(c, 3);
    },
  ],
  [
    'the conversation not shown',
    'head-differs',
    (c) => {
      c.shown = [CHECK];
      c.grants = [];
    },
  ],
  [
    'nothing at all',
    'not-canonical',
    (c) => {
      [c.check, c.conversation] = [[], []];
    },
  ],
  ['no compartment at all', 'not-canonical', (c) => void (c.shown = [])],
  // Of a state that nobody brought about.
  [
    'a withdrawal by the server',
    'bad-signature',
    async (c) => {
      const withdrawal = await nextAct(c, c.keys.identity, (writer) => writer.withdraw());
      c.check.push(await forged(withdrawal, c.keys.identity));
    },
    'own words',
  ],
  [
    'a withdrawal by the lead',
    'not-allowed',
    async (c) => {
      const withdrawal = await nextAct(c, c.keys.identity, (writer) => writer.withdraw());
      const closing = fromBinary(
        RecordHeaderSchema,
        fromBinary(RecordSchema, await nextAct(c, anna, (writer) => writer.close())).header,
      );
      c.check.push(
        await resigned(withdrawal, anna, (h) => {
          h.author = anna.principal;
          h.authorKey = anna.signingKey;
          h.authorSeq = closing.authorSeq;
        }),
      );
    },
    'own words',
  ],
  [
    'an acknowledgement of another case',
    'other-case',
    (c) => void (c.check[3] = other.check[3]!),
  ],
  [
    'an acknowledgement of another filing',
    'not-allowed',
    async (c) => {
      c.check[3] = await resigned(c.check[3]!, anna, (h) => {
        if (h.act.case === 'acknowledge')
          h.act.value.filingRecordHash = new Uint8Array(32).fill(3);
      });
    },
  ],
  // Keys.
  [
    'a ghost in an epoch, by the server',
    'bad-signature',
    async (c) => {
      const ghost = madeUp();
      const record = c.conversation[thirdEpoch]!;
      c.conversation[thirdEpoch] = await resigned(record, ghost, ({ act }) => {
        if (act.case === 'epochStart') addMember(act.value, ghost);
      });
    },
  ],
  [
    'a ghost in an epoch, by the lead',
    'wrong-members',
    thirdByAnna((e) => addMember(e, madeUp())),
  ],
  [
    'a reader who was taken out in an epoch',
    'wrong-members',
    thirdByAnna((epoch) => addMember(epoch, world.person('bo'))),
  ],
  [
    "a ghost's key under a member's name",
    'wrong-members',
    thirdByAnna(({ members }) => {
      for (const member of members) {
        if (sameBytes(member.principal, anna.principal)) member.boxKey = madeUp().boxKey;
      }
    }),
  ],
  ['an epoch that skips a number', 'out-of-place', thirdByAnna((e) => (e.number = 4))],
  [
    'an epoch for no known cause',
    'out-of-place',
    thirdByAnna((epoch) => (epoch.cause = new Uint8Array(32).fill(0x63))),
  ],
  [
    'a grant to a ghost',
    'ghost-grant',
    (c) => addGrant(c, madeUp(), CaseRole.DEPUTY, anna),
    'own words',
  ],
  [
    "a grant to a ghost in a member's name",
    'ghost-grant',
    (c) =>
      addGrant(
        c,
        { ...madeUp(), principal: anna.principal, boxKey: madeUp().boxKey },
        CaseRole.LEAD,
        anna,
      ),
    'own words',
  ],
  [
    'a grant by the server',
    'grant-forged',
    (c) => addGrant(c, c.keys.identity, CaseRole.REPORTER, madeUp()),
    'own words',
  ],
  [
    'a grant by a colleague who cannot read',
    'grant-forged',
    (c) => addGrant(c, c.keys.identity, CaseRole.REPORTER, world.person('cees')),
    'own words',
  ],
  [
    'a grant with a bent box',
    'grant-forged',
    (c) => {
      const grant = fromBinary(GrantSchema, c.grants.at(-1)!);
      grant.box = flipped(grant.box);
      c.grants[c.grants.length - 1] = serializeCanonical(GrantSchema, grant);
    },
  ],
  [
    'a grant of another key than others got',
    'grant-damaged',
    (c) => addGrant(c, c.keys.identity, CaseRole.REPORTER, anna),
    'own words',
  ],
  ['grants of another case', 'other-case', (c) => void (c.grants = other.grants)],
  ['grants held back', 'head-differs', (c) => void (c.grants = [])],
  ['one grant held back', 'head-differs', (c) => withoutGrantsOf(c, 3)],
  // The proof.
  [
    'the proof of another filing',
    'head-differs',
    (c) => void (c.proof = other.proof),
    'own words',
  ],
  ['the proof held back', 'head-differs', (c) => void (c.proof = new Uint8Array(0)), 'own words'],
];

async function textsOf(open: ReporterCase): Promise<string[]> {
  const { view } = await open.read();
  return view.records.flatMap(({ body }) =>
    body?.content.case === 'message' ? [body.content.value.text] : [],
  );
}

async function openCase(cheated: CheatedCase): Promise<ReporterCase> {
  return ReporterCase.begin(await cheated.server.connect(), cheated.keys);
}

test('who does not cheat is believed', async () => {
  const honest = story.copy();
  honest.show();
  const open = await openCase(honest);
  const { view } = await open.read();
  expect(view.findings).toEqual([]);
  expect(await textsOf(open)).toEqual([
    'eerste antwoord',
    'tweede antwoord',
    'dank u',
    lastWords,
  ]);
});

const cheats = rows.map(([name, found, cheat, ownWords]) => ({ name, found, cheat, ownWords }));

test.each(cheats)('$name: $found', async ({ found, cheat, ownWords }) => {
  const cheated = story.copy();
  await cheat(cheated);
  cheated.show();
  const open = await openCase(cheated);
  const { view } = await open.read();
  expect(view.findings.map(({ what }) => what)).toContain(found);
  const shown = await textsOf(open);
  if (ownWords === undefined && found === 'bad-signature') expect(shown).not.toContain(lastWords);
  if (ownWords !== undefined) expect(shown).toContain(lastWords);
  const act = (): unknown =>
    open.write((writer) => writeEntryOrStartEpoch(writer, CONVERSATION, messageBody('nooit')));
  expect((await refusalOf(act)).class).toBe('DATA_LOSS/DAMAGED');
  expect(cheated.server.timesCalled('AppendRecords')).toBe(0);
});
