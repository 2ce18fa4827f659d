// The request of a member of the staff to be put in the bundle. Mode 0: the bytes as they
// are. 1: signed by anna.
#include "clients/sealing/enrolment.h"
#include "clients/sealing/fingerprint.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"
#include "vangnet/identity/v1/identity.pb.h"

namespace vangnet::fuzz {
namespace {

absl::Status Verify(std::string_view request) {
  return sealing::VerifyEnrolmentRequest(request).status();
}

void Check(std::string_view bytes, bool signed_by_anna) {
  const auto enrolment = sealing::VerifyEnrolmentRequest(bytes);
  if (!enrolment.ok()) {
    RequireGoodRefusal(enrolment.status(), bytes, {absl::StatusCode::kInvalidArgument}, Verify);
    Require(!contract::ReasonOf(enrolment.status()).empty(), "a refused request has a reason");
    return;
  }
  identity::v1::EnrolmentStatement statement;
  statement.set_principal(enrolment->principal.ToBytes());
  statement.set_generation(enrolment->generation);
  statement.set_signing_key(enrolment->signing_key.ToBytes());
  statement.set_box_key(enrolment->box_key.ToBytes());
  identity::v1::EnrolmentRequest request;
  Require(contract::ParseCanonical(bytes, 4096, request).ok() &&
              request.statement() == contract::SerializeCanonical(statement),
          "what parses serialises to the same bytes");
  Require(enrolment->generation >= 1 && !enrolment->principal.IsZero(), "a person, a generation");
  Require(!signed_by_anna || enrolment->signing_key == World().person("anna").signing_key(),
          "nobody enrols a key that did not sign");
  Require(
      sealing::CheckFingerprint(sealing::Fingerprint(enrolment->signing_key, enrolment->box_key),
                                enrolment->fingerprint)
          .ok(),
      "the fingerprint is that of the keys");
}

std::string Signed(std::string_view bytes) {
  identity::v1::EnrolmentRequest request;
  (void)request.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  request.set_signature(
      World().person("anna").Sign(contract::label::kEnrol, request.statement()).ToBytes());
  return contract::SerializeCanonical(request);
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return identity::v1::EnrolmentRequest::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const bool sign = (input.Byte() & 1) != 0;
  const std::string_view bytes = input.Rest();
  Check(sign ? Signed(bytes) : std::string(bytes), sign);
  return 0;
}
