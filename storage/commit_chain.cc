#include "storage/commit_chain.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "proto/contract/labels.h"
#include "storage/big_endian.h"
#include "storage/commit_reason.h"
#include "storage/query.h"

namespace vangnet::storage {
namespace {

struct Table {
  std::uint8_t number;
  std::string_view all_rows;
};
// In the numbers of schema/0002. commit_chain itself is not in it.
constexpr Table kTables[] = {
    {1, "SELECT * FROM bundle"},        {2, "SELECT * FROM cases"},
    {3, "SELECT * FROM record"},        {4, "SELECT * FROM sealed_grant"},
    {5, "SELECT * FROM reader"},        {6, "SELECT * FROM coordinator"},
    {7, "SELECT * FROM proof"},         {8, "SELECT * FROM opening"},
    {9, "SELECT * FROM leaf"},          {10, "SELECT * FROM due"},
    {11, "SELECT * FROM absence"},      {12, "SELECT * FROM duty"},
    {13, "SELECT * FROM availability"}, {14, "SELECT * FROM outbox"},
};

struct Commit {
  std::uint64_t number = 0;
  contract::Hash head;
  std::string changes;
};

Commit ReadCommit(Statement& row) {
  return {.number = row.U64(0), .head = row.Fixed<contract::Hash>(1), .changes = row.Bytes(2)};
}

contract::Hash ReadHash(Statement& row) { return row.Fixed<contract::Hash>(0); }

// Whether `commit` follows from the head before it.
bool Follows(HashFunction hash, const contract::Hash& previous, const Commit& commit) {
  return commit.changes.size() % kChangeSize == 0 &&
         commit.head == CommitHead(hash, previous, commit.number, commit.changes);
}

using RowVisitor = std::function<absl::Status(const contract::Hash&)>;

absl::Status VisitRows(Database& database, HashFunction hash, const RowVisitor& visit) {
  for (const Table& table : kTables) {
    VN_ASSIGN_OR_RETURN(Statement rows, database.Prepare(table.all_rows));
    while (true) {
      VN_ASSIGN_OR_RETURN(const bool there, rows.Step());
      if (!there) break;
      RowBytes row(table.number);
      rows.AppendTo(row);
      VN_RETURN_IF_ERROR(visit(row.Digest(hash)));
    }
  }
  return absl::OkStatus();
}

using CommitVisitor = std::function<absl::Status(const Commit&)>;

// In order, from the first.
absl::Status VisitCommits(Database& database, const CommitVisitor& visit) {
  VN_ASSIGN_OR_RETURN(Statement commits,
                      database.Prepare("SELECT number, head, changes FROM commit_chain "
                                       "WHERE number > 0 ORDER BY number"));
  while (true) {
    VN_ASSIGN_OR_RETURN(const bool there, commits.Step());
    if (!there) return absl::OkStatus();
    const Commit commit = ReadCommit(commits);
    VN_RETURN_IF_ERROR(commits.status());
    VN_RETURN_IF_ERROR(visit(commit));
  }
}

class Check {
 public:
  Check(Database& database, HashFunction hash, const std::function<bool()>& cancelled)
      : database_(database), hash_(hash), cancelled_(cancelled) {}

  // Every link from the start; the number of changes in all of them.
  absl::StatusOr<std::uint64_t> Links() {
    VN_ASSIGN_OR_RETURN(contract::Hash head, ReadHead(database_, 0));
    std::uint64_t number = 0;
    std::uint64_t changes = 0;
    VN_RETURN_IF_ERROR(VisitCommits(database_, [&](const Commit& commit) {
      if (commit.number != ++number || !Follows(hash_, head, commit)) return StoreAltered();
      head = commit.head;
      changes += commit.changes.size() / kChangeSize;
      return Continue();
    }));
    return changes;
  }

