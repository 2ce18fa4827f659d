// By when somebody must have accepted, whatever the server tells.
import { acknowledgeBy } from 'web/contract/deadline-rules';
import { RemovalReason } from 'web/generated/vangnet/record/v1/record_pb';
import type { CaseView } from 'web/sealing/case-chain';
import type { RecordWriter } from 'web/sealing/record-seal';
import { acknowledgeDeadline } from 'web/session/acknowledge-deadline';
import { expect, test } from 'vitest';
import { sampleNow } from './case-files';
import { FiledCase, SampleWorld } from './sample-world';

const world = await SampleWorld.load();
const policy = world.bundle1.bundle.deadlines!;
const day = 86400;

// The view, its records received at `filed` and, what came later, at `later`.
function at(view: CaseView, filed: number, later = filed): Pick<CaseView, 'fold' | 'records'> {
  const records = view.records.map((record) => ({
    ...record,
    receivedTime: BigInt(record.number === 1 ? filed : later),
  }));
  return { fold: view.fold, records };
}

async function after(act: (writer: RecordWriter) => Promise<void>): Promise<CaseView> {
  const filed = await FiledCase.begin(world);
  const writer = await filed.writer(filed.keys.identity);
  await act(writer);
  await filed.append(writer.take());
  return filed.view(filed.keys.identity);
}

const nothing = (): Promise<CaseView> => after(async () => undefined);
const latest = (view: CaseView, start: number): number =>
  acknowledgeBy(policy, view.fold!.filing.urgency, view.fold!.filing.calendar, start);

test('an earlier word of the server counts, a later one does not', async () => {
  const view = await nothing();
  const by = latest(view, sampleNow);
  const told = (time: number): number =>
    acknowledgeDeadline(at(view, sampleNow), policy, BigInt(time));
  expect(told(by - 60)).toBe(by - 60);
  expect(told(by + 60)).toBe(by);
  expect(told(4_102_444_800)).toBe(by);
});

test('when the server tells none, it is counted from the filing', async () => {
  const view = await nothing();
  expect(acknowledgeDeadline(at(view, sampleNow), policy, 0n)).toBe(latest(view, sampleNow));
});

test('who is taken out moves the turn, by a day at most', async () => {
  const view = await after((writer) =>
    writer.removeReader(world.principal('anna'), RemovalReason.REPORTER_WISH),
  );
  const later = sampleNow + 3 * day;
  expect(acknowledgeDeadline(at(view, sampleNow, later), policy, 0n)).toBe(
    latest(view, later + day),
  );
});

test('what does not verify moves nothing', async () => {
  const view = await after((writer) =>
    writer.removeReader(world.principal('anna'), RemovalReason.REPORTER_WISH),
  );
  const { fold, records } = at(view, sampleNow, sampleNow + 3 * day);
  const doubted = records.map((record) => ({ ...record, verified: record.number === 1 }));
  expect(acknowledgeDeadline({ fold, records: doubted }, policy, 0n)).toBe(
    latest(view, sampleNow),
  );
});

test('none runs once somebody accepted, it is withdrawn, or nothing verifies', async () => {
  const filed = await FiledCase.begin(world);
  const anna = await filed.writer(world.person('anna'));
  await anna.acknowledge();
  await filed.append(anna.take());
  const accepted = await filed.view(filed.keys.identity);
  expect(acknowledgeDeadline(accepted, policy, 99n)).toBe(0);
  const withdrawn = await after((writer) => writer.withdraw());
  expect(acknowledgeDeadline(withdrawn, policy, 99n)).toBe(0);
  expect(acknowledgeDeadline({ fold: undefined, records: [] }, policy, 99n)).toBe(0);
});
