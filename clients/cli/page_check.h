// Whether an address serves the page that the organisation signed: its manifest, every file that
// the manifest names, plain and packed, and the headers. What this one caller was given; a server
// may give others something else.
#ifndef VANGNET_CLIENTS_CLI_PAGE_CHECK_H_
#define VANGNET_CLIENTS_CLI_PAGE_CHECK_H_

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/session/page_fetch.h"
#include "clients/session/words.h"
#include "proto/contract/ids.h"

namespace vangnet::cli {

enum class PageFault {
  kNoManifest,          // manifest.txt is not there. Nothing else was looked at, as below.
  kOtherManifest,       // It is not the one whose hash the bundle holds.
  kUnreadableManifest,  // It is, and is none: what was signed was not made by `web-page`.
  kMissing,             // A file of the manifest is not there.
  kElsewhere,           // Another address is answered instead of a file.
  kTooLarge,            // Longer than a file of a page may be.
  kChanged,             // Other bytes.
  kPackedChanged,       // The packed copy holds other bytes, or is packed in another way.
  kNotListed,           // The page refers to a file that the manifest does not name.
  kOutside,             // The page refers to another address.
  kHeaderMissing,
  kHeaderChanged,
  kHeaderUnknown,  // One that no page of ours has.
};

struct PageDifference {
  PageFault fault;
  std::string path;    // As a person would ask for it; "/" is the page itself.
  std::string header;  // With the last three.
  friend auto operator<=>(const PageDifference&, const PageDifference&) = default;
};

struct PageVerdict {
  std::size_t files = 0;                    // That the manifest names.
  std::vector<PageDifference> differences;  // Each once, sorted.
};

// UNAVAILABLE as `fetch` says, whatever was found before it.
absl::StatusOr<PageVerdict> CheckPage(const session::FetchPage& fetch,
                                      const contract::Hash& manifest_hash);

// "changed", "not-listed" ...: for --json.
std::string CodeOf(PageFault fault);
// $0 is the path, $1 the header.
const session::Words& WordsOf(PageFault fault);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PAGE_CHECK_H_
