#include "clients/session/page_fetch.h"

#include <gtest/gtest.h>

namespace vangnet::session {
namespace {

TEST(PageAddressTest, IsASchemeAHostAndPerhapsAPort) {
  for (const char* typed : {"https://a.example", "https://a.example:8443", "https://127.0.0.1:1",
                            "https://[::1]:65535", "https://[::1]"}) {
    EXPECT_EQ(PageAddress(typed).value_or("refused"), typed);
    EXPECT_EQ(PageAddress(std::string(typed) + "/").value_or("refused"), typed);
  }
}

TEST(PageAddressTest, NothingElseIsAskedFor) {
  for (const char* typed : {"",
                            "a.example",
                            "http://a.example",
                            "file:///etc/passwd",
                            "https://",
                            "https:///",
                            "https://a.example/page",
                            "https://a.example//",
                            "https://a.example?x",
                            "https://a.example#x",
                            "https://who@a.example",
                            "https://a.example:0",
                            "https://a.example:65536",
                            "https://a.example:x",
                            "https://a.example:",
                            "https://a example",
                            "HTTPS://a.example",
                            "https://a.example: 443",
                            "https://a.example:443 /",
                            "https://a.example:+443",
                            "https://a.example:0443",
                            "https://z[0:3   /",
                            "https://[::1",
                            "https://::1",
                            "https://[a]",
                            "https://a%2eexample",
                            "https:a.example",
                            "a.example:443",
                            " https://a.example",
                            "https://a.example\n"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(PageAddress(typed).status())) << typed;
  }
}

}  // namespace
}  // namespace vangnet::session
