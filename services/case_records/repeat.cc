#include "services/case_records/repeat.h"

#include <map>
#include <optional>
#include <string>

#include "proto/contract/status_macros.h"
#include "services/case_records/compartment_head.h"
#include "storage/record_store.h"

namespace vangnet::case_records {

absl::StatusOr<Repeat> FindRepeat(const storage::Snapshot& snapshot, const AppendCall& call) {
  std::size_t same = 0;
  std::size_t known = 0;
  std::map<std::string, caseview::v1::CompartmentHead> heads;  // The last of each compartment.
  for (const contract::ParsedRecord& record : call.records) {
    VN_ASSIGN_OR_RETURN(const std::optional<storage::RecordRow> row,
                        snapshot.records().FindById(call.case_id, record.record_id));
    if (!row.has_value()) continue;
    ++known;
    if (row->bytes != record.bytes) continue;
    ++same;
    heads[row->compartment] = MakeHead(record.header.compartment(), row->position, row->chain_head);
  }
  if (known == 0) return Repeat{};
  if (same < call.records.size()) return Repeat{.known = Known::kConflict, .heads = {}};
  Repeat repeat{.known = Known::kAll, .heads = {}};
  for (const auto& [key, head] : heads) repeat.heads.push_back(head);
  return repeat;
}

}  // namespace vangnet::case_records
