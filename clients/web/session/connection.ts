// The organisation together with its server: what all that speaks to the server begins with.
import { type Availability, AvailabilitySchema } from '../generated/vangnet/bundle/v1/bundle_pb';
import { PublicationService } from '../generated/vangnet/publication/v1/publication_service_pb';
import { parseCanonical } from '../contract/canonical';
import { dataLoss, Refusal } from '../contract/refusal';
import type { RandomSource } from '../sealing/random-source';
import { type FetchBundle, Organisation } from './organisation';
import type { PagePin } from './page-pin';
import type { Server } from './server';

const { getBundle, getAvailability } = PublicationService.method;
const maxAvailability = 256 * 1024;

// What comes in from outside; in tests something that can be made again.
export interface Surroundings {
  readonly clock: () => number; // Seconds.
  readonly random: RandomSource; // In programs systemRandom.
}

export class Connection {
  readonly server: Server;
  readonly organisation: Organisation;
  readonly random: RandomSource;
  readonly #clock: () => number;

  constructor(organisation: Organisation, server: Server, { clock, random }: Surroundings) {
    this.organisation = organisation;
    this.server = server;
    this.random = random;
    this.#clock = clock;
  }

  // Fetches and verifies the bundle. Refusals as Organisation.open's; UNAVAILABLE/UNREACHABLE
  // when nobody answers.
  static async open(
    pin: PagePin,
    server: Server,
    surroundings: Surroundings,
  ): Promise<Connection> {
    const fetch = fetchBundleFrom(server);
    const organisation = await Organisation.open(pin, fetch, surroundings.clock());
    return new Connection(organisation, server, surroundings);
  }

  now(): number {
    return this.#clock();
  }

  wait(milliseconds: number): Promise<void> {
    return this.server.wait(milliseconds);
  }

  get fetchBundle(): FetchBundle {
    return fetchBundleFrom(this.server);
  }

  // True when a newer bundle was taken.
  renew(): Promise<boolean> {
    return this.organisation.renew(this.fetchBundle, this.now());
  }

  // The server's word, not signed; well-formed at least.
  async fetchAvailability(): Promise<Availability> {
    const { availability } = await this.server.call(getAvailability, {});
    try {
      return parseCanonical(AvailabilitySchema, availability, maxAvailability);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // The server's fault, not the person's, whose input would be blamed.
      throw dataLoss("the server's availability is none");
    }
  }
}

function fetchBundleFrom(server: Server): FetchBundle {
  return async (version) => (await server.call(getBundle, { version })).signedBundle;
}
