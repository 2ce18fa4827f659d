// What strangers send to the webgate: the body of a request, and the fields of its head. The
// input is four fields after a byte of length each, then the target the same, then the body.
#include "absl/strings/str_cat.h"
#include "proto/contract/error.h"
#include "services/webgate/frame.h"
#include "services/webgate/request_check.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using absl::StatusCode;

constexpr std::size_t kMost = 300;
constexpr char kPath[] = "/a.B/C";
constexpr char kOrigin[] = "https://a.example";

void CheckFrame(std::string_view body) {
  const auto message = webgate::ParseRequest(body, kMost);
  if (!message.ok()) {
    RequireGoodRefusal(
        message.status(), body, {StatusCode::kInvalidArgument},
        [](std::string_view changed) { return webgate::ParseRequest(changed, kMost).status(); });
    return;
  }
  Require(message->size() <= kMost, "a message is within its limit");
  Require(webgate::MessageFrameHeader(message->size()) + std::string(*message) == body,
          "one form of a frame, and no other");
}

// A line break in a trailer would begin one that the server never wrote.
void CheckTrailers(std::string_view name, std::string_view value) {
  const std::string frame = webgate::TrailerFrame(
      {{std::string(name), std::string(value)}, {"grpc-message", webgate::PercentEncoded(value)}});
  std::size_t lines = 0;
  for (std::size_t at = webgate::kFrameHeaderSize; at < frame.size(); ++lines) {
    const std::size_t end = frame.find("\r\n", at);
    Require(end != std::string::npos, "every trailer ends its line");
    Require(frame.find(": ", at) < end, "every line is a trailer");
    at = end + 2;
  }
  Require(lines == 1 || lines == 2, "one line for each trailer");
}

void CheckTimeout(std::string_view text) {
  const auto timeout = webgate::ParseTimeout(text);
  if (timeout.ok()) {
    Require(*timeout >= absl::ZeroDuration() && *timeout <= absl::Hours(99'999'999),
            "a time is none that is over");
  } else {
    RequireGoodMessage(timeout.status(), {StatusCode::kInvalidArgument});
  }
}

void CheckHead(const webgate::RequestHead& head) {
  static const auto* const allowed = new webgate::AllowList(webgate::AllowList::Of(
      {{.path = kPath, .max_request_bytes = kMost, .deadline = absl::Seconds(30)}}));
  const auto call = webgate::CheckRequest(head, *allowed, {kOrigin});
  if (!call.ok()) {
    RequireGoodMessage(call.status(), {StatusCode::kInvalidArgument, StatusCode::kUnimplemented,
                                       StatusCode::kPermissionDenied});
    return;
  }
  Require(head.target == kPath && call->method->path == kPath, "only what is offered");
  Require(head.method == "POST" && head.http_1_1, "only POST by HTTP/1.1");
  Require(call->body_size <= kMost + webgate::kFrameHeaderSize, "no longer than may be");
  Require(call->timeout >= absl::ZeroDuration() && call->timeout <= absl::Seconds(30),
          "at most the method's time");
  Require(call->authorization.find('\n') == std::string::npos, "a token is one line");
  bool ours = false;
  for (const auto& [name, value] : head.fields) ours = ours || value == kOrigin;
  Require(ours, "only pages of ours");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  // Good but for what the input changes: most heads would stop at the first check.
  const std::uint8_t mode = input.Byte();
  vangnet::webgate::RequestHead head;
  head.http_1_1 = (mode & 1) == 0;
  head.method = (mode & 2) == 0 ? "POST" : input.TakeString();
  head.target = (mode & 4) == 0 ? "/a.B/C" : input.TakeString();
  head.fields = {
      {"origin", (mode & 8) == 0 ? "https://a.example" : input.TakeString()},
      {"content-type", (mode & 16) == 0 ? "application/grpc-web+proto" : input.TakeString()},
      {"content-length", (mode & 32) == 0 ? "5" : input.TakeString()}};
  const std::string_view name = input.TakeString();
  const std::string_view value = input.TakeString();
  head.fields.emplace_back(name, value);
  CheckHead(head);
  CheckTrailers(name, value);
  CheckTimeout(value);
  CheckFrame(input.Rest());
  return 0;
}
