// Walks authorisation_cases.table: every act on a case, by relation, in every state.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "absl/time/clock.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "tests/scenarios/authorisation_table.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/hand_made_record.h"

namespace vangnet::testing {
namespace {

std::string WordFor(const absl::Status& status) {
  static const std::map<std::string, std::string> words = {
      {"OK", "ok"},
      {"NOT_FOUND", "none"},
      {"FAILED_PRECONDITION/NOT_ACKNOWLEDGED", "early"},
      {"FAILED_PRECONDITION/TAKEN", "taken"},
      {"FAILED_PRECONDITION/CASE_CLOSED", "over"},
      {"PERMISSION_DENIED/WRONG_ROLE", "right"},
      {"INVALID_ARGUMENT/BAD_FIELD", "gone"}};
  const auto found = words.find(Outcome(status));
  return found == words.end() ? Outcome(status) : found->second;
}

const std::vector<std::string>& Acts() {
  static const std::vector<std::string> acts = {"get",    "check",    "conv",   "file",
                                                "grants", "entry",    "ack",    "decline",
                                                "close",  "withdraw", "remove", "add"};
  return acts;
}

bool Changes(const std::string& act) {
  return act != "get" && act != "check" && act != "conv" && act != "file" && act != "grants";
}

class AuthorisationCasesTest : public Scenario {
 protected:
  // A case of its own in `state`, and the reporter who filed it; with `place` it has no deputy.
  std::unique_ptr<Reporter> CaseIn(const std::string& state, bool place = false) {
    auto reporter = std::make_unique<Reporter>(system());
    ReportTerms terms = UsualReport();
    terms.coordinators = {"karin"};
    if (place) terms.deputy.clear();
    EXPECT_THAT(reporter->File(terms), IsOk());
    const contract::CaseId& id = reporter->case_id();
    StaffMember lead(system(), "anna");
    if (state == "held" || state == "left" || state == "closed") {
      EXPECT_THAT(lead.Acknowledge(id), IsOk());
    }
    if (state == "declined" || state == "left" || state == "unheld") {
      EXPECT_THAT(lead.Decline(id), IsOk());
    }
    if (state == "unheld") {
      const std::vector<std::string> others =
          place ? std::vector<std::string>{"gerda"} : std::vector<std::string>{"bo", "gerda"};
      for (const std::string& who : others) {
        EXPECT_THAT(StaffMember(system(), who).Decline(id), IsOk());
      }
    }
    if (state == "closed") {
      EXPECT_THAT(lead.Close(id), IsOk());
    }
    if (state == "withdrawn") {
      EXPECT_THAT(reporter->Withdraw(), IsOk());
    }
    return reporter;
  }

  std::unique_ptr<Person> PersonFor(const std::string& relation, const Reporter& reporter) {
    if (relation == "reporter") return std::make_unique<Reporter>(system(), reporter.receipt());
    static const std::map<std::string, std::string> handles = {
        {"lead", "anna"},        {"deputy", "bo"},      {"reserve", "gerda"},
        {"stranger", "chantal"}, {"nobody", "chantal"}, {"coordinator", "karin"},
        {"excluded", "lex"},     {"no-case", "lex"}};
    return std::make_unique<StaffMember>(system(), handles.at(relation));
  }

  static bool Coordinates(const std::string& relation) {
    return relation == "coordinator" || relation == "excluded" || relation == "no-case";
  }

  absl::Status Append(Person& person, bool coordinates, const contract::CaseId& id,
                      const sealing::Batch& batch) {
    if (coordinates) {
      return AppendAsCoordinator(system().StaffChannel(), person.Token().value(), id, batch);
    }
    return person.Calls(id).value()->Append(batch);
  }

  absl::Status Do(const std::string& act, bool coordinates, Person& person,
                  const contract::CaseId& id, Reporter& reporter) {
    const auto calls = person.Calls(id);
    if (!calls.ok()) return calls.status();
    if (act == "get") return (*calls)->Heads().status();
    if (act == "grants") return (*calls)->Grants().status();
    static const std::map<std::string, record::v1::CompartmentKind> compartments = {
        {"check", record::v1::COMPARTMENT_KIND_CHECK},
        {"conv", record::v1::COMPARTMENT_KIND_CONVERSATION},
        {"file", record::v1::COMPARTMENT_KIND_CASEFILE}};
    const auto compartment = compartments.find(act);
    if (compartment != compartments.end()) return (*calls)->Records(compartment->second).status();
    // What the client would refuse by itself must reach the server: written by hand, with
    // everything right but the right to do it.
    static const std::map<std::string, record::v1::RecordKind> kinds = {
        {"entry", record::v1::RECORD_KIND_ENTRY},
        {"ack", record::v1::RECORD_KIND_ACKNOWLEDGE},
        {"decline", record::v1::RECORD_KIND_DECLINE},
        {"close", record::v1::RECORD_KIND_CLOSE},
        {"withdraw", record::v1::RECORD_KIND_WITHDRAW},
        {"remove", record::v1::RECORD_KIND_REMOVE_READER},
        {"add", record::v1::RECORD_KIND_ADD_READER}};
    const auto batch = HandMadeBatch(kinds.at(act), person, id, reporter, system().organisation());
    if (!batch.ok()) return batch.status();
    return Append(person, coordinates, id, *batch);
  }
};

TEST_F(AuthorisationCasesTest, EveryActAnswersEveryRelationInEveryStateAsTheTableSays) {
  std::map<std::string, std::unique_ptr<Reporter>> shared;
  for (const auto& row : ReadTable("authorisation_cases.table", 14)) {
    const std::string& state = row[0];
    const std::string& relation = row[1];
    for (std::size_t i = 0; i < Acts().size(); ++i) {
      const bool place = Acts()[i] == "add";
      std::unique_ptr<Reporter>& reporter = shared[state + (place ? ", with a place" : "")];
      if (reporter == nullptr) reporter = CaseIn(state, place);
      const auto person = PersonFor(relation, *reporter);
      const contract::CaseId id = relation == "nobody" || relation == "no-case"
                                      ? sealing::RandomId<contract::CaseId>(sealing::SystemRandom())
                                      : reporter->case_id();
      const absl::Status status = Do(Acts()[i], Coordinates(relation), *person, id, *reporter);
      EXPECT_EQ(WordFor(status), row[i + 2])
          << state << ", " << relation << ", " << Acts()[i] << ": " << status;
      // An act that succeeded has moved the case: the next one gets a new case.
      if (status.ok() && Changes(Acts()[i])) reporter = nullptr;
    }
  }
}

TEST_F(AuthorisationCasesTest, NotYoursAndDoesNotExistAreTheSameBytes) {
  const auto reporter = CaseIn("held");
  StaffMember stranger(system(), "chantal");
  const auto unknown = sealing::RandomId<contract::CaseId>(sealing::SystemRandom());
  for (const std::string& act : Acts()) {
    const absl::Status theirs = Do(act, false, stranger, reporter->case_id(), *reporter);
    const absl::Status nobodys = Do(act, false, stranger, unknown, *reporter);
    EXPECT_EQ(theirs, nobodys) << act;
    EXPECT_EQ(theirs.code(), absl::StatusCode::kNotFound) << act;
  }
  StaffMember excluded(system(), "lex");
  const absl::Status theirs = Do("remove", true, excluded, reporter->case_id(), *reporter);
  EXPECT_EQ(theirs, Do("remove", true, excluded, unknown, *reporter));
  EXPECT_EQ(theirs.code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace vangnet::testing
