#include "storage/commit_log.h"

#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "storage/database.h"

namespace vangnet::storage {
namespace {

absl::Status Refusal(std::string_view reason, std::string_view message) {
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason, message);
}

absl::Status CheckSameStore(const ChainTail& tail, const ChainTail& anchor) {
  if (anchor.start == tail.start) return absl::OkStatus();
  return Refusal(commit_reason::kForeignAnchor, "anchor: of another store");
}

absl::Status CheckNotAhead(const ChainTail& tail, const ChainTail& anchor) {
  if (anchor.number <= tail.number) return absl::OkStatus();
  return Refusal(commit_reason::kOldStore, "store: older than its anchor");
}

absl::Status CheckNotBehind(const ChainTail& tail, const ChainTail& anchor) {
  if (anchor.number + 1 >= tail.number) return absl::OkStatus();
  return Refusal(commit_reason::kOldAnchor, "anchor: older than its store");
}

absl::Status CheckHead(Database& chain, const ChainTail& anchor) {
  VN_ASSIGN_OR_RETURN(const contract::Hash head, ReadHead(chain, anchor.number));
  return head == anchor.head ? absl::OkStatus() : StoreAltered();
}

}  // namespace

absl::Status CheckAnchor(Database& chain, const ChainTail& tail, const ChainTail& anchor) {
  VN_RETURN_IF_ERROR(CheckSameStore(tail, anchor));
  VN_RETURN_IF_ERROR(CheckNotAhead(tail, anchor));
  VN_RETURN_IF_ERROR(CheckNotBehind(tail, anchor));
  return CheckHead(chain, anchor);
}

absl::Status CheckAnchorBesideServer(Database& database, const CommitLogOptions& options) {
  VN_ASSIGN_OR_RETURN(const AnchorFile file,
                      AnchorFile::OpenReadOnly(options.anchor_path, options.hash));
  VN_ASSIGN_OR_RETURN(const ChainTail before, file.Read());
  VN_RETURN_IF_ERROR(database.Execute("BEGIN"));
  const absl::StatusOr<ChainTail> tail = ReadChainTail(database, options.hash);
  absl::Status result = tail.status();
  absl::StatusOr<ChainTail> after = file.Read();
  if (result.ok()) result = after.status();
  if (result.ok()) result = CheckSameStore(*tail, before);
  if (result.ok()) result = CheckSameStore(*tail, *after);
  // What was anchored before the store was read is in it; and before commit n began, commit
  // n - 1 was anchored.
  if (result.ok()) result = CheckNotAhead(*tail, before);
  if (result.ok()) result = CheckNotBehind(*tail, *after);
  if (result.ok()) result = CheckHead(database, before);
  if (result.ok() && after->number <= tail->number) result = CheckHead(database, *after);
  const absl::Status ended = database.Execute("COMMIT");
  return result.ok() ? ended : result;
}

absl::Status CommitLog::Begin(Database& database, Occasion occasion) {
  VN_RETURN_IF_ERROR(BeginChain(database));
  anchor_.reset();
  absl::StatusOr<AnchorFile> file = AnchorFile::Open(options_.anchor_path, options_.hash);
  if (contract::ReasonOf(file.status()) == commit_reason::kAnchorMissing && tail_.number <= 1) {
    file = AnchorFile::Create(options_.anchor_path, options_.hash, tail_);
  }
  VN_RETURN_IF_ERROR(file.status());
  VN_ASSIGN_OR_RETURN(const ChainTail anchor, file->Read());
  VN_RETURN_IF_ERROR(CheckAnchor(database, tail_, anchor));
  // Nothing may follow in the WAL on what is perhaps not on disk, nor be anchored.
  absl::Status brought = database.CheckpointAll();
  const bool only_read = database.stop_cause() == StopCause::kNone;
  if (!brought.ok() && (occasion == Occasion::kAfterFailure || !only_read)) return brought;
  // Always: what was read may be what an earlier fsync failed to put on disk.
  VN_RETURN_IF_ERROR(file->Write(tail_));
  anchor_ = *std::move(file);
  appended_ = false;
  database.changes().Start(options_.hash);
  return absl::OkStatus();
}

absl::Status CommitLog::BeginChain(Database& database) {
  VN_ASSIGN_OR_RETURN(tail_, ReadChainTail(database, options_.hash));
  if (tail_.number > 0) return absl::OkStatus();
  VN_RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  absl::StatusOr<std::string> rows = ChangesOfAllRows(database, options_.hash);
  absl::Status result = rows.status();
  if (result.ok() && !rows->empty()) result = AppendCommit(database, options_.hash, *rows, tail_);
  if (result.ok()) return database.Execute("COMMIT");
  if (database.in_transaction()) (void)database.Execute("ROLLBACK");
  return result;
}

absl::Status CommitLog::Append(Database& database) {
  const std::string changes = database.changes().Take();
  if (changes.empty()) return absl::OkStatus();
  appended_ = true;
  return AppendCommit(database, options_.hash, changes, tail_);
}

absl::Status CommitLog::Anchor() {
  if (!appended_) return absl::OkStatus();
  appended_ = false;
  return anchor_->Write(tail_);
}

}  // namespace vangnet::storage
