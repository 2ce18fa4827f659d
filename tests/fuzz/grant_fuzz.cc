// Grants, as server and clients parse them, and as their recipient opens them. Mode 0: the
// bytes as they are. 1: signed by a known person, sealed to a known recipient. 2: the same,
// but what is in the box is of the input.
#include "clients/sealing/ed25519.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/sha256.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using contract::ParsedGrant;

absl::Status Parse(std::string_view bytes) {
  return contract::ParseGrant(&cryptography::Sha256, bytes).status();
}

void CheckSame(const ParsedGrant& server, const ParsedGrant& client) {
  Require(server.grant_hash == client.grant_hash && server.header_hash == client.header_hash &&
              server.signed_message == client.signed_message,
          "server and client hash alike");
  const bool good = cryptography::Verify(server.granter_key, contract::label::kGrant,
                                         server.signed_message, server.signature);
  Require(good == sealing::VerifySignature(client.granter_key, contract::label::kGrant,
                                           client.signed_message, client.signature),
          "OpenSSL and libsodium give the same verdict");
}

void CheckFields(const ParsedGrant& parsed, std::string_view bytes) {
  record::v1::Grant grant;
  grant.set_header(contract::SerializeCanonical(parsed.header));
  grant.set_box(parsed.box);
  grant.set_signature(parsed.signature.ToBytes());
  Require(contract::SerializeCanonical(grant) == bytes && parsed.bytes == bytes,
          "what parses serialises to the same bytes");
  Require(parsed.header.epochs_size() >= 1 && parsed.header.epochs_size() <= 64,
          "a grant has 1 to 64 epochs");
  Require(parsed.box.size() == 81 + 36 * static_cast<std::size_t>(parsed.header.epochs_size()),
          "a box has the size for its epochs");
  const bool reporter = parsed.header.role() == record::v1::CASE_ROLE_REPORTER;
  Require(reporter == (parsed.recipient.view() == parsed.case_id.view()),
          "the reporter alone has the role of the reporter");
}

void CheckOpen(const ParsedGrant& parsed, bool whole) {
  const auto keys = sealing::OpenGrant(parsed, World().person("bo"));
  if (!keys.ok()) {
    Require(!whole, "a grant that was sealed to somebody opens");
    RequireGoodMessage(keys.status(), {absl::StatusCode::kNotFound, absl::StatusCode::kDataLoss});
    return;
  }
  Require(keys->size() == static_cast<std::size_t>(parsed.header.epochs_size()),
          "a key for each epoch of the header");
  for (const std::uint32_t epoch : parsed.header.epochs()) {
    Require(keys->count(epoch) == 1, "a key for each epoch of the header");
  }
}

void Check(std::string_view bytes, bool whole) {
  const auto server = contract::ParseGrant(&cryptography::Sha256, bytes);
  const auto client = contract::ParseGrant(sealing::Sha256, bytes);
  Require(server.status() == client.status(), "server and client agree on a grant");
  if (!server.ok()) {
    RequireGoodRefusal(server.status(), bytes, {absl::StatusCode::kInvalidArgument}, Parse);
    return;
  }
  CheckSame(*server, *client);
  CheckFields(*server, bytes);
  CheckOpen(*server, whole);
}

// H(header) || n || n * (epoch || key): what an honest granter seals.
std::string HonestContent(const record::v1::GrantHeader& header, const std::string& header_bytes) {
  std::string content = sealing::Sha256(header_bytes).ToBytes();
  content.push_back(static_cast<char>(header.epochs_size()));
  for (const std::uint32_t epoch : header.epochs()) {
    for (int shift = 24; shift >= 0; shift -= 8)
      content.push_back(static_cast<char>(epoch >> shift));
    content.append(32, 'k');
  }
  return content;
}

std::string Sealed(std::string_view bytes, bool content_of_input) {
  const sealing::Identity& granter = World().person("anna");
  const sealing::Identity& recipient = World().person("bo");
  record::v1::Grant grant;
  (void)grant.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size()));
  record::v1::GrantHeader header;
  (void)header.ParsePartialFromString(grant.header());
  header.set_recipient_key(recipient.box_key().ToBytes());
  header.set_granter_key(granter.signing_key().ToBytes());
  grant.set_header(contract::SerializeCanonical(header));
  std::string content = content_of_input ? grant.box() : HonestContent(header, grant.header());
  content.resize(81 - 48 + 36 * static_cast<std::size_t>(header.epochs_size()), 'k');
  grant.set_box(*sealing::SealBox(contract::SecretBytes::CopyOf(content), recipient.box_key()));
  const std::string message =
      sealing::Sha256(grant.header()).ToBytes() + sealing::Sha256(grant.box()).ToBytes();
  grant.set_signature(granter.Sign(contract::label::kGrant, message).ToBytes());
  return contract::SerializeCanonical(grant);
}

}  // namespace

const google::protobuf::Message& MessageOfInput() { return record::v1::Grant::default_instance(); }

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int mode = input.Byte() % 3;
  const std::string bytes(input.Rest());
  Check(mode == 0 ? bytes : Sealed(bytes, mode == 2), mode == 1);
  return 0;
}
