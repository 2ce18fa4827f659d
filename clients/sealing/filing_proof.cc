#include "clients/sealing/filing_proof.h"

#include <string>

#include "clients/sealing/ed25519.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::uint32_t kCheckRecords = 3;         // FILING, EPOCH, ENTRY.
constexpr std::uint32_t kConversationRecords = 2;  // EPOCH, ENTRY.

absl::Status Differs(std::string_view field) {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, contract::reason::kBadField,
                                   std::string("filing proof: ") + std::string(field));
}

absl::Status NotCanonical() {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, contract::reason::kNotCanonical,
                                   "filing proof");
}

// A log key counts from its first day on.
bool IsLogKey(const bundle::v1::Bundle& bundle, const std::string& key, std::uint32_t day) {
  for (const bundle::v1::LogKey& log_key : bundle.log_keys()) {
    if (log_key.key() == key && log_key.valid_from_time() / contract::kSecondsPerDay <= day) {
      return true;
    }
  }
  return false;
}

absl::Status CheckFacts(const record::v1::FilingProofStatement& statement,
                        const FilingFacts& facts) {
  if (statement.organisation_id() != facts.organisation_id.view()) {
    return Differs("organisation_id");
  }
  if (statement.case_id() != facts.case_id.view()) return Differs("case_id");
  if (statement.filing_record_hash() != facts.filing_record_hash.view()) {
    return Differs("filing_record_hash");
  }
  if (statement.check_head() != facts.check_head.view()) return Differs("check_head");
  if (statement.conversation_head() != facts.conversation_head.view()) {
    return Differs("conversation_head");
  }
  if (facts.filing_digest.has_value() && statement.filing_digest() != facts.filing_digest->view()) {
    return Differs("filing_digest");
  }
  if (statement.leaf_hash().size() != contract::Hash::kSize) return Differs("leaf_hash");
  return absl::OkStatus();
}

// The head of a compartment after its first `count` records, all of them verified.
absl::StatusOr<contract::Hash> HeadAfter(const CaseView& view, record::v1::CompartmentKind kind,
                                         std::uint32_t count) {
  contract::Hash head =
      contract::ChainStart(Sha256, view.fold->case_id(), contract::CompartmentKey(kind));
  std::uint32_t found = 0;
  for (const CaseRecord& record : view.records) {
    if (record.compartment != kind || found == count) continue;
    if (!record.verified) break;
    head = contract::ChainNext(Sha256, head, record.record_hash);
    ++found;
  }
  if (found < count) return absl::FailedPreconditionError("case: no verified filing");
  return head;
}

}  // namespace

absl::StatusOr<FilingFacts> FactsOf(const CaseView& view) {
  if (!view.fold.has_value()) return absl::FailedPreconditionError("case: no verified filing");
  FilingFacts facts;
  facts.organisation_id = view.fold->organisation_id();
  facts.case_id = view.fold->case_id();
  facts.filing_record_hash = view.fold->filing_record_hash();
  VN_ASSIGN_OR_RETURN(facts.check_head,
                      HeadAfter(view, record::v1::COMPARTMENT_KIND_CHECK, kCheckRecords));
  VN_ASSIGN_OR_RETURN(
      facts.conversation_head,
      HeadAfter(view, record::v1::COMPARTMENT_KIND_CONVERSATION, kConversationRecords));
  return facts;
}

absl::StatusOr<record::v1::FilingProofStatement> VerifyFilingProof(std::string_view proof,
                                                                   const bundle::v1::Bundle& bundle,
                                                                   const FilingFacts& facts) {
  record::v1::FilingProof outer;
  record::v1::FilingProofStatement statement;
  absl::Status parsed = contract::ParseCanonical(proof, contract::limit::kFilingProof, outer);
  if (parsed.ok()) {
    parsed = contract::ParseCanonical(outer.statement(), contract::limit::kFilingProof, statement);
  }
  if (!parsed.ok()) return NotCanonical();
  const auto key = contract::SigningKey::Parse(outer.log_key());
  const auto signature = contract::Signature::Parse(outer.signature());
  if (!key.ok() || !signature.ok() || !IsLogKey(bundle, outer.log_key(), statement.day()) ||
      !VerifySignature(*key, contract::label::kFilingProof, outer.statement(), *signature)) {
    return contract::ErrorWithReason(absl::StatusCode::kDataLoss, contract::reason::kBadSignature,
                                     "filing proof: not by a log key of the bundle");
  }
  VN_RETURN_IF_ERROR(CheckFacts(statement, facts));
  return statement;
}

}  // namespace vangnet::sealing
