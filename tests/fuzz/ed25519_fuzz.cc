// Two verifiers, one verdict: OpenSSL with the server's refusals and libsodium (SPEC.md
// section 1). Mode 0: key, R and S of the input. 1: a good signature with bytes changed.
// 2: key and R of small order or not reduced, chosen by the input.
#include <array>

#include "absl/strings/escaping.h"
#include "clients/sealing/ed25519.h"
#include "services/cryptography/ed25519.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

std::string Padded(std::string_view bytes, std::size_t size) {
  std::string padded(bytes);
  padded.resize(size);
  return padded;
}

// Encodings that verifiers are known to disagree about, without the sign bit.
std::string SpecialPoint(std::uint8_t which) {
  static constexpr std::array<const char*, 9> kPoints = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "f1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "5866666666666666666666666666666666666666666666666666666666666666"};
  std::string point = absl::HexStringToBytes(kPoints[which % kPoints.size()]);
  if ((which & 0x80) != 0) point[31] = static_cast<char>(point[31] | 0x80);
  return point;
}

void ChangeSomeBytes(Input& input, std::string& bytes) {
  for (int i = input.Byte() % 4; i > 0; --i) {
    const std::size_t at = input.Byte() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ input.Byte());
  }
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace contract = vangnet::contract;
  Input input(data, size);
  const int mode = input.Byte() % 3;
  std::string key_bytes;
  std::string signature_bytes;
  std::string message;
  bool untouched = false;
  if (mode == 0) {
    key_bytes = Padded(input.Take(32), 32);
    signature_bytes = Padded(input.Take(64), 64);
    message = std::string(input.Rest());
  } else if (mode == 1) {
    const auto& anna = World().person("anna");
    std::string changes(input.Take(16));
    message = std::string(input.Rest());
    key_bytes = anna.signing_key().ToBytes();
    signature_bytes = anna.Sign("", message).ToBytes();
    const std::string before = key_bytes + signature_bytes;
    Input change(reinterpret_cast<const std::uint8_t*>(changes.data()), changes.size());
    ChangeSomeBytes(change, key_bytes);
    ChangeSomeBytes(change, signature_bytes);
    untouched = before == key_bytes + signature_bytes;
  } else {
    key_bytes = SpecialPoint(input.Byte());
    signature_bytes = SpecialPoint(input.Byte()) + Padded(input.Take(32), 32);
    message = std::string(input.Rest());
  }
  const auto key = *contract::SigningKey::Parse(key_bytes);
  const auto signature = *contract::Signature::Parse(signature_bytes);
  const bool server = vangnet::cryptography::Verify(key, "", message, signature);
  Require(server == vangnet::sealing::VerifySignature(key, "", message, signature),
          "OpenSSL and libsodium give the same verdict");
  if (mode == 1) Require(server == untouched, "a good signature verifies, a changed one does not");
  if (mode == 2) Require(!server, "keys of small order or not reduced never verify");
  return 0;
}
