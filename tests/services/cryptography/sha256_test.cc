#include "services/cryptography/sha256.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "services/cryptography/random.h"

namespace vangnet::cryptography {
namespace {

std::string Hex(const contract::Hash& hash) { return absl::BytesToHexString(hash.ToBytes()); }

TEST(Sha256Test, GivesTheHashesOfTheStandard) {
  EXPECT_EQ(Hex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HmacSha256Test, GivesTheFirstAnswerOfRfc4231) {
  EXPECT_EQ(Hex(HmacSha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST(RandomTest, GivesAsManyBytesAsWereAskedAndNeverTheSame) {
  const auto one = RandomBytes(32);
  const auto other = RandomBytes(32);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_EQ(one->size(), 32u);
  EXPECT_FALSE(one->EqualInConstantTime(*other));
}

}  // namespace
}  // namespace vangnet::cryptography
