// The reporter's own case as the server gives it. Believes nothing; see case-reading.ts.
import type { CompartmentHead, StoredRecord } from '../generated/vangnet/caseview/v1/caseview_pb';
import { FollowUpService } from '../generated/vangnet/followup/v1/followup_service_pb';
import type { CompartmentKind } from '../generated/vangnet/record/v1/record_pb';
import type { CaseId } from '../contract/ids';
import { maxBytesPerCase, maxGrant, maxRecordsPerCase } from '../contract/limits';
import { dataLoss, type Refusal } from '../contract/refusal';
import type { Batch } from '../sealing/record-seal';
import type { Session } from './session';

// What the server says of a case beside its records.
export interface CaseStanding {
  readonly heads: readonly CompartmentHead[];
  readonly acknowledgeByTime: bigint; // 0: no deadline runs.
  readonly filingProof: Uint8Array; // What the server gives for one.
}

// A server could page for ever; a case has at most so many records, of so many bytes.
const maxGrants = 4096;
const maxGrantBytes = maxGrants * maxGrant;

export class CasePort {
  readonly caseId: CaseId;
  readonly #session: Session;

  constructor(session: Session, caseId: CaseId) {
    this.#session = session;
    this.caseId = caseId;
  }

  async getStanding(): Promise<CaseStanding> {
    const { heads, acknowledgeByTime, filingProof } = await this.#session.call(
      FollowUpService.method.getCase,
      {},
    );
    return { heads, acknowledgeByTime, filingProof };
  }

  // All pages, from position 1 on.
  async listRecords(kind: CompartmentKind): Promise<StoredRecord[]> {
    const records: StoredRecord[] = [];
    let bytes = 0;
    for (let pageToken = ''; ;) {
      const page = await this.#session.call(FollowUpService.method.listRecords, {
        compartment: { kind },
        pageToken,
      });
      records.push(...page.records);
      for (const { record } of page.records) bytes += record.length;
      if (records.length > maxRecordsPerCase || bytes > maxBytesPerCase) throw endlessPages();
      if (page.nextPageToken === '') return records;
      if (page.records.length === 0) throw endlessPages();
      pageToken = page.nextPageToken;
    }
  }

  async listGrants(): Promise<Uint8Array[]> {
    const grants: Uint8Array[] = [];
    let bytes = 0;
    for (let pageToken = ''; ;) {
      const page = await this.#session.call(FollowUpService.method.listGrants, { pageToken });
      grants.push(...page.grants);
      for (const grant of page.grants) bytes += grant.length;
      if (grants.length > maxGrants || bytes > maxGrantBytes) throw endlessPages();
      if (page.nextPageToken === '') return grants;
      if (page.grants.length === 0) throw endlessPages();
      pageToken = page.nextPageToken;
    }
  }

  // The heads of the compartments that were written, as the server says.
  async append({ records, grants }: Batch): Promise<CompartmentHead[]> {
    const { heads } = await this.#session.call(FollowUpService.method.appendRecords, {
      records,
      grants,
    });
    return heads;
  }
}

const endlessPages = (): Refusal => dataLoss('the server never ends its pages');
