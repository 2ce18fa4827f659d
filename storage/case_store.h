// One summary row a case: what lists, totals and deadlines need, and nothing sealed.
// Derived from records; clients never trust it. A case is open while closed_day is 0.
#ifndef VANGNET_STORAGE_CASE_STORE_H_
#define VANGNET_STORAGE_CASE_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;
class Statement;

// Numbers are enum values of the contract, which the store does not interpret. Days are
// days since 1970-01-01 UTC, times are seconds, 0 is "none".
struct CaseRow {
  contract::CaseId case_id;
  contract::SigningKey reporter_key;  // The present one. Unique over all cases.
  std::uint32_t category = 0;
  std::uint32_t urgency = 0;
  std::uint32_t calendar = 0;
  std::uint32_t language = 0;
  std::uint32_t state = 0;
  std::optional<contract::PrincipalId> lead;
  std::uint64_t filed_time = 0;           // The caller rounds it to the minute.
  std::uint64_t acknowledge_by_time = 0;  // 0: no deadline runs.
  std::uint64_t acknowledged_time = 0;
  std::uint64_t last_activity_day = 0;
  std::uint64_t closed_day = 0;

  bool open() const { return closed_day == 0; }
};

// Over open cases.
struct OpenTotals {
  std::uint64_t cases = 0;
  std::map<std::uint32_t, std::uint64_t> by_category;
  std::map<std::uint32_t, std::uint64_t> by_urgency;
  std::map<std::uint32_t, std::uint64_t> by_state;
};

// How many open cases one lead has of one urgency and state; the caller weighs them.
struct OpenLoad {
  contract::PrincipalId lead;
  std::uint32_t urgency = 0;
  std::uint32_t state = 0;
  std::uint64_t cases = 0;
};

class CaseStore {
 public:
  explicit CaseStore(Database& database) : database_(database) {}

  // NOT_FOUND.
  absl::StatusOr<CaseRow> Get(const contract::CaseId& case_id) const;
  // The case whose present reporter key this is. NOT_FOUND.
  absl::StatusOr<CaseRow> FindByReporterKey(const contract::SigningKey& key) const;

  // Ids of all cases, open or closed, in their order, after `after`.
  absl::StatusOr<std::vector<contract::CaseId>> ListIds(
      const std::optional<contract::CaseId>& after, std::uint32_t limit) const;

  // Both read one covering index over open cases, however many closed ones there are.
  absl::StatusOr<OpenTotals> CountOpen() const;
  // Sorted by lead, urgency, state. Cases without a lead are left out.
  absl::StatusOr<std::vector<OpenLoad>> ListOpenLoad() const;

  // ALREADY_EXISTS when the case or the reporter key is taken.
  absl::Status Insert(const CaseRow& row);
  // Replaces every column but the id. NOT_FOUND. Reader and coordinator rows follow
  // closed_day by themselves, so their lists never show a closed case.
  absl::Status Update(const CaseRow& row);

 private:
  Database& database_;
};

// The row whose thirteen columns, in the order of the table, start at column `first`.
CaseRow ReadCaseRow(Statement& row, int first);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_CASE_STORE_H_
