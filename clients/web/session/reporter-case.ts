// Coming back: the reporter's own case while the page is open. Remembers in memory what it
// verified, so that a server that turns something back meanwhile is found out.
//
//   const open = await ReporterCase.begin(connection, keys);
//   const reading = await open.read();              // Replaces and wipes the one before.
//   await open.write((writer) => writeEntryOrStartEpoch(writer, CONVERSATION, messageBody(text)));
//   await open.end();                               // And wipes; the keys stay the caller's.
import type { CompartmentHead } from '../generated/vangnet/caseview/v1/caseview_pb';
import { compartmentName } from '../contract/chain';
import type { ReporterKeys } from '../sealing/receipt';
import { type AccessDay, listAccess } from './access';
import { CasePort } from './case-port';
import {
  type CaseAct,
  type CaseReading,
  readCase,
  writeToCase,
  type WriteTerms,
} from './case-reading';
import type { Connection } from './connection';
import { Session } from './session';

export class ReporterCase {
  readonly connection: Connection;
  readonly keys: ReporterKeys;
  readonly #session: Session;
  readonly #port: CasePort;
  #remembered: readonly CompartmentHead[] = [];
  #reading: CaseReading | undefined;

  private constructor(connection: Connection, keys: ReporterKeys, session: Session) {
    this.connection = connection;
    this.keys = keys;
    this.#session = session;
    this.#port = new CasePort(session, keys.caseId);
  }

  // NOT_FOUND/UNKNOWN_RECEIPT.
  static async begin(connection: Connection, keys: ReporterKeys): Promise<ReporterCase> {
    const { server, organisation } = connection;
    const session = await Session.begin(server, keys.identity, organisation.id);
    return new ReporterCase(connection, keys, session);
  }

  // As readCase. The reading stays this object's and is wiped at the next one.
  async read(): Promise<CaseReading> {
    const { connection, keys } = this;
    return this.#take(await readCase(this.#port, connection, keys.identity, this.#remembered));
  }

  // As writeToCase. Read again afterwards: what it gives is from before the act.
  async write(act: CaseAct, terms: WriteTerms = {}): Promise<void> {
    const { connection, keys } = this;
    this.#take(
      await writeToCase(this.#port, connection, keys.identity, act, terms, this.#remembered),
    );
  }

  listAccess(): Promise<AccessDay[]> {
    return listAccess(this.#session);
  }

  async end(): Promise<void> {
    this.#reading?.view.wipe();
    this.#reading = undefined;
    await this.#session.end();
  }

  // Of each chain the head that was verified last. A chain that is left out, or that does not
  // hold the one before, has none: what is remembered of it stays.
  #take(reading: CaseReading): CaseReading {
    const heads = new Map<string, CompartmentHead>();
    for (const head of [...this.#remembered, ...reading.verifiedHeads]) {
      if (head.compartment !== undefined) heads.set(compartmentName(head.compartment), head);
    }
    this.#remembered = [...heads.values()];
    if (this.#reading !== undefined && this.#reading !== reading) this.#reading.view.wipe();
    this.#reading = reading;
    return reading;
  }
}
