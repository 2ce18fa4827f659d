// The names of enum values: stable codes for --json and flags, words for people.
#ifndef VANGNET_CLIENTS_CLI_NAMES_H_
#define VANGNET_CLIENTS_CLI_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/session/words.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/policy/v1/options.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::cli {

template <typename Enum>
struct Name {
  Enum value;
  const char* code;
  session::Words words;
};

// All values of an enum that have a name. Specialised in names.cc for the enums below.
template <typename Enum>
const std::vector<Name<Enum>>& Names();

template <>
const std::vector<Name<record::v1::Category>>& Names();
template <>
const std::vector<Name<record::v1::Urgency>>& Names();
template <>
const std::vector<Name<record::v1::Calendar>>& Names();
template <>
const std::vector<Name<record::v1::Language>>& Names();
template <>
const std::vector<Name<record::v1::CaseRole>>& Names();
template <>
const std::vector<Name<record::v1::CompartmentKind>>& Names();
template <>
const std::vector<Name<record::v1::DeclineReason>>& Names();
template <>
const std::vector<Name<record::v1::RemovalReason>>& Names();
template <>
const std::vector<Name<caseview::v1::CaseState>>& Names();
template <>
const std::vector<Name<policy::v1::Role>>& Names();
template <>
const std::vector<Name<bundle::v1::Competence>>& Names();
template <>
const std::vector<Name<bundle::v1::Load>>& Names();
template <>
const std::vector<Name<bundle::v1::Territory>>& Names();

// "unknown" for a value without a name: a newer server may know more.
template <typename Enum>
std::string CodeOf(Enum value) {
  for (const Name<Enum>& name : Names<Enum>()) {
    if (name.value == value) return name.code;
  }
  return "unknown";
}

template <typename Enum>
std::string WordOf(Enum value, session::Language language) {
  for (const Name<Enum>& name : Names<Enum>()) {
    if (name.value == value) return name.words.In(language);
  }
  return language == session::Language::kDutch ? "onbekend" : "unknown";
}

template <typename Enum>
std::optional<Enum> FromCode(std::string_view code) {
  for (const Name<Enum>& name : Names<Enum>()) {
    if (name.code == code) return name.value;
  }
  return std::nullopt;
}

// All codes, for --help and for messages: "a, b, c".
template <typename Enum>
std::string AllCodes() {
  std::string codes;
  for (const Name<Enum>& name : Names<Enum>())
    codes += (codes.empty() ? "" : ", ") + std::string(name.code);
  return codes;
}

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_NAMES_H_
