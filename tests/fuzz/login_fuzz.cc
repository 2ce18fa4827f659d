// A login, from a program of the input: whose key, which challenge, which signature, in
// what order. The server's answer is known beforehand: a token for a known key, a
// signature that verifies and a fresh challenge, and one and the same refusal for the rest.
#include <memory>
#include <set>

#include "clients/sealing/ed25519.h"
#include "clients/sealing/login.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "services/cryptography/sha256.h"
#include "services/session/sessions.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using contract::PrincipalId;
using contract::SigningKey;

constexpr std::size_t kChallenge = 40;

const publication::NewestBundle& Newest() {
  static const auto* const newest = new publication::NewestBundle(
      std::make_shared<const contract::ParsedBundle>(World().Bundle1().parsed()));
  return *newest;
}

const std::unique_ptr<session::Sessions>& StaffSessions() {
  static const auto* const sessions = new std::unique_ptr<session::Sessions>(
      Must(session::Sessions::Create(session::Audience::kStaff, Newest())));
  return *sessions;
}

// One server with one known key; everything that it ever gave out.
class Logins {
 public:
  Logins()
      : sessions_(Must(session::Sessions::Create(session::Audience::kReporter, Newest()))),
        now_(World().now()) {}

  void Attempt(Input& input) {
    const sealing::Identity& signer =
        input.Byte() % 4 == 0 ? World().person("anna") : Reporter().identity;
    const std::string challenge = Challenge(input);
    const std::string key = Key(input, signer);
    const std::string signature = Signature(input, signer, challenge);
    const absl::StatusOr<std::string> token = sessions_->Complete(
        {key, challenge, signature}, now_,
        [](const SigningKey& asked) -> absl::StatusOr<std::optional<PrincipalId>> {
          if (asked != Reporter().identity.signing_key()) return std::optional<PrincipalId>();
          return std::optional(Reporter().identity.principal());
        });
    const bool sizes = key.size() == 32 && challenge.size() == kChallenge && signature.size() == 64;
    const bool good = sizes && key == Reporter().identity.signing_key().view() &&
                      fresh_.count(challenge) > 0 && Verifies(key, challenge, signature);
    Require(token.ok() == good, "a token for a known key, a good signature, a fresh challenge");
    if (good) {
      fresh_.erase(challenge);
      return CheckToken(*token);
    }
    RequireGoodMessage(token.status(),
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kUnauthenticated});
    Require(absl::IsInvalidArgument(token.status()) != sizes,
            "a wrong length is told, everything else is one refusal");
    if (sizes) Require(token.status() == Refusal(), "everything else is one refusal");
  }

 private:
  static absl::Status Refusal() {
    return contract::ErrorWithReason(absl::StatusCode::kUnauthenticated,
                                     contract::reason::kNoSession, "sign in");
  }

  std::string Fresh() {
    last_ = Must(sessions_->Begin(now_));
    Require(last_.size() == kChallenge, "a challenge has 40 bytes");
    fresh_.insert(last_);
    return last_;
  }

  std::string Challenge(Input& input) {
    switch (input.Byte() % 8) {
      case 0:
        return last_;
      case 1: {
        std::string changed = Fresh();
        const std::size_t at = input.Byte() % kChallenge;
        changed[at] = static_cast<char>(changed[at] ^ (input.Byte() | 1));
        return changed;
      }
      case 2:
        return std::string(input.TakeString());
      case 3:
        return Must(sessions_->Begin(now_ - absl::Seconds(60)));
      case 4:
        return Must(StaffSessions()->Begin(now_));
      default:
        return Fresh();
    }
  }

  std::string Key(Input& input, const sealing::Identity& signer) {
    return input.Byte() % 8 == 0 ? std::string(input.TakeString()) : signer.signing_key().ToBytes();
  }

  std::string Signature(Input& input, const sealing::Identity& signer,
                        const std::string& challenge) {
    const std::uint8_t how = input.Byte() % 8;
    if (how == 0) return std::string(input.TakeString());
    const auto audience = how == 1 ? sealing::Audience::kStaff : sealing::Audience::kReporter;
    const auto signature =
        sealing::SignLogin(signer, World().pinned().organisation_id, audience, challenge);
    if (!signature.ok()) return std::string(64, 's');
    std::string bytes = signature->ToBytes();
    if (how == 2) bytes[input.Byte() % 64] ^= 1;
    return bytes;
  }

  static bool Verifies(const std::string& key, const std::string& challenge,
                       const std::string& signature) {
    static const std::string organisation = World().pinned().organisation_id.ToBytes();
    return sealing::VerifySignature(*SigningKey::Parse(key), contract::label::kLogin,
                                    organisation + '\x01' + key + challenge,
                                    *contract::Signature::Parse(signature));
  }

  void CheckToken(const std::string& token) {
    Require(token.size() == 32, "a token has 32 bytes");
    const auto caller = sessions_->Authenticate(token, now_);
    Require(caller.ok() && caller->principal == Reporter().identity.principal() &&
                caller->roles == std::set<policy::v1::Role>{policy::v1::ROLE_REPORTER},
            "a token is its holder's");
    Require(!StaffSessions()->Authenticate(token, now_).ok(), "and nothing on another socket");
    std::string changed = token;
    changed[0] ^= 1;
    Require(!sessions_->Authenticate(changed, now_).ok(), "a changed token is nobody's");
    sessions_->End(token);
    Require(!sessions_->Authenticate(token, now_).ok(), "an ended token is nobody's");
  }

  std::unique_ptr<session::Sessions> sessions_;
  const absl::Time now_;
  std::string last_;
  std::set<std::string> fresh_;
};

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  Logins logins;
  for (int i = 0; i < 8 && !input.empty(); ++i) logins.Attempt(input);
  return 0;
}
