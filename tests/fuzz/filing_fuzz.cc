// A filing, as the server parses it before it looks at anything else. Bodies of one byte
// are filled up. Bit 0 of the mode: all five records and the grants are signed by their
// reporter, who is the one of SPEC.md's receipt. The same records and grants are a later call
// as well, of whoever signed the first: as a reader, with bit 2 as a coordinator.
#include <set>

#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "services/case_records/append_call.h"
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

void CheckAppended(const case_records::AppendCall& call, const record::v1::Filing& sent) {
  Require(call.records.size() == static_cast<std::size_t>(sent.records_size()) &&
              call.grants.size() == static_cast<std::size_t>(sent.grants_size()),
          "nothing is left out");
  Require(!call.records.empty() && call.records.size() <= 16 && call.grants.size() <= 64,
          "1 to 16 records, at most 64 grants");
  std::set<contract::RecordId> ids;
  for (const auto& record : call.records) {
    Require(record.organisation_id == Organisation() && record.case_id == call.case_id &&
                record.author == call.author,
            "all of it is the caller's, in this case");
    Require(record.kind() != record::v1::RECORD_KIND_FILING, "a case is filed once");
    Require(!call.by_coordinator() || record.kind() == record::v1::RECORD_KIND_REMOVE_READER,
            "a coordinator removes, and nothing else");
    Require(ids.insert(record.record_id).second, "a record id stands once");
  }
  for (const auto& grant : call.grants) {
    Require(grant.case_id == call.case_id && grant.granter == call.author,
            "every grant is the caller's");
  }
  const absl::Status signatures = case_records::VerifySignatures(call.records, call.grants);
  if (!signatures.ok()) RequireGoodMessage(signatures, {absl::StatusCode::kInvalidArgument});
}

void CheckAsAppend(std::string_view bytes, std::uint8_t mode) {
  record::v1::Filing sent;
  if (!sent.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  case_records::AppendContext context;
  context.organisation_id = Organisation();
  context.capacity =
      (mode & 4) != 0 ? case_records::Capacity::kCoordinator : case_records::Capacity::kReader;
  for (const std::string& record_bytes : sent.records()) {
    const auto record = contract::ParseRecord(sealing::Sha256, record_bytes);
    if (!record.ok()) continue;
    context.case_id = record->case_id;
    context.caller = record->author;
    break;
  }
  const auto call = case_records::ParseAppendCall(context, sent.records(), sent.grants());
  if (call.ok()) {
    CheckAppended(*call, sent);
  } else {
    RequireGoodMessage(call.status(),
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kPermissionDenied});
    Require(!contract::ReasonOf(call.status()).empty(), "a refused call has a reason");
  }
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
  CheckAsAppend(bytes, mode);
  const auto filing = vangnet::intake::ParseFiling(bytes, Organisation());
  if (filing.ok()) {
    CheckParsed(*filing, bytes);
  } else {
    RequireGoodRefusal(filing.status(), bytes, {absl::StatusCode::kInvalidArgument}, Parse);
    Require(!vangnet::contract::ReasonOf(filing.status()).empty(), "a refused filing has a reason");
  }
  return 0;
}
