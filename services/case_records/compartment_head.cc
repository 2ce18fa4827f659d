#include "services/case_records/compartment_head.h"

#include <optional>
#include <string>

#include "proto/contract/chain.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "storage/record_store.h"

namespace vangnet::case_records {

caseview::v1::CompartmentHead MakeHead(const record::v1::Compartment& compartment,
                                       std::uint32_t length, const contract::Hash& head) {
  caseview::v1::CompartmentHead result;
  *result.mutable_compartment() = compartment;
  result.set_length(length);
  result.set_head(head.ToBytes());
  return result;
}

absl::StatusOr<caseview::v1::CompartmentHead> ReadHead(const storage::Snapshot& snapshot,
                                                       const contract::CaseId& case_id,
                                                       record::v1::CompartmentKind kind) {
  record::v1::Compartment compartment;
  compartment.set_kind(kind);
  const std::string key = contract::CompartmentKey(kind);
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ChainPosition> position,
                      snapshot.records().Head(case_id, key));
  if (position.has_value()) return MakeHead(compartment, position->position, position->head);
  return MakeHead(compartment, 0, contract::ChainStart(&cryptography::Sha256, case_id, key));
}

}  // namespace vangnet::case_records
