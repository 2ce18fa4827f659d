#include "clients/sealing/web_manifest.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/labels.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kPathLimit = 200;
constexpr std::size_t kHexDigits = 2 * contract::Hash::kSize;
// Between hash and path, as sha256sum writes and reads it.
constexpr std::string_view kGap = "  ";

bool IsPart(std::string_view part) {
  return !part.empty() && part.front() != '.' &&
         std::all_of(part.begin(), part.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
         });
}

absl::Status NoManifest() { return absl::InvalidArgumentError("no manifest of a page"); }

// "<64 hexadecimal digits>  <path>".
absl::StatusOr<WebFiles::value_type> ParseLine(std::string_view line) {
  if (line.size() <= kHexDigits + kGap.size() || line.substr(kHexDigits, kGap.size()) != kGap) {
    return NoManifest();
  }
  const std::string_view digits = line.substr(0, kHexDigits);
  if (!std::all_of(digits.begin(), digits.end(), absl::ascii_isxdigit)) return NoManifest();
  const std::string_view path = line.substr(kHexDigits + kGap.size());
  if (!IsWebPath(path)) return NoManifest();
  // 64 digits are 32 bytes.
  const std::string hash = absl::HexStringToBytes(absl::string_view(digits.data(), kHexDigits));
  return WebFiles::value_type(path, contract::Hash::Parse(hash).value());
}

}  // namespace

bool IsWebPath(std::string_view path) {
  if (path.size() > kPathLimit || path == kWebManifestName || path.ends_with(".gz")) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    if (!IsPart(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string WebManifestText(const WebFiles& files) {
  std::string text;
  for (const auto& [path, hash] : files) {
    absl::StrAppend(&text, absl::BytesToHexString(hash.ToBytes()), "  ", path, "\n");
  }
  return text;
}

absl::StatusOr<WebFiles> ParseWebManifest(std::string_view text) {
  if (text.size() > kWebManifestLimit) return NoManifest();
  WebFiles files;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || files.size() == kWebFilesLimit) return NoManifest();
    const absl::StatusOr<WebFiles::value_type> line = ParseLine(rest.substr(0, end));
    if (!line.ok()) return line.status();
    files.insert(*line);
    rest.remove_prefix(end + 1);
  }
  // Sorted, each once, in small letters: or it is another text than was hashed.
  if (WebManifestText(files) != text) return NoManifest();
  if (!files.contains(std::string(kWebIndexName))) return NoManifest();
  return files;
}

contract::Hash WebManifestHash(std::string_view text) {
  return Sha256(std::string(contract::label::kWebManifest).append(text));
}

}  // namespace vangnet::sealing
