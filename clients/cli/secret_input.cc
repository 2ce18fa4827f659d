#include "clients/cli/secret_input.h"

#include <string.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/editor.h"
#include "clients/cli/progress.h"
#include "clients/sealing/symbol_code.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;
using contract::SecretBytes;
using session::Words;

constexpr std::size_t kSmallFile = 64 * 1024;
constexpr std::size_t kTextLimit = 100000;
constexpr int kSecretTries = 3;

constexpr Words kPassphrase{"Wachtzin van uw sleutelbestand:", "Passphrase of your key file:"};
constexpr Words kNewPassphrase{"Nieuwe wachtzin (ten minste 12 tekens):",
                               "New passphrase (at least 12 characters):"};
constexpr Words kAgain{"Nog een keer dezelfde wachtzin:", "The same passphrase once more:"};
constexpr Words kDiffer{"De twee waren niet gelijk. Opnieuw.", "The two differed. Again."};
constexpr Words kTooShort{"Een wachtzin heeft ten minste 12 tekens; vier woorden zijn goed.",
                          "A passphrase has at least 12 characters; four words are good."};
constexpr Words kOpening{"Sleutelbestand openen", "Opening the key file"};
constexpr Words kWrongPurpose{"Bestand $0 is een sleutel voor iets anders.",
                              "File $0 is a key for something else."};
constexpr Words kNoKeyFile{"Bestand $0 is geen sleutelbestand.", "File $0 is not a key file."};
constexpr Words kReceipt{"Uw ontvangstcode (wordt niet getoond):",
                         "Your receipt (not shown while you type):"};
constexpr Words kSecretText{"Typ uw tekst. Een regel met alleen een punt beëindigt hem.",
                            "Type your text. A line with nothing but a dot ends it."};
constexpr Words kNoText{"Er is geen tekst, dus er is niets verstuurd.",
                        "There is no text, so nothing was sent."};
constexpr Words kLongText{"De tekst is te lang: hooguit 100.000 tekens. Verdeel hem.",
                          "The text is too long: at most 100,000 characters. Split it."};
constexpr Words kSymbol{"Teken $0 (groep $1) kan niet in een code staan. Kijk dat teken na.",
                        "Symbol $0 (group $1) cannot be in a code. Check that symbol."};
constexpr Words kLength{
    "De code heeft te veel of te weinig tekens; het gaat mis bij teken $0 (groep $1).",
    "The code has too many or too few symbols; it goes wrong at symbol $0 (group $1)."};
constexpr Words kSecretCheck{
    "Er is één teken verkeerd, of er zijn er twee verwisseld. Kijk elke groep na.",
    "One symbol is wrong, or two are swapped. Check each group."};

absl::StatusOr<SecretBytes> FirstLine(const std::string& bytes) {
  const std::size_t end = bytes.find_first_of("\r\n");
  return SecretBytes::CopyOf(std::string_view(bytes).substr(0, end));
}

absl::StatusOr<std::string> ReadDescriptor(int descriptor) {
  std::string bytes;
  char buffer[1024];
  while (bytes.size() <= kSmallFile) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0) return Missing("--passphrase-fd");
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  return Missing("--passphrase-fd");
}

absl::StatusOr<SecretBytes> GivenPassphrase(const PassphraseFlags& flags) {
  std::string bytes;
  if (flags.descriptor >= 0) {
    VN_ASSIGN_OR_RETURN(bytes, ReadDescriptor(flags.descriptor));
  } else {
    VN_ASSIGN_OR_RETURN(bytes, session::ReadFile(flags.file, kSmallFile));
  }
  absl::StatusOr<SecretBytes> line = FirstLine(bytes);
  explicit_bzero(bytes.data(), bytes.size());
  return line;
}

bool IsGiven(const PassphraseFlags& flags) { return flags.descriptor >= 0 || !flags.file.empty(); }

absl::StatusOr<SecretBytes> AskSecret(Context& context, const Words& prompt) {
  std::optional<SecretBytes> typed = context.terminal.AskSecret(context.In(prompt));
  if (!typed.has_value()) {
    return contract::ErrorWithReason(absl::StatusCode::kCancelled, client_reason::kInterrupted,
                                     "end of input");
  }
  return *std::move(typed);
}

}  // namespace

void PassphraseFlags::AddTo(const Command& command) {
  command.Option("--passphrase-file", file, value::kFile,
                 Words("Bestand met de wachtzin op de eerste regel",
                       "File whose first line is the passphrase"));
  command.Option("--passphrase-fd", descriptor, value::kNumber,
                 Words("Open descriptor om de wachtzin uit te lezen",
                       "Open descriptor to read the passphrase from"));
}

void IdentityFlags::AddTo(const Command& command) {
  command.Option("--identity", file, value::kKeyFile, Words("Uw sleutelbestand", "Your key file"))
      .Required();
  passphrase.AddTo(command);
}

absl::StatusOr<SecretBytes> ReadPassphrase(Context& context, const PassphraseFlags& flags) {
  if (IsGiven(flags)) return GivenPassphrase(flags);
  if (!context.terminal.traits().asks) return Missing("--passphrase-file");
  return AskSecret(context, kPassphrase);
}

