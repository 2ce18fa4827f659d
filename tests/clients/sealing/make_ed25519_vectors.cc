// ed25519.json: what a verifier must accept and refuse, forgeries that OpenSSL 3.0 would
// accept among them. Run by libsodium in clients and by OpenSSL in the server.
#include <sodium.h>

#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/sealing/ed25519.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_file.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

using testing::FromHex;

// The seven encodings of SPEC.md section 1, sign bit clear.
const std::vector<std::string>& SmallOrder() {
  static const auto* encodings = new std::vector<std::string>{
      FromHex("0000000000000000000000000000000000000000000000000000000000000000"),
      FromHex("0100000000000000000000000000000000000000000000000000000000000000"),
      FromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
      FromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
      FromHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      FromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
      FromHex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")};
  return *encodings;
}

unsigned char* Data(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* Data(const std::string& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// SHA-512(R || A || m) modulo the group's order.
std::string Challenge(const std::string& r, const std::string& a, const std::string& message) {
  const std::string input = r + a + message;
  unsigned char hash[crypto_hash_sha512_BYTES];
  crypto_hash_sha512(hash, Data(input), input.size());
  std::string scalar(crypto_core_ed25519_SCALARBYTES, '\0');
  crypto_core_ed25519_scalar_reduce(Data(scalar), hash);
  return scalar;
}

Json SampleOf(const std::string& name, const std::string& key, const std::string& message,
              const std::string& signature) {
  Json sample;
  sample.SetText("name", name).SetBytes("key", key);
  return sample.SetBytes("message", message).SetBytes("signature", signature);
}

// With a key A of small order and h a multiple of 8, sB = R + hA holds for any s and
// R = sB: a signature that nobody made.
Json ForgeryFor(const std::string& key) {
  std::string s(32, '\0');
  s[0] = 7;
  std::string r(32, '\0');
  crypto_scalarmult_ed25519_base_noclamp(Data(r), Data(s));
  std::string message;
  for (int counter = 0;; ++counter) {
    message = "forged " + std::to_string(counter);
    if ((Data(Challenge(r, key, message))[0] & 7) == 0) break;
  }
  return SampleOf("key of small order, forged signature", key, message, r + s);
}

// R is the neutral element and s = h * a: the honest equation holds.
Json SmallOrderR(const std::string& r, const contract::SecretBytes& seed,
                 const SigningIdentity& signer) {
  const std::string key = signer.key().ToBytes();
  const std::string message = "small order R";
  unsigned char expanded[crypto_hash_sha512_BYTES];
  crypto_hash_sha512(expanded, seed.data(), seed.size());
  expanded[0] &= 248;
  expanded[31] &= 127;
  expanded[31] |= 64;
  unsigned char wide[crypto_core_ed25519_NONREDUCEDSCALARBYTES] = {};
  std::memcpy(wide, expanded, 32);
  std::string a(32, '\0');
  crypto_core_ed25519_scalar_reduce(Data(a), wide);
  std::string s(32, '\0');
  crypto_core_ed25519_scalar_mul(Data(s), Data(Challenge(r, key, message)), Data(a));
  return SampleOf("R of small order", key, message, r + s);
}

// The same signature with s + L.
std::string Malleable(const std::string& signature) {
  const std::string order =
      FromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  std::string result = signature;
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += Data(signature)[32 + i] + Data(order)[i];
    result[32 + i] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  return result;
}

Json BadKeys() {
  Json list = Json::List();
  for (const std::string& encoding : SmallOrder()) {
    std::string signed_encoding = encoding;
    signed_encoding[31] = static_cast<char>(signed_encoding[31] | 0x80);
    list.Add(ForgeryFor(encoding));
    list.Add(ForgeryFor(signed_encoding));
  }
  // y from p + 2 to 2^255 - 1: not reduced.
  for (int low = 0xef; low <= 0xff; ++low) {
    std::string key(32, '\xff');
    key[0] = static_cast<char>(low);
    key[31] = '\x7f';
    list.Add(
        SampleOf("y not below p", key, "message", std::string(32, '\x58') + std::string(32, '\0')));
  }
  return list;
}

}  // namespace

Json Ed25519Vectors() {
  const contract::SecretBytes seed = Repeated(32, 0x42);
  const SigningIdentity signer = *SigningIdentity::FromSeed(seed);
  const std::string key = signer.key().ToBytes();
  const std::string labelled = absl::StrCat(std::string(contract::label::kRecord), "message");
  const std::string signature = signer.Sign(contract::label::kRecord, "message").ToBytes();

  Json good = Json::List();
  good.Add(SampleOf("with a label", key, labelled, signature));
  good.Add(SampleOf("empty message", key, "", signer.Sign("", "").ToBytes()));
  good.Add(SampleOf("RFC 8032, test 2",
                    FromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
                    FromHex("72"),
                    FromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));

  Json bad = Json::List();
  std::string flipped = signature;
  flipped[0] = static_cast<char>(flipped[0] ^ 1);
  bad.Add(SampleOf("R changed", key, labelled, flipped));
  flipped = signature;
  flipped[40] = static_cast<char>(flipped[40] ^ 1);
  bad.Add(SampleOf("s changed", key, labelled, flipped));
  bad.Add(SampleOf("message changed", key, labelled + ".", signature));
  bad.Add(SampleOf("label missing", key, "message", signature));
  bad.Add(SampleOf("another label", key,
                   absl::StrCat(std::string(contract::label::kGrant), "message"), signature));
  const SigningIdentity other = *SigningIdentity::FromSeed(Repeated(32, 0x43));
  bad.Add(SampleOf("another key", other.key().ToBytes(), labelled, signature));
  bad.Add(SampleOf("s not below the order", key, labelled, Malleable(signature)));
  bad.Add(SampleOf("all zero", key, labelled, std::string(64, '\0')));
  for (const std::string& r : SmallOrder()) {
    bad.Add(SmallOrderR(r, seed, signer));
    std::string signed_r = r;
    signed_r[31] = static_cast<char>(signed_r[31] | 0x80);
    bad.Add(SmallOrderR(signed_r, seed, signer));
  }
  Json file;
  file.SetText("about",
               "SPEC.md section 1. `message` is what Ed25519 signs, label included. Every "
               "verifier gives the same verdict; `bad_keys` and R of small order need "
               "checks of their own with OpenSSL 3.0.");
  return file.Set("good", good).Set("bad", bad).Set("bad_keys", BadKeys());
}

}  // namespace vangnet::sealing
