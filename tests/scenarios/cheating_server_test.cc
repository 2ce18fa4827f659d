// The real `vangnet`, through a real nginx, before a server that cheats in all ways that
// the present records can show. Each is refused or shown to the person in words, in both
// languages, and nothing is written after it.
//
// What nothing that clients hold can show, and why (SPEC.md section 11):
//
//   A decline, removal or message held back at the end of a chain, from somebody who never
//     saw it: the chain before it is whole. Found by whoever saw it, or by the next record
//     that follows it (rows "withheld decline", "withheld removal", "truncated").
//   The same held back from a reporter who saw it: a reporter's client keeps nothing of a
//     case. The filing proof binds the beginning only.
//   Two branches shown to two people for good: found when either sees a record of the other
//     (rows "split chain"). There is no public tree yet to hold heads against.
//   A message called written with the head that would be right, and thrown away: found by a
//     member of the staff at the next reading (test below), by a reporter by looking.
//   The only grant of a ghost, passed on outside of the case: whoever holds a key can.
//   Times, load and absence, who opened the case when, lists and caseload: the server's word;
//     nobody signs them. Cases read are computed from their records.
//   A renewal of the bundle held back: nothing is sealed any more when the old one expires.
//   A receipt called unknown, people called absent, calls refused: shown as what it is, a
//     refusal; that it is a lie shows only the filing proof on paper.
//   A bundle that as many signers as must sign made up: good by definition; shown to staff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "clients/sealing/finding.h"
#include "clients/sealing/fingerprint.h"
#include "tests/scenarios/cheats.h"
#include "vangnet/casework/v1/casework_service.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPassphrase[] = "vier woorden zijn genoeg";
constexpr char kAnswers[] =
    R"({"answers":{"danger":"no","topic":"integrity","role":"alderman",)"
    R"("contact":["portal-only"],"consent":"with-health","own-words":"het verhaal"},)"
    R"("organisation":"Gemeente Voorbeelddam"})";

// What stands on the screen, however its lines were broken.
std::string Unbroken(const Finished& finished) {
  const std::string screen = finished.standard_output + "\n" + finished.standard_error;
  return std::regex_replace(screen, std::regex("\\s+"), " ");
}

// The story, and clients that have seen it.
class Stage {
 public:
  Stage() {
    WriteFile(folder_ / "first.bundle", story_.first_bundle());
    WriteFile(folder_ / "second.bundle", story_.organisation().newest());
    WriteFile(folder_ / "passphrase", kPassphrase);
    WriteFile(folder_ / "text", "dit mag er niet bij");
    for (const char* person : {"anna", "bo", "karin"}) {
      WriteFile(KeyFile(person), story_.organisation().KeyFileOf(person, kPassphrase));
    }
    Keep("answered", story_.answered());
    Keep("waiting", story_.waiting());
    Keep("declined", story_.declined());
    Keep("written", story_.written());
  }

  CheatedStory& story() { return story_; }
  const TemporaryFolder& folder() const { return folder_; }

  // Runs `vangnet` with a home as earlier commands left it.
  Finished Vangnet(const std::string& home, const std::vector<std::string>& command,
                   const std::string& input = "") const {
    std::vector<std::string> arguments = {ProgramPath("vangnet"), "--home", folder_ / home};
    arguments.insert(arguments.end(), command.begin(), command.end());
    return RunCommand(arguments, input);
  }
  std::vector<std::string> With(std::vector<std::string> command, const char* receipt) const {
    command.insert(command.end(), {"--receipt-file", folder_ / receipt});
    return command;
  }
  std::vector<std::string> As(const char* person, std::vector<std::string> command) const {
    command.insert(command.end(),
                   {"--identity", KeyFile(person), "--passphrase-file", folder_ / "passphrase"});
    return command;
  }
  std::vector<std::string> Join(const std::string& file) const {
    return {"join", folder_ / file, "--fingerprint",
            sealing::OrganisationFingerprint(story_.organisation().id())};
  }
  std::string KeyFile(const std::string& person) const { return folder_ / (person + ".key"); }
  static std::string Id(const Reporter& reporter) {
    return absl::BytesToHexString(reporter.case_id().ToBytes());
  }

 private:
  void Keep(const std::string& name, const Reporter& reporter) {
    const contract::SecretBytes text = reporter.receipt().ToText();
    WriteFile(folder_ / name, std::string(text.Expose()) + "\n");
  }

  TemporaryFolder folder_;
  CheatedStory story_;
};

std::unique_ptr<Stage>& TheStage() {
  static std::unique_ptr<Stage> stage;
  return stage;
}

// Ended before the program is: a process that nobody ends would outlive it.
class EndStage : public ::testing::Environment {
  void TearDown() override { TheStage().reset(); }
};
const ::testing::Environment* const kEndStage = ::testing::AddGlobalTestEnvironment(new EndStage);

