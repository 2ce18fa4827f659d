// Challenges for a login (SPEC.md section 8): stateless until one is used.
#ifndef VANGNET_SERVICES_SESSION_CHALLENGES_H_
#define VANGNET_SERVICES_SESSION_CHALLENGES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/secret_bytes.h"
#include "services/session/audience.h"
#include "storage/mutex.h"

namespace vangnet::session {

// Thread-safe. A challenge of another process, another run or another audience is not
// known: the key is drawn at start.
class Challenges {
 public:
  static constexpr std::size_t kSize = 40;
  static constexpr absl::Duration kLifetime = absl::Seconds(60);
  // Used ones are remembered for their lifetime; a thousand logins a second fit.
  static constexpr std::size_t kMaxRemembered = 65536;

  // `key`: 32 random bytes.
  Challenges(Audience audience, contract::SecretBytes key)
      : audience_(audience), key_(std::move(key)) {}

  //   random (16) || expiry in seconds (8) || HMAC(key, audience || random || expiry)[0..16]
  // Remembers nothing: anybody may ask for any number. INTERNAL without randomness.
  absl::StatusOr<std::string> Make(absl::Time now) const;

  // True when `challenge` is of this object and has not expired, by a clock that was not put
  // back by more than a minute since. Same work for any bytes of
  // the right length.
  bool IsGood(std::string_view challenge, absl::Time now) const;

  // Spends a good challenge. Called when a login has otherwise succeeded, so that nobody
  // without a key can fill the memory. UNAUTHENTICATED/NO_SESSION when it was spent before,
  // RESOURCE_EXHAUSTED/OVERLOADED when too many are remembered.
  absl::Status Spend(std::string_view challenge, absl::Time now);

 private:
  std::string Authenticator(std::string_view random_and_expiry) const;

  const Audience audience_;
  const contract::SecretBytes key_;
  storage::Mutex mutex_;
  std::map<std::string, absl::Time> spent_ ABSL_GUARDED_BY(mutex_);  // Random part, expiry.
};

}  // namespace vangnet::session

#endif  // VANGNET_SERVICES_SESSION_CHALLENGES_H_
