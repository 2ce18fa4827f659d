// Keeps chain and anchor of an open store: what the writer does around a COMMIT.
#ifndef VANGNET_STORAGE_COMMIT_LOG_H_
#define VANGNET_STORAGE_COMMIT_LOG_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "storage/anchor_file.h"
#include "storage/commit_chain.h"
#include "storage/commit_reason.h"

namespace vangnet::storage {

class Database;

struct CommitLogOptions {
  HashFunction hash = nullptr;  // Required. SHA-256.
  std::string anchor_path;      // Required. In another folder than the store.
};

// Whether `anchor` may stand beside a store whose chain ends in `tail`: it is of the same
// store, not ahead, and at most one commit behind, with the head that the chain has there.
// `chain` is read for that. The reasons of commit_reason.h.
absl::Status CheckAnchor(Database& chain, const ChainTail& tail, const ChainTail& anchor);

// For a command that may run beside a server, which goes on committing: reads the anchor, then
// the store's state, then the anchor again, and checks what must hold of the three. Changes
// nothing. `database` is in no transaction.
absl::Status CheckAnchorBesideServer(Database& database, const CommitLogOptions& options);

// Thread-compatible: the writer's alone once it runs.
class CommitLog {
 public:
  enum class Occasion { kStart, kAfterFailure };

  explicit CommitLog(CommitLogOptions options) : options_(std::move(options)) {}

  // For a connection just opened for writing. Checks the anchor, brings the WAL into the file
  // (CheckpointAll), makes the anchor extend to the store's last commit, and begins to keep what
  // `database` changes. A store from before the chain gets its first commit here, of all its rows.
  // A missing anchor is made for a store with at most one commit (a new one, or one just brought up
  // to date), refused otherwise.
  // At a start, a WAL that another process goes on reading (a backup, a check) stays; after a
  // failure that is UNAVAILABLE/STORE_UNAVAILABLE.
  absl::Status Begin(Database& database, Occasion occasion = Occasion::kStart);

  // Before COMMIT. Appends what the transaction changed; nothing when that is nothing.
  absl::Status Append(Database& database);

  // After COMMIT: OK when the anchor is on disk. On a failure the store is one commit ahead,
  // which Begin accepts.
  absl::Status Anchor();

 private:
  absl::Status BeginChain(Database& database);

  const CommitLogOptions options_;
  std::optional<AnchorFile> anchor_;
  ChainTail tail_;
  bool appended_ = false;  // Since the last Anchor.
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_COMMIT_LOG_H_
