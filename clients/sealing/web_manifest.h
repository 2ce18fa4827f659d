// The files of a web page by their hashes, and the one hash of all of them that stands in the
// bundle (SPEC.md, section 4). Pure.
#ifndef VANGNET_CLIENTS_SEALING_WEB_MANIFEST_H_
#define VANGNET_CLIENTS_SEALING_WEB_MANIFEST_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {

inline constexpr std::string_view kWebManifestName = "manifest.txt";
inline constexpr std::string_view kWebIndexName = "index.html";
inline constexpr std::size_t kWebManifestLimit = 128 * 1024;
inline constexpr std::size_t kWebFilesLimit = 500;
inline constexpr std::size_t kWebFileLimit = 8 * 1024 * 1024;

// By path below the page's address; sorted bytewise, as in the manifest. The hash is plain
// SHA-256 of a file as a browser gets to see it, however it was packed on the way.
using WebFiles = std::map<std::string, contract::Hash>;

// Whether a manifest can name this path: parts of letters, digits and "._-", not beginning
// with a dot, joined by "/"; at most 200 bytes; neither the manifest itself nor a packed copy.
bool IsWebPath(std::string_view path);

// The text of the manifest. Every path is one that IsWebPath takes.
std::string WebManifestText(const WebFiles& files);

// Back again. INVALID_ARGUMENT: not what WebManifestText writes of any files, without
// index.html, or over a limit.
absl::StatusOr<WebFiles> ParseWebManifest(std::string_view text);

// What stands in the bundle: H(Label(web-manifest) || text).
contract::Hash WebManifestHash(std::string_view text);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_WEB_MANIFEST_H_
