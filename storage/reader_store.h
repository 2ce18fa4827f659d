// Who may open what: the gate, derived from the records of a case. One row a person.
#ifndef VANGNET_STORAGE_READER_STORE_H_
#define VANGNET_STORAGE_READER_STORE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/case_store.h"

namespace vangnet::storage {

class Database;

// Values of ReaderRow::gate. Each includes those below it.
inline constexpr std::uint32_t kGateClosed = 0;
inline constexpr std::uint32_t kGateCheck = 1;
inline constexpr std::uint32_t kGateConversation = 2;

struct ReaderRow {
  contract::CaseId case_id;
  contract::PrincipalId principal;
  // An enum value of the contract; 0 for somebody who fell off the access list without
  // leaving, as an acknowledgement by another does.
  std::uint32_t role = 0;
  std::uint32_t gate = kGateClosed;
  std::uint32_t rung = 0;
  bool left = false;  // Off the access list for good.
};

// A row of an inbox.
struct ReaderCase {
  ReaderRow reader;
  CaseRow summary;
};

class ReaderStore {
 public:
  explicit ReaderStore(Database& database) : database_(database) {}

  // nullopt when the person has no row: the same one read as when there is one.
  absl::StatusOr<std::optional<ReaderRow>> Find(const contract::CaseId& case_id,
                                                const contract::PrincipalId& principal) const;
  // By rung, then principal.
  absl::StatusOr<std::vector<ReaderRow>> ListForCase(const contract::CaseId& case_id) const;
  // The same of an open case, from an index over open cases alone; nothing of a closed one.
  absl::StatusOr<std::vector<ReaderRow>> ListForOpenCase(const contract::CaseId& case_id) const;
  // Open cases whose gate is at least kGateCheck for this person and which the person has
  // not left, by case id, after `after`. Reads a partial index over just these rows.
  absl::StatusOr<std::vector<ReaderCase>> ListOpenCasesOf(
      const contract::PrincipalId& principal, const std::optional<contract::CaseId>& after,
      std::uint32_t limit) const;

  // Inserts or replaces the row of (case, principal). FAILED_PRECONDITION without the case.
  absl::Status Upsert(const ReaderRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_READER_STORE_H_
