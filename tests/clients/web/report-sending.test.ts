// A report is sent until it is accepted: once, and with a proof.
import { create } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { hex } from 'web/contract/bytes';
import type { Reason } from 'web/contract/refusal';
import { FileReportResponseSchema } from 'web/generated/vangnet/intake/v1/intake_service_pb';
import type { FilingDraft } from 'web/sealing/filing';
import type { KeptFiling } from 'web/sealing/outbox';
import { SigningIdentity } from 'web/sealing/ed25519';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { SecretBytes } from 'web/contract/secret-bytes';
import type { Connection } from 'web/session/connection';
import {
  type Accepted,
  findFiling,
  sendReport,
  type SendingHooks,
} from 'web/session/report-sending';
import { beforeEach, describe, expect, test } from 'vitest';
import { SampleWorld } from './sample-world';
import { cutOff, type Meddling, proofOf, refuse, SessionServer } from './session-server';
import { refusalOf } from './vectors';

const world = await SampleWorld.load();
let honest: SessionServer;
let connection: Connection;
let keys: ReporterKeys;
let kept: KeptFiling[];
let said: string[];

const hooks: SendingHooks = {
  keepTrying: (attempt) => {
    said.push(`try ${attempt}`);
    return attempt < 4;
  },
  drawAgain: async (away) => {
    said.push(away ? 'away' : 'renewed');
    return drawnAgain();
  },
  sealedAgain: (renewed) => void said.push(`sealed again ${renewed}`),
  beforeSending: (one) => void kept.push(one),
};

// Anna fell away: bo leads.
function drawnAgain(): FilingDraft {
  const draft = world.draft();
  return {
    ...draft,
    routing: { ...draft.routing, lead: world.principal('bo'), deputy: undefined },
  };
}

beforeEach(async () => {
  honest = new SessionServer(world);
  connection = await honest.connect();
  keys = await deriveReporterKeys(Receipt.generate(systemRandom));
  kept = [];
  said = [];
});

const send = (first: FilingDraft | KeptFiling = world.draft()): Promise<Accepted> =>
  sendReport(connection, keys, first, hooks);
const held = (): Uint8Array | undefined => honest.cases.get(hex(keys.caseId))?.bytes;

// `what` is done to the first `times` calls of `method`; the others are let through.
function once(method: string, what: Meddling, times = 1): void {
  let left = times;
  honest.meddling = (call, ask) =>
    call.method === method && left-- > 0 ? what(call, ask) : ask();
}

const lostAnswer: Meddling = async (_, ask) => {
  await ask();
  throw cutOff();
};
const unsent: Meddling = () => {
  throw cutOff();
};

test('it is accepted, and the proof is about it', async () => {
  const accepted = await send();
  expect(accepted).toMatchObject({ alreadyThere: false, attempts: 1 });
  expect(hex(accepted.statement.caseId)).toBe(hex(keys.caseId));
  expect(held()).toEqual(kept[0]!.filing.bytes);
  expect(kept).toHaveLength(1);
});

test.each([
  ['nothing of it arrived', unsent],
  ['its answer was lost', lostAnswer],
])('the network fails, and %s: the same bytes are sent again', async (_, what) => {
  once('FileReport', what, 7); // Two tries of three, and one more.
  const accepted = await send();
  expect(accepted).toMatchObject({ alreadyThere: false, attempts: 3 });
  expect(said).toEqual(['try 1', 'try 2']);
  expect(kept).toHaveLength(1);
  expect(honest.cases.size).toBe(1);
  expect(honest.waits).toEqual([300, 600, 300, 300, 600, 600, 300]);
});

test('stopped in between, it is sent later as it was', async () => {
  once('FileReport', lostAnswer, 100);
  expect((await refusalOf(() => send())).class).toBe('UNAVAILABLE/UNREACHABLE');
  expect(said).toEqual(['try 1', 'try 2', 'try 3', 'try 4']);
  honest.meddling = undefined;
  const accepted = await send(kept[0]!);
  expect(accepted).toMatchObject({ alreadyThere: false, attempts: 1 });
  expect(kept).toHaveLength(1);
  expect(honest.cases.size).toBe(1);
});

test('sealed anew after it had arrived, it is found with the same receipt', async () => {
  await send();
  const accepted = await send(drawnAgain());
  expect(accepted.alreadyThere).toBe(true);
  expect(hex(accepted.filing!.persons[0]!.principal)).toBe(hex(world.principal('anna')));
  expect(honest.cases.size).toBe(1);
  expect(honest.timesCalled('EndReporterSession')).toBe(1);
});

test('somebody takes no cases any more: it is drawn and sealed again', async () => {
  honest.away.add(hex(world.principal('anna')));
  await send();
  expect(said).toEqual(['away', 'sealed again false']);
  expect(kept).toHaveLength(2);
  expect(held()).toEqual(kept[1]!.filing.bytes);
});

test('a renewed bundle is fetched, and it is sealed under that one', async () => {
  once('FileReport', () => {
    honest.bundles.push(world.bundle2.parsed.signedBundle);
    throw refuse(Code.FailedPrecondition, 'BUNDLE_STALE');
  });
  await send();
  expect(said).toEqual(['renewed', 'sealed again true']);
  expect(kept.map((one) => one.bundleVersion)).toEqual([1, 2]);
});

