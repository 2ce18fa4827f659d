// People who sign in, and a bundle that knows them.
#ifndef VANGNET_TESTS_SERVICES_SESSION_LOGIN_FIXTURE_H_
#define VANGNET_TESTS_SERVICES_SESSION_LOGIN_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proto/contract/labels.h"
#include "services/cryptography/ed25519.h"
#include "services/session/sessions.h"

namespace vangnet::session {

inline const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

// A key that signs; the same type as the server's own, so that no second library is needed.
inline cryptography::LogSigner Person(char fill) {
  return *cryptography::LogSigner::FromSeed(contract::SecretBytes::CopyOf(std::string(32, fill)));
}
inline contract::PrincipalId PrincipalOf(char fill) {
  return *contract::PrincipalId::Parse(std::string(16, fill));
}

// Trusted persons with the given fills, and their keys.
inline publication::BundlePtr BundleOf(std::uint32_t version, const std::string& fills) {
  auto parsed = std::make_shared<contract::ParsedBundle>();
  parsed->organisation_id = *contract::OrganisationId::Parse(std::string(32, 'o'));
  parsed->bundle.set_version(version);
  for (const char fill : fills) {
    bundle::v1::Staff* staff = parsed->bundle.add_staff();
    staff->set_principal(PrincipalOf(fill).ToBytes());
    staff->add_roles(policy::v1::ROLE_TRUSTED_PERSON);
    staff->mutable_keys()->set_signing_key(Person(fill).public_key().ToBytes());
  }
  return parsed;
}

struct Login {
  Audience audience = Audience::kStaff;
  char organisation = 'o';
  absl::Duration waits = absl::ZeroDuration();  // Between challenge and answer.
  std::optional<std::string> challenge = {};    // Another one than was given.
  std::optional<char> signed_by = {};           // Somebody else's key.
};

class LoginTest : public ::testing::Test {
 protected:
  explicit LoginTest(Audience audience = Audience::kStaff, SessionLimits limits = {})
      : newest_(BundleOf(1, "ab")), sessions_(*Sessions::Create(audience, newest_, limits)) {}

  absl::StatusOr<std::string> SignIn(char fill, absl::Time now = kNow, const Login& login = {}) {
    const cryptography::LogSigner person = Person(fill);
    const std::string challenge =
        login.challenge.has_value() ? *login.challenge : *sessions_->Begin(now);
    const std::string key = person.public_key().ToBytes();
    const std::string message =
        std::string(32, login.organisation) + static_cast<char>(login.audience) + key + challenge;
    const std::string signature =
        Person(login.signed_by.value_or(fill)).Sign(contract::label::kLogin, message)->ToBytes();
    return sessions_->Complete({key, challenge, signature}, now + login.waits,
                               [this](const contract::SigningKey& asked) { return Find(asked); });
  }

  absl::StatusOr<std::optional<contract::PrincipalId>> Find(const contract::SigningKey& key) {
    ++lookups_;
    for (const char fill : known_) {
      if (Person(fill).public_key() == key) return std::optional(PrincipalOf(fill));
    }
    return std::optional<contract::PrincipalId>();
  }

  publication::NewestBundle newest_;
  std::unique_ptr<Sessions> sessions_;
  std::string known_ = "ab";
  int lookups_ = 0;
};

}  // namespace vangnet::session

#endif  // VANGNET_TESTS_SERVICES_SESSION_LOGIN_FIXTURE_H_
