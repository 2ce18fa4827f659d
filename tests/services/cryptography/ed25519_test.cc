#include "services/cryptography/ed25519.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "proto/contract/labels.h"

namespace vangnet::cryptography {
namespace {

std::string Bytes(const std::string& hex) { return absl::HexStringToBytes(hex); }
contract::SigningKey Key(const std::string& hex) {
  return *contract::SigningKey::Parse(Bytes(hex));
}
contract::Signature Sig(const std::string& hex) { return *contract::Signature::Parse(Bytes(hex)); }

LogSigner Signer(char fill) {
  return *LogSigner::FromSeed(contract::SecretBytes::CopyOf(std::string(32, fill)));
}

struct Rfc8032 {
  const char* seed;
  const char* key;
  const char* message;
  const char* signature;
};
constexpr Rfc8032 kRfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Ed25519Test, VerifiesAndSignsAsRfc8032) {
  for (const Rfc8032& vector : kRfc8032) {
    EXPECT_TRUE(VerifyBytes(Key(vector.key), Bytes(vector.message), Sig(vector.signature)));
    const auto signer = LogSigner::FromSeed(contract::SecretBytes::CopyOf(Bytes(vector.seed)));
    ASSERT_TRUE(signer.ok());
    EXPECT_EQ(signer->public_key(), Key(vector.key));
    EXPECT_EQ(*signer->Sign("", Bytes(vector.message)), Sig(vector.signature));
  }
}

TEST(Ed25519Test, AnyChangedBitIsRefused) {
  const LogSigner signer = Signer('s');
  const contract::Signature good = *signer.Sign(contract::label::kLogin, "message");
  ASSERT_TRUE(Verify(signer.public_key(), contract::label::kLogin, "message", good));
  for (std::size_t bit = 0; bit < 512; ++bit) {
    contract::Signature changed = good;
    changed.mutable_data()[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    EXPECT_FALSE(Verify(signer.public_key(), contract::label::kLogin, "message", changed)) << bit;
  }
}

TEST(Ed25519Test, ASignatureForOneLabelIsNoneForAnother) {
  const LogSigner signer = Signer('s');
  const contract::Signature login = *signer.Sign(contract::label::kLogin, "message");
  EXPECT_FALSE(Verify(signer.public_key(), contract::label::kRecord, "message", login));
  EXPECT_FALSE(Verify(signer.public_key(), contract::label::kLogin, "messagf", login));
  EXPECT_FALSE(Verify(Signer('t').public_key(), contract::label::kLogin, "message", login));
}

// The encodings of SPEC.md section 1, without their sign bit.
const std::vector<std::string>& SmallOrder() {
  static const std::vector<std::string> encodings = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
  return encodings;
}

std::string WithSign(std::string encoding) {
  encoding.back() = static_cast<char>(encoding.back() | '\x80');
  return encoding;
}

// With the neutral element as key, R = [S]B verifies for every message: S = 0 gives R = the
// neutral element, which OpenSSL 3.0 accepts.
TEST(Ed25519Test, ForgeriesUnderKeysOfSmallOrderAreRefused) {
  const std::string neutral = Bytes(SmallOrder()[1]);
  const contract::Signature forged = *contract::Signature::Parse(neutral + std::string(32, '\0'));
  const auto openssl_accepts = [&](const std::string& key) {
    const std::unique_ptr<EVP_PKEY, FreeKey> public_key(EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(key.data()), 32));
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, public_key.get());
    const int verdict = EVP_DigestVerify(context, forged.data(), 64,
                                         reinterpret_cast<const unsigned char*>("any message"), 11);
    EVP_MD_CTX_free(context);
    return verdict == 1;
  };
  ASSERT_TRUE(openssl_accepts(neutral)) << "then the check before it would be needless";
  for (const std::string& hex : SmallOrder()) {
    for (const std::string& key : {Bytes(hex), WithSign(Bytes(hex))}) {
      EXPECT_FALSE(VerifyBytes(*contract::SigningKey::Parse(key), "any message", forged)) << hex;
    }
  }
}

TEST(Ed25519Test, ARandomPointOfSmallOrderAsRIsRefused) {
  const LogSigner signer = Signer('s');
  const contract::Signature good = *signer.Sign("", "message");
  for (const std::string& hex : SmallOrder()) {
    for (const std::string& r : {Bytes(hex), WithSign(Bytes(hex))}) {
      const auto changed = contract::Signature::Parse(r + good.ToBytes().substr(32));
      EXPECT_FALSE(VerifyBytes(signer.public_key(), "message", *changed)) << hex;
    }
  }
}

TEST(Ed25519Test, AKeyThatIsNotReducedIsRefused) {
  const contract::Signature forged =
      *contract::Signature::Parse(Bytes(SmallOrder()[1]) + std::string(32, '\0'));
  for (int low = 0xed; low <= 0xff; ++low) {
    std::string key(32, '\xff');
    key[0] = static_cast<char>(low);
    key[31] = '\x7f';
    EXPECT_FALSE(VerifyBytes(*contract::SigningKey::Parse(key), "any message", forged)) << low;
  }
}

TEST(LogSignerTest, ASeedOfAnotherLengthIsRefused) {
  for (const std::size_t size : {0, 31, 33, 64}) {
    EXPECT_EQ(LogSigner::FromSeed(contract::SecretBytes(size)).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace vangnet::cryptography
