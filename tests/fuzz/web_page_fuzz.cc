// What `web-page` and `verify-web` read. Byte of mode, from its lowest two bits: 0 a manifest; 1 a
// packed file; 2 a page, for its places and references; 3 an address.
#include "clients/cli/page_template.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/gzip.h"
#include "clients/session/page_fetch.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

constexpr std::size_t kLimit = 1 << 20;

void CheckManifest(std::string_view text) {
  const auto files = sealing::ParseWebManifest(text);
  if (!files.ok()) {
    RequireGoodRefusal(
        files.status(), text, {absl::StatusCode::kInvalidArgument},
        [](std::string_view other) { return sealing::ParseWebManifest(other).status(); });
    return;
  }
  Require(sealing::WebManifestText(*files) == text, "what parses is written as it was");
  Require(files->contains("index.html"), "a page has its index");
  for (const auto& [path, hash] : *files) {
    Require(sealing::IsWebPath(path) && path.find("..") != 0 && path.find("/.") == path.npos,
            "no path leads out");
    Require(cli::LocalPath("/" + path) == path, "a reference to a listed file is one");
  }
}

void CheckPacked(std::string_view bytes) {
  const auto unpacked = session::Gunzip(bytes, kLimit);
  if (unpacked.ok()) {
    Require(unpacked->size() <= kLimit, "no more than the limit is unpacked");
    Require(!session::Gunzip(std::string(bytes) + "x", kLimit).ok(), "nothing follows");
  } else {
    RequireGoodMessage(unpacked.status(),
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kResourceExhausted});
  }
  Require(session::Gunzip(session::Gzip(bytes), kLimit).value_or("none") == bytes,
          "what is packed unpacks");
}

void CheckPage(std::string_view html) {
  static const auto* const content = new cli::PageContent{{"@VANGNET_NAME@", "@VANGNET_X@"}};
  const auto filled = cli::FillPage(html, *content);
  if (!filled.ok()) RequireGoodMessage(filled.status(), {absl::StatusCode::kInvalidArgument});
  for (const std::string& reference : cli::ReferencesOf(html)) {
    Require(html.find(reference) != html.npos, "a reference stands in the page");
    const std::string path = cli::LocalPath(reference);
    Require(path.empty() || sealing::IsWebPath(path), "a path is one that a manifest can name");
  }
}

void CheckAddress(std::string_view typed) {
  const auto address = session::PageAddress(std::string(typed));
  if (!address.ok()) {
    RequireGoodMessage(address.status(), {absl::StatusCode::kInvalidArgument});
    return;
  }
  Require(address->starts_with("https://"), "no other scheme");
  Require(address->find_first_of("@?#\\ ", 8) == address->npos &&
              address->find('/', 8) == address->npos,
          "a host and a port");
  Require(session::PageAddress(*address).value_or("") == *address, "an address stays as it is");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int mode = input.Byte() & 3;
  const std::string_view bytes = input.Rest();
  if (mode == 0) CheckManifest(bytes);
  if (mode == 1) CheckPacked(bytes);
  if (mode == 2) CheckPage(bytes);
  if (mode == 3) CheckAddress(bytes);
  return 0;
}