  // Of the rows whose hash falls into this part of `parts`: each that the chain says is
  // there must be there, and no other.
  absl::Status Rows(std::uint64_t part, std::uint64_t parts) {
    std::vector<contract::Hash> came;
    std::vector<contract::Hash> gone_or_there;
    const auto keep = [&](const contract::Hash& row, std::vector<contract::Hash>& list) {
      if (ReadBigEndian(row.view().substr(0, 8)) % parts == part) list.push_back(row);
      return Continue();
    };
    VN_RETURN_IF_ERROR(VisitCommits(database_, [&](const Commit& commit) -> absl::Status {
      for (std::size_t at = 0; at < commit.changes.size(); at += kChangeSize) {
        const std::string_view change = std::string_view(commit.changes).substr(at, kChangeSize);
        const bool is_there = change.front() == static_cast<char>(Act::kThere);
        VN_RETURN_IF_ERROR(
            keep(*contract::Hash::Parse(change.substr(1)), is_there ? came : gone_or_there));
      }
      return absl::OkStatus();
    }));
    VN_RETURN_IF_ERROR(VisitRows(
        database_, hash_, [&](const contract::Hash& row) { return keep(row, gone_or_there); }));
    std::sort(came.begin(), came.end());
    std::sort(gone_or_there.begin(), gone_or_there.end());
    return came == gone_or_there ? absl::OkStatus() : StoreAltered();
  }

 private:
  absl::Status Continue() const {
    return cancelled_ && cancelled_() ? absl::CancelledError("store: check cancelled")
                                      : absl::OkStatus();
  }

  Database& database_;
  const HashFunction hash_;
  const std::function<bool()>& cancelled_;
};

}  // namespace

contract::Hash CommitHead(HashFunction hash, const contract::Hash& previous, std::uint64_t number,
                          std::string_view changes) {
  std::string bytes(contract::label::kCommit);
  bytes.append(previous.view());
  AppendBigEndian(number, bytes);
  bytes.append(changes);
  return hash(bytes);
}

absl::StatusOr<contract::Hash> ReadHead(Database& database, std::uint64_t number) {
  VN_ASSIGN_OR_RETURN(
      const std::optional<contract::Hash> head,
      FindOne(database, &ReadHash, "SELECT head FROM commit_chain WHERE number = ?1", number));
  if (!head.has_value()) return StoreAltered();
  return *head;
}

absl::StatusOr<ChainTail> ReadChainTail(Database& database, HashFunction hash) {
  ChainTail tail;
  VN_ASSIGN_OR_RETURN(tail.start, ReadHead(database, 0));
  VN_ASSIGN_OR_RETURN(const std::optional<Commit> last,
                      FindOne(database, &ReadCommit,
                              "SELECT number, head, changes FROM commit_chain "
                              "ORDER BY number DESC LIMIT 1"));
  if (!last.has_value()) return StoreAltered();
  tail.number = last->number;
  tail.head = last->head;
  if (last->number == 0) return tail;
  VN_ASSIGN_OR_RETURN(const contract::Hash previous, ReadHead(database, last->number - 1));
  if (!Follows(hash, previous, *last)) return StoreAltered();
  return tail;
}

absl::Status AppendCommit(Database& database, HashFunction hash, std::string_view changes,
                          ChainTail& tail) {
  ChainTail next = tail;
  ++next.number;
  next.head = CommitHead(hash, tail.head, next.number, changes);
  VN_RETURN_IF_ERROR(Change(database,
                            "INSERT INTO commit_chain (number, head, changes) VALUES (?1, ?2, ?3)",
                            next.number, next.head, changes));
  tail = next;
  return absl::OkStatus();
}

absl::StatusOr<std::string> ChangesOfAllRows(Database& database, HashFunction hash) {
  std::string changes;
  VN_RETURN_IF_ERROR(VisitRows(database, hash, [&changes](const contract::Hash& row) {
    changes += ChangeBytes(Act::kThere, row);
    return absl::OkStatus();
  }));
  return changes;
}

absl::Status VerifyCommitChain(Database& database, HashFunction hash,
                               const std::function<bool()>& cancelled,
                               std::uint64_t hashes_at_once) {
  VN_RETURN_IF_ERROR(database.Execute("BEGIN"));
  Check check(database, hash, cancelled);
  absl::StatusOr<std::uint64_t> changes = check.Links();
  absl::Status result = changes.status();
  if (result.ok()) {
    const std::uint64_t parts = *changes / hashes_at_once + 1;
    for (std::uint64_t part = 0; part < parts && result.ok(); ++part) {
      result = check.Rows(part, parts);
    }
  }
  const absl::Status ended = database.Execute("COMMIT");
  // A row that cannot be what was written, by whatever sign.
  if (absl::IsDataLoss(result)) return StoreAltered();
  return result.ok() ? ended : result;
}

absl::Status StoreAltered() {
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, commit_reason::kAltered,
                                   "store: not what was committed");
}

}  // namespace vangnet::storage
