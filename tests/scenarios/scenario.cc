#include "tests/scenarios/scenario.h"

#include "absl/time/clock.h"

namespace vangnet::testing {
namespace {

Organisation& TheOrganisation() {
  static Organisation* organisation = [] {
    auto* made = new Organisation(absl::Now());
    for (const char* name : {"anna", "bo", "chantal", "daan", "esra", "frits"}) {
      made->AddStaff(name, TrustedPerson());
    }
    for (const char* name : {"gerda", "hakim", "ilse", "joris"}) {
      made->AddStaff(name, SupportTeam());
    }
    made->AddStaff("karin", Coordinator());
    made->AddStaff("lex", Coordinator());
    made->AddStaff("mirjam", Administrator());
    made->AddStaff("noor", Auditor());
    return made;
  }();
  return *organisation;
}

// Ended before the program is: a process that nobody ends would outlive it.
std::unique_ptr<RunningSystem>& TheSystem() {
  static std::unique_ptr<RunningSystem> system;
  return system;
}

class EndSystem : public ::testing::Environment {
  void TearDown() override { TheSystem().reset(); }
};
const ::testing::Environment* const kEndSystem = ::testing::AddGlobalTestEnvironment(new EndSystem);

}  // namespace

RunningSystem& Scenario::system() {
  if (TheSystem() == nullptr) TheSystem() = std::make_unique<RunningSystem>(TheOrganisation());
  return *TheSystem();
}

ReportTerms Scenario::UsualReport() {
  ReportTerms terms;
  terms.lead = "anna";
  terms.deputy = "bo";
  terms.reserve = "gerda";
  terms.coordinators = {"karin", "lex"};
  return terms;
}

std::vector<std::string> Scenario::Messages(Person& person, const contract::CaseId& case_id) {
  std::vector<std::string> texts;
  const absl::StatusOr<sealing::CaseView> view = person.Read(case_id);
  if (!view.ok()) {
    ADD_FAILURE() << view.status();
    return texts;
  }
  EXPECT_TRUE(view->findings.empty())
      << view->findings.size() << " findings, first: " << view->findings.front().detail;
  for (const sealing::CaseRecord& record : view->records) {
    if (record.reading != sealing::EntryReading::kOpened) continue;
    if (record.body.has_account()) texts.push_back(record.body.account().answers(0).text());
    if (record.body.has_message()) texts.push_back(record.body.message().text());
  }
  return texts;
}

std::string Outcome(const absl::Status& status) {
  std::string text(absl::StatusCodeToString(status.code()));
  const std::string reason = contract::ReasonOf(status);
  return reason.empty() ? text : text + "/" + reason;
}

}  // namespace vangnet::testing
