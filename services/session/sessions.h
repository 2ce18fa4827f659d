// Who is signed in on one surface. In memory only: a restart is a silent new login.
#ifndef VANGNET_SERVICES_SESSION_SESSIONS_H_
#define VANGNET_SERVICES_SESSION_SESSIONS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "services/gate/authenticator.h"
#include "services/publication/newest_bundle.h"
#include "services/session/audience.h"
#include "services/session/challenges.h"
#include "storage/mutex.h"

namespace vangnet::session {

struct SessionLimits {
  absl::Duration idle = absl::Minutes(15);
  absl::Duration longest = absl::Hours(8);
  // Above it the one that was used longest ago ends: its holder signs in again.
  std::size_t sessions = 10000;
  // The same for one principal: nobody can sign in so often that others are signed out.
  std::size_t of_one = 32;
};

// What a caller sends to sign in; nothing in it has been looked at.
struct LoginAttempt {
  std::string_view signing_key;
  std::string_view challenge;
  std::string_view signature;
};

// One a surface. Thread-safe, never blocks.
class Sessions : public gate::Authenticator {
 public:
  // INTERNAL without randomness. `newest` outlives the object.
  static absl::StatusOr<std::unique_ptr<Sessions>> Create(Audience audience,
                                                          const publication::NewestBundle& newest,
                                                          SessionLimits limits = {});

  // A challenge to sign.
  absl::StatusOr<std::string> Begin(absl::Time now) const { return challenges_.Make(now); }

  // Whose key it is; none when it is nobody's. Asked always, whatever else is wrong.
  using FindPrincipal = std::function<absl::StatusOr<std::optional<contract::PrincipalId>>(
      const contract::SigningKey&)>;

  // A fresh token (32 bytes, secret). INVALID_ARGUMENT/BAD_FIELD for a wrong length;
  // UNAUTHENTICATED/NO_SESSION alike, and with the same work done, for a key that is
  // nobody's, a bad signature, and a challenge that is false, old or spent. What `find`
  // fails with is passed on.
  absl::StatusOr<std::string> Complete(const LoginAttempt& attempt, absl::Time now,
                                       const FindPrincipal& find);

  // Forgets the token, if it is known.
  void End(std::string_view token);

  // Every use counts against the idle time, and a clock that goes back by more than that ends
  // a session as one that goes forward. Ends the session of a member of the staff whose
  // key the newest bundle no longer holds.
  absl::StatusOr<gate::Caller> Authenticate(std::string_view token, absl::Time now) override;

  // Staff: the newest bundle of this very view holds the key, with the same roles.
  // Reporter: it is still the key of the case.
  absl::Status Confirm(const gate::Caller& caller, const storage::Snapshot& snapshot) override;

  std::size_t size() const;

 private:
  struct Session {
    contract::PrincipalId principal;
    contract::SigningKey key;
    absl::Time began;
    absl::Time last_used;
  };

  Sessions(Audience audience, const publication::NewestBundle& newest, SessionLimits limits,
           contract::SecretBytes boot_key)
      : audience_(audience),
        newest_(newest),
        limits_(limits),
        challenges_(audience, std::move(boot_key)) {}

  // By the hash of the token: who reads this memory cannot use what is in it.
  using SessionMap = std::map<contract::Hash, Session>;

  bool Ended(const Session& session, absl::Time now) const;
  void MakeRoom(const contract::PrincipalId& principal, absl::Time now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  SessionMap::iterator Forget(SessionMap::iterator session) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<gate::Caller> CallerOf(const contract::ParsedBundle& newest,
                                        const Session& session, absl::Time now) const;

  const Audience audience_;
  const publication::NewestBundle& newest_;
  const SessionLimits limits_;
  Challenges challenges_;
  mutable storage::Mutex mutex_;
  SessionMap sessions_ ABSL_GUARDED_BY(mutex_);
  std::map<contract::PrincipalId, std::set<contract::Hash>> by_principal_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace vangnet::session

#endif  // VANGNET_SERVICES_SESSION_SESSIONS_H_
