#include "clients/session/home.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/words.h"
#include "proto/contract/bundle_checks.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

constexpr std::size_t kSmallFile = 64 * 1024;

constexpr Words kDamagedPin{
    "Wat dit programma van uw organisatie onthield is beschadigd. Gebruik opnieuw `vangnet join` "
    "met het bestand en de code uit uw brief.",
    "What this program remembered of your organisation is damaged. Use `vangnet join` again, with "
    "the file and the code from your letter."};
constexpr Words kDamagedHeads{
    "Wat dit programma van deze zaak onthield is beschadigd; het kan niet meer zien of de server "
    "iets terugdraaide. Kijk naar $0.",
    "What this program remembered of this case is damaged; it cannot see any more whether the "
    "server turned something back. Look at $0."};

absl::Status DamagedPin() {
  return Failure(absl::StatusCode::kDataLoss, contract::reason::kBundleRefused, kDamagedPin);
}

template <typename Id>
bool ParseId(absl::string_view text, Id& id) {
  const absl::StatusOr<std::string> bytes = FromHex({text.data(), text.size()});
  if (!bytes.ok()) return false;
  const absl::StatusOr<Id> parsed = Id::Parse(*bytes);
  if (!parsed.ok()) return false;
  id = *parsed;
  return true;
}

std::string PinText(const Pin& pin) {
  std::string text =
      absl::StrCat("organisation ", ToHex(pin.anchor.organisation_id.view()), "\n", "newest ",
                   pin.newest_version, "\n", "version ", pin.anchor.highest_version, "\n",
                   "threshold ", pin.anchor.signers.threshold(), "\n");
  if (pin.anchor.newest_hash.has_value()) {
    absl::StrAppend(&text, "hash ", ToHex(pin.anchor.newest_hash->view()), "\n");
  }
  for (const std::string& key : pin.anchor.signers.signer_keys()) {
    absl::StrAppend(&text, "signer ", ToHex(key), "\n");
  }
  return text;
}

bool ReadPinLine(absl::string_view line, Pin& pin) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(line, absl::MaxSplits(' ', 1));
  const auto& [name, value] = parts;
  std::uint32_t number = 0;
  if (name == "organisation") return ParseId(value, pin.anchor.organisation_id);
  if (name == "newest") return absl::SimpleAtoi(value, &pin.newest_version);
  if (name == "version") return absl::SimpleAtoi(value, &pin.anchor.highest_version);
  if (name == "threshold") {
    if (!absl::SimpleAtoi(value, &number)) return false;
    pin.anchor.signers.set_threshold(number);
    return true;
  }
  if (name == "hash") return ParseId(value, pin.anchor.newest_hash.emplace());
  contract::SigningKey key;
  if (name != "signer" || !ParseId(value, key)) return false;
  pin.anchor.signers.add_signer_keys(key.ToBytes());
  return true;
}

}  // namespace

std::string ToHex(std::string_view bytes) {
  return absl::BytesToHexString({bytes.data(), bytes.size()});
}

absl::StatusOr<std::string> FromHex(std::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) {
      return absl::InvalidArgumentError("hexadecimal digits are wanted");
    }
  }
  if (text.size() % 2 != 0) return absl::InvalidArgumentError("an even number of digits is wanted");
  return absl::HexStringToBytes({text.data(), text.size()});
}

std::string Home::DefaultFolder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  if (std::string home = variable("VANGNET_HOME"); !home.empty()) return home;
  if (const std::string config = variable("XDG_CONFIG_HOME"); !config.empty()) {
    return absl::StrCat(config, "/vangnet");
  }
  if (const std::string home = variable("HOME"); !home.empty()) {
    return absl::StrCat(home, "/.config/vangnet");
  }
  return "";
}

absl::StatusOr<Home> Home::Open(const std::string& folder) {
  VN_RETURN_IF_ERROR(MakeFolder(absl::StrCat(folder, "/bundles")));
  return Home(folder);
}

absl::StatusOr<Pin> Home::LoadPin() const {
  const absl::StatusOr<std::string> text =
      ReadFile(absl::StrCat(folder_, "/organisation"), kSmallFile);
  if (absl::IsNotFound(text.status())) {
    return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                     client_reason::kNotJoined, "no organisation is pinned");
  }
  VN_RETURN_IF_ERROR(text.status());
  Pin pin;
  for (const absl::string_view line : absl::StrSplit(*text, '\n', absl::SkipEmpty())) {
    if (!ReadPinLine(line, pin)) return DamagedPin();
  }
  // The same rules as for the signers of a bundle: without its line of the threshold a
  // damaged file must not make one signature enough, nor one signer two.
  if (pin.anchor.organisation_id.IsZero() || pin.newest_version == 0 ||
      !contract::CheckSigners(pin.anchor.signers).ok()) {
    return DamagedPin();
  }
  return pin;
}

