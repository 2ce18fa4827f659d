// A filing, as the server parses it before it looks at anything else. Bodies of one byte
// are filled up. Bit 0 of the mode: all five records and the grants are signed by their
// reporter, who is the one of SPEC.md's receipt.
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "services/cryptography/sha256.h"
#include "services/intake/parsed_filing.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/short_body.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

const contract::OrganisationId& Organisation() {
  static const auto* const id = new contract::OrganisationId(World().pinned().organisation_id);
  return *id;
}

absl::Status Parse(std::string_view bytes) {
  return intake::ParseFiling(bytes, Organisation()).status();
}

void CheckParsed(const intake::ParsedFiling& filing, std::string_view bytes) {
  record::v1::Filing again;
  for (const auto& record : filing.records) again.add_records(record.bytes);
  for (const auto& grant : filing.grants) again.add_grants(grant.bytes);
  Require(contract::SerializeCanonical(again) == bytes, "what parses serialises to the same bytes");
  Require(filing.digest == sealing::Sha256(bytes), "server and client hash alike");
  Require(filing.records.size() == 5, "a filing has five records");
  const auto& first = filing.records.front();
  const auto box_key = contract::BoxKey::Parse(filing.act().reporter_box_key());
  Require(box_key.ok() &&
              filing.case_id() == contract::CaseIdOf(sealing::Sha256, first.author_key, *box_key),
          "the reporter's keys make the case id");
  std::size_t members = 0;
  for (const auto& record : filing.records) {
    Require(record.by_reporter() && record.author_key == first.author_key &&
                record.organisation_id == Organisation(),
            "all of it is by the reporter, for this organisation");
    members += static_cast<std::size_t>(record.header.epoch_start().members_size());
    Require(contract::ParseRecord(sealing::Sha256, record.bytes).ok(),
            "what the server takes a client reads");
  }
  Require(filing.grants.size() == members, "one grant for each member of both epochs");
  for (const auto& grant : filing.grants) {
    Require(contract::ParseGrant(sealing::Sha256, grant.bytes).ok(),
            "what the server takes a client reads");
    Require(grant.case_id == filing.case_id() && grant.granter_key == first.author_key,
            "every grant is the reporter's");
  }
}

std::string Filled(std::string_view bytes, bool sign) {
  record::v1::Filing filing;
  (void)filing.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  for (std::string& record_bytes : *filing.mutable_records()) {
    record::v1::Record record;
    if (!record.ParsePartialFromString(record_bytes)) continue;
    FillBody(record);
    record_bytes = sign ? sealing::SignRecordBytes(record.header(), record.nonce(), record.sealed(),
                                                   Reporter().identity)
                        : contract::SerializeCanonical(record);
  }
  return contract::SerializeCanonical(filing);
}

}  // namespace

const google::protobuf::Message& MessageOfInput() { return record::v1::Filing::default_instance(); }

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const std::uint8_t mode = input.Byte();
  const std::string_view rest = input.Rest();
  const std::string bytes = mode % 4 == 3 ? std::string(rest) : Filled(rest, (mode & 1) != 0);
  const auto filing = vangnet::intake::ParseFiling(bytes, Organisation());
  if (filing.ok()) {
    CheckParsed(*filing, bytes);
  } else {
    RequireGoodRefusal(filing.status(), bytes, {absl::StatusCode::kInvalidArgument}, Parse);
    Require(!vangnet::contract::ReasonOf(filing.status()).empty(), "a refused filing has a reason");
  }
  return 0;
}