struct Command {
  std::vector<std::string> arguments;
  bool in_dutch = false;  // Else in English, with --json.
  std::string input = {};
};

// What happens on the stage.
struct Play {
  std::string home;
  std::vector<Command> commands;
  std::string written_by;  // The method that may not be called; empty: none.
};

class CheatingServerTest : public ::testing::Test {
 protected:
  static Stage& stage() {
    if (TheStage() == nullptr) {
      TheStage() = std::make_unique<Stage>();
      Remember(*TheStage());
    }
    return *TheStage();
  }
  static CheatedStory& story() { return stage().story(); }

  void TearDown() override { story().server().BeHonest(); }

  // Joins, and reads while the server is honest: from there on there is something to lose.
  static void Remember(Stage& stage) {
    const std::vector<std::pair<std::string, Command>> before = {
        {"reporter", {stage.Join("first.bundle")}},
        {"reporter", {stage.With({"follow", "status"}, "answered")}},
        {"newcomer", {stage.Join("second.bundle")}},
        {"anna", {stage.Join("first.bundle")}},
        {"anna", {stage.As("anna", {"cases", "read", Stage::Id(stage.story().answered())})}},
        {"bo", {stage.Join("first.bundle")}},
        {"bo", {stage.As("bo", {"cases", "check", Stage::Id(stage.story().declined())})}},
        {"karin", {stage.Join("first.bundle")}},
    };
    for (const auto& [home, command] : before) {
      const Finished finished = stage.Vangnet(home, command.arguments);
      EXPECT_EQ(finished.exit_code, 0) << finished.standard_output << finished.standard_error;
    }
  }

  static Command InEnglish(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.end(), {"--json", "--lang", "en"});
    return {std::move(arguments), false, input};
  }
  static Command InDutch(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.end(), {"--lang", "nl"});
    return {std::move(arguments), true, input};
  }

  // The same act in both languages.
  static std::vector<Command> Twice(const std::vector<std::string>& arguments) {
    return {InEnglish(arguments), InDutch(arguments)};
  }

  static Play Reporter(const char* receipt, const char* look) {
    const std::string text = stage().folder() / "text";
    return {"reporter",
            {InEnglish(stage().With({"follow", look}, receipt)),
             InDutch(stage().With({"follow", "write", "--text-file", text}, receipt))},
            "AppendRecords"};
  }
  static Play Staff(const char* person, const testing::Reporter& reporter,
                    const std::vector<std::string>& look, std::vector<std::string> write) {
    const std::string id = Stage::Id(reporter);
    const auto on_case = [&](std::vector<std::string> command) {
      command.insert(command.begin() + 2, id);
      return stage().As(person, std::move(command));
    };
    return {
        person, {InEnglish(on_case(look)), InDutch(on_case(std::move(write)))}, "AppendRecords"};
  }

  static Play PlayOf(Scene scene) {
    const auto& folder = stage().folder();
    const std::vector<std::string> report = {"report", "--from", "-", "--attempts", "1"};
    switch (scene) {
      case Scene::kReporterReads:
        return Reporter("answered", "read");
      case Scene::kReporterLooks:
        return Reporter("waiting", "status");
      case Scene::kReporterHears:
        return {"reporter", Twice(stage().With({"follow", "status"}, "waiting")), ""};
      case Scene::kReporterOfDecline:
        return Reporter("declined", "status");
      case Scene::kLeadReads:
        return Staff("anna", story().answered(), {"cases", "read"},
                     {"cases", "answer", "--text-file", folder / "text"});
      case Scene::kDeputyChecks:
        return Staff("bo", story().declined(), {"cases", "check"}, {"cases", "accept", "--yes"});
      case Scene::kReporterFiles:
      case Scene::kReporterIsToldOk:
        return {"reporter",
                {InEnglish(stage().With(report, "new-one"), kAnswers),
                 InDutch(stage().With(report, "new-two"), kAnswers)},
                scene == Scene::kReporterFiles ? "FileReport" : ""};
      case Scene::kReporterWrites:
        return {"reporter",
                Twice(stage().With({"follow", "write", "--text-file", folder / "text"}, "written")),
                ""};
      case Scene::kNewClientReads:
        return {"newcomer", Twice(stage().With({"follow", "read"}, "answered")), "AppendRecords"};
      case Scene::kNewClientJoins:
        return {"nobody", Twice(stage().Join("other.bundle")), ""};
      case Scene::kStaffLists:
        return {"anna", Twice(stage().As("anna", {"cases", "list"})), "AppendRecords"};
      case Scene::kCoordinatorLooks:
        return {"karin", Twice(stage().As("karin", {"caseload"})), "AppendRecords"};
    }
    return {};
  }

  // The case of the scene, as its reader is shown it.
  static Shown ShownIn(Scene scene) {
    testing::Reporter& reporter =
        scene == Scene::kReporterLooks                                        ? story().waiting()
        : scene == Scene::kReporterOfDecline || scene == Scene::kDeputyChecks ? story().declined()
                                                                              : story().answered();
    const bool by_lead = scene == Scene::kLeadReads;
    const bool by_deputy = scene == Scene::kDeputyChecks;
    Person& reader = by_lead     ? static_cast<Person&>(story().anna())
                     : by_deputy ? static_cast<Person&>(story().bo())
                                 : reporter;
    Person& of_other =
        by_lead || by_deputy ? static_cast<Person&>(story().anna()) : story().other();
    const auto fetch = [](Person& person, const testing::Reporter& whose) {
      const auto calls = person.Calls(whose.case_id());
      return Fetch(**calls, story().organisation().id(), whose.case_id()).value();
    };
    return {story(), reporter, fetch(reader, reporter), fetch(of_other, story().other()),
            reporter.proof()};
  }

  // A home that is thrown away afterwards: a cheat may leave its traces there.
  static Finished Run(const Play& play, const Command& command) {
    const std::string copy = stage().folder() / "home";
    std::filesystem::remove_all(copy);
    if (std::filesystem::exists(stage().folder() / play.home)) {
      std::filesystem::copy(stage().folder() / play.home, copy,
                            std::filesystem::copy_options::recursive);
    }
    return stage().Vangnet("home", command.arguments, command.input);
  }
};

