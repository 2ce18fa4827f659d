// A case that is open on this page: signed in with the receipt, read and verified, written to.
// All of it in memory, and wiped by close(). Every act reads the case again afterwards.
import { create } from '@bufbuild/protobuf';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Bundle } from '../../generated/vangnet/bundle/v1/bundle_pb';
import { type EntryBody, EntryBodySchema } from '../../generated/vangnet/content/v1/content_pb';
import {
  CompartmentKind,
  RecordKind,
  RemovalReason,
} from '../../generated/vangnet/record/v1/record_pb';
import { sameBytes } from '../../contract/bytes';
import { serializeCanonical } from '../../contract/canonical';
import type { CaseFold } from '../../contract/case-fold';
import { type PrincipalId, reporterPrincipal } from '../../contract/ids';
import { Refusal } from '../../contract/refusal';
import { accountBody } from '../../sealing/filing';
import { randomNumbers } from '../../sealing/random-source';
import { deriveReporterKeys, parseReceipt, type ReporterKeys } from '../../sealing/receipt';
import { messageBody } from '../../sealing/record-seal';
import type { AccessDay } from '../../session/access';
import { accountOf, checkCardOf } from '../../session/account';
import { type Answers, isForCheckCard } from '../../session/answers';
import {
  type CaseAct,
  type CaseReading,
  writeEntryOrStartEpoch,
} from '../../session/case-reading';
import type { Connection } from '../../session/connection';
import { addPerson, drawToAdd, requestToAdd } from '../../session/reader-acts';
import { whyProposed } from '../../session/report-routing';
import { ReporterCase } from '../../session/reporter-case';

// Whether what was to be done is there, for when it is not known whether a try arrived.
type IsDone = (now: CaseReading, before: CaseReading) => boolean;

export interface Proposal {
  readonly person: PrincipalId;
  readonly why: readonly string[]; // For explainWhy.
}

export class OpenCase {
  readonly connection: Connection;
  readonly #keys: ReporterKeys;
  readonly #case: ReporterCase;
  readonly #reading;
  readonly #openings = signal<readonly AccessDay[]>([]);
  readonly #readAt;
  readonly #despiteDamage = signal(false);
  #unsure: CaseReading | undefined;

  private constructor(keys: ReporterKeys, reporterCase: ReporterCase, reading: CaseReading) {
    this.connection = reporterCase.connection;
    this.#keys = keys;
    this.#case = reporterCase;
    this.#reading = signal(reading);
    this.#readAt = signal(this.connection.now());
  }

  // `typed` has no fault. NOT_FOUND/UNKNOWN_RECEIPT: unknown, destroyed or of another
  // organisation. The case may have no fold: then nothing of it can be shown.
  static async open(typed: string, connection: Connection): Promise<OpenCase> {
    const receipt = parseReceipt(typed);
    const keys = await deriveReporterKeys(receipt).finally(() => receipt.wipe());
    let begun: ReporterCase | undefined;
    try {
      begun = await ReporterCase.begin(connection, keys);
      return new OpenCase(keys, begun, await begun.read());
    } catch (error) {
      void begun?.end();
      keys.wipe();
      throw error;
    }
  }

  get reading(): ReadonlySignal<CaseReading> {
    return this.#reading;
  }
  get openings(): ReadonlySignal<readonly AccessDay[]> {
    return this.#openings;
  }
  // Seconds.
  get readAt(): ReadonlySignal<number> {
    return this.#readAt;
  }
  get bundle(): Bundle {
    return this.connection.organisation.bundle;
  }
  // Undefined when the filing does not verify.
  get fold(): CaseFold | undefined {
    return this.#reading.value.view.fold;
  }
  get self(): PrincipalId {
    return reporterPrincipal(this.#keys.caseId);
  }
  get expired(): boolean {
    return this.connection.organisation.expiredAt(this.connection.now());
  }
  // What was tried last may have arrived: its answer was lost.
  get unsure(): boolean {
    return this.#unsure !== undefined;
  }
  get despiteDamage(): ReadonlySignal<boolean> {
    return this.#despiteDamage;
  }

  // Not closed, the bundle is good, and there is no damage or the person wants to write all the
  // same.
  readonly writable = computed(() => {
    const { view } = this.#reading.value;
    if (view.fold === undefined || view.fold.closed || this.expired) return false;
    return view.writable || this.#despiteDamage.value;
  });

  // The person was shown what is damaged.
  writeAllTheSame(): void {
    this.#despiteDamage.value = true;
  }

  // How many records of the conversation are new since the last time.
  async look(): Promise<number> {
    const before = conversationLength(this.#reading.peek());
    await this.connection.renew();
    await this.#readAgain();
    return conversationLength(this.#reading.peek()) - before;
  }

  async lookAtOpenings(): Promise<void> {
    this.#openings.value = await this.#case.listAccess();
  }

  async write(text: string): Promise<void> {
    const body = messageBody(text);
    await this.#act(
      (writer) => writeEntryOrStartEpoch(writer, CompartmentKind.CONVERSATION, body),
      (now, before) => hasNewEntry(now, before, body),
    );
  }

  // `added`: what is new or changed, not empty.
  async complete(added: Answers): Promise<void> {
    const card = create(EntryBodySchema, {
      content: { case: 'checkCard', value: checkCardOf(added) },
    });
    const account = accountBody(accountOf(added));
    const codes = [...added.keys()];
    const hasCard = codes.some(isForCheckCard);
    const hasAccount = codes.some((code) => !isForCheckCard(code));
    await this.#act(
      async (writer) => {
        if (hasCard) await writeEntryOrStartEpoch(writer, CompartmentKind.CHECK, card);
        if (!hasAccount) return;
        await writeEntryOrStartEpoch(writer, CompartmentKind.CONVERSATION, account);
      },
      (now, before) => hasNewEntry(now, before, hasAccount ? account : card),
    );
  }

  async remove(person: PrincipalId): Promise<void> {
    await this.#act(
      (writer) => writer.removeReader(person, RemovalReason.REPORTER_WISH),
      ({ view }) => view.fold?.find(person)?.left === true,
    );
  }

