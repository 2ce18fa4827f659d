#include "clients/session/page_fetch.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <utility>

#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

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

// Says `answer` to whoever asks first, whatever is asked.
class ScriptedPage {
 public:
  explicit ScriptedPage(std::string answer) : answer_(std::move(answer)) {
    const testing::Finished made = testing::RunCommand(
        {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", folder_ / "key", "-out", folder_ / "certificate", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"});
    EXPECT_EQ(made.exit_code, 0) << made.standard_error;
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(listener_, generic, size), 0);
    EXPECT_EQ(listen(listener_, 1), 0);
    EXPECT_EQ(getsockname(listener_, generic, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~ScriptedPage() {
    thread_.join();
    close(listener_);
  }

  absl::StatusOr<PageAnswer> Fetch() const {
    return FetchPageFrom("https://127.0.0.1:" + std::to_string(port_),
                         testing::ReadFile(folder_ / "certificate"))("/", Encoding::kPlain, 1000);
  }

 private:
  void Serve() const {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
        SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    const std::string certificate = folder_ / "certificate";
    const std::string key = folder_ / "key";
    ASSERT_EQ(SSL_CTX_use_certificate_file(context.get(), certificate.c_str(), SSL_FILETYPE_PEM),
              1);
    ASSERT_EQ(SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM), 1);
    const int connection = accept(listener_, nullptr, nullptr);
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), &SSL_free);
    SSL_set_fd(tls.get(), connection);
    std::string asked;
    char bytes[4096];
    int count = SSL_accept(tls.get());
    while (count > 0 && asked.find("\r\n\r\n") == std::string::npos) {
      count = SSL_read(tls.get(), bytes, sizeof(bytes));
      if (count > 0) asked.append(bytes, static_cast<std::size_t>(count));
    }
    SSL_write(tls.get(), answer_.data(), static_cast<int>(answer_.size()));
    SSL_shutdown(tls.get());
    close(connection);
  }

  const std::string answer_;
  testing::TemporaryFolder folder_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

TEST(PageFetchTest, HeadersHaveSmallNamesAndThoseThatComeTwiceAreJoined) {
  const auto answer = ScriptedPage(
                          "HTTP/1.1 200 OK\r\nX-Twice: a\r\nContent-Length: 4\r\n"
                          "x-twice:  b \r\n\r\npage")
                          .Fetch();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->code, 200);
  EXPECT_EQ(answer->body, "page");
  EXPECT_EQ(answer->headers.at("x-twice"), "a, b");
}

// A browser keeps to none of these: a page that has its rules only there has none.
TEST(PageFetchTest, WhatAnEarlyAnswerOrATrailerSaysIsNoHeaderOfThePage) {
  const auto answer =
      ScriptedPage(
          "HTTP/1.1 103 Early Hints\r\nContent-Security-Policy: default-src 'none'\r\n\r\n"
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: x-late\r\n\r\n"
          "4\r\npage\r\n0\r\nX-Late: a\r\n\r\n")
          .Fetch();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->code, 200);
  EXPECT_EQ(answer->body, "page");
  EXPECT_EQ(answer->headers.count("content-security-policy"), 0u);
  EXPECT_EQ(answer->headers.count("x-late"), 0u);
}

TEST(PageFetchTest, HeadersWithoutEndAreNoAnswer) {
  const auto answer =
      ScriptedPage("HTTP/1.1 200 OK\r\nX: " + std::string(40 * 1024, 'x') + "\r\n\r\n").Fetch();
  EXPECT_TRUE(absl::IsUnavailable(answer.status())) << answer.status();
}

}  // namespace
}  // namespace vangnet::session