TEST_F(CheatingServerTest, ThroughTheSameServerWhenItIsHonestAllIsClean) {
  story().server().BeHonest();
  for (const Scene scene : {Scene::kReporterReads, Scene::kReporterLooks, Scene::kReporterOfDecline,
                            Scene::kLeadReads, Scene::kDeputyChecks, Scene::kReporterFiles,
                            Scene::kNewClientReads, Scene::kStaffLists, Scene::kCoordinatorLooks}) {
    const Play play = PlayOf(scene);
    const Finished finished = Run(play, play.commands.front());
    EXPECT_EQ(finished.exit_code, 0) << finished.standard_output << finished.standard_error;
    EXPECT_THAT(finished.standard_output, Not(HasSubstr("\"what\"")));
    std::filesystem::remove(stage().folder() / "new-one");
  }
  EXPECT_EQ(story().server().Calls("AppendRecords"), 0);
  const Play writing = PlayOf(Scene::kReporterWrites);
  EXPECT_EQ(Run(writing, writing.commands.back()).exit_code, 0);
  EXPECT_EQ(story().server().Calls("AppendRecords"), 1);
}

// The whole way of a lie: what is shown instead is fetched, served and read like the truth.
TEST_F(CheatingServerTest, WhatIsShownInsteadUnalteredIsNoCheat) {
  for (const Scene scene : {Scene::kReporterReads, Scene::kLeadReads}) {
    story().server().BeHonest();
    story().server().Begin(ShowInstead(ShownIn(scene)));
    const Play play = PlayOf(scene);
    const Finished finished = Run(play, play.commands.front());
    EXPECT_EQ(finished.exit_code, 0) << finished.standard_output << finished.standard_error;
    EXPECT_THAT(finished.standard_output, HasSubstr("vierde antwoord"));
  }
}

// Nothing that a server alone can answer is trusted with the head that would be right: a
// client of the staff remembers it and finds it missing at the next reading.
TEST_F(CheatingServerTest, AnAnswerThrownAwayWithTheRightHeadIsFoundAtTheNextReading) {
  const std::string id = Stage::Id(story().written());
  const auto anna = [&](std::vector<std::string> command) {
    return InEnglish(stage().As("anna", std::move(command)));
  };
  const Command answer = anna({"cases", "answer", id, "--text-file", stage().folder() / "text"});
  const Command read = anna({"cases", "read", id});
  ASSERT_EQ(stage().Vangnet("anna", read.arguments).exit_code, 0);
  const Shown before = [] {
    Shown shown = ShownIn(Scene::kLeadReads);
    const auto calls = story().anna().Calls(story().written().case_id());
    shown.material =
        Fetch(**calls, story().organisation().id(), story().written().case_id()).value();
    return shown;
  }();
  ASSERT_EQ(stage().Vangnet("anna", answer.arguments).exit_code, 0);  // The right head.
  story().server().Begin(ShowInstead(before));                        // And thrown away.
  const Finished again = stage().Vangnet("anna", read.arguments);
  EXPECT_EQ(again.exit_code, 7) << again.standard_output;
  EXPECT_THAT(again.standard_output, HasSubstr(Finding("head-differs").code));
}

