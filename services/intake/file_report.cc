#include "services/intake/file_report.h"

#include <set>
#include <utility>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/append_call.h"
#include "services/case_records/store_filing.h"
#include "services/cryptography/sha256.h"
#include "services/intake/filing_proof.h"
#include "services/intake/filing_rules.h"

namespace vangnet::intake {
namespace {

absl::Status CaseExists() {
  return contract::ErrorWithReason(absl::StatusCode::kAlreadyExists, contract::reason::kCaseExists,
                                   "the case exists");
}

// An older bundle as it was published. BUNDLE_STALE for one that is not known here.
absl::StatusOr<contract::ParsedBundle> OlderBundle(const storage::Snapshot& snapshot,
                                                   std::uint32_t version) {
  const auto row = snapshot.bundles().ByVersion(version);
  if (absl::IsNotFound(row.status())) return BundleStale();
  VN_RETURN_IF_ERROR(row.status());
  return contract::ParseBundle(&cryptography::Sha256, row->signed_bundle);
}

absl::StatusOr<std::set<contract::PrincipalId>> Away(const storage::Snapshot& snapshot,
                                                     absl::Time now) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::AbsenceRow> rows,
                      snapshot.absences().ListCurrent(contract::ToSeconds(now)));
  std::set<contract::PrincipalId> away;
  for (const storage::AbsenceRow& row : rows) away.insert(row.principal);
  return away;
}

absl::StatusOr<std::set<contract::PrincipalId>> OnDuty(const storage::Snapshot& snapshot,
                                                       absl::Time now) {
  const std::uint64_t seconds = contract::ToSeconds(now);
  VN_ASSIGN_OR_RETURN(const std::vector<storage::DutyRow> rows,
                      snapshot.duties().ListBetween(seconds, seconds + 1));
  std::set<contract::PrincipalId> on_duty;
  for (const storage::DutyRow& row : rows) on_duty.insert(row.principal);
  return on_duty;
}

// `used`: the bundle that the reporter routed by.
absl::Status CheckUnderBundles(const storage::Snapshot& snapshot, const ParsedFiling& filing,
                               const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
                               absl::Time now) {
  VN_RETURN_IF_ERROR(CheckNotExpired(used, now));
  VN_RETURN_IF_ERROR(CheckSameKeys(used, newest, filing.act()));
  VN_ASSIGN_OR_RETURN(const std::set<contract::PrincipalId> away, Away(snapshot, now));
  VN_RETURN_IF_ERROR(CheckPersons(used, newest, away, filing.act()));
  for (const contract::ParsedRecord& record : filing.records) {
    if (record.kind() != record::v1::RECORD_KIND_EPOCH) continue;
    VN_RETURN_IF_ERROR(CheckStaffKeys(newest, filing.case_id(), record.header.epoch_start()));
  }
  return absl::OkStatus();
}

absl::Status CheckAcceptable(const storage::Snapshot& snapshot, const ParsedFiling& filing,
                             const bundle::v1::Bundle& newest, absl::Time now) {
  if (filing.bundle_version() == newest.version()) {
    return CheckUnderBundles(snapshot, filing, newest, newest, now);
  }
  VN_ASSIGN_OR_RETURN(const contract::ParsedBundle used,
                      OlderBundle(snapshot, filing.bundle_version()));
  return CheckUnderBundles(snapshot, filing, used.bundle, newest, now);
}

}  // namespace

absl::StatusOr<std::optional<std::string>> CheckReport(const storage::Snapshot& snapshot,
                                                       const ParsedFiling& filing) {
  VN_ASSIGN_OR_RETURN(std::optional<storage::ProofRow> known,
                      snapshot.proofs().Find(filing.case_id()));
  if (known.has_value() && known->filing_digest == filing.digest) {
    return std::optional<std::string>(std::move(known->proof));
  }
  VN_RETURN_IF_ERROR(case_records::VerifySignatures(filing.records, filing.grants));
  if (known.has_value()) return CaseExists();
  return std::optional<std::string>();
}

absl::StatusOr<std::string> FileReport(storage::Transaction& txn, const ParsedFiling& filing,
                                       const contract::ParsedBundle& newest,
                                       const cryptography::LogSigner& signer, absl::Time now) {
  VN_ASSIGN_OR_RETURN(std::optional<storage::ProofRow> known, txn.proofs().Find(filing.case_id()));
  if (known.has_value()) {
    if (known->filing_digest != filing.digest) return CaseExists();
    return std::move(known->proof);
  }
  VN_RETURN_IF_ERROR(CheckAcceptable(txn, filing, newest.bundle, now));
  VN_ASSIGN_OR_RETURN(const std::set<contract::PrincipalId> on_duty, OnDuty(txn, now));
  VN_ASSIGN_OR_RETURN(
      const contract::Hash leaf,
      case_records::StoreFiling(
          txn, {.records = filing.records, .grants = filing.grants, .fold = filing.fold}, on_duty,
          newest.bundle.deadlines(), now));
  VN_ASSIGN_OR_RETURN(std::string proof,
                      MakeFilingProof(filing, leaf, newest.bundle.version(), now, signer));
  VN_RETURN_IF_ERROR(txn.proofs().Insert(
      {.case_id = filing.case_id(), .filing_digest = filing.digest, .proof = proof}));
  return proof;
}

}  // namespace vangnet::intake
