// Sizes and counts that both sides hold to (SPEC.md, "Limits"). Bytes unless named.

export const suite = 1;
export const maxRecordHeader = 8 * 1024;
export const maxGrantHeader = 1024;
export const maxPaddedBody = 512 * 1024;
export const sealedOverhead = 16; // The Poly1305 tag.
export const maxRecord = maxRecordHeader + maxPaddedBody + 1024;
export const maxGrant = 8 * 1024;
export const maxFiling = 256 * 1024;
export const maxBundle = 512 * 1024;
export const maxSignedBundle = 600 * 1024;
export const maxFilingProof = 2 * 1024;
export const maxPersons = 16; // In one filing.
export const maxMembers = 32; // Of one epoch.
export const maxEpochsPerGrant = 64;
export const maxRecordsPerCall = 16;
export const maxGrantsPerCall = 64;
export const maxRecordsPerCase = 4096;
export const maxBytesPerCase = 64 * 1024 * 1024; // Of its records.
export const secondsPerDay = 86400;
