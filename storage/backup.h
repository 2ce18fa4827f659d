// Backups (proto/SPEC.md section 9): the store as one commit left it, in one file of its own
// kind under a key of its own. Made beside a running server: whoever writes is never waited
// for and never waits; until it is done the WAL only grows.
//
// A backup that is older than another one is a good backup; which is which, only `made_time`
// and the commit's number say.
#ifndef VANGNET_STORAGE_BACKUP_H_
#define VANGNET_STORAGE_BACKUP_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/commit_chain.h"
#include "storage/database.h"

namespace vangnet::storage {

// Why a copy could not be made (contract::ReasonOf of the status). Stable: `vangnetd` gives
// each its own message and exit code.
namespace copy_reason {
inline constexpr std::string_view kExists = "COPY_EXISTS";          // The name is taken.
inline constexpr std::string_view kFull = "COPY_FULL";              // No room on its disk.
inline constexpr std::string_view kUnwritable = "COPY_UNWRITABLE";  // Rights, input/output.
}  // namespace copy_reason

// What a backup says of itself.
struct BackupContents {
  std::uint64_t made_time = 0;  // Seconds.
  std::uint32_t schema = 0;
  ChainTail tail;  // The commit that it holds.
};

// How far a copy is, in bytes, after every few pages; false breaks it off with CANCELLED. At
// last `done` is `total`: then it is verified, which takes twice as long as copying.
using CopyProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

struct CopyOptions {
  HashFunction hash = nullptr;  // Required. SHA-256.
  CopyProgress progress;        // May be empty.
  int pages_at_once = 256;      // 1 MiB.
};

// Makes `path`, readable by its owner only, and verifies it: opened again with `key`, every
// page, the whole chain against every row, the chain's end against `store`. `store` is in no
// transaction; its anchor is the caller's to check. What was committed before the call is in
// the backup.
//
// On a failure nothing is left at `path`: the reasons of copy_reason, STORE_ALTERED
// (commit_reason) and STORE_DAMAGED (open_reason) for `store`, CANCELLED.
absl::StatusOr<BackupContents> MakeBackup(Database& store, const std::string& path,
                                          const StoreKey& key, std::uint64_t made_time,
                                          const CopyOptions& options);

// For reading. The reasons of open_reason, of which STORE_FOREIGN is also what a store gives,
// and STORE_KEY_WRONG what a file of another program does. Writes nothing, nothing beside it.
absl::StatusOr<DatabasePtr> OpenBackup(const std::string& path, const StoreKey& key);

// Every page, then the chain against every row. DATA_LOSS/STORE_DAMAGED, /STORE_ALTERED.
// A backup of an older schema is one too, and its rows are checked when it is restored.
absl::StatusOr<BackupContents> VerifyBackup(Database& backup, HashFunction hash);

// Makes a store of `backup` at `path` under `key`, brings its schema up to date and checks
// every page and that its chain ends where the backup says: the caller checks the rest
// (VerifyCommitChain), and the anchor is none of this. It is open for writing.
//
// On a failure nothing is left at `path`: copy_reason, DATA_LOSS for `backup`, CANCELLED.
absl::StatusOr<DatabasePtr> RestoreBackup(Database& backup, const std::string& path,
                                          const StoreKey& key, const CopyOptions& options);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_BACKUP_H_
