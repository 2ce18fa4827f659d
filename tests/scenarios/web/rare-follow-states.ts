// Ways to the pages and states of coming back that few people meet (every-state.ts has the others).
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { Page } from 'playwright-core';
import { GetCaseResponseSchema } from 'web/generated/vangnet/followup/v1/followup_service_pb';
import { aReport, leadOf } from './coming-back';
import {
  comeBackAndMeet,
  follow,
  goToPart,
  type Part,
  press,
  type Spoken,
  type StateOf,
} from './every-state';
import { type Decide, Wire } from './wire';
import type { Filed, World } from './world';

// A case that all looks at one state share.
function once(make: (world: World) => Promise<Filed>): (world: World) => Promise<Filed> {
  let made: Promise<Filed> | undefined;
  return (world) => (made ??= make(world));
}

const namesOf = ({ said }: Filed): string[] => said.persons.map(({ name }) => name);

const anOpen = once((world) => world.file(aReport));

const aWithdrawn = once(async (world) => {
  const filed = await world.file(aReport);
  await world.follow(filed.receipt, ['withdraw', '--yes']);
  return filed;
});

const aClosed = once(async (world) => {
  const filed = await world.file(aReport);
  const lead = leadOf(filed);
  await world.as(lead, ['cases', 'accept', filed.said.case_id, '--yes']);
  await world.as(lead, ['cases', 'close', filed.said.case_id, '--yes']);
  return filed;
});

const aLate = once(async (world) => {
  await world.tell('clock', String(-4 * 24 * 3600));
  return world.file(aReport).finally(() => world.tell('clock', '0'));
});

const withoutAll = once(async (world) => {
  const filed = await world.file(aReport);
  for (const name of namesOf(filed)) await world.follow(filed.receipt, ['remove', name]);
  return filed;
});

const withOne = once(async (world) => {
  const filed = await world.file(aReport);
  for (const name of namesOf(filed).slice(1)) await world.follow(filed.receipt, ['remove', name]);
  return filed;
});

// Everybody else who could come into it was excluded.
const withNobodyElse = once(async (world) => {
  const others = ['bo', 'chantal', 'daan', 'esra', 'frits', 'gerda', 'hakim', 'ilse', 'joris'];
  const filed = await world.file({ ...aReport, exclude: others });
  await world.follow(filed.receipt, ['remove', 'anna']);
  return filed;
});

// At the status of that case; from there on.
const ofCase = (
  name: string,
  made: (world: World) => Promise<Filed>,
  go: (page: Page, spoken: Spoken) => Promise<void>,
  decide?: Decide,
): StateOf => ({
  name: `case: ${name}`,
  reach: async (page, world, spoken) => {
    const { receipt } = await made(world);
    if (decide !== undefined) (await Wire.tap(page)).decide = decide;
    await comeBackAndMeet(page, world, spoken, receipt, follow[spoken].status.title);
    await go(page, spoken);
  },
});

const shows = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();

const cannot = (page: Page): Promise<void> => page.locator('#main [role=alert]').first().waitFor();

// What stands before the first place that is filled in.
const begins = (text: string): string => text.split('{')[0]!;

const removeFirst = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /eruit halen$|^Take .* out$/ }).first().click();
};

// The server's filing proof is that.
const provesBy =
  (proof: Uint8Array): Decide =>
  ({ method }) => {
    if (method !== 'GetCase') return 'pass';
    return (message) => {
      const response = fromBinary(GetCaseResponseSchema, message);
      response.filingProof = proof;
      return Buffer.from(toBinary(GetCaseResponseSchema, response));
    };
  };

const loses =
  (lost: string): Decide =>
  ({ method }) =>
    method === lost ? 'lose-request' : 'pass';

const atPart = (part: Part, go: (page: Page, spoken: Spoken) => Promise<void>) =>
  async (page: Page, spoken: Spoken): Promise<void> => {
    await goToPart(page, part, spoken);
    await go(page, spoken);
  };

