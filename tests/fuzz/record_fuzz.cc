// Records, as server and clients parse them. Bit 0 of the mode: signed by a known person,
// the body filled up to a size that a body can have.
#include <array>

#include "clients/sealing/ed25519.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/sha256.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/short_body.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using contract::ParsedRecord;

absl::Status Parse(std::string_view bytes) {
  return contract::ParseRecord(&cryptography::Sha256, bytes).status();
}

void CheckSame(const ParsedRecord& server, const ParsedRecord& client) {
  Require(server.record_hash == client.record_hash && server.header_hash == client.header_hash &&
              server.body_hash == client.body_hash &&
              server.signed_message == client.signed_message,
          "server and client hash alike");
  const bool good = cryptography::Verify(server.author_key, contract::label::kRecord,
                                         server.signed_message, server.signature);
  Require(good == sealing::VerifySignature(client.author_key, contract::label::kRecord,
                                           client.signed_message, client.signature),
          "OpenSSL and libsodium give the same verdict");
}

void CheckFields(const ParsedRecord& parsed, std::string_view bytes) {
  record::v1::Record record;
  record.set_header(contract::SerializeCanonical(parsed.header));
  record.set_nonce(parsed.nonce);
  record.set_sealed(parsed.sealed);
  record.set_signature(parsed.signature.ToBytes());
  Require(contract::SerializeCanonical(record) == bytes && parsed.bytes == bytes,
          "what parses serialises to the same bytes");
  const bool entry = parsed.kind() == record::v1::RECORD_KIND_ENTRY;
  Require(entry == (parsed.header.epoch() > 0) && entry == (parsed.nonce.size() == 24) &&
              entry == contract::IsSealedSize(parsed.sealed.size()),
          "an ENTRY has a body, and nothing else has");
  Require(!parsed.case_id.IsZero() && !parsed.author.IsZero() && !parsed.author_key.IsZero() &&
              !parsed.organisation_id.IsZero() && !parsed.record_id.IsZero(),
          "no id and no key is zero");
  Require(record::v1::RecordKind_IsValid(parsed.kind()) && parsed.header.author_seq() >= 1,
          "kind and sequence are known");
}

void Check(std::string_view bytes) {
  const auto server = contract::ParseRecord(&cryptography::Sha256, bytes);
  const auto client = contract::ParseRecord(sealing::Sha256, bytes);
  Require(server.status() == client.status(), "server and client agree on a record");
  if (!server.ok()) {
    RequireGoodRefusal(server.status(), bytes, {absl::StatusCode::kInvalidArgument}, Parse);
    Require(!contract::ReasonOf(server.status()).empty(), "a refused record has a reason");
    return;
  }
  CheckSame(*server, *client);
  CheckFields(*server, bytes);
}

std::string Signed(std::string_view bytes) {
  record::v1::Record record;
  (void)record.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  record::v1::RecordHeader header;
  (void)header.ParsePartialFromString(record.header());
  header.set_author_key(World().person("anna").signing_key().ToBytes());
  FillBody(record);
  return sealing::SignRecordBytes(contract::SerializeCanonical(header), record.nonce(),
                                  record.sealed(), World().person("anna"));
}

}  // namespace

const google::protobuf::Message& MessageOfInput() { return record::v1::Record::default_instance(); }

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const bool sign = (input.Byte() & 1) != 0;
  const std::string bytes(input.Rest());
  Check(sign ? Signed(bytes) : bytes);
  return 0;
}
