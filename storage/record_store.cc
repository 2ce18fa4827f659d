#include "storage/record_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

#define VN_RECORD_PLACE                                                                \
  "case_id, compartment, position, record_id, record_hash, chain_head, kind, author, " \
  "author_seq, received_time"
#define VN_RECORD_COLUMNS VN_RECORD_PLACE ", bytes "

RecordRow ReadRecordRow(Statement& row) {
  return {.case_id = row.Fixed<contract::CaseId>(0),
          .compartment = row.Bytes(1),
          .position = row.U32(2),
          .record_id = row.Fixed<contract::RecordId>(3),
          .record_hash = row.Fixed<contract::Hash>(4),
          .chain_head = row.Fixed<contract::Hash>(5),
          .kind = row.U32(6),
          .author = row.Fixed<contract::PrincipalId>(7),
          .author_seq = row.U32(8),
          .received_time = row.U64(9),
          .bytes = row.Bytes(10)};
}

ChainPosition ReadPosition(Statement& row) {
  return {.position = row.U32(0), .head = row.Fixed<contract::Hash>(1)};
}

}  // namespace

absl::StatusOr<std::optional<RecordRow>> RecordStore::FindById(
    const contract::CaseId& case_id, const contract::RecordId& record_id) const {
  return FindOne(database_, &ReadRecordRow,
                 "SELECT " VN_RECORD_COLUMNS "FROM record WHERE case_id = ?1 AND record_id = ?2",
                 case_id, record_id);
}

absl::StatusOr<std::vector<RecordRow>> RecordStore::List(const contract::CaseId& case_id,
                                                         std::string_view compartment,
                                                         std::uint32_t after_position,
                                                         std::uint32_t max_rows,
                                                         std::uint64_t max_bytes) const {
  VN_ASSIGN_OR_RETURN(Statement list,
                      database_.Prepare("SELECT " VN_RECORD_COLUMNS
                                        "FROM record WHERE case_id = ?1 AND compartment = ?2 "
                                        "AND position > ?3 ORDER BY position LIMIT ?4"));
  list.Bind(case_id, compartment, after_position, max_rows);
  std::vector<RecordRow> rows;
  std::uint64_t bytes = 0;
  while (true) {
    VN_ASSIGN_OR_RETURN(const bool there, list.Step());
    if (!there) return rows;
    RecordRow row = ReadRecordRow(list);
    VN_RETURN_IF_ERROR(list.status());
    bytes += row.bytes.size();
    if (!rows.empty() && bytes > max_bytes) return rows;
    rows.push_back(std::move(row));
  }
}

absl::StatusOr<std::optional<ChainPosition>> RecordStore::Head(const contract::CaseId& case_id,
                                                               std::string_view compartment) const {
  return FindOne(database_, &ReadPosition,
                 "SELECT position, chain_head FROM record "
                 "WHERE case_id = ?1 AND compartment = ?2 ORDER BY position DESC LIMIT 1",
                 case_id, compartment);
}

absl::StatusOr<std::uint32_t> RecordStore::LastAuthorSeq(
    const contract::CaseId& case_id, std::string_view compartment,
    const contract::PrincipalId& author) const {
  VN_ASSIGN_OR_RETURN(const std::uint64_t last,
                      GetOne(database_, &ReadNumber,
                             "SELECT ifnull(max(author_seq), 0) FROM record "
                             "WHERE case_id = ?1 AND compartment = ?2 AND author = ?3",
                             case_id, compartment, author));
  return static_cast<std::uint32_t>(last);
}

absl::StatusOr<bool> RecordStore::ContainsHead(const contract::CaseId& case_id,
                                               std::string_view compartment,
                                               const contract::Hash& head) const {
  VN_ASSIGN_OR_RETURN(const std::uint64_t there,
                      GetOne(database_, &ReadNumber,
                             "SELECT count(*) FROM record "
                             "WHERE case_id = ?1 AND compartment = ?2 AND chain_head = ?3",
                             case_id, compartment, head));
  return there > 0;
}

absl::StatusOr<std::vector<RecordRow>> RecordStore::ListForFold(const contract::CaseId& case_id,
                                                                std::uint32_t body_kind) const {
  return ListAll(database_, &ReadRecordRow,
                 "SELECT " VN_RECORD_PLACE
                 ", CASE WHEN kind = ?2 THEN x'' ELSE bytes END "
                 "FROM record WHERE case_id = ?1 ORDER BY sequence",
                 case_id, body_kind);
}

absl::StatusOr<std::uint64_t> RecordStore::CountForCase(const contract::CaseId& case_id) const {
  return GetOne(database_, &ReadNumber, "SELECT count(*) FROM record WHERE case_id = ?1", case_id);
}

// length() of a BLOB stands in its row's header: no page of it is read.
absl::StatusOr<std::uint64_t> RecordStore::BytesOfCase(const contract::CaseId& case_id) const {
  return GetOne(database_, &ReadNumber,
                "SELECT ifnull(sum(length(bytes)), 0) FROM record WHERE case_id = ?1", case_id);
}

absl::Status RecordStore::Append(const RecordRow& row) {
  return Change(database_,
                "INSERT INTO record (" VN_RECORD_COLUMNS
                ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                row.case_id, row.compartment, row.position, row.record_id, row.record_hash,
                row.chain_head, row.kind, row.author, row.author_seq, row.received_time, row.bytes);
}

}  // namespace vangnet::storage