export const endedStates: readonly StateOf[] = [
  ofCase('withdrawn', aWithdrawn, (page, spoken) => shows(page, follow[spoken].next.withdrawn)),
  ofCase('closed', aClosed, (page, spoken) => shows(page, follow[spoken].next.closed)),
  ofCase('late', aLate, (page, spoken) => shows(page, begins(follow[spoken].next.late))),
  ofCase('nobody holds it', withoutAll, (page, spoken) => shows(page, follow[spoken].next.unheld)),
  {
    name: 'case: nobody did anything for a quarter of an hour',
    reach: async (page, world, spoken) => {
      const { receipt } = await anOpen(world);
      await page.clock.install();
      await comeBackAndMeet(page, world, spoken, receipt, follow[spoken].status.title);
      await page.clock.runFor(16 * 60 * 1000);
      await shows(page, follow[spoken].idle);
    },
  },
  {
    name: 'case: cannot be verified',
    reach: async (page, world, spoken) => {
      const { receipt } = await anOpen(world);
      const wire = await Wire.tap(page);
      wire.decide = ({ method }) =>
        method === 'ListRecords' ? (message) => message.subarray(0, 0) : 'pass';
      await comeBackAndMeet(page, world, spoken, receipt, follow[spoken].unverifiable.title);
    },
  },
  {
    name: 'coming back: a bundle that is not believed',
    reach: async (page, world, spoken) => {
      const wire = await Wire.tap(page);
      wire.decide = () => (message) => message.subarray(0, 0);
      const anyReceipt = '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4';
      await comeBackAndMeet(page, world, spoken, anyReceipt, follow[spoken].refused.title);
    },
  },
];

export const actStates: readonly StateOf[] = [
  ofCase(
    'the last person taken out',
    withOne,
    atPart('access', async (page, spoken) => {
      await removeFirst(page);
      await shows(page, follow[spoken].access.removeLast);
    }),
  ),
  ofCase(
    'nobody is left to let in',
    withNobodyElse,
    atPart('access', async (page, spoken) => {
      await press(page, follow[spoken].access.add);
      await shows(page, follow[spoken].access.nobodyLeft);
    }),
  ),
  ofCase(
    'a message that did not go',
    anOpen,
    atPart('conversation', async (page, spoken) => {
      await page.locator('#main textarea').fill('Ik ben thuis.');
      await press(page, follow[spoken].conversation.send);
      await cannot(page);
    }),
    loses('AppendRecords'),
  ),
  ofCase(
    'an empty message',
    anOpen,
    atPart('conversation', async (page, spoken) => {
      await press(page, follow[spoken].conversation.send);
      await shows(page, follow[spoken].conversation.emptyText);
    }),
  ),
  ofCase(
    'nothing new',
    anOpen,
    async (page, spoken) => {
      await press(page, follow[spoken].status.look);
      await shows(page, begins(follow[spoken].status.nothingNew));
    },
  ),
  ofCase(
    'nothing filled in, all questions shown',
    anOpen,
    atPart('more', async (page, spoken) => {
      const { next, send, nothing } = follow[spoken].more;
      const more = page.getByRole('button', { name: next, exact: true });
      while ((await more.count()) > 0) await more.click();
      await press(page, send);
      await shows(page, nothing);
    }),
  ),
  ofCase(
    'a proof that is none',
    anOpen,
    atPart('proof', (page, spoken) => shows(page, follow[spoken].proof.bad)),
    provesBy(new Uint8Array([1, 2, 3])),
  ),
  ofCase(
    'no proof',
    anOpen,
    atPart('proof', (page, spoken) => shows(page, follow[spoken].proof.none)),
    provesBy(new Uint8Array(0)),
  ),
  ofCase(
    'withdrawing without a tick',
    anOpen,
    atPart('withdraw', async (page, spoken) => {
      const { yes } = follow[spoken].withdraw;
      // The first is the part of the menu.
      await page.locator('#main').getByRole('button', { name: yes, exact: true }).last().click();
      await shows(page, follow[spoken].withdraw.confirmFirst);
    }),
  ),
];
