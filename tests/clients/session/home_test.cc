#include "clients/session/home.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "proto/contract/error.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::session {
namespace {

class HomeTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) { return folder_.path() + "/" + name; }
  static mode_t ModeOf(const std::string& path) {
    struct stat status = {};
    EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
  }
  static caseview::v1::CompartmentHead Head(record::v1::CompartmentKind kind,
                                            std::uint32_t length) {
    caseview::v1::CompartmentHead head;
    head.mutable_compartment()->set_kind(kind);
    head.set_length(length);
    head.set_head(std::string(32, static_cast<char>(length)));
    return head;
  }

  testing::TemporaryFolder folder_;
  const contract::PrincipalId anna_ = *contract::PrincipalId::Parse(std::string(16, 'a'));
  const contract::CaseId case_ = *contract::CaseId::Parse(std::string(16, 'c'));
};

TEST_F(HomeTest, TheCasesOfOnePersonAreKnownByTheirHeads) {
  const Home home = *Home::Open(Path("home"));
  EXPECT_TRUE(home.RememberedCases(anna_).empty());
  ASSERT_TRUE(home.RememberHeads(anna_, case_, {Head(record::v1::COMPARTMENT_KIND_CHECK, 3)}).ok());
  EXPECT_EQ(home.RememberedCases(anna_), std::set<contract::CaseId>{case_});
  EXPECT_TRUE(home.RememberedCases(*contract::PrincipalId::Parse(std::string(16, 'b'))).empty());
}

TEST_F(HomeTest, NobodyElseMayLookIn) {
  ASSERT_TRUE(Home::Open(Path("home")).ok());
  EXPECT_EQ(ModeOf(Path("home")), 0700u);
  ASSERT_TRUE(WriteNewFile(Path("secret"), "x").ok());
  EXPECT_EQ(ModeOf(Path("secret")), 0600u);
}

TEST_F(HomeTest, ANewFileNeverOverwrites) {
  ASSERT_TRUE(WriteNewFile(Path("receipt"), "first").ok());
  EXPECT_EQ(contract::ReasonOf(WriteNewFile(Path("receipt"), "second")),
            client_reason::kFileExists);
  EXPECT_EQ(*ReadFile(Path("receipt"), 100), "first");
}

TEST_F(HomeTest, AFileOverTheLimitIsRefused) {
  ASSERT_TRUE(WriteNewFile(Path("big"), std::string(101, 'x')).ok());
  EXPECT_FALSE(ReadFile(Path("big"), 100).ok());
  EXPECT_TRUE(ReadFile(Path("big"), 101).ok());
}

TEST_F(HomeTest, HeadsComeBackAsTheyWereRemembered) {
  const Home home = *Home::Open(Path("home"));
  EXPECT_TRUE(home.LoadHeads(anna_, case_)->empty());
  ASSERT_TRUE(home.RememberHeads(anna_, case_,
                                 {Head(record::v1::COMPARTMENT_KIND_CHECK, 3),
                                  Head(record::v1::COMPARTMENT_KIND_CONVERSATION, 2)})
                  .ok());
  const auto heads = home.LoadHeads(anna_, case_);
  ASSERT_EQ(heads->size(), 2u);
  EXPECT_EQ((*heads)[0].length(), 3u);
  EXPECT_EQ((*heads)[1].head(), std::string(32, 2));
}

TEST_F(HomeTest, DamagedHeadsAreNotForgottenSilently) {
  const Home home = *Home::Open(Path("home"));
  ASSERT_TRUE(home.RememberHeads(anna_, case_, {Head(record::v1::COMPARTMENT_KIND_CHECK, 3)}).ok());
  const std::string path =
      Path("home/staff/") + ToHex(anna_.view()) + "/heads/" + ToHex(case_.view());
  ASSERT_TRUE(ReplaceFile(path, "1 three\n").ok());
  EXPECT_TRUE(absl::IsDataLoss(home.LoadHeads(anna_, case_).status()));
}

TEST_F(HomeTest, HeadsOfNothingAreDamaged) {
  const Home home = *Home::Open(Path("home"));
  ASSERT_TRUE(home.RememberHeads(anna_, case_, {Head(record::v1::COMPARTMENT_KIND_CHECK, 3)}).ok());
  const std::string path =
      Path("home/staff/") + ToHex(anna_.view()) + "/heads/" + ToHex(case_.view());
  for (const char* line : {"1 0 ", "0 3 "}) {
    ASSERT_TRUE(ReplaceFile(path, line + std::string(64, 'a') + "\n").ok());
    EXPECT_TRUE(absl::IsDataLoss(home.LoadHeads(anna_, case_).status())) << line;
  }
}

// The fuzzer's: a pin without its line of the threshold took a bundle with one signature,
// and a signer that stood there twice counted twice.
TEST_F(HomeTest, APinWhoseSignersAreNoSignerSetIsDamaged) {
  const Home home = *Home::Open(Path("home"));
  const std::string head = "organisation " + std::string(64, 'a') + "\nnewest 2\nversion 1\n";
  const std::string a = "signer " + std::string(64, '1') + "\n";
  const std::string b = "signer " + std::string(64, '2') + "\n";
  ASSERT_TRUE(ReplaceFile(Path("home/organisation"), head + "threshold 2\n" + a + b).ok());
  EXPECT_TRUE(home.LoadPin().ok());
  for (const std::string& signers :
       {a + b, "threshold 0\n" + a + b, "threshold 3\n" + a + b, "threshold 2\n" + a + a,
        "threshold 2\n" + b + a, std::string("threshold 1\n")}) {
    ASSERT_TRUE(ReplaceFile(Path("home/organisation"), head + signers).ok());
    EXPECT_TRUE(absl::IsDataLoss(home.LoadPin().status())) << signers;
  }
}

TEST_F(HomeTest, TheShownVersionIsKeptForEachPerson) {
  const Home home = *Home::Open(Path("home"));
  EXPECT_EQ(home.LoadShownVersion(anna_), 0u);
  ASSERT_TRUE(home.RememberShownVersion(anna_, 7).ok());
  EXPECT_EQ(home.LoadShownVersion(anna_), 7u);
  EXPECT_EQ(home.LoadShownVersion(*contract::PrincipalId::Parse(std::string(16, 'b'))), 0u);
}

TEST(HexTest, OnlyPairsOfDigitsAreHexadecimal) {
  EXPECT_EQ(*FromHex("00ff"), std::string("\x00\xff", 2));
  EXPECT_FALSE(FromHex("0").ok());
  EXPECT_FALSE(FromHex("zz").ok());
}

}  // namespace
}  // namespace vangnet::session
