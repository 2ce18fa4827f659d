// Reading and writing one's own case, and what a server can do in between.
import { create } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { hex } from 'web/contract/bytes';
import { CaseState } from 'web/generated/vangnet/caseview/v1/caseview_pb';
import {
  AppendRecordsResponseSchema,
  type GetCaseResponse,
  type ListGrantsResponse,
  type ListRecordsResponse,
  ListRecordsResponseSchema,
} from 'web/generated/vangnet/followup/v1/followup_service_pb';
import { CompartmentKind, RemovalReason } from 'web/generated/vangnet/record/v1/record_pb';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { messageBody, RecordWriter } from 'web/sealing/record-seal';
import { type CaseAct, writeEntryOrStartEpoch } from 'web/session/case-reading';
import type { Connection } from 'web/session/connection';
import { sendReport } from 'web/session/report-sending';
import { ReporterCase } from 'web/session/reporter-case';
import { explain, loadWords } from 'web/session/words';
import { beforeEach, describe, expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { SampleWorld } from './sample-world';
import { type Meddling, refuse, SessionServer } from './session-server';
import { refusalOf } from './vectors';

const { CHECK, CONVERSATION } = CompartmentKind;
const world = await SampleWorld.load();
let honest: SessionServer;
let connection: Connection;
let keys: ReporterKeys;
let open: ReporterCase;

beforeEach(async () => {
  honest = new SessionServer(world);
  connection = await honest.connect();
  keys = await deriveReporterKeys(Receipt.generate(systemRandom));
  await sendReport(connection, keys, world.draft(), {
    keepTrying: () => false,
    drawAgain: async () => world.draft(),
  });
  open = await ReporterCase.begin(connection, keys);
});

const says =
  (text: string): CaseAct =>
  (writer) =>
    writeEntryOrStartEpoch(writer, CONVERSATION, messageBody(text));
const records = () => honest.cases.get(hex(keys.caseId))!.records;

// Anna accepts, with nobody's help but the chain's.
async function acknowledge(): Promise<void> {
  const anna = world.person('anna');
  const view = await records().view(anna);
  const writer = RecordWriter.create(view, anna, world.bundle1, sampleNow, systemRandom);
  await writer.acknowledge();
  await writer.writeEntry(CONVERSATION, messageBody('Dag, ik ben Anna.'));
  await records().append(writer.take());
}

async function texts(): Promise<string[]> {
  const { view } = await open.read();
  return view.records.flatMap(({ body }) =>
    body?.content.case === 'message' ? [body.content.value.text] : [],
  );
}

async function findings(): Promise<string[]> {
  const { view } = await open.read();
  return view.findings.map(({ what, detail }) => `${what} ${detail}`);
}

// `what` is done to all calls of `method`.
function always(method: string, what: Meddling): void {
  honest.meddling = (call, ask) => (call.method === method ? what(call, ask) : ask());
}

test('the own report is read, over several pages', async () => {
  const { view, standing } = await open.read();
  expect(view.findings).toEqual([]);
  expect(view.writable).toBe(true);
  expect(view.fold!.state).toBe(CaseState.ASSIGNED);
  expect(view.records).toHaveLength(5);
  expect(view.records.every(({ verified }) => verified)).toBe(true);
  expect(standing.filingProof.length).toBeGreaterThan(0);
  expect(honest.timesCalled('ListRecords')).toBe(3);
});

test('what is written can be read, before and after somebody accepts', async () => {
  await open.write(says('eerste'));
  await acknowledge();
  await open.write(says('tweede'));
  expect(await texts()).toEqual(['eerste', 'Dag, ik ben Anna.', 'tweede']);
  const { view } = await open.read();
  expect(view.fold!.state).toBe(CaseState.ACKNOWLEDGED);
});

test('somebody who is taken out is in no later epoch', async () => {
  await open.write((writer) =>
    writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH),
  );
  await open.write(says('zonder bo'));
  const { view } = await open.read();
  const { members } = view.fold!.newestEpoch(CONVERSATION)!;
  expect(members.map(({ principal }) => hex(principal))).not.toContain(
    hex(world.principal('bo')),
  );
});

test('withdrawn, the case is closed', async () => {
  await open.write((writer) => writer.withdraw());
  const { view } = await open.read();
  expect(view.fold!.state).toBe(CaseState.WITHDRAWN);
  expect((await refusalOf(() => open.write(says('nog iets')))).reason).toBe('CASE_CLOSED');
});

