// An honest server in memory, which tests make fail and cheat: connect's router, with the
// organisation of the vectors and whatever is filed there. Checks what a client could get
// wrong about itself (logins, doubled filings); the rules of cases are the server's own tests'.
import { create, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import type { DescMessage } from '@bufbuild/protobuf';
import { Code, ConnectError, createRouterTransport, type Interceptor } from '@connectrpc/connect';
import { concat, hex, sameBytes } from 'web/contract/bytes';
import { parseCanonical, serializeCanonical } from 'web/contract/canonical';
import { reporterPrincipal, type Signature, type SigningKey } from 'web/contract/ids';
import { bundleLabel, filingProofLabel, loginLabel } from 'web/contract/labels';
import { maxFiling } from 'web/contract/limits';
import { parseRecord } from 'web/contract/parsed-record';
import type { Reason } from 'web/contract/refusal';
import { SecretBytes } from 'web/contract/secret-bytes';
import { sha256 } from 'web/contract/sha256';
import { ErrorInfoSchema } from 'web/generated/google/rpc/error_details_pb';
import {
  AvailabilitySchema,
  type Bundle,
  BundleSchema,
  Load,
  SignedBundleSchema,
} from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { StoredRecordSchema } from 'web/generated/vangnet/caseview/v1/caseview_pb';
import {
  type AccessDay,
  FollowUpService,
} from 'web/generated/vangnet/followup/v1/followup_service_pb';
import { IntakeService } from 'web/generated/vangnet/intake/v1/intake_service_pb';
import { PublicationService } from 'web/generated/vangnet/publication/v1/publication_service_pb';
import {
  CompartmentKind,
  FilingProofSchema,
  FilingProofStatementSchema,
  FilingSchema,
} from 'web/generated/vangnet/record/v1/record_pb';
import { ReporterSessionService } from 'web/generated/vangnet/session/v1/reporter_session_service_pb';
import { SigningIdentity, verifySignature } from 'web/sealing/ed25519';
import { systemRandom } from 'web/sealing/random-source';
import { Connection } from 'web/session/connection';
import type { PagePin } from 'web/session/page-pin';
import { Server } from 'web/session/server';
import { sampleNow } from './case-files';
import { SampleCase } from './sample-case';
import type { SampleWorld } from './sample-world';

export const minute = sampleNow - (sampleNow % 60);

const seedOf = (byte: number): SecretBytes => SecretBytes.take(new Uint8Array(32).fill(byte));
const logIdentity = SigningIdentity.fromSeed(seedOf(0x77));
const signer = (number: number): SigningIdentity => SigningIdentity.fromSeed(seedOf(number));

// `bundle` as signers 1 to 5 of the vectors sign it.
export function signedBundle(bundle: Bundle, by: readonly number[] = [1, 2]): Uint8Array {
  const bytes = serializeCanonical(BundleSchema, bundle);
  const signatures = by
    .map((number) => ({
      signerKey: signer(number).key,
      signature: signer(number).sign(bundleLabel, bytes),
    }))
    .sort((a, b) => (hex(a.signerKey) < hex(b.signerKey) ? -1 : 1));
  return serializeCanonical(
    SignedBundleSchema,
    create(SignedBundleSchema, { format: 1, bundle: bytes, signatures }),
  );
}

export function signerSet(numbers: readonly number[], threshold: number): Bundle['signers'] {
  const signerKeys = numbers
    .map((number) => signer(number).key)
    .sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
  return { $typeName: 'vangnet.bundle.v1.SignerSet', signerKeys, threshold };
}

// As the server refuses; also where a test throws it in the server's place.
export function refuse(code: Code, reason: Reason): ConnectError {
  const error = new ConnectError('no', code, undefined, [
    { desc: ErrorInfoSchema, value: { reason, domain: 'vangnet' } },
  ]);
  error.isWireError = true;
  return error;
}

// As a network fails, before or after the server did its work.
export const cutOff = (): ConnectError => new ConnectError('cut off', Code.Unavailable);

interface Filed {
  readonly bytes: Uint8Array;
  readonly proof: Uint8Array;
  readonly records: SampleCase;
  readonly reporterKey: SigningKey;
}

// What a test does to one call: `ask` lets the server do it.
export type Meddling = (call: Call, ask: () => Promise<MessageShape<DescMessage>>) => unknown;

export interface Call {
  readonly method: string;
  readonly request: MessageShape<DescMessage>;
}

export class SessionServer {
  readonly world: SampleWorld;
  // By version; the last one is the newest.
  bundles: Uint8Array[];
  readonly away = new Set<string>(); // hex(principal).
  readonly cases = new Map<string, Filed>(); // hex(case id).
  readonly calls: string[] = [];
  accessDays: MessageInitShapeOfAccessDay[] = [];
  acknowledgeByTime = 0n;
  // In turn, of the calls that they name; then the server is honest again.
  meddling: Meddling | undefined;
  readonly waits: number[] = [];
  #tokens = new Map<string, string>(); // To hex(case id).
  #challenges = new Set<string>();

  constructor(world: SampleWorld) {
    this.world = world;
    this.bundles = [world.bundle1.parsed.signedBundle];
  }

  forgetSessions(): void {
    this.#tokens.clear();
  }

  // Past every meddling.
  async fileInMemory(filing: Uint8Array): Promise<void> {
    await this.#file(filing);
  }

  timesCalled(method: string): number {
    return this.calls.filter((call) => call === method).length;
  }

  // For the page's first bundle.
  pin(): PagePin {
    const { organisationId, signers } = this.world.bundle1.bundle;
    return {
      organisationId: organisationId as PagePin['organisationId'],
      signers: signers!,
      highestVersion: 0,
      newestHash: undefined,
    };
  }

  server(signal?: AbortSignal): Server {
    const sleep = async (milliseconds: number): Promise<void> => {
      this.waits.push(milliseconds);
    };
    return new Server(this.#transport(), { sleep, clock: () => Number(sampleNow), signal });
  }

  connect(now = sampleNow): Promise<Connection> {
    return Connection.open(this.pin(), this.server(), {
      clock: () => now,
      random: systemRandom,
    });
  }

  #transport(): ReturnType<typeof createRouterTransport> {
    const meddle: Interceptor = (next) => async (request) => {
      const method = request.method.name;
      this.calls.push(method);
      if (request.stream || this.meddling === undefined) return next(request);
      let answer: Awaited<ReturnType<typeof next>> | undefined;
      const ask = async (): Promise<MessageShape<DescMessage>> => {
        answer = await next(request);
        return answer.message as MessageShape<DescMessage>;
      };
      const message = await this.meddling({ method, request: request.message }, ask);
      const header = answer?.header ?? new Headers();
      const trailer = answer?.trailer ?? new Headers();
      const { service, method: of } = request;
      return { stream: false, service, method: of, header, trailer, message } as never;
    };
    return createRouterTransport(
      ({ service }) => {
        service(PublicationService, {
          getBundle: ({ version }) => ({ signedBundle: this.#bundle(version) }),
          getAvailability: () => ({ availability: this.#availability() }),
        });
        service(IntakeService, {
          fileReport: async ({ filing }) => ({ filingProof: await this.#file(filing) }),
        });
        service(ReporterSessionService, {
          beginReporterLogin: () => ({ challenge: this.#challenge() }),
          completeReporterLogin: (request) => ({ token: this.#signIn(request) }),
          endReporterSession: (_, { requestHeader }) => {
            this.#tokens.delete(tokenIn(requestHeader));
            return {};
          },
        });
        service(FollowUpService, {
          getCase: async (_, { requestHeader }) => {
            const { proof, records } = this.#caseOf(requestHeader);
            const { chains } = await records.material(reporterReads);
            return {
              filingProof: proof,
              heads: chains.map((chain) => chain.claimed!),
              acknowledgeByTime: this.acknowledgeByTime,
            };
          },
          listRecords: ({ compartment, pageToken }, { requestHeader }) => {
            const { records } = this.#caseOf(requestHeader);
            const chain = records.chain(compartment!.kind);
            const at = Number(pageToken === '' ? 0 : pageToken);
            const page = chain.slice(at, at + 2); // Small pages: several of each.
            const more = at + 2 < chain.length;
            return {
              records: page.map((record, i) =>
                create(StoredRecordSchema, {
                  record,
                  position: at + i + 1,
                  receivedTime: BigInt(minute),
                }),
              ),
              nextPageToken: more ? String(at + 2) : '',
            };
          },
          listGrants: async ({ pageToken }, { requestHeader }) => {
            const { records, grants } = await this.#grantsOf(requestHeader);
            void records;
            const at = Number(pageToken === '' ? 0 : pageToken);
            const more = at + 2 < grants.length;
            return {
              grants: grants.slice(at, at + 2),
              nextPageToken: more ? String(at + 2) : '',
            };
          },
          appendRecords: async ({ records, grants }, { requestHeader }) => {
            const filed = this.#caseOf(requestHeader);
            await filed.records.append({ records, grants });
            const kinds = new Set<CompartmentKind>();
            for (const record of records) kinds.add((await parseRecord(record)).compartment);
            const { chains } = await filed.records.material(reporterReads);
            return {
              heads: chains
                .filter((chain) => kinds.has(chain.compartment))
                .map((chain) => chain.claimed!),
            };
          },
          listAccess: (_, { requestHeader }) => {
            this.#caseOf(requestHeader);
            return { days: this.accessDays };
          },
        });
      },
      { transport: { interceptors: [meddle] } },
    );
  }

  #bundle(version: number): Uint8Array {
    const found = version === 0 ? this.bundles.at(-1) : this.bundles[version - 1];
    if (found === undefined) throw new ConnectError('not found', Code.NotFound);
    return found;
  }

  #availability(): Uint8Array {
    const staff = this.world.bundle1.bundle.staff.filter((one) => one.competences.length > 0);
    return serializeCanonical(
      AvailabilitySchema,
      create(AvailabilitySchema, {
        madeTime: BigInt(sampleNow),
        persons: staff.map(({ principal }) => ({
          principal,
          takingCases: !this.away.has(hex(principal)),
          load: Load.FREE,
        })),
      }),
    );
  }

  async #file(bytes: Uint8Array): Promise<Uint8Array> {
    const filing = parseCanonical(FilingSchema, bytes, maxFiling);
    const first = await parseRecord(filing.records[0]!);
    const known = this.cases.get(hex(first.caseId));
    if (known !== undefined) {
      if (sameBytes(known.bytes, bytes)) return known.proof;
      throw refuse(Code.AlreadyExists, 'CASE_EXISTS');
    }
    const { act } = first.header;
    if (act.case !== 'filing') throw refuse(Code.InvalidArgument, 'BAD_FIELD');
    const leading = act.value.persons.filter(({ role }) => role <= 2);
    if (leading.some(({ principal }) => this.away.has(hex(principal)))) {
      throw refuse(Code.FailedPrecondition, 'HANDLER_AWAY');
    }
    const { world } = this;
    const records = new SampleCase(world.organisationId, first.caseId, world.history);
    await records.file(bytes);
    const { chains } = await records.material(reporterReads);
    const proof = proofOf({
      organisationId: world.organisationId,
      caseId: first.caseId,
      filingRecordHash: first.recordHash,
      checkHead: chains[0]!.claimed!.head,
      conversationHead: chains[1]!.claimed!.head,
      filingDigest: await sha256(bytes),
      day: Math.floor(sampleNow / 86400),
      leafHash: new Uint8Array(32).fill(7),
      bundleVersion: first.header.bundleVersion,
    });
    this.cases.set(hex(first.caseId), { bytes, proof, records, reporterKey: first.authorKey });
    return proof;
  }

  #challenge(): Uint8Array {
    const challenge = crypto.getRandomValues(new Uint8Array(40));
    this.#challenges.add(hex(challenge));
    return challenge;
  }

  #signIn(request: {
    readonly signingKey: Uint8Array;
    readonly challenge: Uint8Array;
    readonly signature: Uint8Array;
  }): Uint8Array {
    const { signingKey, challenge, signature } = request;
    const [caseId] =
      [...this.cases].find(([, { reporterKey }]) => sameBytes(reporterKey, signingKey)) ?? [];
    const message = concat(this.world.organisationId, Uint8Array.of(1), signingKey, challenge);
    const isFresh = this.#challenges.delete(hex(challenge));
    const key = signingKey as SigningKey;
    if (
      caseId === undefined ||
      !isFresh ||
      !verifySignature(key, loginLabel, message, signature as Signature)
    ) {
      throw new ConnectError('no', Code.Unauthenticated);
    }
    const token = crypto.getRandomValues(new Uint8Array(32));
    this.#tokens.set(hex(token), caseId);
    return token;
  }

  #caseOf(headers: Headers): Filed {
    const filed = this.cases.get(this.#tokens.get(tokenIn(headers)) ?? '');
    if (filed === undefined) throw refuse(Code.Unauthenticated, 'NO_SESSION');
    return filed;
  }

  // Those that are sealed to the reporter.
  async #grantsOf(headers: Headers): Promise<{ records: SampleCase; grants: Uint8Array[] }> {
    const { records } = this.#caseOf(headers);
    const { parseGrant } = await import('web/contract/parsed-grant');
    const grants: Uint8Array[] = [];
    for (const bytes of records.grants) {
      const { recipient, caseId } = await parseGrant(bytes);
      if (sameBytes(recipient, reporterPrincipal(caseId))) grants.push(bytes);
    }
    return { records, grants };
  }
}

type MessageInitShapeOfAccessDay = Omit<AccessDay, '$typeName' | '$unknown'>;

const reporterReads = [CompartmentKind.CHECK, CompartmentKind.CONVERSATION];

function tokenIn(headers: Headers): string {
  return /^Bearer ([0-9a-f]{64})$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

// As the log key of the vectors signs it.
export function proofOf(
  statement: MessageInitShape<typeof FilingProofStatementSchema>,
  by: SigningIdentity = logIdentity,
): Uint8Array {
  const bytes = serializeCanonical(
    FilingProofStatementSchema,
    create(FilingProofStatementSchema, statement),
  );
  return serializeCanonical(
    FilingProofSchema,
    create(FilingProofSchema, {
      statement: bytes,
      logKey: by.key,
      signature: by.sign(filingProofLabel, bytes),
    }),
  );
}
