#include "tests/services/webgate/web_caller.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/webgate/frame.h"

namespace vangnet::webgate {
namespace {

constexpr timeval kPatience{30, 0};

int Connected(int family, const sockaddr* address, socklen_t size) {
  const int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof(kPatience));
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof(kPatience));
  if (connect(descriptor, address, size) != 0) std::perror("connect");
  return descriptor;
}

// "name: value" lines, names in small letters.
std::map<std::string, std::string> Lines(std::string_view text) {
  std::map<std::string, std::string> lines;
  for (const absl::string_view line :
       absl::StrSplit(absl::string_view(text.data(), text.size()), "\r\n", absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> halves =
        absl::StrSplit(line, absl::MaxSplits(':', 1));
    lines[absl::AsciiStrToLower(halves.first)] =
        std::string(absl::StripAsciiWhitespace(halves.second));
  }
  return lines;
}

// The chunks that are whole, joined.
std::string Unchunked(std::string_view text, bool& complete) {
  std::string joined;
  while (true) {
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos) return joined;
    const std::size_t size = std::strtoul(std::string(text.substr(0, end)).c_str(), nullptr, 16);
    text.remove_prefix(end + 2);
    complete = size == 0;
    if (complete || text.size() < size + 2) return joined;
    joined.append(text.substr(0, size));
    text.remove_prefix(size + 2);
  }
}

void ReadFrames(std::string_view body, WebAnswer& answer) {
  while (body.size() >= kFrameHeaderSize) {
    std::size_t length = 0;
    for (int i = 1; i < 5; ++i) length = length << 8 | static_cast<unsigned char>(body[i]);
    if (body.size() - kFrameHeaderSize < length) return;
    const std::string_view content = body.substr(kFrameHeaderSize, length);
    if (body.front() == 0) {
      answer.messages.emplace_back(content);
    } else {
      answer.trailers = Lines(content);
    }
    body.remove_prefix(kFrameHeaderSize + length);
  }
}

}  // namespace

std::unique_ptr<WebConnection> WebConnection::ToSocket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  return std::unique_ptr<WebConnection>(new WebConnection(
      Connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof(address))));
}

std::unique_ptr<WebConnection> WebConnection::ToFront(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::unique_ptr<WebConnection> made(new WebConnection(
      Connected(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof(address))));
  made->context_.reset(SSL_CTX_new(TLS_client_method()));
  // Whose certificate it is, other tests look at.
  SSL_CTX_set_verify(made->context_.get(), SSL_VERIFY_NONE, nullptr);
  made->ssl_.reset(SSL_new(made->context_.get()));
  SSL_set_fd(made->ssl_.get(), made->descriptor_);
  if (SSL_connect(made->ssl_.get()) != 1) std::fprintf(stderr, "no TLS\n");
  return made;
}

WebConnection::~WebConnection() {
  ssl_.reset();
  if (descriptor_ >= 0) close(descriptor_);
}

bool WebConnection::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t sent = 0;
    if (ssl_ != nullptr) {
      if (SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) != 1) return false;
    } else {
      const ssize_t count = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      sent = static_cast<std::size_t>(count);
    }
    bytes.remove_prefix(sent);
  }
  return true;
}

std::string WebConnection::Receive() {
  char buffer[65536];
  std::size_t count = 0;
  if (ssl_ != nullptr) {
    if (SSL_read_ex(ssl_.get(), buffer, sizeof(buffer), &count) != 1) count = 0;
  } else {
    const ssize_t got = recv(descriptor_, buffer, sizeof(buffer), 0);
    timed_out_ = got < 0 && errno == EAGAIN;
    count = got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  return {buffer, count};
}

bool WebConnection::IsClosedByTheOther() {
  while (!Receive().empty()) {
  }
  return !timed_out_;
}

std::string WebRequest::body() const { return MessageFrameHeader(message.size()) + message; }

std::string WebRequest::Head(std::size_t body_size) const {
  std::map<std::string, std::string> all = {{"host", "page.example"},
                                            {"content-type", "application/grpc-web+proto"},
                                            {"content-length", absl::StrCat(body_size)},
                                            {"origin", kOrigin},
                                            {"sec-fetch-site", "same-origin"},
                                            {"x-grpc-web", "1"}};
  for (const auto& [name, value] : fields) all[name] = value;
  std::string head = absl::StrCat(method, " ", path, " HTTP/1.1\r\n");
  for (const auto& [name, value] : all) {
    if (!value.empty()) absl::StrAppend(&head, name, ": ", value, "\r\n");
  }
  return head + "\r\n";
}

int WebAnswer::grpc_status() const {
  int status = -1;
  const auto& where = trailers.count("grpc-status") > 0 ? trailers : fields;
  const auto found = where.find("grpc-status");
  return found != where.end() && absl::SimpleAtoi(found->second, &status) ? status : -1;
}

std::string WebAnswer::message() const {
  const auto found = trailers.find("grpc-message");
  return found == trailers.end() ? "" : found->second;
}

std::string WebAnswer::reason() const {
  const auto found = trailers.find("grpc-status-details-bin");
  std::string bytes;
  google::rpc::Status details;
  google::rpc::ErrorInfo why;
  if (found == trailers.end() || !absl::Base64Unescape(found->second, &bytes) ||
      !details.ParseFromString(bytes) || details.code() != grpc_status() ||
      details.details_size() != 1 || !details.details(0).UnpackTo(&why)) {
    return "";
  }
  return why.reason();
}

WebAnswer ParseAnswer(std::string_view bytes) {
  WebAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (bytes.substr(0, 9) != "HTTP/1.1 " || end == std::string_view::npos) return answer;
  answer.http_status = std::atoi(std::string(bytes.substr(9, 3)).c_str());
  answer.fields = Lines(bytes.substr(0, end).substr(bytes.find("\r\n") + 2));
  const std::string_view rest = bytes.substr(end + 4);
  if (answer.fields.count("transfer-encoding") > 0) {
    ReadFrames(Unchunked(rest, answer.complete), answer);
  } else {
    answer.complete = answer.fields.count("content-length") > 0 &&
                      absl::StrCat(rest.size()) == answer.fields["content-length"];
    ReadFrames(rest, answer);
  }
  return answer;
}

WebAnswer Ask(WebConnection& connection, const std::string& request) {
  connection.Send(request);
  std::string received;
  WebAnswer answer;
  while (!answer.complete) {
    const std::string more = connection.Receive();
    if (more.empty()) break;
    received += more;
    answer = ParseAnswer(received);
  }
  return answer;
}

WebAnswer ReadMessages(WebConnection& connection, std::string& received, std::size_t count) {
  WebAnswer answer = ParseAnswer(received);
  while (!answer.complete && answer.messages.size() < count) {
    const std::string more = connection.Receive();
    if (more.empty()) break;
    received += more;
    answer = ParseAnswer(received);
  }
  return answer;
}

}  // namespace vangnet::webgate
