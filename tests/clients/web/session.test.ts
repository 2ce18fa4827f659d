// Signing in as a reporter, and staying so.
import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { FollowUpService } from 'web/generated/vangnet/followup/v1/followup_service_pb';
import {
  BeginReporterLoginResponseSchema,
  CompleteReporterLoginResponseSchema,
} from 'web/generated/vangnet/session/v1/reporter_session_service_pb';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { Session } from 'web/session/session';
import { IntakeService } from 'web/generated/vangnet/intake/v1/intake_service_pb';
import { beforeEach, expect, test } from 'vitest';
import { SampleWorld } from './sample-world';
import { cutOff, SessionServer } from './session-server';
import { refusalOf } from './vectors';

const world = await SampleWorld.load();
const { getCase } = FollowUpService.method;
let honest: SessionServer;
let keys: ReporterKeys;

beforeEach(async () => {
  honest = new SessionServer(world);
  keys = await deriveReporterKeys(Receipt.generate(systemRandom));
  const { bytes } = await world.build(keys);
  await honest.server().call(IntakeService.method.fileReport, { filing: bytes });
});

const begin = (who = keys): Promise<Session> =>
  Session.begin(honest.server(), who.identity, world.organisationId);

test('the receipt reaches its own case', async () => {
  const session = await begin();
  expect((await session.call(getCase, {})).heads).toHaveLength(2);
});

test('another receipt is unknown, after a second challenge', async () => {
  const others = await deriveReporterKeys(Receipt.generate(systemRandom));
  expect((await refusalOf(() => begin(others))).class).toBe('NOT_FOUND/UNKNOWN_RECEIPT');
  expect(honest.timesCalled('CompleteReporterLogin')).toBe(2);
});

test('a signature for another organisation is none', async () => {
  const other = new Uint8Array(32).fill(9) as typeof world.organisationId;
  const act = (): unknown => Session.begin(honest.server(), keys.identity, other);
  expect((await refusalOf(act)).class).toBe('NOT_FOUND/UNKNOWN_RECEIPT');
});

test('a lost answer to a login is made good by a new challenge', async () => {
  let lost = 1;
  honest.meddling = async ({ method }, ask) => {
    const answer = await ask();
    if (method === 'CompleteReporterLogin' && lost-- > 0) throw cutOff();
    return answer;
  };
  await (await begin()).call(getCase, {});
});

test('a server that forgot the session is answered with a silent login', async () => {
  const session = await begin();
  honest.forgetSessions();
  await session.call(getCase, {});
  expect(honest.timesCalled('CompleteReporterLogin')).toBe(2);
});

test('calls beside each other sign in once', async () => {
  const session = await begin();
  honest.forgetSessions();
  await Promise.all([1, 2, 3].map(() => session.call(getCase, {})));
  expect(honest.timesCalled('CompleteReporterLogin')).toBe(2);
});

test('a receipt that was destroyed meanwhile is unknown', async () => {
  const session = await begin();
  honest.forgetSessions();
  honest.cases.clear();
  expect((await refusalOf(() => session.call(getCase, {}))).class).toBe(
    'NOT_FOUND/UNKNOWN_RECEIPT',
  );
});

test('nothing but a challenge is signed', async () => {
  honest.meddling = ({ method }, ask) =>
    method === 'BeginReporterLogin'
      ? create(BeginReporterLoginResponseSchema, { challenge: new Uint8Array(104) })
      : ask();
  expect((await refusalOf(() => begin())).class).toBe('DATA_LOSS');
  expect(honest.timesCalled('CompleteReporterLogin')).toBe(0);
});

test('a token that is none is not used', async () => {
  honest.meddling = ({ method }, ask) =>
    method === 'CompleteReporterLogin'
      ? create(CompleteReporterLoginResponseSchema, { token: new Uint8Array(8) })
      : ask();
  expect((await refusalOf(() => begin())).class).toBe('DATA_LOSS');
});

test('another refusal of a login is told as it is', async () => {
  honest.meddling = () => {
    throw new ConnectError('no', Code.Unavailable);
  };
  expect((await refusalOf(() => begin())).class).toBe('UNAVAILABLE/UNREACHABLE');
});

test('after the end the token is gone, and a failing end is of no matter', async () => {
  const session = await begin();
  await session.end();
  expect(honest.timesCalled('EndReporterSession')).toBe(1);
  const second = await begin();
  honest.meddling = () => {
    throw cutOff();
  };
  await second.end();
  await second.end();
  expect(honest.timesCalled('EndReporterSession')).toBe(4); // Three tries of one call.
});
