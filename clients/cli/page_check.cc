#include "clients/cli/page_check.h"

#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "clients/cli/page_headers.h"
#include "clients/cli/page_template.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/gzip.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Encoding;
using session::PageAnswer;
using session::Words;

// A packed copy may be some bytes longer than what it holds.
constexpr std::size_t kFetchLimit = sealing::kWebFileLimit + 64 * 1024;

class Check {
 public:
  explicit Check(const session::FetchPage& fetch) : fetch_(fetch) {}

  absl::StatusOr<PageVerdict> Run(const contract::Hash& manifest_hash) {
    VN_ASSIGN_OR_RETURN(const std::optional<sealing::WebFiles> files, Manifest(manifest_hash));
    PageVerdict verdict;
    if (files.has_value()) {
      verdict.files = files->size();
      VN_RETURN_IF_ERROR(CheckFiles(*files));
    }
    verdict.differences = {found_.begin(), found_.end()};
    return verdict;
  }

 private:
  void Found(PageFault fault, const std::string& path, const std::string& header = "") {
    found_.insert({fault, path, header});
  }

  absl::StatusOr<std::optional<sealing::WebFiles>> Manifest(const contract::Hash& hash) {
    const std::string path = absl::StrCat("/", std::string(sealing::kWebManifestName));
    VN_ASSIGN_OR_RETURN(const PageAnswer answer,
                        fetch_(path, Encoding::kPlain, sealing::kWebManifestLimit));
    std::optional<sealing::WebFiles> none;
    if (answer.code != 200) {
      Found(PageFault::kNoManifest, path);
    } else if (answer.too_large || sealing::WebManifestHash(answer.body) != hash) {
      Found(PageFault::kOtherManifest, path);
    } else if (absl::StatusOr<sealing::WebFiles> files = sealing::ParseWebManifest(answer.body);
               files.ok()) {
      return std::optional(*std::move(files));
    } else {
      Found(PageFault::kUnreadableManifest, path);
    }
    return none;
  }

  absl::Status CheckFiles(const sealing::WebFiles& files) {
    const contract::Hash& index = files.at(std::string(sealing::kWebIndexName));
    VN_ASSIGN_OR_RETURN(const std::string page, CheckFile("/", index, true));
    for (const std::string& reference : ReferencesOf(page)) {
      const std::string path = LocalPath(reference);
      if (path.empty()) {
        Found(PageFault::kOutside, reference);
      } else if (!files.contains(path)) {
        Found(PageFault::kNotListed, absl::StrCat("/", path));
      }
    }
    for (const auto& [path, hash] : files) {
      VN_RETURN_IF_ERROR(
          CheckFile(absl::StrCat("/", path), hash, path == sealing::kWebIndexName).status());
    }
    return absl::OkStatus();
  }

  // Both ways in which browsers ask. What was served as plain.
  absl::StatusOr<std::string> CheckFile(const std::string& path, const contract::Hash& hash,
                                        bool is_index) {
    std::string plain;
    for (const Encoding encoding : {Encoding::kGzip, Encoding::kPlain}) {
      VN_ASSIGN_OR_RETURN(const PageAnswer answer, fetch_(path, encoding, kFetchLimit));
      if (answer.code != 200) {
        Found(answer.code >= 300 && answer.code < 400 ? PageFault::kElsewhere : PageFault::kMissing,
              path);
        continue;
      }
      CheckHeaders(path, answer, is_index);
      plain = CheckBody(path, answer, hash);
    }
    return plain;
  }

  std::string CheckBody(const std::string& path, const PageAnswer& answer,
                        const contract::Hash& hash) {
    if (answer.too_large) {
      Found(PageFault::kTooLarge, path);
      return "";
    }
    const auto encoding = answer.headers.find("content-encoding");
    if (encoding == answer.headers.end()) {
      if (sealing::Sha256(answer.body) != hash) Found(PageFault::kChanged, path);
      return answer.body;
    }
    const absl::StatusOr<std::string> unpacked =
        encoding->second == "gzip" ? session::Gunzip(answer.body, sealing::kWebFileLimit)
                                   : absl::InvalidArgumentError("another encoding");
    if (!unpacked.ok() || sealing::Sha256(*unpacked) != hash) {
      Found(PageFault::kPackedChanged, path);
    }
    return unpacked.value_or("");
  }

  void CheckHeaders(const std::string& path, const PageAnswer& answer, bool is_index) {
    RequireHeaders(RequiredHeaders(), path, answer);
    if (is_index) RequireHeaders(RequiredHeadersOfIndex(), path, answer);
    for (const auto& [name, value] : answer.headers) {
      if (!RequiredHeaders().contains(name) && !IsPlainHeader(name)) {
        Found(PageFault::kHeaderUnknown, path, name);
      }
    }
  }

