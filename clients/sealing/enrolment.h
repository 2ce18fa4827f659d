// The request with which a member of the staff asks to be put in the bundle. It proves
// that its maker holds the signing key and nothing else: who the maker is, is settled by
// reading the fingerprint out on the telephone.
#ifndef VANGNET_CLIENTS_SEALING_ENROLMENT_H_
#define VANGNET_CLIENTS_SEALING_ENROLMENT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/sealing/identity.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {

// Canonical EnrolmentRequest, signed with label enrol.
std::string MakeEnrolmentRequest(const Identity& identity, std::uint32_t generation);

struct Enrolment {
  contract::PrincipalId principal;
  std::uint32_t generation = 0;
  contract::SigningKey signing_key;
  contract::BoxKey box_key;
  std::string fingerprint;  // To be compared with CheckFingerprint.
};
// INVALID_ARGUMENT: not canonical, a field is wrong (NOT_CANONICAL, BAD_FIELD), or not
// signed by its own key (BAD_SIGNATURE).
absl::StatusOr<Enrolment> VerifyEnrolmentRequest(std::string_view request);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_ENROLMENT_H_
