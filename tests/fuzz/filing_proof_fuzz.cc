// The proof that a server gives for a filing, as its client verifies it. Mode 0: the bytes
// as they are. 1: the statement is signed with the organisation's log key; everything that
// it says must then be what the client knows.
#include "clients/sealing/filing_proof.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

const sealing::FilingFacts& Facts() {
  static const auto* const facts = [] {
    auto* known = new sealing::FilingFacts;
    known->organisation_id = World().pinned().organisation_id;
    known->case_id = Reporter().case_id;
    known->filing_record_hash = sealing::Sha256("record");
    known->check_head = sealing::Sha256("check");
    known->conversation_head = sealing::Sha256("conversation");
    known->filing_digest = sealing::Sha256("filing");
    return known;
  }();
  return *facts;
}

absl::Status Verify(std::string_view proof) {
  return sealing::VerifyFilingProof(proof, World().first_bundle(), Facts()).status();
}

void Check(std::string_view bytes) {
  const auto statement = sealing::VerifyFilingProof(bytes, World().first_bundle(), Facts());
  if (!statement.ok()) {
    RequireGoodRefusal(statement.status(), bytes, {absl::StatusCode::kDataLoss}, Verify);
    Require(!contract::ReasonOf(statement.status()).empty(), "a refused proof has a reason");
    return;
  }
  Require(statement->organisation_id() == Facts().organisation_id.view() &&
              statement->case_id() == Facts().case_id.view() &&
              statement->filing_record_hash() == Facts().filing_record_hash.view() &&
              statement->check_head() == Facts().check_head.view() &&
              statement->conversation_head() == Facts().conversation_head.view() &&
              statement->filing_digest() == Facts().filing_digest->view(),
          "a proof proves this filing and no other");
  record::v1::FilingProof proof;
  Require(contract::ParseCanonical(bytes, 4096, proof).ok() &&
              proof.statement() == contract::SerializeCanonical(*statement) &&
              proof.log_key() == World().log_identity().key().view(),
          "what verifies is canonical and by the log key");
  sealing::FilingFacts others = Facts();
  others.filing_digest = sealing::Sha256("another filing");
  Require(!sealing::VerifyFilingProof(bytes, World().first_bundle(), others).ok(),
          "it proves nothing of another filing");
}

std::string Signed(std::string_view bytes) {
  record::v1::FilingProof proof;
  (void)proof.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  proof.set_log_key(World().log_identity().key().ToBytes());
  proof.set_signature(
      World().log_identity().Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
  return contract::SerializeCanonical(proof);
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return record::v1::FilingProof::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const bool sign = (input.Byte() & 1) != 0;
  const std::string_view bytes = input.Rest();
  Check(sign ? Signed(bytes) : std::string(bytes));
  return 0;
}
