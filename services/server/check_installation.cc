#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/publication/newest_bundle.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/house_rules.h"
#include "services/server/open_store.h"
#include "services/server/store_check.h"

namespace vangnet::server {
namespace {

absl::Status CheckContent(const Configuration& configuration, storage::Database& database) {
  const absl::Status content = CheckWholeStore(database, [] { return false; });
  if (absl::IsDataLoss(content) && contract::ReasonOf(content).empty()) {
    return Fail(ExitCode::kStoreAltered,
                configuration.store_path +
                    ": the rows that say who may open a case are not those of its records");
  }
  return StoreFailure(configuration, content);
}

}  // namespace

absl::Status CheckInstallation(const Configuration& configuration, const contract::Clock& clock,
                               std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const Keys keys, ReadKeys(configuration));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(keys.store_key.Clone()));
  const auto database = storage::OpenToExamine(configuration.store_path, key);
  VN_RETURN_IF_ERROR(StoreFailure(configuration, database.status()));
  if (!storage::VerifyIntegrity(**database).ok()) {
    return Fail(ExitCode::kStoreDamaged,
                configuration.store_path + ": is damaged; restore a backup");
  }
  VN_RETURN_IF_ERROR(StoreFailure(
      configuration, storage::CheckAnchorBesideServer(**database, CommitsOf(configuration))));
  VN_RETURN_IF_ERROR(CheckContent(configuration, **database));
  const storage::Snapshot snapshot(**database);
  const auto newest = publication::NewestBundle::Load(snapshot);
  if (!newest.ok()) {
    return Fail(absl::IsNotFound(newest.status()) ? ExitCode::kStoreEmpty : ExitCode::kStoreDamaged,
                configuration.store_path + ": no bundle that can be read is in it");
  }
  VN_RETURN_IF_ERROR(CheckServed(**newest, HouseRulesOf(configuration, keys.log_signer), clock()));
  VN_ASSIGN_OR_RETURN(const std::string cipher, storage::CipherVersion(**database));
  out << "keys, store, anchor and bundle are in order (bundle " << (*newest)->bundle.version()
      << ", SQLCipher " << cipher << ")" << std::endl;
  return absl::OkStatus();
}

}  // namespace vangnet::server
