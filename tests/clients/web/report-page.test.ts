// What the page does around sealing and sending: whom it goes to as the reporter changes it,
// and one report in spite of networks, absences and bad proofs. On a server in memory.
import { effect } from '@preact/signals';
import { Code } from '@connectrpc/connect';
import { hex } from 'web/contract/bytes';
import { sha256 } from 'web/contract/sha256';
import { CaseRole } from 'web/generated/vangnet/record/v1/record_pb';
import * as draft from 'web/page/report/draft';
import * as proposal from 'web/page/report/proposal';
import { enterReport } from 'web/page/report/enter';
import { forgetReport } from 'web/page/report/one-report';
import { currentKeys, currentReceipt, hasReceipt } from 'web/page/report/receipt-state';
import * as sending from 'web/page/report/sending';
import { wipeAll } from 'web/page/state/leaving';
import { connection } from 'web/page/state/organisation';
import { formWords } from 'web/page/words/form';
import { NobodyFits } from 'web/session/client-refusal';
import type { Connection } from 'web/session/connection';
import type { KeptFiling } from 'web/sealing/outbox';
import type { ReporterKeys } from 'web/sealing/receipt';
import { openKeptReport } from 'web/session/outbox-file';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SampleWorld } from './sample-world';
import { cutOff, refuse, SessionServer } from './session-server';

const world = await SampleWorld.load();
let honest: SessionServer;
let known: Connection;

// Frames, as a browser paints them.
const frame = (act: () => void): void => void setTimeout(act);
const history = { pushState: () => undefined };