describe('a refused write', () => {
  const refused = (code: Code, reason: 'CHAIN_MOVED' | 'EPOCH_STALE', times: number): void => {
    let left = times;
    always('AppendRecords', async (_, ask) => {
      if (left-- > 0) throw refuse(code, reason);
      return ask();
    });
  };

  test.each([
    [Code.Aborted, 'CHAIN_MOVED'],
    [Code.FailedPrecondition, 'EPOCH_STALE'],
  ] as const)('%s %s is begun anew', async (code, reason) => {
    refused(code, reason, 3);
    await open.write(says('toch'));
    expect(honest.timesCalled('AppendRecords')).toBe(4);
    expect(await texts()).toEqual(['toch']);
  });

  test('is given up after four times', async () => {
    refused(Code.Aborted, 'CHAIN_MOVED', 100);
    expect((await refusalOf(() => open.write(says('nooit')))).class).toBe('ABORTED/CHAIN_MOVED');
    expect(honest.timesCalled('AppendRecords')).toBe(4);
  });

  test('of an older bundle is written under the newer one', async () => {
    let left = 1;
    always('AppendRecords', async (_, ask) => {
      if (left-- === 0) return ask();
      honest.bundles.push(world.bundle2.parsed.signedBundle);
      throw refuse(Code.FailedPrecondition, 'BUNDLE_STALE');
    });
    await open.write(says('nieuwe lijst'));
    const { view } = await open.read();
    expect(view.records.at(-1)!.header!.bundleVersion).toBe(2);
    expect(view.findings).toEqual([]);
  });

  test('of a bundle that is not renewed is told', async () => {
    always('AppendRecords', async () => {
      throw refuse(Code.FailedPrecondition, 'BUNDLE_STALE');
    });
    expect((await refusalOf(() => open.write(says('nooit')))).reason).toBe('BUNDLE_STALE');
  });

  test('of another kind is told at once', async () => {
    always('AppendRecords', async () => {
      throw refuse(Code.ResourceExhausted, 'LIMIT_REACHED');
    });
    expect((await refusalOf(() => open.write(says('nooit')))).reason).toBe('LIMIT_REACHED');
    expect(honest.timesCalled('AppendRecords')).toBe(1);
  });
});

test('a record under a newer bundle makes the reader fetch that one', async () => {
  await open.read();
  honest.bundles.push(world.bundle2.parsed.signedBundle);
  const other = await ReporterCase.begin(await honest.connect(), keys);
  await other.write(says('onder de nieuwe lijst'));
  expect(connection.organisation.newest.version).toBe(1);
  expect(await findings()).toEqual([]);
  expect(connection.organisation.newest.version).toBe(2);
});

describe('damage', () => {
  const drop = (): void =>
    always('ListRecords', async (_, ask) => {
      const page = (await ask()) as ListRecordsResponse;
      return create(ListRecordsResponseSchema, {
        ...page,
        records: page.records.filter(({ position }) => position !== 3),
      });
    });

  beforeEach(async () => {
    await open.write(says('eerste'));
  });

  test('is shown, and nothing is written', async () => {
    drop();
    expect((await findings()).length).toBeGreaterThan(0);
    const refusal = await refusalOf(() => open.write(says('nooit')));
    expect(refusal.class).toBe('DATA_LOSS/DAMAGED');
    expect(honest.timesCalled('AppendRecords')).toBe(1);
  });

  test('does not keep from writing who wants to all the same', async () => {
    always('GetCase', async (_, ask) => ({
      ...(await ask()),
      filingProof: new Uint8Array(0),
    }));
    expect(await findings()).toEqual(['head-differs filing proof']);
    expect((await refusalOf(() => open.write(says('nee')))).reason).toBe('DAMAGED');
    await open.write(says('toch'), { despiteDamage: true });
    expect(await texts()).toEqual(['eerste', 'toch']);
  });

  test('without a filing nothing can be written at all', async () => {
    always('ListRecords', async () => create(ListRecordsResponseSchema, {}));
    const act = (): unknown => open.write(says('nee'), { despiteDamage: true });
    expect((await refusalOf(act)).reason).toBe('DAMAGED');
  });
});

