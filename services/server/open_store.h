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

// An existing store. Fails with kStoreKeyWrong, kStoreMissing, kStoreNewer, kStoreDamaged,
// kStoreForeign or kStoreUnusable, each with its own message. Makes nothing.
absl::StatusOr<std::unique_ptr<storage::Store>> OpenStore(const Configuration& configuration,
                                                          const contract::SecretBytes& store_key);

// `status` of an open or a creation (storage::open_reason) as a failure of this program.
absl::Status StoreFailure(const Configuration& configuration, const absl::Status& status);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_OPEN_STORE_H_
