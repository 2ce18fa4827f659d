// Hashes of records and chains (SPEC.md section 6).
import { type Compartment, CompartmentKind } from '../generated/vangnet/record/v1/record_pb';
import { concat, hex } from './bytes';
import type { BoxKey, CaseId, Hash, SigningKey } from './ids';
import { bundleHashLabel, caseIdLabel, chainLabel } from './labels';
import { sha256 } from './sha256';

// The bytes that stand for a compartment in hashes: one byte of kind, then the id of a
// deployment.
export function compartmentKey(compartment: Compartment | CompartmentKind): Uint8Array {
  if (typeof compartment === 'number') return Uint8Array.of(compartment);
  return concat(Uint8Array.of(compartment.kind), compartment.deploymentId);
}

// The same as a key of a Map.
export function compartmentName(compartment: Compartment | CompartmentKind): string {
  return hex(compartmentKey(compartment));
}

// head_0 of a compartment's chain.
export function chainStart(caseId: CaseId, compartment: CompartmentKind): Promise<Hash> {
  return sha256(concat(chainLabel, caseId, compartmentKey(compartment)));
}

// head_n from head_{n-1}.
export function chainNext(head: Hash, recordHash: Hash): Promise<Hash> {
  return sha256(concat(chainLabel, head, recordHash));
}

// The case id that belongs to the reporter's two keys.
export async function caseIdOf(signingKey: SigningKey, boxKey: BoxKey): Promise<CaseId> {
  const digest = await sha256(concat(caseIdLabel, signingKey, boxKey));
  return digest.slice(0, 16) as Uint8Array as CaseId;
}

// The hash by which later bundles, epochs and proofs name a bundle.
export function bundleHash(bundleBytes: Uint8Array): Promise<Hash> {
  return sha256(concat(bundleHashLabel, bundleBytes));
}
