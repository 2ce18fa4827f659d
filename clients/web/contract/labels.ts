// Domain separation: every hash and signature begins with one of these, each ASCII
// `vangnet/v1/<name>` and one zero byte (SPEC.md, "Labels"). A label is used for one
// purpose. The twin of proto/contract/labels.h; what only the server uses is left out.
import { utf8 } from './bytes';

const label = (name: string): Uint8Array => utf8(`vangnet/v1/${name}\0`);

export const receiptLabel = label('receipt');
export const caseIdLabel = label('case-id');
export const recordLabel = label('record');
export const recordHashLabel = label('record-hash');
export const bodyLabel = label('body');
export const chainLabel = label('chain');
export const grantLabel = label('grant');
export const loginLabel = label('login');
export const filingProofLabel = label('filing-proof');
export const bundleLabel = label('bundle');
export const bundleHashLabel = label('bundle-hash');
export const organisationLabel = label('organisation');
export const fingerprintLabel = label('fingerprint');
export const outboxLabel = label('outbox');
export const outboxFileLabel = label('outbox-file');
export const webManifestLabel = label('web-manifest');
