// What the front's TLS takes and what it refuses, as OpenSSL's own client sees it.
#include <string>
#include <vector>

#include "tests/scenarios/scenario.h"
#include "tests/support/child_process.h"

namespace vangnet::testing {
namespace {

using ::testing::HasSubstr;

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

}  // namespace
}  // namespace vangnet::testing
