// The small organisation of the vectors, with its people, and a case that was filed there.
import { create } from '@bufbuild/protobuf';
import type { CaseId, OrganisationId, PrincipalId } from 'web/contract/ids';
import { SecretBytes } from 'web/contract/secret-bytes';
import {
  AccountSchema,
  CheckCardSchema,
  type EntryBody,
  EntryBodySchema,
} from 'web/generated/vangnet/content/v1/content_pb';
import { Calendar, Category, Language, Urgency } from 'web/generated/vangnet/record/v1/record_pb';
import { BundleHistory } from 'web/sealing/bundle-history';
import { anchorFromOrganisationId, type VerifiedBundle } from 'web/sealing/bundle-verify';
import { buildFiling, type BuiltFiling, type FilingDraft } from 'web/sealing/filing';
import { type Identity, identityFromSeed } from 'web/sealing/identity';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { RecordWriter } from 'web/sealing/record-seal';
import { sampleNow, verified } from './case-files';
import { SampleCase } from './sample-case';
import { fromHex, loadVectors } from './vectors';

// Trusted persons, support team, coordinators, in the order of their keys.
const names = ['anna', 'bo', 'cees', 'dina', 'ed', 'fay'];

export function noteBody(text: string): EntryBody {
  return create(EntryBodySchema, { content: { case: 'note', value: { text } } });
}

export class SampleWorld {
  readonly organisationId: OrganisationId;
  readonly bundle1: VerifiedBundle;
  // bo has new keys, cees has left.
  readonly bundle2: VerifiedBundle;
  readonly history: BundleHistory; // Of both.

  private constructor(
    organisationId: OrganisationId,
    bundle1: VerifiedBundle,
    bundle2: VerifiedBundle,
    history: BundleHistory,
  ) {
    this.organisationId = organisationId;
    this.bundle1 = bundle1;
    this.bundle2 = bundle2;
    this.history = history;
  }

  static async load(): Promise<SampleWorld> {
    const file = loadVectors('chain.json');
    const [first, second] = file.texts('bundles').map(fromHex);
    const organisationId = file.id<OrganisationId>('organisation_id');
    const bundle1 = await verified(first!, await anchorFromOrganisationId(first!, organisationId));
    const bundle2 = await verified(second!, bundle1.nextAnchor());
    const history = new BundleHistory(bundle2);
    await history.addOlder(first!);
    return new SampleWorld(organisationId, bundle1, bundle2, history);
  }

  person(name: string): Identity {
    const number = names.indexOf(name);
    if (name === 'bo-2') return this.#identity(1, 0x31);
    return this.#identity(number, 0x10 + number);
  }

  principal(name: string): PrincipalId {
    return this.person(name).principal;
  }

  // Lead anna, deputy bo, reserve dina, duty ed, coordinator fay.
  draft(text = 'Er stond iemand voor mijn deur.'): FilingDraft {
    return {
      category: Category.INTIMIDATION,
      urgency: Urgency.HIGH,
      calendar: Calendar.AMSTERDAM,
      language: Language.DUTCH,
      routing: {
        lead: this.principal('anna'),
        deputy: this.principal('bo'),
        reserve: this.principal('dina'),
        duty: [this.principal('ed')],
        coordinators: [this.principal('fay')],
      },
      checkCard: create(CheckCardSchema, { organisation: 'Gemeente Voorbeeld', role: 'alderman' }),
      account: create(AccountSchema, { answers: [{ question: 'what-happened', text }] }),
    };
  }

  build(
    keys: ReporterKeys,
    draft: FilingDraft = this.draft(),
    now = sampleNow,
  ): Promise<BuiltFiling> {
    return buildFiling(keys, this.bundle1, draft, now, systemRandom);
  }

  #identity(principal: number, seed: number): Identity {
    return identityFromSeed(
      new Uint8Array(16).fill(0xa0 + principal) as Uint8Array as PrincipalId,
      SecretBytes.take(new Uint8Array(32).fill(seed)),
    );
  }
}

// A case of the world, by a new reporter.
export class FiledCase extends SampleCase {
  readonly keys: ReporterKeys;
  readonly filing: BuiltFiling;
  readonly world: SampleWorld;

  private constructor(world: SampleWorld, keys: ReporterKeys, filing: BuiltFiling, id: CaseId) {
    super(world.organisationId, id, world.history);
    this.world = world;
    this.keys = keys;
    this.filing = filing;
  }

  static async begin(world: SampleWorld): Promise<FiledCase> {
    const keys = await deriveReporterKeys(Receipt.generate(systemRandom));
    const filing = await world.build(keys);
    const filed = new FiledCase(world, keys, filing, keys.caseId);
    await filed.file(filing.bytes);
    return filed;
  }

  async writer(author: Identity, bundle = this.world.bundle1): Promise<RecordWriter> {
    return RecordWriter.create(await this.view(author), author, bundle, sampleNow, systemRandom);
  }
}
