#include "services/session/sessions.h"

#include <algorithm>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/random.h"
#include "services/cryptography/sha256.h"

namespace vangnet::session {
namespace {

constexpr std::size_t kTokenSize = 32;
constexpr std::size_t kBootKeySize = 32;

absl::Status NoSession() {
  return contract::ErrorWithReason(absl::StatusCode::kUnauthenticated, contract::reason::kNoSession,
                                   "sign in");
}

// What a login signs: organisation || audience || key || challenge.
std::string LoginMessage(const contract::OrganisationId& organisation, Audience audience,
                         const contract::SigningKey& key, std::string_view challenge) {
  std::string message = organisation.ToBytes();
  message.push_back(static_cast<char>(audience));
  message.append(key.view()).append(challenge);
  return message;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Sessions>> Sessions::Create(Audience audience,
                                                           const publication::NewestBundle& newest,
                                                           SessionLimits limits) {
  VN_ASSIGN_OR_RETURN(contract::SecretBytes boot_key, cryptography::RandomBytes(kBootKeySize));
  return std::unique_ptr<Sessions>(new Sessions(audience, newest, limits, std::move(boot_key)));
}

absl::StatusOr<std::string> Sessions::Complete(const LoginAttempt& attempt, absl::Time now,
                                               const FindPrincipal& find) {
  const auto key = contract::SigningKey::Parse(attempt.signing_key);
  if (!key.ok()) return contract::BadField("signing_key", "32 bytes");
  const auto signature = contract::Signature::Parse(attempt.signature);
  if (!signature.ok()) return contract::BadField("signature", "64 bytes");
  if (attempt.challenge.size() != Challenges::kSize) {
    return contract::BadField("challenge", "40 bytes, as given");
  }
  // All three are asked before any answer: time must not tell which one failed.
  VN_ASSIGN_OR_RETURN(const std::optional<contract::PrincipalId> principal, find(*key));
  const contract::OrganisationId organisation = newest_.Get()->organisation_id;
  const bool signed_well = cryptography::Verify(
      *key, contract::label::kLogin, LoginMessage(organisation, audience_, *key, attempt.challenge),
      *signature);
  const bool challenge_good = challenges_.IsGood(attempt.challenge, now);
  if (!principal.has_value() || !signed_well || !challenge_good) return NoSession();
  VN_RETURN_IF_ERROR(challenges_.Spend(attempt.challenge, now));

  VN_ASSIGN_OR_RETURN(const contract::SecretBytes token, cryptography::RandomBytes(kTokenSize));
  const contract::Hash name = cryptography::Sha256(token.Expose());
  const storage::MutexLock lock(mutex_);
  MakeRoom(*principal, now);
  sessions_[name] = {*principal, *key, now, now};
  by_principal_[*principal].insert(name);
  return std::string(token.Expose());
}

void Sessions::End(std::string_view token) {
  const storage::MutexLock lock(mutex_);
  const auto found = sessions_.find(cryptography::Sha256(token));
  if (found != sessions_.end()) Forget(found);
}

absl::StatusOr<gate::Caller> Sessions::Authenticate(std::string_view token, absl::Time now) {
  const contract::Hash name = cryptography::Sha256(token);
  const storage::MutexLock lock(mutex_);
  const auto found = sessions_.find(name);
  if (found == sessions_.end()) return NoSession();
  absl::StatusOr<gate::Caller> caller = NoSession();
  if (!Ended(found->second, now)) caller = CallerOf(*newest_.Get(), found->second, now);
  if (!caller.ok()) {
    Forget(found);
    return caller;
  }
  found->second.last_used = std::max(found->second.last_used, now);
  return caller;
}

absl::Status Sessions::Confirm(const gate::Caller& caller, const storage::Snapshot& snapshot) {
  if (audience_ == Audience::kStaff) {
    VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(snapshot));
    VN_ASSIGN_OR_RETURN(
        const gate::Caller present,
        CallerOf(*newest, {caller.principal, caller.key, caller.now, caller.now}, caller.now));
    return present.roles == caller.roles ? absl::OkStatus() : NoSession();
  }
  const auto row = snapshot.cases().FindByReporterKey(caller.key);
  if (absl::IsNotFound(row.status())) return NoSession();
  VN_RETURN_IF_ERROR(row.status());
  if (contract::ReporterPrincipal(row->case_id) != caller.principal) return NoSession();
  return absl::OkStatus();
}

std::size_t Sessions::size() const {
  const storage::MutexLock lock(mutex_);
  return sessions_.size();
}

bool Sessions::Ended(const Session& session, absl::Time now) const {
  return now >= session.last_used + limits_.idle || now >= session.began + limits_.longest ||
         // The clock was ahead and was put right: nobody knows how long ago that was.
         session.last_used >= now + limits_.idle;
}

Sessions::SessionMap::iterator Sessions::Forget(SessionMap::iterator session) {
  const auto own = by_principal_.find(session->second.principal);
  own->second.erase(session->first);
  if (own->second.empty()) by_principal_.erase(own);
  return sessions_.erase(session);
}

void Sessions::MakeRoom(const contract::PrincipalId& principal, absl::Time now) {
  const auto used_before = [](const SessionMap::iterator& a, const SessionMap::iterator& b) {
    return a->second.last_used < b->second.last_used;
  };
  const auto own = by_principal_.find(principal);
  if (own != by_principal_.end() && own->second.size() >= limits_.of_one) {
    SessionMap::iterator oldest = sessions_.find(*own->second.begin());
    for (const contract::Hash& name : own->second) {
      oldest = std::min(oldest, sessions_.find(name), used_before);
    }
    Forget(oldest);
  }
  if (sessions_.size() < limits_.sessions) return;
  for (auto it = sessions_.begin(); it != sessions_.end();) {
    it = Ended(it->second, now) ? Forget(it) : std::next(it);
  }
  if (sessions_.size() < limits_.sessions) return;
  Forget(std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
    return a.second.last_used < b.second.last_used;
  }));
}

absl::StatusOr<gate::Caller> Sessions::CallerOf(const contract::ParsedBundle& newest,
                                                const Session& session, absl::Time now) const {
  gate::Caller caller{session.principal, session.key, {}, now};
  if (audience_ == Audience::kReporter) {
    caller.roles = {policy::v1::ROLE_REPORTER};
    return caller;
  }
  const bundle::v1::Staff* staff = contract::FindStaffByKey(newest.bundle, session.key);
  if (staff == nullptr || staff->principal() != session.principal.view()) return NoSession();
  caller.roles = {policy::v1::ROLE_STAFF};
  for (const int role : staff->roles()) caller.roles.insert(static_cast<policy::v1::Role>(role));
  return caller;
}

}  // namespace vangnet::session