test('a bundle that stays as it is cannot mend it', async () => {
  once('FileReport', () => {
    throw refuse(Code.FailedPrecondition, 'BUNDLE_STALE');
  });
  expect((await refusalOf(() => send())).class).toBe('FAILED_PRECONDITION/BUNDLE_STALE');
  expect(said).toEqual([]);
});

test.each<[Reason, string]>([
  ['BAD_FIELD', 'REPORT_REFUSED'], // No field that the person filled in.
  ['NOT_CANONICAL', 'REPORT_REFUSED'],
  ['TOO_LARGE', 'TOO_LARGE'],
])('not taken for %s, it is told once, as %s', async (reason, told) => {
  once('FileReport', () => {
    throw refuse(Code.InvalidArgument, reason);
  });
  expect((await refusalOf(() => send())).class).toBe(`INVALID_ARGUMENT/${told}`);
  expect(honest.timesCalled('FileReport')).toBe(1);
});

test('under an expired bundle nothing is sealed and nothing sent', async () => {
  const later = await honest.connect(Number(world.bundle1.bundle.expiresTime));
  const act = (): unknown => sendReport(later, keys, world.draft(), hooks);
  expect((await refusalOf(act)).class).toBe('FAILED_PRECONDITION/BUNDLE_EXPIRED');
  expect(honest.timesCalled('FileReport')).toBe(0);
  expect(kept).toEqual([]);
});

test('what was kept is drawn again only when the server will not have it', async () => {
  honest.away.add(hex(world.principal('anna')));
  const { caseId } = keys;
  const filing = await world.build(keys);
  await send({ filing, bundleVersion: 1 });
  expect(said).toEqual(['away', 'sealed again false']);
  expect(hex(honest.cases.get(hex(caseId))!.bytes)).toBe(hex(kept[0]!.filing.bytes));
});

test('drawn too often, the person is told to call', async () => {
  once(
    'FileReport',
    () => {
      throw refuse(Code.FailedPrecondition, 'HANDLER_AWAY');
    },
    100,
  );
  expect((await refusalOf(() => send())).class).toBe('FAILED_PRECONDITION/NOBODY_FITS');
  expect(honest.timesCalled('FileReport')).toBe(6);
});

test('when it cannot be kept it is not sent', async () => {
  const full = (): void => {
    throw new Error('full');
  };
  const act = sendReport(connection, keys, world.draft(), { ...hooks, beforeSending: full });
  await expect(act).rejects.toThrow('full');
  expect(honest.timesCalled('FileReport')).toBe(0);
});

describe('OK without a good proof is not believed', () => {
  const nobody = SigningIdentity.fromSeed(SecretBytes.take(new Uint8Array(32).fill(1)));
  const answers =
    (change: (proof: Uint8Array) => Uint8Array): Meddling =>
    async (_, ask) => {
      const { filingProof } = (await ask()) as unknown as { filingProof: Uint8Array };
      return create(FileReportResponseSchema, { filingProof: change(filingProof) });
    };
  test.each<[string, (proof: Uint8Array) => Uint8Array]>([
    ['none', () => new Uint8Array(0)],
    ['by nobody', () => proofOf({}, nobody)],
    ['about nothing', () => proofOf({})],
    ['altered', (proof) => proof.map((byte, i) => (i === proof.length - 1 ? byte ^ 1 : byte))],
  ])('%s', async (_, change) => {
    once('FileReport', answers(change));
    expect((await refusalOf(() => send())).class).toBe('DATA_LOSS/PROOF_REFUSED');
    // Nothing was given up: the same bytes again, and then a good one.
    honest.meddling = undefined;
    expect((await send(kept[0]!)).alreadyThere).toBe(false);
  });

  test('of another filing', async () => {
    const others = await deriveReporterKeys(Receipt.generate(systemRandom));
    const { proof } = await sendReport(connection, others, world.draft(), hooks);
    once(
      'FileReport',
      answers(() => proof),
    );
    expect((await refusalOf(() => send())).class).toBe('DATA_LOSS/PROOF_REFUSED');
  });
});

describe('a filing that was cut off', () => {
  test('is found when it had arrived', async () => {
    await send();
    const found = await findFiling(connection, keys);
    expect(found).toMatchObject({ alreadyThere: true, attempts: 0 });
    expect(found!.filing!.urgency).toBe(world.draft().urgency);
    expect(honest.timesCalled('EndReporterSession')).toBe(1);
  });

  test('is not found when it had not', async () => {
    expect(await findFiling(connection, keys)).toBeUndefined();
  });

  test('is no absence when the server is away', async () => {
    once('BeginReporterLogin', unsent, 3);
    expect((await refusalOf(() => findFiling(connection, keys))).class).toBe(
      'UNAVAILABLE/UNREACHABLE',
    );
  });

  test('without its first record is damaged', async () => {
    await send();
    once(
      'ListRecords',
      async (_, ask) => {
        const page = (await ask()) as unknown as { records: unknown[] };
        page.records.shift();
        return page;
      },
      100,
    );
    expect((await refusalOf(() => findFiling(connection, keys))).class).toBe('DATA_LOSS/DAMAGED');
  });

  test('with a proof that is none is not believed', async () => {
    await send();
    once(
      'GetCase',
      async (_, ask) => ({
        ...(await ask()),
        filingProof: new Uint8Array(0),
      }),
      100,
    );
    expect((await refusalOf(() => findFiling(connection, keys))).class).toBe(
      'DATA_LOSS/PROOF_REFUSED',
    );
  });
});