beforeEach(async () => {
  vi.stubGlobal('requestAnimationFrame', frame);
  vi.stubGlobal('history', history);
  await formWords.load();
  honest = new SessionServer(world);
  known = await honest.connect();
  connection.value = known;
  draft.startDraft({
    answers: new Map([
      ['danger', { options: ['no'] }],
      ['topic', { options: ['intimidation'] }],
      ['own-words', { text: 'Er stond iemand voor mijn deur.' }],
    ]),
    excluded: [],
    wantedUrgency: 0,
    lead: undefined,
    struck: { deputy: false, reserve: false, duty: false },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  wipeAll();
  forgetReport();
  connection.value = undefined;
});

const names = (): string[] => proposal.proposed(known).map((person) => person.name);
const lead = (): string => hex(proposal.routing.value!.lead);

describe('whom it goes to', () => {
  test('whoever is excluded is never proposed, however often it is drawn', async () => {
    await proposal.propose(known);
    const out = proposal.routing.value!.lead;
    draft.exclude(out);
    for (let i = 0; i < 20; ++i) {
      proposal.proposeAgain(known);
      expect(proposal.proposed(known).map((one) => hex(one.principal))).not.toContain(hex(out));
    }
  });

  test('striking the deputy moves nobody else, and can be undone', async () => {
    await proposal.propose(known);
    const before = names();
    const deputy = proposal.proposed(known).find((one) => one.role === CaseRole.DEPUTY)!;
    draft.struck.value = { ...draft.struck.value, deputy: true };
    expect(names()).toEqual(before.filter((name) => name !== deputy.name));
    expect(proposal.struckNames(known)).toEqual([{ rung: 'deputy', name: deputy.name }]);
    draft.struck.value = { ...draft.struck.value, deputy: false };
    expect(names()).toEqual(before);
  });

  test("a lead of one's own choice", async () => {
    await proposal.propose(known);
    const [other] = proposal.otherLeads(known);
    draft.lead.value = other;
    expect(proposal.proposeAgain(known)).toBeUndefined();
    expect(lead()).toBe(hex(other!));
    expect(proposal.proposed(known)[0]!.why).toContain('your-choice');
  });

  test('a chosen lead who cannot be one is told of, and somebody else is drawn', async () => {
    await proposal.propose(known);
    draft.lead.value = world.principal('dina'); // Of the support team.
    expect(proposal.proposeAgain(known)).toBe('chosen-cannot-lead');
    expect(draft.lead.value).toBeUndefined();
    expect(lead()).not.toBe(hex(world.principal('dina')));
  });

  test('what was drawn does not stand for other answers', async () => {
    await proposal.propose(known);
    expect(proposal.isDrawn(known)).toBe(true);
    draft.answers.value = new Map(draft.answers.value).set('organisation', { text: 'Voorbeeld' });
    expect(proposal.isDrawn(known)).toBe(false);
  });

  test('nobody fits when everybody is excluded', async () => {
    await proposal.propose(known);
    for (const staff of known.organisation.bundle.staff) draft.exclude(staff.principal as never);
    expect(() => proposal.proposeAgain(known)).toThrow(NobodyFits);
  });
});

// The kinds of phases from now on.
function watchPhases(): string[] {
  const seen: string[] = [];
  effect(() => {
    const now = sending.phase.value;
    seen.push(now.kind === 'choosing' ? `choosing ${now.why}` : now.kind);
    if (now.kind === 'choosing') now.good();
  });
  return seen;
}

const accepted = () => {
  const now = sending.phase.value;
  if (now.kind !== 'accepted') throw new Error(now.kind);
  return now;
};

describe('sending', () => {
  test('the person sees that it began before the page is held by sealing', async () => {
    await proposal.propose(known);
    await currentKeys(); // The receipt is there long before.
    let paint: () => void = () => undefined;
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
      paint = act;
    });
    const random = vi.spyOn(known.random, 'fill');
    const sent = sending.sendDraft();
    // Time enough to begin: sealing waits for hashes as well.
    for (let i = 0; i < 20; ++i) await sha256(new Uint8Array(1));
    expect(sending.phase.value.kind).toBe('sealing');
    expect(random).not.toHaveBeenCalled();
    paint();
    await sent;
    expect(random).toHaveBeenCalled();
    expect(sending.phase.value.kind).toBe('accepted');
  });

  test('who leaves before it is sealed has sent nothing', async () => {
    await proposal.propose(known);
    await currentKeys();
    let paint: () => void = () => undefined;
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
      paint = act;
    });
    const random = vi.spyOn(known.random, 'fill');
    const sent = sending.sendDraft();
    wipeAll();
    paint();
    await sent;
    expect(random).not.toHaveBeenCalled();
    expect(sending.phase.value.kind).toBe('sealing');
  });

  test('sealed, sent, accepted, and it says to whom it went', async () => {
    await proposal.propose(known);
    const first = lead();
    const seen = watchPhases();
    await sending.sendDraft();
    expect(seen.slice(-3)).toEqual(['sealing', 'sending', 'accepted']);
    expect(honest.cases.size).toBe(1);
    const { filed } = accepted();
    const named = filed.persons.find((person) => person.role === CaseRole.LEAD)!;
    expect(hex(named.principal)).toBe(first);
  });

  test('the answer is lost five times: it waits, and there is one report', async () => {
    await proposal.propose(known);
    const sent = new Set<string>();
    let left = 5;
    honest.meddling = async (call, ask) => {
      if (call.method !== 'FileReport') return ask();
      sent.add(hex((call.request as unknown as { filing: Uint8Array }).filing));
      const answer = await ask();
      if (left-- > 0) throw cutOff();
      return answer;
    };
    const seen = watchPhases();
    await sending.sendDraft();
    expect(seen).toContain('waiting');
    expect(seen.at(-1)).toBe('accepted');
    expect(sent.size).toBe(1);
    expect(honest.cases.size).toBe(1);
  });

  test('somebody has just become unavailable: the reporter looks at a new proposal', async () => {
    await proposal.propose(known);
    const first = lead();
    let refused = false;
    honest.meddling = (call, ask) => {
      if (call.method !== 'FileReport' || refused) return ask();
      refused = true;
      throw refuse(Code.FailedPrecondition, 'HANDLER_AWAY');
    };
    const seen = watchPhases();
    await sending.sendDraft();
    expect(seen).toContain('choosing away');
    expect(accepted().filed.persons.map((one) => hex(one.principal))).not.toContain(first);
    expect(honest.cases.size).toBe(1);
  });

  test('a bad proof is no acceptance; what was sealed can be saved, and sent again', async () => {
    await proposal.propose(known);
    let bad = true;
    honest.meddling = async (call, ask) => {
      if (call.method !== 'FileReport' || !bad) return ask();
      bad = false;
      await ask();
      return { filingProof: new Uint8Array(100) };
    };
    await sending.sendDraft();
    expect(sending.phase.value).toMatchObject({
      kind: 'failed',
      error: { reason: 'PROOF_REFUSED' },
    });
    const opened = await openKeptReport(
      await sending.savedBytes(),
      await currentKeys(),
      known.organisation.id,
    );
    expect(opened.kept).toBeDefined();
    expect(opened.input.answers.get('own-words')?.text).toBe('Er stond iemand voor mijn deur.');
    await sending.sendAgain();
    expect(accepted().accepted.alreadyThere).toBe(false);
    expect(honest.cases.size).toBe(1);
  });

  test('kept without anybody drawn: later it is drawn, looked at, and sent', async () => {
    await sending.keepOnly();
    const opened = await openKeptReport(
      await sending.savedBytes(),
      await currentKeys(),
      known.organisation.id,
    );
    expect(opened.kept).toBeUndefined();
    const seen = watchPhases();
    await sending.sendSaved(opened.kept);
    expect(seen).toContain('choosing notDrawn');
    expect(seen.at(-1)).toBe('accepted');
  });

  // Sealed and sent, with an answer that proves nothing: all of it is still held.
  async function sendInVain(): Promise<ReporterKeys> {
    await proposal.propose(known);
    honest.meddling = async (call, ask) =>
      call.method === 'FileReport' ? { filingProof: new Uint8Array(100) } : ask();
    await sending.sendDraft();
    honest.meddling = undefined;
    expect(sending.phase.value.kind).toBe('failed');
    return currentKeys();
  }

  const keptNow = async (): Promise<KeptFiling | undefined> => {
    const keys = await currentKeys();
    const bytes = await sending.savedBytes();
    return (await openKeptReport(bytes, keys, known.organisation.id)).kept;
  };

  test.each([
    ['leaving', wipeAll],
    ['the end of the report', forgetReport],
  ])('%s forgets answers, people, receipt, keys and what was sealed', async (_way, forget) => {
    const keys = await sendInVain();
    const secrets = [currentReceipt().bytes, keys.outboxKey].map((one) => one.expose());
    expect(await keptNow()).toBeDefined();
    forget();
    await Promise.resolve(); // Keys are wiped as soon as they are made.
    expect(draft.answers.value.size).toBe(0);
    expect(proposal.routing.value).toBeUndefined();
    expect(hasReceipt()).toBe(false);
    for (const secret of secrets) expect(secret.every((byte) => byte === 0)).toBe(true);
    expect(() => keys.identity.sign(new Uint8Array(1), new Uint8Array(1))).toThrow();
    draft.answers.value = new Map([['topic', { options: ['crisis'] }]]); // A file holds an answer at least.
    expect(await keptNow()).toBeUndefined();
  });

  test('after acceptance the keys are gone, and the receipt may be looked at once more', async () => {
    await proposal.propose(known);
    const keys = await currentKeys();
    await sending.sendDraft();
    expect(accepted().accepted.alreadyThere).toBe(false);
    expect(() => keys.identity.sign(new Uint8Array(1), new Uint8Array(1))).toThrow();
    expect(hasReceipt()).toBe(true);
  });

  test('another report of the same visit has its own receipt, and arrives', async () => {
    await proposal.propose(known);
    await sending.sendDraft();
    const first = currentReceipt().toText();
    await enterReport();
    expect(draft.answers.value.size).toBe(0);
    expect(hasReceipt()).toBe(false);
    draft.answers.value = new Map([['topic', { options: ['crisis'] }]]);
    await proposal.propose(known);
    expect(currentReceipt().toText()).not.toBe(first);
    await sending.sendDraft();
    expect(accepted().accepted.alreadyThere).toBe(false);
    expect(honest.cases.size).toBe(2);
  });

  test('who goes back to the first screen before it arrived goes on where they were', async () => {
    await enterReport();
    expect(draft.answers.value.get('topic')?.options).toEqual(['intimidation']);
  });
});
