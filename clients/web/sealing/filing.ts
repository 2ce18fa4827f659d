// A report as one canonical Filing (SPEC.md section 6): FILING, then EPOCH and ENTRY of
// `check`, then EPOCH and ENTRY of `conversation`, and the grants of both epochs for each
// person and for the reporter.
//
//   const receipt = Receipt.generate(systemRandom);
//   ... show receipt.toText(), have one group confirmed with receipt.groupIs ...
//   const keys = await deriveReporterKeys(receipt);
//   const filing = await buildFiling(keys, bundle, draft, now, systemRandom);
//   ... FileReport(filing.bytes); when no answer came, the same bytes again ...
//   verifyFilingProof(proof, bundle.bundle, filing.facts);
import { create } from '@bufbuild/protobuf';
import type { Bundle } from '../generated/vangnet/bundle/v1/bundle_pb';
import {
  type Account,
  AccountSchema,
  type CheckCard,
  CheckCardSchema,
  type EntryBody,
  EntryBodySchema,
} from '../generated/vangnet/content/v1/content_pb';
import {
  type Calendar,
  type Category,
  CompartmentKind,
  type FilingAct,
  FilingActSchema,
  FilingSchema,
  type Language,
  RecordHeaderSchema,
  RecordKind,
  type Urgency,
} from '../generated/vangnet/record/v1/record_pb';
import { findStaff } from '../contract/bundle-staff';
import { cleanText, serializeCanonical } from '../contract/canonical';
import { CaseFold } from '../contract/case-fold';
import { chainStart } from '../contract/chain';
import { maxFiling, suite } from '../contract/limits';
import type { ParsedRecord } from '../contract/parsed-record';
import { Refusal, tooLarge } from '../contract/refusal';
import type { Routing } from '../contract/routing-draw';
import { personsOf } from '../contract/routing-persons';
import { sha256 } from '../contract/sha256';
import type { VerifiedBundle } from './bundle-verify';
import { Keyring } from './epoch-key';
import type { FilingFacts } from './filing-proof';
import { filingAccountSize } from './padding';
import { type RandomSource, randomRecordId } from './random-source';
import type { ReporterKeys } from './receipt';
import { RecordWriter } from './record-seal';
import { signRecord } from './record-sign';

export interface FilingDraft {
  readonly category: Category;
  readonly urgency: Urgency;
  readonly calendar: Calendar;
  readonly language: Language;
  readonly routing: Routing; // From drawRouting, as the reporter left it.
  readonly checkCard: CheckCard;
  readonly account: Account;
}

export interface BuiltFiling {
  // Canonical Filing. To be sent, and sent again, as it is: sealing again makes other bytes,
  // which the server refuses once these were accepted.
  readonly bytes: Uint8Array;
  // What the filing proof must say.
  readonly facts: FilingFacts;
}

// `now`: seconds. Strings of the draft are cleaned. FAILED_PRECONDITION: BUNDLE_EXPIRED, or
// somebody of the routing is not in the bundle (BUNDLE_STALE). INVALID_ARGUMENT: a field is
// missing or wrong, or the account does not fit into its one padded size of 64 KiB
// (TOO_LARGE; accountFits tells before): what is left goes into a message afterwards.
export async function buildFiling(
  reporter: ReporterKeys,
  bundle: VerifiedBundle,
  draft: FilingDraft,
  now: number,
  random: RandomSource,
): Promise<BuiltFiling> {
  const act = actOf(reporter, draft);
  checkPersonsInBundle(act, bundle.bundle);
  const account = accountBody(draft.account);
  if (!fits(account)) throw tooLarge('account: at most 65535 bytes; add the rest afterwards');
  const filing = await filingRecord(reporter, bundle, act, random);
  const view = {
    fold: await CaseFold.begin(filing),
    compartments: new Set([CompartmentKind.CHECK, CompartmentKind.CONVERSATION]),
    records: [],
    keyring: new Keyring(),
  };
  const writer = RecordWriter.create(view, reporter.identity, bundle, now, random);
  try {
    await writer.writeEntry(CompartmentKind.CHECK, cleanCard(draft.checkCard));
    await writer.writeEntry(CompartmentKind.CONVERSATION, account, filingAccountSize);
  } finally {
    writer.wipe();
  }
  const { records, grants } = writer.take();
  const message = create(FilingSchema, { records: [filing.bytes, ...records], grants });
  const bytes = serializeCanonical(FilingSchema, message);
  if (bytes.length > maxFiling) throw tooLarge('filing: at most 256 KiB');
  return {
    bytes,
    facts: {
      organisationId: bundle.parsed.organisationId,
      caseId: reporter.caseId,
      filingRecordHash: filing.recordHash,
      checkHead: writer.fold.head(CompartmentKind.CHECK),
      conversationHead: writer.fold.head(CompartmentKind.CONVERSATION),
      filingDigest: await sha256(bytes),
    },
  };
}

// One size for every filing: a longer account would stand out, and is refused.
export function accountFits(account: Account): boolean {
  return fits(accountBody(account));
}

// The body of an account, its texts cleaned: of the filing, or what is added to it later.
export function accountBody(account: Account): EntryBody {
  const value = create(AccountSchema, {
    answers: account.answers.map((answer) => ({ ...answer, text: cleanText(answer.text) })),
  });
  return create(EntryBodySchema, { content: { case: 'account', value } });
}

function fits(account: EntryBody): boolean {
  return serializeCanonical(EntryBodySchema, account).length + 1 <= filingAccountSize;
}

function actOf(reporter: ReporterKeys, draft: FilingDraft): FilingAct {
  const { category, urgency, calendar, language, routing } = draft;
  return create(FilingActSchema, {
    reporterBoxKey: reporter.identity.boxKey,
    category,
    urgency,
    calendar,
    language,
    persons: personsOf(routing),
    coordinators: [...routing.coordinators],
  });
}

// Everybody is sealed to with the key that stands in the bundle, or nobody is.
function checkPersonsInBundle(act: FilingAct, bundle: Bundle): void {
  const missing = (principal: Uint8Array): boolean => findStaff(bundle, principal) === undefined;
  if (act.persons.some((person) => missing(person.principal))) {
    throw new Refusal('FAILED_PRECONDITION', 'BUNDLE_STALE', 'persons: not in the bundle');
  }
  if (act.coordinators.some(missing)) {
    throw new Refusal('FAILED_PRECONDITION', 'BUNDLE_STALE', 'coordinators: not in the bundle');
  }
}

async function filingRecord(
  reporter: ReporterKeys,
  bundle: VerifiedBundle,
  act: FilingAct,
  random: RandomSource,
): Promise<ParsedRecord> {
  const header = create(RecordHeaderSchema, {
    suite,
    organisationId: bundle.parsed.organisationId,
    caseId: reporter.caseId,
    compartment: { kind: CompartmentKind.CHECK },
    recordId: randomRecordId(random),
    kind: RecordKind.FILING,
    author: reporter.identity.principal,
    authorKey: reporter.identity.signingKey,
    authorSeq: 1,
    seen: await chainStart(reporter.caseId, CompartmentKind.CHECK),
    bundleVersion: bundle.version,
    act: { case: 'filing', value: act },
  });
  return signRecord(header, reporter.identity);
}

function cleanCard(card: CheckCard): EntryBody {
  const value = create(CheckCardSchema, {
    organisation: cleanText(card.organisation),
    role: card.role,
    parties: card.parties.map(cleanText),
    excludedPrincipals: card.excludedPrincipals,
    mustNotSee: cleanText(card.mustNotSee),
  });
  return create(EntryBodySchema, { content: { case: 'checkCard', value } });
}
