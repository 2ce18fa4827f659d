// The floods of floods.h in HTTP/1.1 and gRPC-Web.
#include <memory>
#include <string>
#include <vector>

#include "services/webgate/frame.h"
#include "tests/floods/floods.h"
#include "tests/floods/raw_connection.h"
#include "tests/services/webgate/web_caller.h"

namespace vangnet::testing {
namespace {

// Offered at both ports.
const webgate::WebRequest kCall = {.path = "/vangnet.publication.v1.PublicationService/GetBundle",
                                   .message = ""};
// Almost as long as the front takes: all of it would have to be kept until the end.
constexpr std::size_t kLongBody = 1'000'000;

using Connections = std::vector<std::unique_ptr<RawConnection>>;

// `count` connections on each of which `said` was said.
Connections Open(int port, int last, int count, const std::string& said) {
  Connections open;
  for (int i = 0; i < count; ++i) {
    open.push_back(std::make_unique<RawConnection>(port, last, Opening::kHttp1));
    open.back()->Send(said);
  }
  return open;
}

// Sixty requests that begin with `begin` and go on by a `piece` at a time.
void Slowly(int port, int last, const std::string& begin, const std::string& piece) {
  const Connections open = Open(port, last, 60, begin);
  for (int round = 0; round < 10; ++round) {
    for (const auto& connection : open) connection->Send(piece);
    open.front()->Stay(400);
  }
}

}  // namespace

void SlowHeaders(int port, int last) {
  Slowly(port, last, "GET / HTTP/1.1\r\nhost: page.example\r\n", "x-more: a\r\n");
}

void SlowWebBody(int port, int last) { Slowly(port, last, kCall.Head(kLongBody), "a"); }

void WebGarbage(int port, int last) {
  std::string calls;
  for (const std::string& body :
       {std::string(), std::string("none"), std::string(8, '\xff'), webgate::MessageFrameHeader(64),
        webgate::MessageFrameHeader(2) + "abcdef", std::string("\1\0\0\0\0", 5),
        std::string(60'000, 'g')}) {
    calls += kCall.Head(body.size()) + body;
  }
  // Few at a time, one after the other on each: enough of them reach the webgate, which takes
  // no more than it has room for.
  for (int round = 0; round < 4; ++round) {
    for (const auto& connection : Open(port, last, 4, calls)) connection->Stay(100);
  }
}

}  // namespace vangnet::testing
