// The cases of chain.json and epoch.json: one case, and many ways to show it.
import { create } from '@bufbuild/protobuf';
import { BundleHistory } from 'web/sealing/bundle-history';
import {
  anchorFromOrganisationId,
  type TrustAnchor,
  type VerifiedBundle,
} from 'web/sealing/bundle-verify';
import { type CaseView, verifyCase } from 'web/sealing/case-chain';
import { Identity } from 'web/sealing/identity';
import {
  type CompartmentHead,
  CompartmentHeadSchema,
} from 'web/generated/vangnet/caseview/v1/caseview_pb';
import { CompartmentKind } from 'web/generated/vangnet/record/v1/record_pb';
import { storedRecords, verifiedAt } from './sample-case';
import { fromHex, loadVectors, type Sample } from './vectors';

export const sampleNow = 1790043240; // Of the vectors' bundles.

const kinds = new Map([
  ['check', CompartmentKind.CHECK],
  ['conversation', CompartmentKind.CONVERSATION],
  ['casefile', CompartmentKind.CASEFILE],
]);

function kindOf(name: string): CompartmentKind {
  const kind = kinds.get(name);
  if (kind === undefined) throw new Error(name);
  return kind;
}

export function nameOfKind(kind: CompartmentKind): string {
  return [...kinds].find(([, one]) => one === kind)?.[0] ?? 'none';
}

export function verified(signedBundle: Uint8Array, anchor: TrustAnchor): Promise<VerifiedBundle> {
  return verifiedAt(signedBundle, anchor, sampleNow);
}

function headsOf(sample: Sample, list: string): CompartmentHead[] {
  return sample.list(list, true).map((head) =>
    create(CompartmentHeadSchema, {
      compartment: { kind: kindOf(head.text('compartment')) },
      length: head.number('length'),
      head: head.bytes('head'),
    }),
  );
}

export class CaseFile {
  readonly samples: readonly Sample[];
  readonly #file: Sample;
  readonly #history: BundleHistory;

  private constructor(file: Sample, history: BundleHistory) {
    this.#file = file;
    this.#history = history;
    this.samples = file.list('samples');
  }

  static async load(name: string): Promise<CaseFile> {
    const file = loadVectors(name);
    const [first, second] = file.texts('bundles').map(fromHex); // Version 1 first.
    const pinned = await anchorFromOrganisationId(first!, file.id('organisation_id'));
    const newest = await verified(second!, (await verified(first!, pinned)).nextAnchor());
    const history = new BundleHistory(newest);
    await history.addOlder(first!);
    return new CaseFile(file, history);
  }

  named(name: string): Sample {
    const sample = this.samples.find((one) => one.text('name') === name);
    if (sample === undefined) throw new Error(name);
    return sample;
  }

  view(sample: Sample): Promise<CaseView> {
    const pool = this.#file.object('pool');
    const claimed = headsOf(sample, 'claimed');
    const chains = sample.object('chains');
    return verifyCase(
      {
        organisationId: this.#file.id('organisation_id'),
        caseId: this.#file.id('case_id'),
        chains: chains.names().map((name) => ({
          compartment: kindOf(name),
          records: storedRecords(chains.texts(name).map((record) => pool.bytes(record))),
          claimed: claimed.find((head) => head.compartment?.kind === kindOf(name)),
        })),
        grants: sample.texts('grants').map((grant) => pool.bytes(grant)),
        remembered: headsOf(sample, 'remembered'),
      },
      this.#history,
      this.#reader(sample.text('reader')),
    );
  }

  #reader(name: string): Identity {
    const seeds = this.#file.object('readers').object(name);
    return Identity.fromSeeds(
      seeds.id('principal'),
      seeds.secret('signing_seed'),
      seeds.secret('box_seed'),
    );
  }
}