test('what is called written and is not stored is told', async () => {
  always('AppendRecords', async () => create(AppendRecordsResponseSchema, {}));
  const refusal = await refusalOf(() => open.write(says('weg')));
  expect(refusal.class).toBe('DATA_LOSS/DAMAGED');
  expect(explain(await loadWords('nl'), refusal)).toContain('het staat er niet bij');
});

test('what is written and dropped afterwards is seen by who wrote it', async () => {
  await open.write(says('eerste'));
  records().chain(CONVERSATION).pop();
  expect(await findings()).not.toEqual([]);
  // Who comes back with the receipt alone cannot know.
  const other = await ReporterCase.begin(connection, keys);
  expect((await other.read()).view.findings).toEqual([]);
});

test('a head is not forgotten because a shorter one was shown after it', async () => {
  await open.write(says('eerste'));
  const taken = records().chain(CONVERSATION).pop()!;
  expect(await findings()).not.toEqual([]);
  expect(await findings()).not.toEqual([]);
  records().chain(CONVERSATION).push(taken);
  expect(await findings()).toEqual([]);
});

describe('held back', () => {
  test('a conversation that is left out', async () => {
    always('GetCase', async (_, ask) => {
      const answer = (await ask()) as GetCaseResponse;
      return { ...answer, heads: answer.heads.slice(0, 1) };
    });
    expect(await findings()).toEqual(['head-differs chain: left out']);
  });

  test('the end of a filing, with a head that fits', async () => {
    records().chain(CONVERSATION).pop();
    expect(await findings()).toEqual(['head-differs filing']);
  });

  test('a grant', async () => {
    always('ListGrants', async (_, ask) => {
      const page = (await ask()) as ListGrantsResponse;
      return { ...page, grants: [], nextPageToken: '' };
    });
    expect(await findings()).toEqual(['head-differs grant', 'head-differs grant']);
  });

  test('the filing proof', async () => {
    always('GetCase', async (_, ask) => ({
      ...(await ask()),
      filingProof: new Uint8Array(0),
    }));
    expect(await findings()).toEqual(['head-differs filing proof']);
  });
});

test('a chain that is named twice is read once', async () => {
  always('GetCase', async (_, ask) => {
    const answer = (await ask()) as GetCaseResponse;
    return { ...answer, heads: [...answer.heads, ...answer.heads] };
  });
  expect(await findings()).toEqual([]);
  expect(honest.timesCalled('ListRecords')).toBe(3);
});

test('a chain that grew in between is read again', async () => {
  let first = true;
  always('GetCase', async (_, ask) => {
    const answer = await ask();
    if (first) {
      first = false;
      await acknowledge();
    }
    return answer;
  });
  expect(await findings()).toEqual([]);
  expect(honest.timesCalled('GetCase')).toBe(2);
});

test.each([
  ['ListRecords', { records: [], nextPageToken: 'more' }],
  ['ListGrants', { grants: [], nextPageToken: 'more' }],
])('%s without end is stopped', async (method, page) => {
  always(method, async (_, ask) => ({ ...(await ask()), ...page }));
  expect((await refusalOf(() => open.read())).class).toBe('DATA_LOSS');
});

test('pages that repeat themselves are stopped at what a case can hold', async () => {
  const full = create(ListRecordsResponseSchema, {
    records: Array.from({ length: 500 }, () => ({ record: new Uint8Array(1) })),
    nextPageToken: '0',
  });
  always('ListRecords', async () => full);
  expect((await refusalOf(() => open.read())).class).toBe('DATA_LOSS');
  expect(honest.timesCalled('ListRecords')).toBe(9);
});

test('who opened what by day is told as the server says', async () => {
  const principal = world.principal('anna');
  honest.accessDays = [{ principal, day: 20_700, compartment: CHECK }];
  expect(await open.listAccess()).toEqual([{ principal, day: 20_700, compartment: CHECK }]);
  honest.accessDays = [{ principal: new Uint8Array(3), day: 20_700, compartment: CHECK }];
  expect((await refusalOf(() => open.listAccess())).class).toBe('DATA_LOSS');
});

test('after the end the keys of what was read are gone', async () => {
  const { view } = await open.read();
  const key = view.keyring.find(CHECK, 1)!;
  expect(key.bytes.size).toBe(32);
  await open.end();
  expect(key.bytes.size).toBe(0);
  expect(view.keyring.find(CHECK, 1)).toBeUndefined();
});
