#include "clients/cli/bundle_draft.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/context.h"
#include "clients/sealing/sha256.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/home.h"
#include "clients/session/words.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr std::size_t kDraftLimit = 4 * 1024 * 1024;
constexpr char kDraftHead[] =
    "# Draft of a bundle: vangnet.bundle.v1.Bundle. `vangnet admin sign` freezes it.\n";

constexpr session::Words kBadDraft{"Bestand $0: regel $1, kolom $2 klopt niet.",
                                   "File $0: line $1, column $2 is not right."};
constexpr session::Words kBadBundle{"Bestand $0 is geen geldige getekende lijst.",
                                    "File $0 is no valid signed bundle."};
constexpr session::Words kBadEndpoint{"Een adres is HOST:POORT, bijvoorbeeld meld.example.nl:443.",
                                      "An address is HOST:PORT, such as report.example.nl:443."};
constexpr session::Words kBadKey{
    "Een publieke sleutel is 64 hexadecimale cijfers, of @BESTAND waar ze in staan.",
    "A public key is 64 hexadecimal digits, or @FILE that holds them."};

// Keeps the place of the first error and nothing of the text.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string&) override {
    if (line_ < 0) {
      line_ = line;
      column_ = column;
    }
  }
  int line() const { return line_ + 1; }
  int column() const { return column_ + 1; }

 private:
  int line_ = -1;
  int column_ = 0;
};

absl::Status BadBundle(const std::string& file) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          kBadBundle, {file});
}

absl::StatusOr<std::string> DraftText(const bundle::v1::Bundle& draft) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  if (!printer.PrintToString(draft, &text)) return absl::InternalError("draft does not print");
  return absl::StrCat(kDraftHead, text);
}

}  // namespace

absl::StatusOr<bundle::v1::Bundle> ReadDraft(const std::string& file) {
  VN_ASSIGN_OR_RETURN(const std::string text, session::ReadFile(file, kDraftLimit));
  bundle::v1::Bundle draft;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(text, &draft)) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kBadDraft,
                            {file, absl::StrCat(error.line()), absl::StrCat(error.column())});
  }
  return draft;
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
  if (!bytes.ok() || bytes->size() != contract::SigningKey::kSize) return UsageFailure(kBadKey);
  return contract::SigningKey::Parse(*bytes);
}

}  // namespace vangnet::cli
