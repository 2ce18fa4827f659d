#include "clients/cli/doctor_report.h"

#include <string>

#include "clients/cli/json.h"
#include "clients/cli/table.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kReportCheck{"Wat", "What"};
constexpr Words kReportState{"Staat", "State"};
constexpr Words kFound{"Gevonden", "Found"};
constexpr Words kOk{"in orde", "ok"};
constexpr Words kLook{"kijk hiernaar", "look at this"};
constexpr Words kReportWrong{"fout", "wrong"};
constexpr Words kNotLookedAt{"niet bekeken", "not looked at"};
constexpr Words kAdvice{"$0: $1", "$0: $1"};
constexpr Words kAllGood{"Er is niets fout.", "Nothing is wrong."};
constexpr Words kSomeWrong{"Fout: $0. Wat te doen staat hierboven.",
                           "Wrong: $0. What to do stands above."};

const Words& WordsOf(CheckState state) {
  switch (state) {
    case CheckState::kOk:
      return kOk;
    case CheckState::kLook:
      return kLook;
    case CheckState::kWrong:
      return kReportWrong;
    case CheckState::kNotLookedAt:
      break;
  }
  return kNotLookedAt;
}

const char* CodeOf(CheckState state) {
  switch (state) {
    case CheckState::kOk:
      return "ok";
    case CheckState::kLook:
      return "look";
    case CheckState::kWrong:
      return "wrong";
    case CheckState::kNotLookedAt:
      break;
  }
  return "not-looked-at";
}

}  // namespace

int ShowChecks(Context& context, const CheckLines& lines) {
  int wrong = 0;
  for (const auto& [name, line] : lines) wrong += line.state == CheckState::kWrong ? 1 : 0;
  if (context.json) {
    Json checks = Json::Array();
    for (const auto& [name, line] : lines) {
      checks.Add(Json::Object()
                     .Set("check", name.code)
                     .Set("state", CodeOf(line.state))
                     .Set("found", line.found)
                     .Set("advice", line.advice));
    }
    context.Print(Json::Object().Set("checks", checks).Set("wrong", wrong));
    return wrong;
  }
  Table table({context.In(kReportCheck), context.In(kReportState), context.In(kFound)});
  for (const auto& [name, line] : lines) {
    table.AddRow({context.In(name.words), context.In(WordsOf(line.state)), line.found});
  }
  context.terminal.Lines(table.ToText());
  for (const auto& [name, line] : lines) {
    if (!line.advice.empty()) context.Say(kAdvice, {context.In(name.words), line.advice});
  }
  if (wrong == 0) {
    context.Say(kAllGood);
  } else {
    context.Say(kSomeWrong, {std::to_string(wrong)});
  }
  return wrong;
}

}  // namespace vangnet::cli
