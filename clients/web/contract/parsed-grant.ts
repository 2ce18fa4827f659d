// Grants after the structural check that server and clients share.
import {
  CaseRole,
  CompartmentKind,
  type GrantHeader,
  GrantHeaderSchema,
  GrantSchema,
} from '../generated/vangnet/record/v1/record_pb';
import { concat, sameBytes } from './bytes';
import { parseCanonical } from './canonical';
import { compartmentName } from './chain';
import { demand } from './field-checks';
import {
  type BoxKey,
  type CaseId,
  type Hash,
  type OrganisationId,
  parseBoxKey,
  parseCaseId,
  parseOrganisationId,
  parsePrincipalId,
  parseSignature,
  parseSigningKey,
  type PrincipalId,
  type Signature,
  type SigningKey,
} from './ids';
import { maxGrant, maxGrantHeader, suite } from './limits';
import { checkEpochNumbers } from './record-acts';
import { sha256 } from './sha256';

export interface ParsedGrant {
  readonly bytes: Uint8Array; // The canonical Grant.
  readonly header: GrantHeader;
  readonly box: Uint8Array;
  readonly signature: Signature;
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly recipient: PrincipalId;
  readonly recipientKey: BoxKey;
  readonly granter: PrincipalId;
  readonly granterKey: SigningKey;
  readonly compartment: CompartmentKind;
  readonly compartmentName: string;
  readonly headerHash: Hash;
  // headerHash || H(box): Sign(granter, grant, signedMessage).
  readonly signedMessage: Uint8Array;
}

// A box for n epochs: crypto_box_seal's overhead, H(header), u8 n, n * (u32, K).
const boxSize = (epochs: number): number => 48 + 32 + 1 + 36 * epochs;

// INVALID_ARGUMENT: NOT_CANONICAL, TOO_LARGE or BAD_FIELD (the message names the field).
export async function parseGrant(bytes: Uint8Array): Promise<ParsedGrant> {
  const grant = parseCanonical(GrantSchema, bytes, maxGrant);
  const header = parseCanonical(GrantHeaderSchema, grant.header, maxGrantHeader);
  checkHeader(header);
  const organisationId = parseOrganisationId('organisation_id', header.organisationId);
  const caseId = parseCaseId('case_id', header.caseId);
  const recipient = parsePrincipalId('recipient', header.recipient);
  const recipientKey = parseBoxKey('recipient_key', header.recipientKey);
  const granter = parsePrincipalId('granter', header.granter);
  const granterKey = parseSigningKey('granter_key', header.granterKey);
  demand(grant.box.length === boxSize(header.epochs.length), 'box', 'the size for its epochs');
  const signature = parseSignature('signature', grant.signature);
  const headerHash = await sha256(grant.header);
  const compartment = header.compartment?.kind ?? CompartmentKind.UNSPECIFIED;
  return {
    bytes,
    header,
    box: grant.box,
    signature,
    organisationId,
    caseId,
    recipient,
    recipientKey,
    granter,
    granterKey,
    compartment,
    compartmentName: compartmentName(compartment),
    headerHash,
    signedMessage: concat(headerHash, await sha256(grant.box)),
  };
}

function checkHeader(header: GrantHeader): void {
  demand(header.suite === suite, 'suite', '1');
  const kind = header.compartment?.kind ?? CompartmentKind.UNSPECIFIED;
  demand(
    kind >= CompartmentKind.CHECK && kind <= CompartmentKind.CASEFILE,
    'compartment',
    'check, conversation or casefile',
  );
  demand(header.compartment?.deploymentId.length === 0, 'deployment_id', 'empty');
  checkEpochNumbers(header.epochs);
  demand(header.bundleVersion >= 1, 'bundle_version', '1 or more');
  demand(
    header.role !== CaseRole.UNSPECIFIED && header.role !== CaseRole.DEPLOYED,
    'role',
    'lead, deputy, reserve, duty or reporter',
  );
  const isReporter = sameBytes(header.recipient, header.caseId);
  demand(
    (header.role === CaseRole.REPORTER) === isReporter,
    'role',
    'reporter for the reporter alone',
  );
}
