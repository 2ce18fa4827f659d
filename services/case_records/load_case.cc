#include "services/case_records/load_case.h"

#include <optional>
#include <vector>

#include "proto/contract/error.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "storage/record_store.h"

namespace vangnet::case_records {
namespace {

absl::Status Damaged() { return absl::DataLossError("case: stored records do not fold"); }

absl::Status Fold(const storage::RecordRow& row, std::optional<contract::CaseFold>& fold) {
  if (row.bytes.empty()) {
    if (!fold.has_value()) return Damaged();
    fold->PassEntry(row.compartment, row.author, row.chain_head);
    return absl::OkStatus();
  }
  VN_ASSIGN_OR_RETURN(const contract::ParsedRecord record,
                      contract::ParseRecord(&cryptography::Sha256, row.bytes));
  if (fold.has_value()) return fold->ApplyStored(record);
  VN_ASSIGN_OR_RETURN(fold, contract::CaseFold::Begin(&cryptography::Sha256, record));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<contract::CaseFold> LoadCase(const storage::Snapshot& snapshot,
                                            const contract::CaseId& case_id) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::RecordRow> rows,
                      snapshot.records().ListForFold(case_id, record::v1::RECORD_KIND_ENTRY));
  if (rows.empty()) return contract::NotFound();
  std::optional<contract::CaseFold> fold;
  for (const storage::RecordRow& row : rows) {
    if (!Fold(row, fold).ok()) return Damaged();
  }
  return *std::move(fold);
}

absl::StatusOr<std::uint32_t> LastBundleVersion(const storage::Snapshot& snapshot,
                                                const contract::CaseId& case_id,
                                                std::string_view compartment_key,
                                                std::uint32_t length) {
  if (length == 0) return 0u;
  VN_ASSIGN_OR_RETURN(const std::vector<storage::RecordRow> rows,
                      snapshot.records().List(case_id, compartment_key, length - 1, 1, 0));
  record::v1::Record record;
  record::v1::RecordHeader header;
  if (rows.size() != 1 || !record.ParseFromString(rows.front().bytes) ||
      !header.ParseFromString(record.header())) {
    return Damaged();
  }
  return header.bundle_version();
}

}  // namespace vangnet::case_records
