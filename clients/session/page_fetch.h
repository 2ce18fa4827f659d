// Files of a web page, as anybody may fetch them: by HTTPS with TLS 1.3 and nothing else. Each
// file is bytes as they came; nothing is unpacked, followed or remembered.
#ifndef VANGNET_CLIENTS_SESSION_PAGE_FETCH_H_
#define VANGNET_CLIENTS_SESSION_PAGE_FETCH_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace vangnet::session {

enum class Encoding { kPlain, kGzip };

struct PageAnswer {
  int code = 0;  // Of HTTP. Redirects are answers like any other.
  // Names in small letters. The values of a header that comes twice are joined by ", ".
  std::map<std::string, std::string> headers;
  std::string body;
  bool too_large = false;  // The body went over the limit and was not read further.
};

// Asks for `path` (as in "/index.html"). UNAVAILABLE/UNREACHABLE with words: nobody answers in
// time, or whoever does shows no certificate that the client believes.
using FetchPage = std::function<absl::StatusOr<PageAnswer>(const std::string& path,
                                                           Encoding encoding, std::size_t limit)>;

// "https://host[:port]" of what a person typed, with or without a slash at the end.
// INVALID_ARGUMENT/USAGE: another scheme, a name in front, a path or a question behind it.
absl::StatusOr<std::string> PageAddress(const std::string& typed);

// For one address. `ca_certificate` is PEM and then the only root, or empty for the system's.
// The result is used by one thread. No proxy, no cookies, no name of a program.
FetchPage FetchPageFrom(const std::string& address, const std::string& ca_certificate);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_PAGE_FETCH_H_
