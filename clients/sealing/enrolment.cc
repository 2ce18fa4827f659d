#include "clients/sealing/enrolment.h"

#include "clients/sealing/fingerprint.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "vangnet/identity/v1/identity.pb.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kRequestLimit = 1024;

}  // namespace

std::string MakeEnrolmentRequest(const Identity& identity, std::uint32_t generation) {
  identity::v1::EnrolmentStatement statement;
  statement.set_principal(identity.principal().ToBytes());
  statement.set_generation(generation);
  statement.set_signing_key(identity.signing_key().ToBytes());
  statement.set_box_key(identity.box_key().ToBytes());
  identity::v1::EnrolmentRequest request;
  request.set_statement(contract::SerializeCanonical(statement));
  request.set_signature(identity.Sign(contract::label::kEnrol, request.statement()).ToBytes());
  return contract::SerializeCanonical(request);
}

absl::StatusOr<Enrolment> VerifyEnrolmentRequest(std::string_view request) {
  VN_ASSIGN_OR_RETURN(const auto outer, contract::ParseCanonicalAs<identity::v1::EnrolmentRequest>(
                                            request, kRequestLimit));
  VN_ASSIGN_OR_RETURN(const auto statement,
                      contract::ParseCanonicalAs<identity::v1::EnrolmentStatement>(
                          outer.statement(), kRequestLimit));
  const auto principal = contract::PrincipalId::Parse(statement.principal());
  if (!principal.ok() || principal->IsZero()) return contract::BadField("principal", "16 bytes");
  const auto signing_key = contract::SigningKey::Parse(statement.signing_key());
  if (!signing_key.ok()) return contract::BadField("signing_key", "32 bytes");
  const auto box_key = contract::BoxKey::Parse(statement.box_key());
  if (!box_key.ok()) return contract::BadField("box_key", "32 bytes");
  if (statement.generation() == 0) return contract::BadField("generation", "1 or more");
  const auto signature = contract::Signature::Parse(outer.signature());
  if (!signature.ok()) return contract::BadField("signature", "64 bytes");
  if (!VerifySignature(*signing_key, contract::label::kEnrol, outer.statement(), *signature)) {
    return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                     contract::reason::kBadSignature, "signature: not by this key");
  }
  return Enrolment{.principal = *principal,
                   .generation = statement.generation(),
                   .signing_key = *signing_key,
                   .box_key = *box_key,
                   .fingerprint = Fingerprint(*signing_key, *box_key)};
}

}  // namespace vangnet::sealing
