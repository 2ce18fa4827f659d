// Being signed in as the reporter of one case. The token lets its holder read and knock; it
// is kept in memory only. A server that forgot it (restart, fifteen quiet minutes) is
// answered with a new login, silently.
import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from '@bufbuild/protobuf';
import { ReporterSessionService } from '../generated/vangnet/session/v1/reporter_session_service_pb';
import { hex } from '../contract/bytes';
import type { OrganisationId, Signature } from '../contract/ids';
import { dataLoss, Refusal } from '../contract/refusal';
import type { Identity } from '../sealing/identity';
import { Audience, signLogin } from '../sealing/login';
import type { Server } from './server';

const { beginReporterLogin, completeReporterLogin, endReporterSession } =
  ReporterSessionService.method;

export class Session {
  readonly server: Server;
  readonly identity: Identity;
  readonly #organisationId: OrganisationId;
  #token = ''; // 64 hexadecimal digits.
  #signingIn: Promise<void> | undefined;

  private constructor(server: Server, identity: Identity, organisationId: OrganisationId) {
    this.server = server;
    this.identity = identity;
    this.#organisationId = organisationId;
  }

  // `identity` stays its owner's, who wipes it after end(). NOT_FOUND/UNKNOWN_RECEIPT for a
  // reporter whom the server does not know.
  static async begin(
    server: Server,
    identity: Identity,
    organisationId: OrganisationId,
  ): Promise<Session> {
    const session = new Session(server, identity, organisationId);
    await session.#signIn();
    return session;
  }

  async call<Input extends DescMessage, Output extends DescMessage>(
    method: DescMethodUnary<Input, Output>,
    request: MessageInitShape<Input>,
  ): Promise<MessageShape<Output>> {
    try {
      return await this.server.call(method, request, this.#token);
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
    }
    await this.#signInOnce();
    return this.server.call(method, request, this.#token);
  }

  // Ends the session at the server; a failure is of no matter, tokens end by themselves.
  async end(): Promise<void> {
    const token = this.#token;
    this.#token = '';
    if (token === '') return;
    try {
      await this.server.call(endReporterSession, {}, token);
    } catch {
      // The person is leaving.
    }
  }

  // Calls that were refused beside each other sign in once.
  async #signInOnce(): Promise<void> {
    this.#signingIn ??= this.#signIn().finally(() => {
      this.#signingIn = undefined;
    });
    await this.#signingIn;
  }

  async #signIn(): Promise<void> {
    this.#token = '';
    let token: Uint8Array;
    try {
      // Perhaps a first answer was lost and the challenge spent: once more, with a new one.
      token = await this.#newToken().catch((error: unknown) => {
        if (!isUnauthenticated(error)) throw error;
        return this.#newToken();
      });
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      // One answer for an unknown, destroyed or foreign receipt: nobody can tell them apart.
      throw new Refusal('NOT_FOUND', 'UNKNOWN_RECEIPT', 'unknown receipt');
    }
    if (token.length !== 32) throw dataLoss('token of a wrong size');
    this.#token = hex(token);
  }

  async #newToken(): Promise<Uint8Array> {
    const { challenge } = await this.server.call(beginReporterLogin, {});
    const done = await this.server.call(completeReporterLogin, {
      signingKey: this.identity.signingKey,
      challenge,
      signature: this.#answerTo(challenge),
    });
    return done.token;
  }

  // The server's fault, not the person's: nothing but a challenge is signed.
  #answerTo(challenge: Uint8Array): Signature {
    try {
      return signLogin(this.identity, this.#organisationId, Audience.reporter, challenge);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw dataLoss("the server's challenge is none");
    }
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'UNAUTHENTICATED';
}
