// The keys that grants give to one reader, and the grants that nobody was entitled to. The
// second step of verifyCase; programs use that.
import { CompartmentKind, type EpochAct } from '../generated/vangnet/record/v1/record_pb';
import { hex, sameBytes } from '../contract/bytes';
import { grantLabel } from '../contract/labels';
import { parseGrant, type ParsedGrant } from '../contract/parsed-grant';
import { Refusal } from '../contract/refusal';
import type { CaseMaterial } from './case-chain';
import type { CaseRecords } from './case-records';
import { verifySignature } from './ed25519';
import { type EpochKeys, type Keyring, wipeKeys } from './epoch-key';
import type { Finding, FindingClass } from './finding';
import { openGrant } from './grant';
import type { Identity } from './identity';

const epochName = (compartment: CompartmentKind, number: number): string =>
  `${compartment}/${number}`;
const openedName = (principal: Uint8Array, epoch: string): string => `${hex(principal)} ${epoch}`;

export class CaseGrants {
  readonly #material: CaseMaterial;
  readonly #records: CaseRecords;
  readonly #epochs = new Map<string, EpochAct>();
  // What an ADD_READER opened.
  readonly #opened = new Set<string>();

  // All chains must have been read into `records`.
  constructor(material: CaseMaterial, records: CaseRecords) {
    this.#material = material;
    this.#records = records;
    // Authentic is enough: after a damage the rest of the case is still to be read.
    for (const { parsed, authentic } of records.records) {
      if (parsed === undefined || !authentic) continue;
      const { act } = parsed.header;
      if (act.case === 'epochStart') this.#learnEpoch(parsed.compartment, act.value);
      if (act.case !== 'addReader') continue;
      for (const { compartment, epochs } of act.value.opens) {
        for (const epoch of epochs) {
          const name = epochName(compartment?.kind ?? CompartmentKind.UNSPECIFIED, epoch);
          this.#opened.add(openedName(act.value.principal, name));
        }
      }
    }
  }

  // Verifies one grant. When it is for `reader` and good, its keys go to `keyring`.
  async read(
    bytes: Uint8Array,
    reader: Identity,
    keyring: Keyring,
    findings: Finding[],
  ): Promise<void> {
    const grant = await parsedOrNothing(bytes);
    const report = (what: FindingClass, detail = 'grant'): void => {
      const compartment = grant?.compartment ?? CompartmentKind.UNSPECIFIED;
      findings.push({ what, compartment, recordNumber: 0, detail });
    };
    if (grant === undefined) return report('not-canonical');
    const { caseId, organisationId, chains } = this.#material;
    if (
      !sameBytes(grant.caseId, caseId) ||
      !sameBytes(grant.organisationId, organisationId)
    ) {
      return report('other-case');
    }
    // A chain that was not given cannot speak for or against its grants.
    if (!chains.some((chain) => chain.compartment === grant.compartment)) return;
    const wrong = this.#checkRight(grant);
    if (wrong !== undefined) {
      // Without a FILING no right can be judged; that has a finding of its own.
      if (this.#records.knowsReporter) report(wrong);
      return;
    }
    try {
      this.#take(grant, openGrant(grant, reader), keyring, report);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      report('grant-damaged', error.message);
    }
  }

  // The first epoch of a number is the one that counts, as it is for the server.
  #learnEpoch(compartment: CompartmentKind, epoch: EpochAct): void {
    const name = epochName(compartment, epoch.number);
    if (!this.#epochs.has(name)) this.#epochs.set(name, epoch);
  }

  #take(
    grant: ParsedGrant,
    keys: EpochKeys | undefined,
    keyring: Keyring,
    report: (what: FindingClass, detail: string) => void,
  ): void {
    if (keys === undefined) return; // Not for this reader.
    if (!this.#fitCommitments(grant, keys)) {
      wipeKeys(keys);
      return report('grant-damaged', 'grant: key_commitment');
    }
    for (const [epoch, key] of keys) keyring.add(grant.compartment, epoch, key);
  }

  #mayRead(principal: Uint8Array, name: string, epoch: EpochAct): boolean {
    return (
      epoch.members.some((member) => sameBytes(member.principal, principal)) ||
      this.#opened.has(openedName(principal, name))
    );
  }

  // Nothing, or why the grant is none.
  #checkRight(grant: ParsedGrant): FindingClass | undefined {
    const { granter, granterKey, recipient, recipientKey, header } = grant;
    const version = header.bundleVersion;
    if (
      !verifySignature(granterKey, grantLabel, grant.signedMessage, grant.signature) ||
      !this.#records.isSigningKeyOf(granter, granterKey, version, false)
    ) {
      return 'grant-forged';
    }
    for (const number of header.epochs) {
      const name = epochName(grant.compartment, number);
      const epoch = this.#epochs.get(name);
      if (epoch === undefined || !this.#mayRead(recipient, name, epoch)) return 'ghost-grant';
      if (!this.#mayRead(granter, name, epoch)) return 'grant-forged';
    }
    // A name of the case, with somebody else's key.
    if (!this.#records.isBoxKeyOf(recipient, recipientKey, version)) return 'ghost-grant';
    return undefined;
  }

  #fitCommitments(grant: ParsedGrant, keys: EpochKeys): boolean {
    return [...keys].every(([number, key]) => {
      const epoch = this.#epochs.get(epochName(grant.compartment, number));
      return epoch !== undefined && sameBytes(epoch.keyCommitment, key.commitment());
    });
  }
}

async function parsedOrNothing(bytes: Uint8Array): Promise<ParsedGrant | undefined> {
  try {
    return await parseGrant(bytes);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
