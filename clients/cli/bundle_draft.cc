#include "clients/cli/bundle_draft.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "clients/cli/context.h"
#include "clients/cli/draft_text.h"
#include "clients/sealing/sha256.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/home.h"
#include "clients/session/words.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr std::size_t kDraftLimit = 4 * 1024 * 1024;

constexpr session::Words kBadBundle{"Bestand $0 is geen geldige getekende lijst.",
                                    "File $0 is no valid signed bundle."};
constexpr session::Words kBadEndpoint{"Een adres is HOST:POORT, bijvoorbeeld meld.example.nl:443.",
                                      "An address is HOST:PORT, such as report.example.nl:443."};
constexpr session::Words kBundleBadKey{
    "Een publieke sleutel is 64 hexadecimale cijfers, of @BESTAND waar ze in staan.",
    "A public key is 64 hexadecimal digits, or @FILE that holds them."};

absl::Status BadBundle(const std::string& file) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          kBadBundle, {file});
}

}  // namespace

absl::StatusOr<bundle::v1::Bundle> ReadDraft(const std::string& file) {
  VN_ASSIGN_OR_RETURN(const std::string text, session::ReadFile(file, kDraftLimit));
  return ParseDraft(text, file);
}

absl::Status WriteNewDraft(const std::string& file, const bundle::v1::Bundle& draft) {
  VN_ASSIGN_OR_RETURN(const std::string text, DraftText(draft));
  return session::WriteNewFile(file, text);
}

absl::Status ReplaceDraft(const std::string& file, const bundle::v1::Bundle& draft) {
  VN_ASSIGN_OR_RETURN(const std::string text, DraftText(draft));
  return session::ReplaceFile(file, text);
}

bool IsSignedBundle(const std::string& bytes) {
  bundle::v1::SignedBundle outer;
  return outer.ParseFromString(bytes) && outer.format() > 0 && !outer.bundle().empty();
}

absl::StatusOr<contract::ParsedBundle> ReadSignedBundle(const std::string& file) {
  VN_ASSIGN_OR_RETURN(const std::string bytes,
                      session::ReadFile(file, contract::limit::kSignedBundle));
  absl::StatusOr<contract::ParsedBundle> parsed = contract::ParseBundle(sealing::Sha256, bytes);
  if (!parsed.ok()) return BadBundle(file);
  return parsed;
}

absl::StatusOr<bundle::v1::Endpoint> ParseEndpoint(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  std::uint32_t port = 0;
  if (colon == std::string::npos || colon == 0 ||
      !absl::SimpleAtoi(text.substr(colon + 1), &port) || port == 0 || port > 65535) {
    return UsageFailure(kBadEndpoint);
  }
  bundle::v1::Endpoint endpoint;
  endpoint.set_host(text.substr(0, colon));
  endpoint.set_port(port);
  return endpoint;
}

absl::StatusOr<contract::SigningKey> ReadKey(const std::string& text) {
  std::string digits = text;
  if (!text.empty() && text.front() == '@') {
    VN_ASSIGN_OR_RETURN(digits, session::ReadFile(text.substr(1), 4096));
    absl::StripAsciiWhitespace(&digits);
  }
  const absl::StatusOr<std::string> bytes = session::FromHex(digits);
  if (!bytes.ok() || bytes->size() != contract::SigningKey::kSize)
    return UsageFailure(kBundleBadKey);
  return contract::SigningKey::Parse(*bytes);
}

}  // namespace vangnet::cli
