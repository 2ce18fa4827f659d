// The store and its keys, as every subcommand opens them.
#ifndef VANGNET_SERVICES_SERVER_OPEN_STORE_H_
#define VANGNET_SERVICES_SERVER_OPEN_STORE_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/cryptography/ed25519.h"
#include "services/server/configuration.h"
#include "services/server/key_file.h"
#include "storage/store.h"

namespace vangnet::server {

struct Keys {
  contract::SecretBytes store_key;
  cryptography::LogSigner log_signer;
  FileHandle store_key_file;  // For LockKeyFile.
};

// Both key files (ReadKeyFile's failures).
absl::StatusOr<Keys> ReadKeys(const Configuration& configuration);

// Hash and anchor of the store.
storage::CommitLogOptions CommitsOf(const Configuration& configuration);

// An existing store. Fails with kStoreKeyWrong, kStoreMissing, kStoreNewer, kStoreDamaged,
// kStoreForeign, kStoreUnusable, kStoreOld, kStoreAltered or those of the anchor, each with its
// own message. Makes nothing but the anchor of a store that never had one.
absl::StatusOr<std::unique_ptr<storage::Store>> OpenStore(const Configuration& configuration,
                                                          const contract::SecretBytes& store_key);

// `status` of an open, a creation or a check (storage::open_reason, commit_reason) as a failure
// of this program.
absl::Status StoreFailure(const Configuration& configuration, const absl::Status& status);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_OPEN_STORE_H_
