#include <unistd.h>

#include <cerrno>
#include <string>

#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/open_store.h"
#include "services/server/store_check.h"
#include "storage/anchor_file.h"
#include "storage/commit_chain.h"
#include "storage/commit_reason.h"

namespace vangnet::server {
namespace {

std::string FormerAnchor(const storage::CommitLogOptions& commits) {
  const auto file = storage::AnchorFile::OpenReadOnly(commits.anchor_path, commits.hash);
  if (!file.ok()) return "there was no anchor";
  const auto tail = file->Read();
  return tail.ok() ? absl::StrCat("the anchor was at commit ", tail->number)
                   : "the anchor held for no store";
}

}  // namespace

absl::Status AcceptRestored(const Configuration& configuration, std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const Keys keys, ReadKeys(configuration));
  VN_RETURN_IF_ERROR(LockKeyFile(keys.store_key_file));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(keys.store_key.Clone()));
  const storage::CommitLogOptions commits = CommitsOf(configuration);
  const auto database = storage::OpenEncrypted(configuration.store_path, key);
  VN_RETURN_IF_ERROR(StoreFailure(configuration, database.status()));
  if (!storage::VerifyIntegrity(**database).ok()) {
    return Fail(ExitCode::kStoreDamaged, configuration.store_path + ": is damaged");
  }
  const auto tail = storage::ReadChainTail(**database, commits.hash);
  VN_RETURN_IF_ERROR(StoreFailure(configuration, tail.status()));
  // A store from before the chain gets its first commit when it is served.
  if (tail->number > 0) {
    VN_RETURN_IF_ERROR(
        StoreFailure(configuration, CheckWholeStore(**database, [] { return false; })));
  }
  const std::string former = FormerAnchor(commits);
  if (unlink(commits.anchor_path.c_str()) != 0 && errno != ENOENT) {
    return Fail(ExitCode::kAnchorUnusable,
                configuration.anchor_path + ": the anchor that is there cannot be removed: rights");
  }
  VN_RETURN_IF_ERROR(
      StoreFailure(configuration,
                   storage::AnchorFile::Create(commits.anchor_path, commits.hash, *tail).status()));
  out << former << "; it is now at commit " << tail->number << ", where the store ends"
      << std::endl;
  return absl::OkStatus();
}

}  // namespace vangnet::server