  void RequireHeaders(const std::map<std::string, std::string>& wanted, const std::string& path,
                      const PageAnswer& answer) {
    for (const auto& [name, value] : wanted) {
      const auto header = answer.headers.find(name);
      if (header == answer.headers.end()) {
        Found(PageFault::kHeaderMissing, path, name);
      } else if (header->second != value) {
        Found(PageFault::kHeaderChanged, path, name);
      }
    }
  }

  const session::FetchPage& fetch_;
  std::set<PageDifference> found_;
};

}  // namespace

absl::StatusOr<PageVerdict> CheckPage(const session::FetchPage& fetch,
                                      const contract::Hash& manifest_hash) {
  return Check(fetch).Run(manifest_hash);
}

std::string CodeOf(PageFault fault) {
  switch (fault) {
    case PageFault::kNoManifest:
      return "no-manifest";
    case PageFault::kOtherManifest:
      return "other-manifest";
    case PageFault::kUnreadableManifest:
      return "unreadable-manifest";
    case PageFault::kMissing:
      return "missing";
    case PageFault::kElsewhere:
      return "elsewhere";
    case PageFault::kTooLarge:
      return "too-large";
    case PageFault::kChanged:
      return "changed";
    case PageFault::kPackedChanged:
      return "packed-changed";
    case PageFault::kNotListed:
      return "not-listed";
    case PageFault::kOutside:
      return "outside";
    case PageFault::kHeaderMissing:
      return "header-missing";
    case PageFault::kHeaderChanged:
      return "header-changed";
    case PageFault::kHeaderUnknown:
      return "header-unknown";
  }
  return "changed";
}

const Words& WordsOf(PageFault fault) {
  static constexpr Words kNoManifest{
      "$0: het manifest is er niet, dus er is verder niets na te kijken",
      "$0: the manifest is not there, so there is nothing more to check"};
  static constexpr Words kOtherManifest{
      "$0: dit is een ander manifest dan de ondertekenaars hebben getekend; verder is niets "
      "nagekeken",
      "$0: this is another manifest than the signers signed; nothing more was checked"};
  static constexpr Words kUnreadableManifest{
      "$0: dit is het getekende manifest, maar er is geen pagina in te herkennen",
      "$0: this is the signed manifest, but it does not describe a page"};
  static constexpr Words kMissing{"$0: dit bestand is er niet", "$0: this file is not there"};
  static constexpr Words kElsewhere{"$0: de server verwijst door naar een ander adres",
                                    "$0: the server sends to another address"};
  static constexpr Words kTooLarge{"$0: dit is langer dan een bestand van de pagina kan zijn",
                                   "$0: this is longer than a file of the page can be"};
  static constexpr Words kChanged{"$0: dit bestand is veranderd", "$0: this file was changed"};
  static constexpr Words kPackedChanged{
      "$0: het bestand is veranderd zoals het ingepakt (gzip) wordt verstuurd",
      "$0: the file was changed as it is sent packed (gzip)"};
  static constexpr Words kNotListed{
      "$0: de pagina verwijst naar dit bestand, en het staat niet in het manifest",
      "$0: the page refers to this file, and it is not in the manifest"};
  static constexpr Words kOutside{"$0: de pagina verwijst naar een ander adres",
                                  "$0: the page refers to another address"};
  static constexpr Words kHeaderMissing{"$0: de regel $1 ontbreekt in het antwoord",
                                        "$0: the header $1 is missing from the answer"};
  static constexpr Words kHeaderChanged{"$0: de regel $1 in het antwoord zegt iets anders",
                                        "$0: the header $1 of the answer says something else"};
  static constexpr Words kHeaderUnknown{"$0: de regel $1 hoort niet in het antwoord",
                                        "$0: the header $1 does not belong in the answer"};
  switch (fault) {
    case PageFault::kNoManifest:
      return kNoManifest;
    case PageFault::kOtherManifest:
      return kOtherManifest;
    case PageFault::kUnreadableManifest:
      return kUnreadableManifest;
    case PageFault::kMissing:
      return kMissing;
    case PageFault::kElsewhere:
      return kElsewhere;
    case PageFault::kTooLarge:
      return kTooLarge;
    case PageFault::kChanged:
      return kChanged;
    case PageFault::kPackedChanged:
      return kPackedChanged;
    case PageFault::kNotListed:
      return kNotListed;
    case PageFault::kOutside:
      return kOutside;
    case PageFault::kHeaderMissing:
      return kHeaderMissing;
    case PageFault::kHeaderChanged:
      return kHeaderChanged;
    case PageFault::kHeaderUnknown:
      return kHeaderUnknown;
  }
  return kChanged;
}

}  // namespace vangnet::cli
