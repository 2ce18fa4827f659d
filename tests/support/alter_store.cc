#include "tests/support/alter_store.h"

#include "absl/strings/escaping.h"
#include "proto/contract/status_macros.h"
#include "storage/database.h"

namespace vangnet::storage::testing {

absl::Status AlterStore(const std::string& path, const std::string& raw_key,
                        const std::vector<std::string>& statements) {
  VN_ASSIGN_OR_RETURN(const StoreKey key,
                      StoreKey::FromBytes(contract::SecretBytes::CopyOf(raw_key)));
  VN_ASSIGN_OR_RETURN(const DatabasePtr database, OpenEncrypted(path, key));
  for (const std::string& statement : statements) {
    VN_RETURN_IF_ERROR(database->Execute(statement));
  }
  return absl::OkStatus();
}

std::string SqlBytes(const std::string& bytes) {
  return "x'" + absl::BytesToHexString(bytes) + "'";
}

}  // namespace vangnet::storage::testing
