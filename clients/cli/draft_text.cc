#include "clients/cli/draft_text.h"

#include "absl/strings/str_cat.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace vangnet::cli {
namespace {

// Far more than a bundle needs; what lies deeper is refused before the stack ends.
constexpr int kDeepest = 32;
constexpr char kDraftHead[] =
    "# Draft of a bundle: vangnet.bundle.v1.Bundle. `vangnet admin sign` freezes it.\n";

constexpr session::Words kTextBadDraft{"Bestand $0: regel $1, kolom $2 klopt niet.",
                                       "File $0: line $1, column $2 is not right."};

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

}  // namespace

absl::StatusOr<bundle::v1::Bundle> ParseDraft(const std::string& text, const std::string& file) {
  bundle::v1::Bundle draft;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.SetRecursionLimit(kDeepest);
  if (!parser.ParseFromString(text, &draft)) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kTextBadDraft,
                            {file, absl::StrCat(error.line()), absl::StrCat(error.column())});
  }
  return draft;
}

absl::StatusOr<std::string> DraftText(const bundle::v1::Bundle& draft) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  if (!printer.PrintToString(draft, &text)) return absl::InternalError("draft does not print");
  return absl::StrCat(kDraftHead, text);
}

}  // namespace vangnet::cli
