#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "proto/contract/bundle_checks.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Form;
using bundle::v1::Option;
using bundle::v1::Question;

constexpr int kMaxQuestions = 60;
constexpr int kMaxOptions = 40;
constexpr std::size_t kMaxCode = 40;
constexpr std::string_view kRoleQuestion = "role";
constexpr std::string_view kRequiredWanted =
    "danger, topic, role, contact and consent of the common block, and no others";

// The answers without which nothing can be sent, and the only ones: whoever is in distress
// is not held up by more, and nothing can be routed with less.
const std::set<std::string>& RequiredQuestions() {
  static const auto* const codes =
      new std::set<std::string>{"danger", "topic", "role", "contact", "consent"};
  return *codes;
}

bool IsCode(std::string_view code) {
  if (code.empty() || code.size() > kMaxCode || code.front() == '-' || code.back() == '-') {
    return false;
  }
  return std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// The options of the question `role`, which other options refer to.
std::set<std::string> RoleOptions(const Bundle& bundle) {
  std::set<std::string> codes;
  for (const Form& form : bundle.forms()) {
    for (const Question& question : form.questions()) {
      if (question.code() != kRoleQuestion) continue;
      for (const Option& option : question.options()) codes.insert(option.code());
    }
  }
  return codes;
}

absl::Status CheckOptions(const Question& question, const std::set<std::string>& role_options) {
  const bool has_options = question.kind() == bundle::v1::QUESTION_KIND_ONE ||
                           question.kind() == bundle::v1::QUESTION_KIND_MANY;
  const int count = question.options_size();
  VN_RETURN_IF_ERROR(Require(has_options ? count >= 1 && count <= kMaxOptions : count == 0,
                             "forms.options", "1 to 40 to choose from, else none"));
  std::set<std::string> codes;
  for (const Option& option : question.options()) {
    VN_RETURN_IF_ERROR(Require(IsCode(option.code()) && codes.insert(option.code()).second,
                               "forms.options.code", "lower case with hyphens, each once"));
    VN_RETURN_IF_ERROR(CheckText("forms.options.label", option.has_label(), option.label()));
    for (const std::string& role : option.hidden_for_roles()) {
      VN_RETURN_IF_ERROR(Require(role_options.count(role) == 1, "forms.options.hidden_for_roles",
                                 "options of the question `role`"));
    }
    VN_RETURN_IF_ERROR(Require(IsAscending(option.hidden_for_roles()),
                               "forms.options.hidden_for_roles", "sorted, each once"));
  }
  return absl::OkStatus();
}

absl::Status CheckQuestion(const Question& question, const std::set<std::string>& role_options) {
  VN_RETURN_IF_ERROR(
      Require(IsCode(question.code()), "forms.questions.code", "lower case with hyphens"));
  VN_RETURN_IF_ERROR(Require(question.kind() != bundle::v1::QUESTION_KIND_UNSPECIFIED,
                             "forms.questions.kind", "a value"));
  VN_RETURN_IF_ERROR(CheckText("forms.questions.prompt", question.has_prompt(), question.prompt()));
  if (question.has_hint()) {
    VN_RETURN_IF_ERROR(CheckText("forms.questions.hint", true, question.hint()));
  }
  return CheckOptions(question, role_options);
}

absl::Status CheckRequired(const Form& form, const Question& question) {
  return Require(!question.required() || (form.category() == record::v1::CATEGORY_UNSPECIFIED &&
                                          RequiredQuestions().count(question.code()) == 1),
                 "forms.questions.required", kRequiredWanted);
}

}  // namespace

absl::Status CheckText(std::string_view field, bool present, const bundle::v1::Text& text) {
  return Require(present && !text.nl().empty() && !text.en().empty(), field,
                 "in Dutch and English");
}

absl::Status CheckForms(const Bundle& bundle) {
  const std::set<std::string> role_options = RoleOptions(bundle);
  std::set<int> categories;
  std::set<std::string> questions;
  std::size_t required = 0;
  for (const Form& form : bundle.forms()) {
    VN_RETURN_IF_ERROR(Require(form.category() != record::v1::CATEGORY_NOT_SURE &&
                                   categories.insert(form.category()).second,
                               "forms", "one for each category and the common block"));
    VN_RETURN_IF_ERROR(CheckText("forms.title", form.has_title(), form.title()));
    VN_RETURN_IF_ERROR(Require(!form.questions().empty() && form.questions_size() <= kMaxQuestions,
                               "forms.questions", "1 to 60"));
    for (const Question& question : form.questions()) {
      VN_RETURN_IF_ERROR(CheckQuestion(question, role_options));
      VN_RETURN_IF_ERROR(Require(questions.insert(question.code()).second, "forms.questions.code",
                                 "each once in the bundle"));
      VN_RETURN_IF_ERROR(CheckRequired(form, question));
      required += question.required() ? 1 : 0;
    }
  }
  VN_RETURN_IF_ERROR(
      Require(categories.size() == 4, "forms", "one for each category and the common block"));
  return Require(required == RequiredQuestions().size(), "forms.questions.required",
                 kRequiredWanted);
}

}  // namespace vangnet::contract
