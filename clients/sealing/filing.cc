#include "clients/sealing/filing.h"

#include <utility>
#include <vector>

#include "clients/sealing/case_chain.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/record_seal.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;

record::v1::FilingAct ActOf(const ReporterKeys& reporter, const FilingDraft& draft) {
  record::v1::FilingAct act;
  act.set_reporter_box_key(reporter.identity.box_key().ToBytes());
  act.set_category(draft.category);
  act.set_urgency(draft.urgency);
  act.set_calendar(draft.calendar);
  act.set_language(draft.language);
  for (const record::v1::Person& person : contract::PersonsOf(draft.routing)) {
    *act.add_persons() = person;
  }
  for (const contract::PrincipalId& coordinator : draft.routing.coordinators) {
    act.add_coordinators(coordinator.ToBytes());
  }
  return act;
}

// Everybody is sealed to with the key that stands in the bundle, or nobody is.
absl::Status CheckPersonsInBundle(const record::v1::FilingAct& act,
                                  const bundle::v1::Bundle& bundle) {
  // Written by ActOf, from ids.
  const auto in_bundle = [&bundle](const std::string& bytes) {
    return contract::FindStaff(bundle, contract::PrincipalId::Parse(bytes).value()) != nullptr;
  };
  for (const record::v1::Person& person : act.persons()) {
    if (in_bundle(person.principal())) continue;
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kBundleStale, "persons: not in the bundle");
  }
  for (const std::string& coordinator : act.coordinators()) {
    if (in_bundle(coordinator)) continue;
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     contract::reason::kBundleStale,
                                     "coordinators: not in the bundle");
  }
  return absl::OkStatus();
}

absl::StatusOr<contract::ParsedRecord> FilingRecord(const ReporterKeys& reporter,
                                                    const VerifiedBundle& bundle,
                                                    const record::v1::FilingAct& act,
                                                    RandomSource& random) {
  record::v1::RecordHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_organisation_id(bundle.parsed().organisation_id.ToBytes());
  header.set_case_id(reporter.case_id.ToBytes());
  header.mutable_compartment()->set_kind(COMPARTMENT_KIND_CHECK);
  header.set_record_id(RandomId<contract::RecordId>(random).ToBytes());
  header.set_kind(record::v1::RECORD_KIND_FILING);
  header.set_author(reporter.identity.principal().ToBytes());
  header.set_author_key(reporter.identity.signing_key().ToBytes());
  header.set_author_seq(1);
  header.set_seen(contract::ChainStart(Sha256, reporter.case_id,
                                       contract::CompartmentKey(COMPARTMENT_KIND_CHECK))
                      .ToBytes());
  header.set_bundle_version(bundle.version());
  *header.mutable_filing() = act;
  return SignRecord(header, "", "", reporter.identity);
}

content::v1::EntryBody CleanCard(content::v1::CheckCard card) {
  card.set_organisation(contract::CleanText(card.organisation()));
  for (std::string& party : *card.mutable_parties()) party = contract::CleanText(party);
  card.set_must_not_see(contract::CleanText(card.must_not_see()));
  content::v1::EntryBody body;
  *body.mutable_check_card() = std::move(card);
  return body;
}

content::v1::EntryBody CleanAccount(content::v1::Account account) {
  for (content::v1::Answer& answer : *account.mutable_answers()) {
    answer.set_text(contract::CleanText(answer.text()));
  }
  content::v1::EntryBody body;
  *body.mutable_account() = std::move(account);
  return body;
}

}  // namespace

absl::StatusOr<BuiltFiling> BuildFiling(const ReporterKeys& reporter, const VerifiedBundle& bundle,
                                        const FilingDraft& draft, absl::Time now,
                                        RandomSource& random) {
  const record::v1::FilingAct act = ActOf(reporter, draft);
  VN_RETURN_IF_ERROR(CheckPersonsInBundle(act, bundle.bundle()));
  VN_ASSIGN_OR_RETURN(const contract::ParsedRecord filing,
                      FilingRecord(reporter, bundle, act, random));
  CaseView view;
  VN_ASSIGN_OR_RETURN(view.fold, contract::CaseFold::Begin(Sha256, filing));
  view.compartments = {COMPARTMENT_KIND_CHECK, COMPARTMENT_KIND_CONVERSATION};
  VN_ASSIGN_OR_RETURN(RecordWriter writer,
                      RecordWriter::Create(view, reporter.identity, bundle, now, random));
  VN_RETURN_IF_ERROR(writer.WriteEntry(COMPARTMENT_KIND_CHECK, CleanCard(draft.check_card)));
  const content::v1::EntryBody account = CleanAccount(draft.account);
  // One size for every filing: a longer account would stand out, and is refused.
  if (account.ByteSizeLong() + 1 > kFilingAccountSize) {
    return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                     contract::reason::kTooLarge,
                                     "account: at most 65535 bytes; add the rest afterwards");
  }
  VN_RETURN_IF_ERROR(writer.WriteEntry(COMPARTMENT_KIND_CONVERSATION, account, kFilingAccountSize));

  record::v1::Filing message;
  message.add_records(filing.bytes);
  Batch batch = writer.Take();
  for (std::string& record : batch.records) message.add_records(std::move(record));
  for (std::string& grant : batch.grants) message.add_grants(std::move(grant));
  BuiltFiling built;
  built.bytes = contract::SerializeCanonical(message);
  if (built.bytes.size() > contract::limit::kFiling) {
    return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                     contract::reason::kTooLarge, "filing: at most 256 KiB");
  }
  built.facts.organisation_id = bundle.parsed().organisation_id;
  built.facts.case_id = reporter.case_id;
  built.facts.filing_record_hash = filing.record_hash;
  built.facts.check_head = writer.fold().Head(contract::CompartmentKey(COMPARTMENT_KIND_CHECK));
  built.facts.conversation_head =
      writer.fold().Head(contract::CompartmentKey(COMPARTMENT_KIND_CONVERSATION));
  built.facts.filing_digest = Sha256(built.bytes);
  return built;
}

}  // namespace vangnet::sealing