absl::Status Home::Remember(const Pin& pin, std::string_view signed_bundle) const {
  VN_RETURN_IF_ERROR(RememberBundle(pin.newest_version, signed_bundle));
  return ReplaceFile(absl::StrCat(folder_, "/organisation"), PinText(pin));
}

absl::Status Home::RememberBundle(std::uint32_t version, std::string_view signed_bundle) const {
  return ReplaceFile(absl::StrCat(folder_, "/bundles/", version), signed_bundle);
}

absl::StatusOr<std::string> Home::LoadBundle(std::uint32_t version) const {
  return ReadFile(absl::StrCat(folder_, "/bundles/", version), contract::limit::kSignedBundle);
}

std::string Home::StaffFolder(const contract::PrincipalId& reader) const {
  return absl::StrCat(folder_, "/staff/", ToHex(reader.view()));
}

absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Home::LoadHeads(
    const contract::PrincipalId& reader, const contract::CaseId& case_id) const {
  const std::string path = absl::StrCat(StaffFolder(reader), "/heads/", ToHex(case_id.view()));
  std::vector<caseview::v1::CompartmentHead> heads;
  const absl::StatusOr<std::string> text = ReadFile(path, kSmallFile);
  if (absl::IsNotFound(text.status())) return heads;
  VN_RETURN_IF_ERROR(text.status());
  for (const absl::string_view line : absl::StrSplit(*text, '\n', absl::SkipEmpty())) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
    int kind = 0;
    std::uint32_t length = 0;
    contract::Hash head;
    if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &kind) ||
        !record::v1::CompartmentKind_IsValid(kind) ||
        kind == record::v1::COMPARTMENT_KIND_UNSPECIFIED || !absl::SimpleAtoi(parts[1], &length) ||
        length == 0 || !ParseId(parts[2], head)) {
      return Failure(absl::StatusCode::kDataLoss, client_reason::kDamaged, kDamagedHeads, {path});
    }
    caseview::v1::CompartmentHead& remembered = heads.emplace_back();
    remembered.mutable_compartment()->set_kind(static_cast<record::v1::CompartmentKind>(kind));
    remembered.set_length(length);
    remembered.set_head(head.ToBytes());
  }
  return heads;
}

absl::Status Home::RememberHeads(const contract::PrincipalId& reader,
                                 const contract::CaseId& case_id,
                                 const std::vector<caseview::v1::CompartmentHead>& heads) const {
  const std::string folder = absl::StrCat(StaffFolder(reader), "/heads");
  VN_RETURN_IF_ERROR(MakeFolder(folder));
  std::string text;
  for (const caseview::v1::CompartmentHead& head : heads) {
    if (head.length() == 0) continue;
    absl::StrAppend(&text, static_cast<int>(head.compartment().kind()), " ", head.length(), " ",
                    ToHex(head.head()), "\n");
  }
  return ReplaceFile(absl::StrCat(folder, "/", ToHex(case_id.view())), text);
}

std::set<contract::CaseId> Home::RememberedCases(const contract::PrincipalId& reader) const {
  std::set<contract::CaseId> cases;
  std::error_code ignored;
  const std::filesystem::path folder = absl::StrCat(StaffFolder(reader), "/heads");
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    contract::CaseId case_id;
    if (ParseId(entry.path().filename().string(), case_id)) cases.insert(case_id);
  }
  return cases;
}

std::uint32_t Home::LoadShownVersion(const contract::PrincipalId& reader) const {
  std::uint32_t version = 0;
  const absl::StatusOr<std::string> text =
      ReadFile(absl::StrCat(StaffFolder(reader), "/shown"), kSmallFile);
  if (!text.ok() || !absl::SimpleAtoi(*text, &version)) return 0;
  return version;
}

absl::Status Home::RememberShownVersion(const contract::PrincipalId& reader,
                                        std::uint32_t version) const {
  VN_RETURN_IF_ERROR(MakeFolder(StaffFolder(reader)));
  return ReplaceFile(absl::StrCat(StaffFolder(reader), "/shown"), absl::StrCat(version));
}

}  // namespace vangnet::session
