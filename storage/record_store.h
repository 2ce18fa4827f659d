// The signed records of a case in their compartments' chains. Records are appended and
// never rewritten. Hashes, heads and sequence numbers come in: the caller has checked
// them, the store keeps them unique.
#ifndef VANGNET_STORAGE_RECORD_STORE_H_
#define VANGNET_STORAGE_RECORD_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/compartment_key.h"

namespace vangnet::storage {

class Database;

struct RecordRow {
  contract::CaseId case_id;
  std::string compartment;     // See compartment_key.h.
  std::uint32_t position = 0;  // 1 for the first of its compartment, without a gap.
  contract::RecordId record_id;
  contract::Hash record_hash;
  contract::Hash chain_head;  // After this record.
  std::uint32_t kind = 0;
  contract::PrincipalId author;
  std::uint32_t author_seq = 0;
  std::uint64_t received_time = 0;  // Already rounded to the minute or the day.
  std::string bytes;                // The record, byte for byte.
};

struct ChainPosition {
  std::uint32_t position = 0;
  contract::Hash head;
};

class RecordStore {
 public:
  explicit RecordStore(Database& database) : database_(database) {}

  // nullopt when the case has no such record.
  absl::StatusOr<std::optional<RecordRow>> FindById(const contract::CaseId& case_id,
                                                    const contract::RecordId& record_id) const;
  // In order, after `after_position` (0: from the first). Ends before the row that would
  // pass max_bytes of record bytes, but always gives the first one, so that paging moves.
  absl::StatusOr<std::vector<RecordRow>> List(const contract::CaseId& case_id,
                                              std::string_view compartment,
                                              std::uint32_t after_position, std::uint32_t max_rows,
                                              std::uint64_t max_bytes) const;
  // nullopt while the compartment has no record.
  absl::StatusOr<std::optional<ChainPosition>> Head(const contract::CaseId& case_id,
                                                    std::string_view compartment) const;
  // 0 when the author has written nothing there.
  absl::StatusOr<std::uint32_t> LastAuthorSeq(const contract::CaseId& case_id,
                                              std::string_view compartment,
                                              const contract::PrincipalId& author) const;
  // Whether `head` was the head after some record there. The head of the empty chain is
  // not stored: the caller knows it.
  absl::StatusOr<bool> ContainsHead(const contract::CaseId& case_id, std::string_view compartment,
                                    const contract::Hash& head) const;
  // What state and access are folded from: every record in the order in which they came.
  // Those of `body_kind`, the only long ones, come without `bytes`, and no page of it is
  // read: how much people wrote in a case must not slow down the one writer.
  absl::StatusOr<std::vector<RecordRow>> ListForFold(const contract::CaseId& case_id,
                                                     std::uint32_t body_kind) const;
  absl::StatusOr<std::uint64_t> CountForCase(const contract::CaseId& case_id) const;
  // The bytes of all its records.
  absl::StatusOr<std::uint64_t> BytesOfCase(const contract::CaseId& case_id) const;

  // ALREADY_EXISTS when the position, the record id or the author's number is taken;
  // FAILED_PRECONDITION when the case is not there.
  absl::Status Append(const RecordRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_RECORD_STORE_H_