  // Somebody who could come into the case now; `not`: another one than this, where there is
  // one. A NobodyFits.
  async propose(not?: PrincipalId): Promise<Proposal> {
    const availability = await this.connection.fetchAvailability();
    const { view } = this.#reading.peek();
    const request = requestToAdd(view, this.connection.now());
    const random = randomNumbers(this.connection.random);
    let person = drawToAdd(this.bundle, availability, request, random);
    // Enough tries to be heard, where there is anybody else.
    for (let i = 0; i < 32 && not !== undefined && sameBytes(person, not); ++i) {
      person = drawToAdd(this.bundle, availability, request, random);
    }
    const nobody = { lead: undefined };
    const role = 0;
    const why = whyProposed(this.bundle, availability, nobody, request, { principal: person, role });
    return { person, why };
  }

  async add(person: PrincipalId, withHistory: boolean): Promise<void> {
    await this.#act(
      (writer, { view }) => addPerson(writer, view, person, withHistory),
      ({ view }) => view.fold?.find(person)?.present === true,
    );
  }

  // A damaged case can be withdrawn as well: nobody is kept in by a server's fault.
  async withdraw(): Promise<void> {
    await this.#act(
      (writer) => writer.withdraw(),
      ({ view }) => view.fold?.closed === true,
      true,
    );
  }

  // Signs out and wipes. The strings that were shown are let go of.
  close(): void {
    void this.#case.end();
    this.#keys.wipe();
  }

  // When the answer to an earlier try was lost, what the server holds decides whether anything
  // is left to be done: nothing is written twice.
  async #act(
    act: CaseAct,
    isDone: IsDone,
    despiteDamage = this.#despiteDamage.peek(),
  ): Promise<void> {
    if (this.#unsure !== undefined) {
      const before = this.#unsure;
      await this.#readAgain();
      this.#unsure = undefined;
      if (isDone(this.#reading.peek(), before)) return;
    }
    const before = this.#reading.peek();
    try {
      await this.#case.write(act, { despiteDamage });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'UNAVAILABLE') this.#unsure = before;
      throw error;
    }
    try {
      await this.#readAgain();
    } catch {
      // It is written. What the page shows is from before, and the person can look again.
    }
  }

  async #readAgain(): Promise<void> {
    const reading = await this.#case.read();
    batch(() => {
      this.#reading.value = reading;
      this.#readAt.value = this.connection.now();
    });
  }
}

function conversationLength({ view }: CaseReading): number {
  return view.records.filter(
    ({ compartment, header }) =>
      compartment === CompartmentKind.CONVERSATION && header?.kind === RecordKind.ENTRY,
  ).length;
}

// The reporter's own, verified, with this body, and not there before.
function hasNewEntry(now: CaseReading, before: CaseReading, body: EntryBody): boolean {
  const wanted = serializeCanonical(EntryBodySchema, body);
  const isKnown = (hash: Uint8Array): boolean =>
    before.view.records.some(
      ({ recordHash }) => recordHash !== undefined && sameBytes(recordHash, hash),
    );
  return now.view.records.some(
    ({ verified, author, header, recordHash, body: written }) =>
      verified &&
      written !== undefined &&
      author !== undefined &&
      sameBytes(author, header?.caseId ?? new Uint8Array(0)) &&
      recordHash !== undefined &&
      !isKnown(recordHash) &&
      sameBytes(serializeCanonical(EntryBodySchema, written), wanted),
  );
}