absl::StatusOr<SecretBytes> ReadNewPassphrase(Context& context, const PassphraseFlags& flags) {
  constexpr std::size_t kShortest = 12;
  if (IsGiven(flags)) {
    VN_ASSIGN_OR_RETURN(SecretBytes given, GivenPassphrase(flags));
    if (given.size() < kShortest) return UsageFailure(kTooShort);
    return given;
  }
  if (!context.terminal.traits().asks) return Missing("--passphrase-file");
  for (int i = 0; i < kSecretTries; ++i) {
    VN_ASSIGN_OR_RETURN(SecretBytes first, AskSecret(context, kNewPassphrase));
    if (first.size() < kShortest) {
      context.Say(kTooShort);
      continue;
    }
    VN_ASSIGN_OR_RETURN(const SecretBytes second, AskSecret(context, kAgain));
    if (first.EqualInConstantTime(second)) return first;
    context.Say(kDiffer);
  }
  return UsageFailure(kTooShort);
}

absl::StatusOr<sealing::KeyFileContent> OpenKeys(Context& context, const std::string& file,
                                                 const PassphraseFlags& passphrase,
                                                 identity::v1::KeyPurpose purpose) {
  VN_ASSIGN_OR_RETURN(const std::string bytes, session::ReadFile(file, kSmallFile));
  const absl::StatusOr<identity::v1::KeyFileHeader> header = sealing::ReadKeyFileHeader(bytes);
  if (!header.ok()) {
    return session::Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile, kNoKeyFile,
                            {file});
  }
  if (header->purpose() != purpose) {
    return session::Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile,
                            kWrongPurpose, {file});
  }
  const bool typed = !IsGiven(passphrase);
  for (int i = 1;; ++i) {
    VN_ASSIGN_OR_RETURN(const SecretBytes secret, ReadPassphrase(context, passphrase));
    absl::StatusOr<sealing::KeyFileContent> content = absl::InternalError("not opened");
    {
      const Progress progress(context, kOpening);
      content = sealing::OpenKeyFile(bytes, secret);
    }
    if (!absl::IsUnauthenticated(content.status())) return content;
    const absl::Status wrong = contract::ErrorWithReason(
        absl::StatusCode::kUnauthenticated, client_reason::kWrongPassphrase, "wrong passphrase");
    if (!typed || i == kSecretTries) return wrong;
    context.terminal.Warn(session::Explain(wrong, context.language));
  }
}

absl::StatusOr<sealing::Identity> OpenIdentity(Context& context, const IdentityFlags& flags) {
  VN_ASSIGN_OR_RETURN(
      const sealing::KeyFileContent content,
      OpenKeys(context, flags.file, flags.passphrase, identity::v1::KEY_PURPOSE_IDENTITY));
  return sealing::IdentityFromSeed(*content.principal, content.seed);
}

std::string CodeFaultWords(const std::string& typed, std::size_t symbols,
                           session::Language language) {
  const std::optional<sealing::CodeFault> fault = sealing::FindCodeFault(typed, symbols);
  if (!fault.has_value()) return "";
  const std::vector<std::string> place = {absl::StrCat(fault->position),
                                          absl::StrCat(fault->group)};
  switch (fault->kind) {
    case sealing::CodeFault::Kind::kSymbol:
      return session::Say(language, kSymbol, place);
    case sealing::CodeFault::Kind::kLength:
      return session::Say(language, kLength, place);
    case sealing::CodeFault::Kind::kCheck:
      return session::Say(language, kSecretCheck);
  }
  return session::Say(language, kSecretCheck);
}

absl::StatusOr<sealing::Receipt> ReadReceipt(Context& context, const std::string& file) {
  const bool typed = file.empty();
  if (typed && !context.terminal.traits().asks) return Missing("--receipt-file");
  for (int i = 1;; ++i) {
    SecretBytes text;
    if (typed) {
      VN_ASSIGN_OR_RETURN(text, AskSecret(context, kReceipt));
    } else {
      VN_ASSIGN_OR_RETURN(std::string bytes, ReadInput(file, kSmallFile));
      VN_ASSIGN_OR_RETURN(text, FirstLine(bytes));
      explicit_bzero(bytes.data(), bytes.size());
    }
    absl::StatusOr<sealing::Receipt> receipt = sealing::ParseReceipt(text.Expose());
    if (receipt.ok()) return receipt;
    std::string code(text.Expose());
    const Words fault_words{"$0", "$0"};
    const std::string fault = CodeFaultWords(code, sealing::kReceiptSymbols, context.language);
    explicit_bzero(code.data(), code.size());
    if (!typed || i == kSecretTries) {
      return session::Failure(absl::StatusCode::kInvalidArgument, client_reason::kMistyped,
                              fault_words, {fault});
    }
    context.terminal.Say(fault);
  }
}

void TextFlags::AddTo(const Command& command) {
  command.Option("--text-file", file, value::kFileOrStdin,
                 Words("De tekst; - voor standaardinvoer", "The text; - for stdin"));
  command.Flag("--editor", editor,
               Words("In $EDITOR schrijven; het bestand blijft in het geheugen",
                     "Write it in $EDITOR; the file stays in memory"));
}

absl::StatusOr<std::string> ReadInput(const std::string& file, std::size_t limit) {
  return session::ReadFile(file == "-" ? "/dev/stdin" : file, limit);
}

absl::StatusOr<std::string> ReadText(Context& context, const TextFlags& flags) {
  std::string text;
  if (!flags.file.empty()) {
    VN_ASSIGN_OR_RETURN(text, ReadInput(flags.file, 4 * kTextLimit));
  } else if (!context.terminal.traits().asks) {
    return Missing("--text-file");
  } else if (flags.editor) {
    VN_ASSIGN_OR_RETURN(text, WriteInEditor());
  } else {
    text = context.terminal.AskText(context.In(kSecretText));
  }
  text = contract::CleanText(text);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  if (text.empty()) return UsageFailure(kNoText);
  if (text.size() > kTextLimit) return UsageFailure(kLongText);
  return text;
}

}  // namespace vangnet::cli
