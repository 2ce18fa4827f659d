#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <utility>

#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "services/directory/publish_bundle.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/house_rules.h"
#include "services/server/open_store.h"

namespace vangnet::server {
namespace {

absl::StatusOr<std::string> ReadBundle(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(contract::limit::kSignedBundle + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const std::streamsize size = file.gcount();
  if (!file.is_open() || file.bad() || size > std::streamsize{contract::limit::kSignedBundle}) {
    return Fail(ExitCode::kBundleUnreadable, path + ": cannot be read as a signed bundle");
  }
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

absl::Status CheckBundle(const Configuration& configuration, const Keys& keys,
                         const std::string& signed_bundle, absl::Time now) {
  const auto parsed = contract::ParseBundle(&cryptography::Sha256, signed_bundle);
  VN_RETURN_IF_ERROR(BundleFailure(parsed.status()));
  return BundleFailure(
      directory::CheckFirstBundle(*parsed, HouseRulesOf(configuration, keys.log_signer), now));
}

absl::Status StoreBundle(const Configuration& configuration, const Keys& keys,
                         const std::string& signed_bundle, absl::Time now) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<storage::Store> store,
                      OpenStore(configuration, keys.store_key));
  return StoreFailure(configuration, store->writes().SubmitAndWait([&](storage::Transaction& txn) {
    return directory::PublishFirstBundle(txn, HouseRulesOf(configuration, keys.log_signer),
                                         signed_bundle, now)
        .status();
  }));
}

void RemoveStore(const Configuration& configuration) {
  for (const char* suffix : {"", "-wal", "-shm"}) {
    unlink((configuration.store_path + suffix).c_str());
  }
  unlink(configuration.anchor_path.c_str());
}

// It may be all that is left to show that a store was lost.
absl::Status RefuseExistingAnchor(const Configuration& configuration) {
  struct stat attributes;
  if (lstat(configuration.anchor_path.c_str(), &attributes) != 0) return absl::OkStatus();
  return Fail(ExitCode::kAnchorExists, configuration.anchor_path +
                                           ": exists already, of a store that was here; move it "
                                           "away if that one is not wanted any more");
}

}  // namespace

absl::Status Initialise(const Configuration& configuration, const std::string& bundle_path,
                        const contract::Clock& clock, std::ostream& out) {
  const absl::Time now = clock();
  VN_ASSIGN_OR_RETURN(const Keys keys, ReadKeys(configuration));
  VN_RETURN_IF_ERROR(LockKeyFile(keys.store_key_file));
  VN_ASSIGN_OR_RETURN(const std::string signed_bundle, ReadBundle(bundle_path));
  VN_RETURN_IF_ERROR(CheckBundle(configuration, keys, signed_bundle, now));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(keys.store_key.Clone()));
  struct stat there;
  if (lstat(configuration.store_path.c_str(), &there) != 0) {
    VN_RETURN_IF_ERROR(RefuseExistingAnchor(configuration));
  }
  VN_RETURN_IF_ERROR(StoreFailure(
      configuration, storage::CreateEncrypted(configuration.store_path, key).status()));
  absl::Status stored = StoreBundle(configuration, keys, signed_bundle, now);
  if (!stored.ok()) {
    RemoveStore(configuration);
    return stored;
  }
  return ShowLogKey(configuration, out);
}

}  // namespace vangnet::server
