// The side of a page: gRPC-Web over HTTP/1.1 written by hand, so that it can also be wrong,
// to a webgate's own socket or by TLS to the front.
#ifndef VANGNET_TESTS_SERVICES_WEBGATE_WEB_CALLER_H_
#define VANGNET_TESTS_SERVICES_WEBGATE_WEB_CALLER_H_

#include <openssl/ssl.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vangnet::webgate {

// Whoever is on the other side may close it at any time. No answer within half a minute is
// the end of it too.
class WebConnection {
 public:
  static std::unique_ptr<WebConnection> ToSocket(const std::string& path);
  static std::unique_ptr<WebConnection> ToFront(int port);
  ~WebConnection();

  bool Send(std::string_view bytes);
  // Empty when the other side has closed.
  std::string Receive();
  // Reads until the other side closes; true when it did before anything was waited for
  // longer than half a minute.
  bool IsClosedByTheOther();

 private:
  explicit WebConnection(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  bool timed_out_ = false;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
};

struct WebRequest {
  std::string path;
  std::string message;
  // Added to what a browser sends, or instead of it; an empty value takes one away.
  std::map<std::string, std::string> fields = {};
  std::string method = "POST";

  std::string body() const;  // One frame.
  std::string Head(std::size_t body_size) const;
  std::string Text() const { return Head(body().size()) + body(); }
};

inline constexpr char kOrigin[] = "https://page.example";

struct WebAnswer {
  int http_status = 0;  // 0: none, or not all of the head.
  std::map<std::string, std::string> fields;
  std::vector<std::string> messages;
  std::map<std::string, std::string> trailers;
  bool complete = false;  // To the last chunk.

  // -1 when none was told, in the last frame or in the head.
  int grpc_status() const;
  std::string message() const;  // Of grpc-message.
  std::string reason() const;   // Of google.rpc.ErrorInfo in grpc-status-details-bin.
};

// What was received so far.
WebAnswer ParseAnswer(std::string_view bytes);

// Sends, and reads to the end.
WebAnswer Ask(WebConnection& connection, const std::string& request);

// Reads until there are `count` messages, or the end; `received` is all bytes so far.
WebAnswer ReadMessages(WebConnection& connection, std::string& received, std::size_t count);

}  // namespace vangnet::webgate

#endif  // VANGNET_TESTS_SERVICES_WEBGATE_WEB_CALLER_H_
