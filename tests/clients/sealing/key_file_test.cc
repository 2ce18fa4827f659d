#include "clients/sealing/key_file.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

// Leaves this process less memory than the cheapest passphrase asks for.
class ScarceMemory {
 public:
  ScarceMemory() {
    EXPECT_EQ(getrlimit(RLIMIT_AS, &before_), 0);
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    rlimit scarce = before_;
    scarce.rlim_cur = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + 128 * 1024 * 1024;
    EXPECT_EQ(setrlimit(RLIMIT_AS, &scarce), 0);
  }
  ~ScarceMemory() { EXPECT_EQ(setrlimit(RLIMIT_AS, &before_), 0); }

 private:
  rlimit before_ = {};
};

class KeyFileTest : public ::testing::Test {
 protected:
  KeyFileTest() {
    content_.purpose = identity::v1::KEY_PURPOSE_IDENTITY;
    content_.principal = world_.principal("anna");
    content_.generation = 3;
    content_.seed = Repeated(32, 9);
  }
  absl::Status Seal(const KeyFileCost& cost, const std::string& passphrase = "geheim") {
    return SealKeyFile(content_, contract::SecretBytes::CopyOf(passphrase), cost, SystemRandom())
        .status();
  }

  SampleWorld world_;
  KeyFileContent content_;
};

TEST_F(KeyFileTest, IsOpenedByItsPassphraseAlone) {
  const auto file =
      SealKeyFile(content_, contract::SecretBytes::CopyOf("geheim"), {}, SystemRandom());
  ASSERT_TRUE(file.ok()) << file.status();
  const auto header = ReadKeyFileHeader(*file);
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->generation(), 3u);
  const auto opened = OpenKeyFile(*file, contract::SecretBytes::CopyOf("geheim"));
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE(opened->seed.EqualInConstantTime(content_.seed));
  EXPECT_EQ(opened->generation, 3u);
  EXPECT_TRUE(absl::IsUnauthenticated(
      OpenKeyFile(*file, contract::SecretBytes::CopyOf("Geheim")).status()));
  EXPECT_TRUE(absl::IsUnauthenticated(OpenKeyFile(*file, contract::SecretBytes()).status()));
}

TEST_F(KeyFileTest, IsNotMadeWithACostOutOfBounds) {
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({.passes = 2})));
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({.passes = 17})));
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({.memory_kib = 256 * 1024 - 1})));
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({.memory_kib = 1024 * 1024 + 1})));
}

TEST_F(KeyFileTest, NeedsAPassphraseASeedAndAPrincipalForAnIdentityOnly) {
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({}, "")));
  content_.seed = Repeated(31, 9);
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({})));
  content_.seed = Repeated(32, 9);
  content_.purpose = identity::v1::KEY_PURPOSE_SIGNER;
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({})));
  content_.purpose = identity::v1::KEY_PURPOSE_IDENTITY;
  content_.principal.reset();
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({})));
  content_.purpose = identity::v1::KEY_PURPOSE_UNSPECIFIED;
  EXPECT_TRUE(absl::IsInvalidArgument(Seal({})));
}

TEST_F(KeyFileTest, WithoutTheMemoryThatItCostsItIsNeitherMadeNorOpened) {
  const contract::SecretBytes passphrase = contract::SecretBytes::CopyOf("geheim");
  const auto file = SealKeyFile(content_, passphrase, {}, SystemRandom());
  ASSERT_TRUE(file.ok()) << file.status();
  {
    const ScarceMemory scarce;
    EXPECT_TRUE(absl::IsResourceExhausted(Seal({})));
    EXPECT_TRUE(absl::IsResourceExhausted(OpenKeyFile(*file, passphrase).status()));
  }
  EXPECT_TRUE(OpenKeyFile(*file, passphrase).ok());
}

TEST_F(KeyFileTest, AFileWithAPartThatIsNoneIsRefusedBeforeItCostsAnything) {
  identity::v1::KeyFile good;
  ASSERT_TRUE(good.ParseFromString(
      SealKeyFile(content_, contract::SecretBytes::CopyOf("geheim"), {}, SystemRandom()).value()));
  const auto read = [](const identity::v1::KeyFile& file) {
    return ReadKeyFileHeader(contract::SerializeCanonical(file)).status();
  };
  EXPECT_TRUE(read(good).ok());
  identity::v1::KeyFile bad = good;
  bad.set_header("no header");
  EXPECT_TRUE(absl::IsInvalidArgument(read(bad)));
  bad = good;
  bad.mutable_nonce()->pop_back();
  EXPECT_TRUE(absl::IsInvalidArgument(read(bad)));
  bad = good;
  bad.mutable_sealed()->pop_back();
  EXPECT_TRUE(absl::IsInvalidArgument(read(bad)));
}

}  // namespace
}  // namespace vangnet::sealing