class CheatTest : public CheatingServerTest, public ::testing::WithParamInterface<CheatRow> {
 protected:
  void Prepare() const {
    const CheatRow& row = GetParam();
    if (row.file) WriteFile(stage().folder() / "other.bundle", row.file(story()));
    if (row.alter) {
      Shown shown = ShownIn(row.scene);
      row.alter(shown);
      story().server().Begin(ShowInstead(std::move(shown)));
    } else if (row.calls) {
      story().server().Begin(row.calls(story()));
    }
  }

  void ExpectSaid(const Finished& finished, const Command& command) const {
    const CheatRow& row = GetParam();
    const std::string screen = Unbroken(finished);
    EXPECT_EQ(finished.exit_code, row.said.exit_code) << screen;
    EXPECT_THAT(screen, HasSubstr(command.in_dutch ? row.said.dutch : row.said.english));
    for (const std::string& never : row.never) EXPECT_THAT(screen, Not(HasSubstr(never)));
    if (command.in_dutch) return;
    EXPECT_THAT(finished.standard_output, HasSubstr(row.said.code));
  }
};

TEST_P(CheatTest, IsRefusedOrShownAndNothingIsWrittenAfterIt) {
  Prepare();
  const Play play = PlayOf(GetParam().scene);
  for (const Command& command : play.commands) ExpectSaid(Run(play, command), command);
  EXPECT_EQ(story().server().Calls(play.written_by), 0);
  for (const char* receipt : {"new-one", "new-two"}) {
    EXPECT_TRUE(!std::filesystem::remove(stage().folder() / receipt) ||
                play.written_by != "FileReport")
        << "a receipt for no report";
  }
}

INSTANTIATE_TEST_SUITE_P(Cheats, CheatTest, ::testing::ValuesIn(AllCheats()),
                         [](const auto& info) { return info.param.name; });

std::multiset<std::string> Each(std::string CheatRow::*field) {
  std::multiset<std::string> values;
  for (const CheatRow& row : AllCheats()) values.insert(row.*field);
  return values;
}

TEST(CheatsTest, EachNamedWayIsTried) {
  const std::multiset<std::string> ways = Each(&CheatRow::way);
  for (const char* way :
       {"swapped", "dropped", "reordered", "replayed", "truncated", "forged", "moved between cases",
        "moved between compartments", "moved between epochs", "ghost reader",
        "false acknowledgement", "false withdrawal", "older bundle", "forged proof",
        "withheld decline", "split chain", "wrong suite"}) {
    EXPECT_THAT(ways, Contains(way));
  }
}

TEST(CheatsTest, EachSectionOfTheProtocolIsBroken) {
  std::set<int> sections;
  for (const CheatRow& row : AllCheats()) sections.insert(row.section);
  for (int section = 1; section <= 9; ++section) EXPECT_THAT(sections, Contains(section));
}

TEST(CheatsTest, EachFindingIsMade) {
  const std::multiset<std::string> codes = [] {
    std::multiset<std::string> said;
    for (const CheatRow& row : AllCheats()) said.insert(row.said.code);
    return said;
  }();
  for (int i = 0;; ++i) {
    const std::string name(sealing::NameOf(static_cast<sealing::FindingClass>(i)));
    if (name == "unknown") break;
    EXPECT_THAT(codes, Contains(Finding(name).code));
  }
}

// Labels by which no client verifies what a server gives.
const std::map<std::string, std::string>& NotTheServers() {
  static const auto* reasons = new std::map<std::string, std::string>{
      {"receipt", "of what only the reporter holds; what follows from it is case-id"},
      {"key-file", "of the person's own file"},
      {"outbox", "of the reporter's own file"},
      {"outbox-file", "of the reporter's own file"},
      {"enrol", "of a file from person to person; the administrator's client verifies it"},
      {"case-ref", "of audit leaves, which no client reads yet"},
      {"recovery", "reserved"},
      {"tree-head", "reserved"},
      {"wrap", "reserved"},
      {"restart", "reserved"},
      {"prf", "reserved"},
      {"commit", "of the server's own store"},
      {"commit-row", "of the server's own store"},
      {"anchor", "of the server's own store"},
      {"web-manifest", "of the files of the page, which the front serves: see verify_web_test"},
      {"certificate", "reserved"},
  };
  return *reasons;
}

TEST(CheatsTest, EachLabelThatClientsVerifyIsCheatedWith) {
  const std::string header =
      ReadFile(std::string(VANGNET_SOURCE_ROOT) + "/proto/contract/labels.h");
  const std::multiset<std::string> labels = Each(&CheatRow::label);
  const std::regex label("\"vangnet/v1/([a-z-]+)");
  int found = 0;
  for (std::sregex_iterator it(header.begin(), header.end(), label), end; it != end; ++it) {
    ++found;
    const std::string name = (*it)[1];
    EXPECT_NE(labels.contains(name), NotTheServers().contains(name)) << name;
  }
  EXPECT_GE(found, 23);
}

}  // namespace
}  // namespace vangnet::testing
