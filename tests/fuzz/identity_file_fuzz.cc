// The key file of a member of the staff or a signer. Argon2id takes 256 MiB and a second:
// only what is refused before it is opened here; how a good one opens, is a unit test.
// Byte of mode: not used.
#include "clients/sealing/key_file.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "vangnet/identity/v1/identity.pb.h"

namespace vangnet::fuzz {
namespace {

absl::Status Read(std::string_view bytes) { return sealing::ReadKeyFileHeader(bytes).status(); }

void CheckHeader(const identity::v1::KeyFileHeader& header, std::string_view bytes) {
  Require(header.passes() >= 3 && header.passes() <= 16, "3 to 16 passes");
  Require(header.memory_kib() >= 256 * 1024 && header.memory_kib() <= 1024 * 1024,
          "256 MiB to 1 GiB");
  Require(header.salt().size() == 16 && header.suite() == 1 && header.generation() >= 1,
          "salt, suite and generation");
  const bool identity = header.purpose() == identity::v1::KEY_PURPOSE_IDENTITY;
  Require(header.principal().size() == (identity ? 16u : 0u), "a principal for an identity only");
  identity::v1::KeyFile file;
  Require(contract::ParseCanonical(bytes, 1024, file).ok() &&
              file.header() == contract::SerializeCanonical(header) && file.nonce().size() == 24 &&
              file.sealed().size() == 48,
          "what parses serialises to the same bytes");
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return identity::v1::KeyFile::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  (void)input.Byte();
  const std::string_view bytes = input.Rest();
  const auto header = vangnet::sealing::ReadKeyFileHeader(bytes);
  if (header.ok()) {
    CheckHeader(*header, bytes);
    return 0;
  }
  RequireGoodRefusal(header.status(), bytes, {absl::StatusCode::kInvalidArgument}, Read);
  const auto opened =
      vangnet::sealing::OpenKeyFile(bytes, vangnet::contract::SecretBytes::CopyOf("a passphrase"));
  Require(opened.status() == header.status(), "refused before any memory is taken");
  return 0;
}
