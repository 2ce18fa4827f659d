#include "services/case_records/open_reader.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::case_records {
namespace {

bool IsOpen(const std::optional<storage::ReaderRow>& row) {
  return row.has_value() && !row->left && row->gate >= storage::kGateCheck;
}

bool HasRead(const std::vector<storage::OpeningRow>& openings,
             const contract::PrincipalId& principal) {
  return std::any_of(openings.begin(), openings.end(), [&](const storage::OpeningRow& opening) {
    return opening.principal == principal;
  });
}

}  // namespace

absl::StatusOr<storage::ReaderRow> FindOpenReader(const storage::Snapshot& snapshot,
                                                  const contract::CaseId& case_id,
                                                  const contract::PrincipalId& principal) {
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ReaderRow> row,
                      snapshot.readers().Find(case_id, principal));
  if (!IsOpen(row)) return contract::NotFound();
  return *row;
}

absl::StatusOr<storage::ReaderRow> FindOpenWriter(const storage::Snapshot& snapshot,
                                                  const AppendCall& call) {
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ReaderRow> row,
                      snapshot.readers().Find(call.case_id, call.author));
  if (IsOpen(row)) return *row;
  if (call.records.front().kind() == record::v1::RECORD_KIND_ACKNOWLEDGE) {
    // Read for strangers as well: the number of reads tells nothing.
    VN_ASSIGN_OR_RETURN(const std::vector<storage::OpeningRow> openings,
                        snapshot.openings().List(call.case_id));
    if (row.has_value() && !row->left && HasRead(openings, call.author)) {
      return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                       contract::reason::kTaken, "somebody else acknowledged");
    }
  }
  return contract::NotFound();
}

absl::Status CheckCoordinates(const storage::Snapshot& snapshot, const contract::CaseId& case_id,
                              const contract::PrincipalId& principal) {
  VN_ASSIGN_OR_RETURN(const bool named, snapshot.coordinators().Contains(case_id, principal));
  return named ? absl::OkStatus() : contract::NotFound();
}

bool OpensCompartment(const storage::ReaderRow& reader, record::v1::CompartmentKind kind) {
  switch (kind) {
    case record::v1::COMPARTMENT_KIND_CHECK:
      return reader.gate >= storage::kGateCheck;
    case record::v1::COMPARTMENT_KIND_CONVERSATION:
      return reader.gate >= storage::kGateConversation;
    case record::v1::COMPARTMENT_KIND_CASEFILE:
      return reader.gate >= storage::kGateConversation &&
             reader.role == static_cast<std::uint32_t>(record::v1::CASE_ROLE_LEAD);
    default:
      return false;
  }
}

}  // namespace vangnet::case_records
