#include "services/server/house_rules.h"

#include <string>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "spdlog/spdlog.h"

namespace vangnet::server {

directory::HouseRules HouseRulesOf(const Configuration& configuration,
                                   const cryptography::LogSigner& log_signer) {
  return {log_signer.public_key(), configuration.demonstration};
}

absl::Status CheckServed(const contract::ParsedBundle& bundle, const directory::HouseRules& rules,
                         absl::Time now) {
  VN_RETURN_IF_ERROR(BundleFailure(directory::CheckDemonstration(bundle.bundle, rules)));
  if (!directory::HoldsLogKey(bundle.bundle, rules.log_key, now)) {
    return Fail(ExitCode::kLogKeyWrong,
                "the log key is not one of the newest bundle: its filing proofs would prove "
                "nothing");
  }
  if (bundle.bundle.expires_time() <= contract::ToSeconds(now)) {
    spdlog::warn("the newest bundle has expired: nothing new is sealed until one is published");
  }
  return absl::OkStatus();
}

absl::Status BundleFailure(const absl::Status& status) {
  if (status.ok()) return status;
  const bool expired = contract::ReasonOf(status) == contract::reason::kBundleExpired;
  return Fail(expired ? ExitCode::kBundleExpired : ExitCode::kBundleRefused,
              "the bundle is refused: " + std::string(status.message()));
}

}  // namespace vangnet::server
