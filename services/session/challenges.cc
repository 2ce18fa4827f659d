#include "services/session/challenges.h"

#include <openssl/crypto.h>

#include <utility>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/random.h"
#include "services/cryptography/sha256.h"

namespace vangnet::session {
namespace {

constexpr std::size_t kRandomSize = 16;
constexpr std::size_t kExpirySize = 8;
constexpr std::size_t kAuthenticatorSize = 16;
static_assert(kRandomSize + kExpirySize + kAuthenticatorSize == Challenges::kSize);

std::string BigEndian(std::uint64_t number) {
  std::string bytes(kExpirySize, '\0');
  for (std::size_t i = kExpirySize; i > 0; --i, number >>= 8) {
    bytes[i - 1] = static_cast<char>(number & 0xff);
  }
  return bytes;
}

// A clock that is put right by less than this between question and answer harms no login.
constexpr absl::Duration kBackwards = absl::Seconds(60);

absl::Time ExpiryOf(std::string_view challenge) {
  std::uint64_t seconds = 0;
  for (const char c : challenge.substr(kRandomSize, kExpirySize)) {
    seconds = seconds << 8 | static_cast<std::uint8_t>(c);
  }
  return absl::FromUnixSeconds(static_cast<std::int64_t>(seconds));
}

// Not yet expired; nor made while the clock was far ahead, which would make it good for long.
bool IsCurrent(absl::Time expiry, absl::Time now) {
  return now < expiry && expiry <= now + Challenges::kLifetime + kBackwards;
}

}  // namespace

std::string Challenges::Authenticator(std::string_view random_and_expiry) const {
  std::string message(1, static_cast<char>(audience_));
  message.append(random_and_expiry);
  return cryptography::HmacSha256(key_.Expose(), message).ToBytes().substr(0, kAuthenticatorSize);
}

absl::StatusOr<std::string> Challenges::Make(absl::Time now) const {
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes random, cryptography::RandomBytes(kRandomSize));
  std::string challenge(random.Expose());
  challenge.append(BigEndian(contract::ToSeconds(now + kLifetime)));
  challenge.append(Authenticator(challenge));
  return challenge;
}

bool Challenges::IsGood(std::string_view challenge, absl::Time now) const {
  if (challenge.size() != kSize) return false;
  const std::string wanted = Authenticator(challenge.substr(0, kRandomSize + kExpirySize));
  const bool ours = CRYPTO_memcmp(wanted.data(), challenge.data() + kRandomSize + kExpirySize,
                                  kAuthenticatorSize) == 0;
  return ours && IsCurrent(ExpiryOf(challenge), now);
}

absl::Status Challenges::Spend(std::string_view challenge, absl::Time now) {
  const storage::MutexLock lock(mutex_);
  if (spent_.size() >= kMaxRemembered) {
    for (auto it = spent_.begin(); it != spent_.end();) {
      it = IsCurrent(it->second, now) ? std::next(it) : spent_.erase(it);
    }
  }
  if (spent_.size() >= kMaxRemembered) {
    return contract::ErrorWithReason(absl::StatusCode::kResourceExhausted,
                                     contract::reason::kOverloaded,
                                     "too many logins at once; try again in a minute");
  }
  if (!spent_.emplace(challenge.substr(0, kRandomSize), ExpiryOf(challenge)).second) {
    return contract::ErrorWithReason(absl::StatusCode::kUnauthenticated,
                                     contract::reason::kNoSession, "sign in");
  }
  return absl::OkStatus();
}

}  // namespace vangnet::session
