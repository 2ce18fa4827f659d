// What the front's TLS takes and what it refuses, as OpenSSL's own client and a scanner see it.
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/scenarios/scenario.h"
#include "tests/support/child_process.h"

namespace vangnet::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What each match of `pattern` has in its first pair of brackets.
std::multiset<std::string> Matches(const std::string& text, const char* pattern) {
  std::multiset<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.insert(match->str(1));
  }
  return found;
}

class FrontTlsTest : public Scenario {
 protected:
  // A handshake with what `offer` offers, on the public or the staff port.
  static Finished Handshake(const std::vector<std::string>& offer, bool staff = false) {
    const int port = staff ? system().front().staff_port() : system().front().public_port();
    std::vector<std::string> command = {"openssl", "s_client", "-brief", "-connect",
                                        "127.0.0.1:" + std::to_string(port)};
    command.insert(command.end(), offer.begin(), offer.end());
    return RunCommand(command);
  }
};

TEST_F(FrontTlsTest, BothPortsSpeak13WithTheStrongSuiteAndX25519First) {
  for (const bool staff : {false, true}) {
    const Finished done = Handshake({}, staff);
    EXPECT_EQ(done.exit_code, 0);
    EXPECT_THAT(done.standard_error, HasSubstr("Protocol version: TLSv1.3"));
    EXPECT_THAT(done.standard_error, HasSubstr("Ciphersuite: TLS_AES_256_GCM_SHA384"));
    EXPECT_THAT(done.standard_error, HasSubstr("X25519"));
  }
}

TEST_F(FrontTlsTest, TheOtherSuiteIsChaCha20AndThereIsNoThird) {
  EXPECT_EQ(Handshake({"-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256"}).exit_code, 0);
  for (const char* suite : {"TLS_AES_128_GCM_SHA256", "TLS_AES_128_CCM_SHA256"}) {
    EXPECT_NE(Handshake({"-ciphersuites", suite}).exit_code, 0) << suite;
  }
}

TEST_F(FrontTlsTest, OlderVersionsAreRefused) {
  for (const char* version : {"-tls1_2", "-tls1_1", "-tls1"}) {
    // Seclevel 0: this machine's own policy is not what is tested.
    EXPECT_NE(Handshake({version, "-cipher", "ALL@SECLEVEL=0"}).exit_code, 0) << version;
  }
}

// sslscan tries what openssl's client cannot offer any more as well, SSL 2 among it.
TEST_F(FrontTlsTest, AScannerFindsOneVersionTwoSuitesAndNoWeakness) {
  for (const int port : {system().front().public_port(), system().front().staff_port()}) {
    const Finished scan =
        RunCommand({"sslscan", "--no-colour", "--xml=-", "127.0.0.1:" + std::to_string(port)});
    ASSERT_EQ(scan.exit_code, 0);
    const std::string& said = scan.standard_output;
    EXPECT_THAT(Matches(said, R"re(<protocol type="\w+" version="([0-9.]+)" enabled="1")re"),
                ElementsAre("1.3"));
    EXPECT_EQ(Matches(said, R"re(<protocol type="(\w+)" version="[0-9.]+" enabled="0")re").size(),
              5u);
    EXPECT_THAT(Matches(said, R"re(<cipher [^>]*cipher="(\w+)")re"),
                ElementsAre("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"));
    EXPECT_THAT(Matches(said, R"re(<group [^>]*name="(\w+))re"),
                ElementsAre("secp256r1", "x25519"));
    EXPECT_THAT(Matches(said, R"re(<heartbleed [^>]*vulnerable="(\d)")re"), ElementsAre("0"));
    EXPECT_THAT(Matches(said, R"re(<renegotiation supported="(\d)")re"), ElementsAre("0"));
    EXPECT_THAT(Matches(said, R"re(<pk [^>]*curve_name="(\w+)")re"), ElementsAre("prime256v1"));
  }
}

}  // namespace
}  // namespace vangnet::testing
