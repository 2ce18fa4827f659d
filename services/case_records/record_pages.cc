#include "services/case_records/record_pages.h"

#include <utility>

#include "proto/contract/chain.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/page_token.h"

namespace vangnet::case_records {
namespace {

// The first byte of the key that stands for a compartment.
record::v1::CompartmentKind KindOf(const std::string& compartment_key) {
  return static_cast<record::v1::CompartmentKind>(compartment_key.front());
}

caseview::v1::StoredRecord Show(const storage::RecordRow& row) {
  caseview::v1::StoredRecord record;
  record.set_record(row.bytes);
  record.set_position(row.position);
  record.set_received_time(row.received_time);
  return record;
}

}  // namespace

absl::StatusOr<PageAsked> ParsePage(const record::v1::Compartment& compartment,
                                    std::uint32_t page_size, std::string_view page_token) {
  if (compartment.kind() == record::v1::COMPARTMENT_KIND_UNSPECIFIED ||
      !compartment.deployment_id().empty()) {
    return contract::BadField("compartment", "check, conversation or casefile");
  }
  VN_ASSIGN_OR_RETURN(const std::uint32_t size, PageSize(page_size));
  VN_ASSIGN_OR_RETURN(const std::uint32_t after, PositionOfToken(page_token));
  return PageAsked{.kind = compartment.kind(), .size = size, .after = after};
}

absl::StatusOr<RecordPage> ReadPage(const storage::Snapshot& snapshot,
                                    const contract::CaseId& case_id, const PageAsked& asked) {
  const std::string key = contract::CompartmentKey(asked.kind);
  VN_ASSIGN_OR_RETURN(
      const std::vector<storage::RecordRow> rows,
      snapshot.records().List(case_id, key, asked.after, asked.size, contract::limit::kPageBytes));
  RecordPage page;
  if (rows.empty()) return page;
  for (const storage::RecordRow& row : rows) page.records.push_back(Show(row));
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ChainPosition> head,
                      snapshot.records().Head(case_id, key));
  if (head.has_value() && head->position > rows.back().position) {
    page.next_page_token = TokenAfter(rows.back().position);
  }
  return page;
}

GrantPage PageOfGrants(const std::vector<storage::GrantRow>& rows, std::uint32_t after,
                       const std::function<bool(record::v1::CompartmentKind)>& is_open) {
  GrantPage page;
  std::size_t bytes = 0;
  for (std::size_t i = after; i < rows.size(); ++i) {
    if (!is_open(KindOf(rows[i].compartment))) continue;
    bytes += rows[i].bytes.size();
    if (!page.grants.empty() && bytes > contract::limit::kPageBytes) {
      page.next_page_token = TokenAfter(static_cast<std::uint32_t>(i));
      break;
    }
    page.grants.push_back(rows[i].bytes);
  }
  return page;
}

}  // namespace vangnet::case_records
