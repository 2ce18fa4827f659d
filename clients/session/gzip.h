// Packed copies of files that a front hands out (gzip). The same bytes are packed to the same
// bytes by the same zlib: neither time nor name is in it.
#ifndef VANGNET_CLIENTS_SESSION_GZIP_H_
#define VANGNET_CLIENTS_SESSION_GZIP_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace vangnet::session {

std::string Gzip(std::string_view bytes);

// What was packed. INVALID_ARGUMENT: it does not begin as Gzip begins, is damaged, or something
// follows it. RESOURCE_EXHAUSTED: it would unpack to more than `limit` bytes; no more than that
// is ever held.
absl::StatusOr<std::string> Gunzip(std::string_view packed, std::size_t limit);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_GZIP_H_
