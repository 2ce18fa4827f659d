#include "services/server/open_store.h"

#include <string>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "services/server/exit_code.h"
#include "storage/commit_reason.h"
#include "storage/database.h"

namespace vangnet::server {
namespace {

namespace commit_reason = storage::commit_reason;
namespace open_reason = storage::open_reason;

struct Refusal {
  std::string_view reason;
  ExitCode code;
  std::string_view words;
};
constexpr Refusal kRefusals[] = {
    {open_reason::kMissing, ExitCode::kStoreMissing,
     "no such store; `vangnetd init` makes a new one, a backup restores an old one"},
    {open_reason::kExists, ExitCode::kStoreExists, "exists already; a store is never replaced"},
    {open_reason::kKeyWrong, ExitCode::kStoreKeyWrong,
     "the store key does not open this store, or its first page is damaged"},
    {open_reason::kPlaintext, ExitCode::kStoreForeign, "is not encrypted, so no store of Vangnet"},
    {open_reason::kForeign, ExitCode::kStoreForeign, "is no store of Vangnet, or was cut off"},
    {open_reason::kDamaged, ExitCode::kStoreDamaged, "is damaged; restore a backup"},
    {open_reason::kNewer, ExitCode::kStoreNewer,
     "was written by a newer vangnetd; use that version or a later one"},
    {open_reason::kOlder, ExitCode::kStoreUnusable,
     "was written by an older vangnetd; `vangnetd serve` brings it up to date"},
    {contract::reason::kStoreUnavailable, ExitCode::kStoreUnusable,
     "cannot be used: disk, rights or memory"},
    {commit_reason::kOldStore, ExitCode::kStoreOld,
     "is older than its anchor: somebody put an older store back, and what was accepted since "
     "is not in it. If you restored a backup yourself, `vangnetd accept-restored` goes on with it"},
    {commit_reason::kAltered, ExitCode::kStoreAltered,
     "does not hold what was committed, although every page is whole: a part of it was altered "
     "or put back. Restore a backup, and find out who can write this file"},
};
constexpr Refusal kAnchorRefusals[] = {
    {commit_reason::kAnchorMissing, ExitCode::kAnchorMissing,
     "there is no anchor, and the store had one: without it an older store would not be noticed. "
     "Put it back; if it is lost, `vangnetd accept-restored` makes a new one"},
    {commit_reason::kAnchorDamaged, ExitCode::kAnchorDamaged,
     "the anchor holds for no store: it is cut off, damaged in both of its places, or was made by "
     "`vangnetd restore`; `vangnetd accept-restored` makes a new one"},
    {commit_reason::kForeignAnchor, ExitCode::kAnchorForeign,
     "is the anchor of another store; see store.path and store.anchor"},
    {commit_reason::kOldAnchor, ExitCode::kAnchorOld,
     "is more than one commit older than the store: somebody put an older anchor back. If you "
     "did so yourself, `vangnetd accept-restored` makes a new one"},
    {commit_reason::kAnchorUnusable, ExitCode::kAnchorUnusable,
     "the anchor cannot be written: disk, rights, or no folder for it"},
    {commit_reason::kAnchorExists, ExitCode::kAnchorExists,
     "exists already, perhaps of another store; an anchor is never replaced"},
};

}  // namespace

absl::StatusOr<Keys> ReadKeys(const Configuration& configuration) {
  VN_ASSIGN_OR_RETURN(KeyFile store_key, ReadKeyFile(configuration.store_key_file));
  VN_ASSIGN_OR_RETURN(const KeyFile log_key, ReadKeyFile(configuration.log_key_file));
  VN_ASSIGN_OR_RETURN(cryptography::LogSigner signer,
                      cryptography::LogSigner::FromSeed(log_key.key));
  return Keys{std::move(store_key.key), std::move(signer), std::move(store_key.file)};
}

storage::CommitLogOptions CommitsOf(const Configuration& configuration) {
  return {.hash = &cryptography::Sha256, .anchor_path = configuration.anchor_path};
}

absl::StatusOr<std::unique_ptr<storage::Store>> OpenStore(const Configuration& configuration,
                                                          const contract::SecretBytes& store_key) {
  VN_ASSIGN_OR_RETURN(storage::StoreKey key, storage::StoreKey::FromBytes(store_key.Clone()));
  storage::StoreOptions options;
  options.commits = CommitsOf(configuration);
  options.writing.max_waiting = configuration.waiting_writes;
  options.reading.readers = configuration.readers;
  auto store = storage::Store::Open(configuration.store_path, std::move(key), options);
  if (!store.ok()) return StoreFailure(configuration, store.status());
  return store;
}

absl::Status StoreFailure(const Configuration& configuration, const absl::Status& status) {
  if (status.ok()) return status;
  const std::string reason = contract::ReasonOf(status);
  for (const Refusal& refusal : kRefusals) {
    if (reason == refusal.reason) {
      return Fail(refusal.code, configuration.store_path + ": " + std::string(refusal.words));
    }
  }
  for (const Refusal& refusal : kAnchorRefusals) {
    if (reason == refusal.reason) {
      return Fail(refusal.code, configuration.anchor_path + ": " + std::string(refusal.words));
    }
  }
  return Fail(ExitCode::kStoreUnusable, configuration.store_path + ": cannot be used");
}

}  // namespace vangnet::server
