// A case of some length, as a cheating server shows it to its reporter: altered, while all
// that the server can compute by itself (heads, pages) fits what it shows.
import { create, fromBinary } from '@bufbuild/protobuf';
import { concat, hex, sameBytes } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import { recordLabel } from 'web/contract/labels';
import type { PrincipalId } from 'web/contract/ids';
import { parseGrant } from 'web/contract/parsed-grant';
import { SecretBytes } from 'web/contract/secret-bytes';
import { sha256 } from 'web/contract/sha256';
import {
  type GetCaseResponse,
  type ListGrantsResponse,
  type ListRecordsRequest,
  ListRecordsResponseSchema,
} from 'web/generated/vangnet/followup/v1/followup_service_pb';
import {
  CompartmentKind,
  type Record as RecordMessage,
  RecordHeaderSchema,
  type RecordHeader,
  RecordSchema,
  RemovalReason,
} from 'web/generated/vangnet/record/v1/record_pb';
import { type Identity, identityFromSeed } from 'web/sealing/identity';
import { systemRandom } from 'web/sealing/random-source';
import { deriveReporterKeys, Receipt, type ReporterKeys } from 'web/sealing/receipt';
import { messageBody, RecordWriter } from 'web/sealing/record-seal';
import { sampleNow } from './case-files';
import { SampleCase, storedRecords } from './sample-case';
import type { SampleWorld } from './sample-world';
import { SessionServer } from './session-server';

const { CHECK, CONVERSATION } = CompartmentKind;

export const lastWords = 'vierde antwoord';
export const thirdEpoch = 4; // Its place in the conversation, from 0; by anna.

// Somebody who is nowhere known, perhaps in another's name.
export function madeUp(principal: Uint8Array = new Uint8Array(16).fill(0x99)): Identity {
  const seed = SecretBytes.take(crypto.getRandomValues(new Uint8Array(32)));
  return identityFromSeed(principal as PrincipalId, seed);
}

export function edited(bytes: Uint8Array, edit: (record: RecordMessage) => void): Uint8Array {
  const record = fromBinary(RecordSchema, bytes);
  edit(record);
  return serializeCanonical(RecordSchema, record);
}

// With a changed header, signed by `author`; no rule is asked.
export async function resigned(
  bytes: Uint8Array,
  author: Identity,
  change: (header: RecordHeader) => void,
): Promise<Uint8Array> {
  const { header: before, nonce, sealed } = fromBinary(RecordSchema, bytes);
  const header = fromBinary(RecordHeaderSchema, before);
  change(header);
  const headerBytes = serializeCanonical(RecordHeaderSchema, header);
  const message = concat(await sha256(headerBytes), await sha256(concat(nonce, sealed)));
  const signature = author.sign(recordLabel, message);
  return serializeCanonical(
    RecordSchema,
    create(RecordSchema, { header: headerBytes, nonce, sealed, signature }),
  );
}

export class CheatedCase {
  readonly world: SampleWorld;
  readonly server: SessionServer;
  readonly keys: ReporterKeys;
  readonly honest: SampleCase;
  // What is shown instead.
  check: Uint8Array[];
  conversation: Uint8Array[];
  grants: Uint8Array[]; // Sealed to the reporter.
  proof: Uint8Array;
  // What the server says of its own accord: the heads that fit what it shows, or those of
  // before; which compartments.
  claimsFit = true;
  shown: readonly CompartmentKind[] = [CHECK, CONVERSATION];
  readonly #grants: readonly Uint8Array[];
  readonly #proof: Uint8Array;

  private constructor(
    server: SessionServer,
    keys: ReporterKeys,
    honest: SampleCase,
    grants: readonly Uint8Array[],
    proof: Uint8Array,
  ) {
    this.world = server.world;
    this.server = server;
    this.keys = keys;
    this.honest = honest;
    this.check = [...honest.chain(CHECK)];
    this.conversation = [...honest.chain(CONVERSATION)];
    this.grants = [...grants];
    this.#grants = grants;
    this.proof = proof;
    this.#proof = proof;
  }

  // Filed; accepted by anna, who writes; bo taken out by the reporter; anna writes in a third
  // epoch, the reporter, anna again.
  static async begin(server: SessionServer): Promise<CheatedCase> {
    const { world } = server;
    const keys = await deriveReporterKeys(Receipt.generate(systemRandom));
    const filing = await world.build(keys);
    await server.fileInMemory(filing.bytes);
    const { records, proof } = server.cases.get(hex(keys.caseId))!;
    const by = async (author: Identity, act: (w: RecordWriter) => Promise<void>) => {
      const view = await records.view(author);
      const writer = RecordWriter.create(view, author, world.bundle1, sampleNow, systemRandom);
      await act(writer);
      await records.append(writer.take());
    };
    const says = (text: string) => (writer: RecordWriter) =>
      writer.writeEntry(CONVERSATION, messageBody(text));
    const anna = world.person('anna');
    await by(anna, (writer) => writer.acknowledge());
    await by(anna, says('eerste antwoord'));
    await by(keys.identity, (writer) =>
      writer.removeReader(world.principal('bo'), RemovalReason.REPORTER_WISH),
    );
    await by(anna, says('tweede antwoord'));
    await by(keys.identity, says('dank u'));
    await by(anna, says(lastWords));
    const grants: Uint8Array[] = [];
    for (const grant of records.grants) {
      if (sameBytes((await parseGrant(grant)).recipient, keys.caseId)) grants.push(grant);
    }
    return new CheatedCase(server, keys, records, grants, proof);
  }

  // The same case at another server, as if nobody had cheated.
  copy(): CheatedCase {
    const server = new SessionServer(this.world);
    for (const [id, filed] of this.server.cases) server.cases.set(id, filed);
    return new CheatedCase(server, this.keys, this.honest, [...this.#grants], this.#proof);
  }

  get last(): Uint8Array {
    return this.conversation.at(-1)!;
  }
  set last(record: Uint8Array) {
    this.conversation[this.conversation.length - 1] = record;
  }

  // The server shows this case from now on.
  show(): void {
    const chains = new Map([
      [CHECK, this.check],
      [CONVERSATION, this.conversation],
    ]);
    this.server.meddling = async ({ method, request }, ask) => {
      const answer = await ask();
      if (method === 'GetCase') {
        const heads = await this.#heads(answer as GetCaseResponse, chains);
        return { ...answer, heads, filingProof: this.proof };
      }
      if (method === 'ListGrants') {
        return { ...(answer as ListGrantsResponse), grants: this.grants, nextPageToken: '' };
      }
      if (method !== 'ListRecords') return answer;
      const kind = (request as ListRecordsRequest).compartment!.kind;
      return create(ListRecordsResponseSchema, { records: storedRecords(chains.get(kind)!) });
    };
  }

  async #heads(
    { heads }: GetCaseResponse,
    chains: ReadonlyMap<CompartmentKind, Uint8Array[]>,
  ): Promise<GetCaseResponse['heads']> {
    const told = heads.filter((head) => this.shown.includes(head.compartment!.kind));
    if (!this.claimsFit) return told;
    const copy = new SampleCase(this.world.organisationId, this.keys.caseId, this.world.history);
    for (const [kind, records] of chains) copy.chain(kind).push(...records);
    try {
      const { chains: fitting } = await copy.material([...chains.keys()]);
      return fitting
        .filter((chain) => this.shown.includes(chain.compartment))
        .map((chain) => chain.claimed!);
    } catch {
      return told; // Of what is no record there is no head.
    }
  }
}
