// What a bundle must be like, apart from its signatures (SPEC.md section 4).
import { fromBinary } from '@bufbuild/protobuf';
import {
  type Bundle,
  BundleSchema,
  type Endpoint,
  type SignedBundle,
  SignedBundleSchema,
  type SignerSet,
  SignerSetSchema,
} from '../generated/vangnet/bundle/v1/bundle_pb';
import { checkForms } from './bundle-form-rules';
import { checkPolicies, checkTelephoneNumbers } from './bundle-policy-rules';
import { checkSigners, checkStaff } from './bundle-staff-rules';
import { concat, hex, sameBytes, utf8Size } from './bytes';
import { parseCanonical, serializeCanonical } from './canonical';
import { bundleHash } from './chain';
import { bytesRise, demand } from './field-checks';
import {
  type Hash,
  type OrganisationId,
  parseHash,
  parseOrganisationId,
  parseSignature,
  parseSigningKey,
  type Signature,
  type SigningKey,
} from './ids';
import { organisationLabel } from './labels';
import { maxBundle, maxSignedBundle, secondsPerDay } from './limits';
import { Refusal } from './refusal';
import { sha256 } from './sha256';

// A bundle whose bytes are canonical and whose content keeps every rule of SPEC.md section
// 4. Its signatures are still to be counted.
export interface ParsedBundle {
  readonly signedBundle: Uint8Array; // Canonical SignedBundle.
  readonly bundleBytes: Uint8Array; // Canonical Bundle.
  readonly bundle: Bundle;
  readonly signatures: readonly BundleSigner[];
  readonly organisationId: OrganisationId;
  readonly bundleHash: Hash;
}

export interface BundleSigner {
  readonly key: SigningKey;
  readonly signature: Signature;
}

const format = 1;
const maxLifetime = BigInt(60 * secondsPerDay);
const maxName = 200;
const maxHost = 255;

// INVALID_ARGUMENT: NOT_CANONICAL, TOO_LARGE, or BAD_FIELD naming the field.
// FAILED_PRECONDITION/BUNDLE_REFUSED with the message "format" for a format that is higher
// than known: update the client.
export async function parseBundle(signedBundle: Uint8Array): Promise<ParsedBundle> {
  checkFormat(signedBundle);
  const outer = parseCanonical(SignedBundleSchema, signedBundle, maxSignedBundle);
  demand(outer.format === format, 'format', '1');
  const signatures = readSignatures(outer);
  const bundle = parseCanonical(BundleSchema, outer.bundle, maxBundle);
  await checkBundle(bundle);
  return {
    signedBundle,
    bundleBytes: outer.bundle,
    bundle,
    signatures,
    organisationId: parseOrganisationId('organisation_id', bundle.organisationId),
    bundleHash: await bundleHash(outer.bundle),
  };
}

// H(Label(organisation) || canonical SignerSet).
export async function organisationIdOf(signers: SignerSet): Promise<OrganisationId> {
  const bytes = serializeCanonical(SignerSetSchema, signers);
  return (await sha256(concat(organisationLabel, bytes))) as Uint8Array as OrganisationId;
}

// The format alone, of bytes that may hold fields which this program does not know.
function checkFormat(bytes: Uint8Array): void {
  if (bytes.length > maxSignedBundle) return; // parseCanonical tells.
  let outer: SignedBundle;
  try {
    outer = fromBinary(SignedBundleSchema, bytes);
  } catch {
    return;
  }
  if (outer.format > format) throw new Refusal('FAILED_PRECONDITION', 'BUNDLE_REFUSED', 'format');
}

function readSignatures({ signatures }: SignedBundle): BundleSigner[] {
  demand(signatures.length >= 1 && signatures.length <= 16, 'signatures', '1 to 16');
  demand(
    bytesRise(signatures.map((signature) => signature.signerKey)),
    'signatures',
    'sorted by key, each once',
  );
  return signatures.map(({ signerKey, signature }) => ({
    key: parseSigningKey('signer_key', signerKey),
    signature: parseSignature('signature', signature),
  }));
}

async function checkBundle(bundle: Bundle): Promise<void> {
  await checkOrigin(bundle);
  demand(bundle.name !== '' && utf8Size(bundle.name) <= maxName, 'name', '1 to 200 bytes');
  checkEndpoint('public_endpoint', bundle.publicEndpoint);
  checkEndpoint('staff_endpoint', bundle.staffEndpoint);
  demand(
    bundle.demonstration || bundle.caCertificate === '',
    'ca_certificate',
    'empty outside of a demonstration',
  );
  checkDates(bundle);
  checkStaff(bundle);
  checkLogKeys(bundle);
  checkForms(bundle);
  checkTelephoneNumbers(bundle);
  checkPolicies(bundle);
  const manifest = bundle.webManifestHash.length;
  demand(manifest === 0 || manifest === 32, 'web_manifest_hash', '32 bytes or none');
  demand(
    bundle.minimumClient.length <= 32 && /^[0-9]+\.[0-9]+\.[0-9]+$/.test(bundle.minimumClient),
    'minimum_client',
    'major.minor.patch',
  );
}

async function checkOrigin(bundle: Bundle): Promise<void> {
  const id = parseOrganisationId('organisation_id', bundle.organisationId);
  demand(bundle.version >= 1, 'version', '1 or more');
  checkSigners(bundle.signers);
  if (bundle.version > 1) {
    parseHash('previous_bundle_hash', bundle.previousBundleHash);
    return;
  }
  demand(
    bundle.previousBundleHash.length === 0,
    'previous_bundle_hash',
    'empty for the first bundle',
  );
  demand(
    sameBytes(id, await organisationIdOf(bundle.signers!)),
    'organisation_id',
    'the hash of the first signer set',
  );
}

function checkEndpoint(field: string, endpoint: Endpoint | undefined): void {
  const host = endpoint?.host ?? '';
  const port = endpoint?.port ?? 0;
  demand(
    host.length <= maxHost && /^[A-Za-z0-9.:-]+$/.test(host) && port >= 1 && port <= 65535,
    field,
    'a host and a port',
  );
}

function checkDates({ issuedTime, expiresTime }: Bundle): void {
  demand(issuedTime > 0n, 'issued_time', 'a time');
  demand(
    expiresTime > issuedTime && expiresTime - issuedTime <= maxLifetime,
    'expires_time',
    'after issued_time, by at most 60 days',
  );
}

function checkLogKeys({ logKeys }: Bundle): void {
  demand(logKeys.length >= 1 && logKeys.length <= 8, 'log_keys', '1 to 8');
  for (const logKey of logKeys) {
    parseSigningKey('log_keys', logKey.key);
    demand(logKey.validFromTime > 0n, 'log_keys', 'a time');
  }
  demand(
    new Set(logKeys.map((logKey) => hex(logKey.key))).size === logKeys.length,
    'log_keys',
    'each once',
  );
}
