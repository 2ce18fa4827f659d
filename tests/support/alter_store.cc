#include "tests/support/alter_store.h"

#include "absl/strings/escaping.h"
#include "proto/contract/status_macros.h"
#include "storage/commit_log.h"
#include "storage/database.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::storage::testing {

absl::Status AlterStore(const std::string& path, const std::string& raw_key,
                        const std::vector<std::string>& statements) {
  VN_ASSIGN_OR_RETURN(const StoreKey key,
                      StoreKey::FromBytes(contract::SecretBytes::CopyOf(raw_key)));
  VN_ASSIGN_OR_RETURN(const DatabasePtr database, OpenEncrypted(path, key));
  CommitLog log({.hash = &contract::Sha256, .anchor_path = AnchorBeside(path)});
  VN_RETURN_IF_ERROR(log.Begin(*database));
  VN_RETURN_IF_ERROR(database->Execute("BEGIN IMMEDIATE"));
  for (const std::string& statement : statements) {
    VN_RETURN_IF_ERROR(database->Execute(statement));
  }
  VN_RETURN_IF_ERROR(log.Append(*database));
  VN_RETURN_IF_ERROR(database->Execute("COMMIT"));
  return log.Anchor();
}

std::string AnchorBeside(const std::string& path) {
  const std::size_t name = path.rfind('/') + 1;
  return path.substr(0, name) + "anchor/" + path.substr(name) + ".anchor";
}

std::string SqlBytes(const std::string& bytes) {
  return "x'" + absl::BytesToHexString(bytes) + "'";
}

}  // namespace vangnet::storage::testing
