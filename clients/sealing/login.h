// The answer to a login challenge (SPEC.md section 8).
#ifndef VANGNET_CLIENTS_SEALING_LOGIN_H_
#define VANGNET_CLIENTS_SEALING_LOGIN_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/sealing/identity.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {

enum class Audience : std::uint8_t { kReporter = 1, kStaff = 2 };

// Sign(identity, login, organisation || u8 audience || ed_pk || challenge).
// INVALID_ARGUMENT unless the challenge has 40 bytes: nothing else is ever signed.
absl::StatusOr<contract::Signature> SignLogin(const Identity& identity,
                                              const contract::OrganisationId& organisation_id,
                                              Audience audience, std::string_view challenge);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_LOGIN_H_
