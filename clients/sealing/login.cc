#include "clients/sealing/login.h"

#include <string>

#include "absl/status/status.h"
#include "proto/contract/labels.h"

namespace vangnet::sealing {

absl::StatusOr<contract::Signature> SignLogin(const Identity& identity,
                                              const contract::OrganisationId& organisation_id,
                                              Audience audience, std::string_view challenge) {
  if (challenge.size() != 40) return absl::InvalidArgumentError("challenge: 40 bytes");
  std::string message(organisation_id.view());
  message.push_back(static_cast<char>(audience));
  message.append(identity.signing_key().view());
  message.append(challenge);
  return identity.Sign(contract::label::kLogin, message);
}

}  // namespace vangnet::sealing
