// The receipt: 135 random bits with which a reporter comes back. Everything that the
// reporter signs and opens follows from it, so whoever holds it is the reporter.
import { caseIdOf } from '../contract/chain';
import { type CaseId, type PrincipalId, reporterPrincipal } from '../contract/ids';
import { receiptLabel } from '../contract/labels';
import { Refusal } from '../contract/refusal';
import { SecretBytes } from '../contract/secret-bytes';
import { deriveKey, hashSecret } from './derive';
import { Identity } from './identity';
import { type RandomSource, randomSecret } from './random-source';
import { wipeSodium } from './sodium';
import { decodeSymbols, encodeSymbols, groupMatches, receiptSymbols } from './symbol-code';

const receiptSize = 17;
const groups = 7;
const context = 'vnreceip';

export class Receipt {
  readonly #bytes: SecretBytes;

  private constructor(bytes: SecretBytes) {
    this.#bytes = bytes;
  }

  static generate(random: RandomSource): Receipt {
    const bytes = randomSecret(random, receiptSize);
    bytes.expose()[receiptSize - 1]! &= 0xfe;
    return new Receipt(bytes);
  }

  // INVALID_ARGUMENT unless these are 17 bytes with the last bit clear. They stay their
  // owner's.
  static fromBytes(bytes: SecretBytes): Receipt {
    if (bytes.size !== receiptSize) throw new Refusal('INVALID_ARGUMENT', '', 'receipt: 17 bytes');
    if ((bytes.expose()[receiptSize - 1]! & 1) !== 0) {
      throw new Refusal('INVALID_ARGUMENT', '', 'receipt: the last bit is clear');
    }
    return new Receipt(bytes.clone());
  }

  get bytes(): SecretBytes {
    return this.#bytes;
  }

  // As shown: seven groups of four symbols with hyphens, 34 characters. A string cannot be
  // wiped: only what is shown, printed or copied asks for it, and keeps it no longer.
  toText(): string {
    const text = this.#text();
    try {
      return new TextDecoder().decode(text.expose());
    } finally {
      text.wipe();
    }
  }

  // True when `typed` is group `group` (1 to 7) of the text: the one group that is confirmed
  // before sending. Forgives case, spaces, O, I and L.
  groupIs(group: number, typed: string): boolean {
    if (!(group >= 1 && group <= groups)) return false;
    const text = this.#text();
    try {
      return groupMatches(typed, text.expose().subarray((group - 1) * 5, (group - 1) * 5 + 4));
    } finally {
      text.wipe();
    }
  }

  wipe(): void {
    this.#bytes.wipe();
  }

  #text(): SecretBytes {
    return encodeSymbols(this.#bytes.expose(), receiptSymbols);
  }
}

// INVALID_ARGUMENT; the message names the position of the first bad symbol, never the code.
// A page asks findCodeFault(typed, receiptSymbols) what it was.
export function parseReceipt(typed: string): Receipt {
  const bytes = decodeSymbols(typed, receiptSymbols);
  try {
    return Receipt.fromBytes(bytes);
  } finally {
    bytes.wipe();
  }
}

// What follows from a receipt (SPEC.md section 2). The identity's principal is the case id.
export class ReporterKeys {
  readonly identity: Identity;
  readonly caseId: CaseId;
  // Key of what the client keeps for itself, 32 bytes.
  readonly outboxKey: SecretBytes;

  constructor(identity: Identity, caseId: CaseId, outboxKey: SecretBytes) {
    this.identity = identity;
    this.caseId = caseId;
    this.outboxKey = outboxKey;
  }

  wipe(): void {
    this.identity.wipe();
    this.outboxKey.wipe();
    wipeSodium();
  }
}

export async function deriveReporterKeys(receipt: Receipt): Promise<ReporterKeys> {
  const master = hashSecret(receiptLabel, receipt.bytes);
  const signingSeed = deriveKey(master, 1, context);
  const boxSeed = deriveKey(master, 2, context);
  try {
    // The keys come first and name the case; the principal is then the case id.
    const nameless = Identity.fromSeeds(new Uint8Array(16) as PrincipalId, signingSeed, boxSeed);
    const caseId = await caseIdOf(nameless.signingKey, nameless.boxKey);
    nameless.wipe();
    return new ReporterKeys(
      Identity.fromSeeds(reporterPrincipal(caseId), signingSeed, boxSeed),
      caseId,
      deriveKey(master, 3, context),
    );
  } finally {
    master.wipe();
    signingSeed.wipe();
    boxSeed.wipe();
  }
}
