// A case as an honest server would keep it: records and grants in the order in which they
// came. Tests then spoil it.
import { create } from '@bufbuild/protobuf';
import { parseCanonical } from 'web/contract/canonical';
import { chainNext, chainStart } from 'web/contract/chain';
import type { CaseId, OrganisationId } from 'web/contract/ids';
import { maxFiling } from 'web/contract/limits';
import { parseRecord } from 'web/contract/parsed-record';
import {
  CompartmentHeadSchema,
  type StoredRecord,
  StoredRecordSchema,
} from 'web/generated/vangnet/caseview/v1/caseview_pb';
import { CompartmentKind, FilingSchema } from 'web/generated/vangnet/record/v1/record_pb';
import type { BundleHistory } from 'web/sealing/bundle-history';
import {
  type TrustAnchor,
  type VerifiedBundle,
  verifyBundle,
} from 'web/sealing/bundle-verify';
import { type CaseMaterial, type CaseView, verifyCase } from 'web/sealing/case-chain';
import type { Identity } from 'web/sealing/identity';
import type { Batch } from 'web/sealing/record-seal';

export const allCompartments: readonly CompartmentKind[] = [
  CompartmentKind.CHECK,
  CompartmentKind.CONVERSATION,
  CompartmentKind.CASEFILE,
];

export async function verifiedAt(
  signedBundle: Uint8Array,
  anchor: TrustAnchor,
  now: number,
): Promise<VerifiedBundle> {
  const { outcome, bundle } = await verifyBundle(signedBundle, anchor, now, '0.1.0');
  if (outcome !== 'good' || bundle === undefined) throw new Error(outcome);
  return bundle;
}

export function storedRecords(records: readonly Uint8Array[]): StoredRecord[] {
  return records.map((record, i) =>
    create(StoredRecordSchema, { record, position: i + 1, receivedTime: 0n }),
  );
}

export class SampleCase {
  readonly grants: Uint8Array[] = [];
  readonly #organisationId: OrganisationId;
  readonly #caseId: CaseId;
  readonly #history: BundleHistory;
  readonly #chains = new Map<CompartmentKind, Uint8Array[]>();

  constructor(organisationId: OrganisationId, caseId: CaseId, history: BundleHistory) {
    this.#organisationId = organisationId;
    this.#caseId = caseId;
    this.#history = history;
  }

  chain(kind: CompartmentKind): Uint8Array[] {
    const chain = this.#chains.get(kind) ?? [];
    this.#chains.set(kind, chain);
    return chain;
  }

  // Takes in what FileReport carries.
  file(filing: Uint8Array): Promise<void> {
    return this.append(parseCanonical(FilingSchema, filing, maxFiling));
  }

  async append({ records, grants }: Batch): Promise<void> {
    for (const record of records) {
      this.chain((await parseRecord(record)).compartment).push(record);
    }
    this.grants.push(...grants);
  }

  // What the server shows to who may see these compartments, claimed heads included.
  async material(compartments = allCompartments): Promise<CaseMaterial> {
    const chains = [];
    for (const kind of compartments) {
      let head = await chainStart(this.#caseId, kind);
      for (const record of this.chain(kind)) {
        head = await chainNext(head, (await parseRecord(record)).recordHash);
      }
      const length = this.chain(kind).length;
      chains.push({
        compartment: kind,
        records: storedRecords(this.chain(kind)),
        claimed: create(CompartmentHeadSchema, { compartment: { kind }, length, head }),
      });
    }
    return {
      organisationId: this.#organisationId,
      caseId: this.#caseId,
      chains,
      grants: this.grants,
      remembered: [],
    };
  }

  async view(reader: Identity): Promise<CaseView> {
    return verifyCase(await this.material(), this.#history, reader);
  }
}
