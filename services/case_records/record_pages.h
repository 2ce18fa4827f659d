// Pages of records and grants, as both services show them.
#ifndef VANGNET_SERVICES_CASE_RECORDS_RECORD_PAGES_H_
#define VANGNET_SERVICES_CASE_RECORDS_RECORD_PAGES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/snapshot.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {

struct PageAsked {
  record::v1::CompartmentKind kind = record::v1::COMPARTMENT_KIND_UNSPECIFIED;
  std::uint32_t size = 0;
  std::uint32_t after = 0;  // Position.
};

// INVALID_ARGUMENT/BAD_FIELD: a compartment that there is not, size or token. Asked before
// any case is looked at.
absl::StatusOr<PageAsked> ParsePage(const record::v1::Compartment& compartment,
                                    std::uint32_t page_size, std::string_view page_token);

struct RecordPage {
  std::vector<caseview::v1::StoredRecord> records;
  std::string next_page_token;
};

// Oldest first; at most limit::kPageBytes, but one record always.
absl::StatusOr<RecordPage> ReadPage(const storage::Snapshot& snapshot,
                                    const contract::CaseId& case_id, const PageAsked& asked);

struct GrantPage {
  std::vector<std::string> grants;
  std::string next_page_token;
};

// Those of `rows` after the first `after` whose compartment `is_open`. At most
// limit::kPageBytes, but one grant always.
GrantPage PageOfGrants(const std::vector<storage::GrantRow>& rows, std::uint32_t after,
                       const std::function<bool(record::v1::CompartmentKind)>& is_open);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_RECORD_PAGES_H_
