// A grant: epoch keys of one compartment, sealed to one recipient and signed by the
// granter (SPEC.md section 7).
//
//   Grant { header (canonical GrantHeader), box, signature }
//   box       = crypto_box_seal(H(header) || u8 n || n * (u32 epoch || K), recipient_key)
//   signature = Sign(granter, grant, H(header) || H(box))
#ifndef VANGNET_CLIENTS_SEALING_GRANT_H_
#define VANGNET_CLIENTS_SEALING_GRANT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/identity.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

// Whom a grant is for and where it holds; the keys come beside it.
struct GrantTerms {
  contract::OrganisationId organisation_id;
  contract::CaseId case_id;
  record::v1::Compartment compartment;
  contract::PrincipalId recipient;
  contract::BoxKey recipient_key;
  record::v1::CaseRole role = record::v1::CASE_ROLE_UNSPECIFIED;
  std::uint32_t bundle_version = 0;
};

// Canonical Grant. INVALID_ARGUMENT: no key, more than 64, or a recipient key of small
// order.
absl::StatusOr<std::string> SealGrant(const GrantTerms& terms, const EpochKeys& keys,
                                      const Identity& granter);

// Opens `grant` for `identity`. NOT_FOUND: it is for another key, as its signed header
// says. DATA_LOSS: it is for this key and damaged or forged. Never promises that the
// granter had the right to grant, nor that the keys fit the epochs' commitments: that is
// VerifyCase's answer.
absl::StatusOr<EpochKeys> OpenGrant(const contract::ParsedGrant& grant, const Identity& identity);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_GRANT_H_
