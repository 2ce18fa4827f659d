// The cheats: each is one way in which a server could deceive its clients, and what the
// person in front of the client then sees. Played and checked by cheating_server_test.cc.
#ifndef VANGNET_TESTS_SCENARIOS_CHEATS_H_
#define VANGNET_TESTS_SCENARIOS_CHEATS_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "clients/sealing/case_chain.h"
#include "tests/scenarios/cheated_story.h"

namespace vangnet::testing {

// What a client ends with and says. The code stands in --json: what a finding is, or the
// reason of a refusal. The words stand on the screen, in either language.
struct Said {
  int exit_code;
  std::string code;
  std::string dutch;
  std::string english;
};

// Who runs which commands, on which case of the story. Unless it says so, what is done
// last is writing, of which nothing may reach the server.
enum class Scene {
  kReporterReads,      // answered(): `follow read`, `follow write`
  kReporterLooks,      // waiting(): `follow status`, `follow write`
  kReporterHears,      // waiting(): `follow status`, from which nothing is refused
  kReporterOfDecline,  // declined(): `follow status`, `follow write`
  kLeadReads,          // answered(): anna's `cases read`, `cases answer`; had read it before
  kDeputyChecks,       // declined(): bo's `cases check`, `cases accept`; had read it before
  kReporterFiles,      // `report`: nothing is sent, no receipt is made
  kReporterIsToldOk,   // `report`: sent, and answered with OK
  kReporterWrites,     // written(): `follow write`, which does reach the server
  kNewClientReads,     // answered(): `follow read`, by who joined with the second bundle
  kNewClientJoins,     // `join`, with a file that the server handed out
  kStaffLists,         // anna's `cases list`
  kCoordinatorLooks,   // karin's `caseload`
};

// A case as one reader is shown it, to be altered.
struct Shown {
  using Records = std::vector<caseview::v1::StoredRecord>;

  CheatedStory& story;
  Reporter& reporter;  // Of the case.
  sealing::CaseMaterial material;
  sealing::CaseMaterial other;  // story.other(), as its lead or reporter is shown it.
  std::string proof;
  // False: the server claims the heads that the chains had before they were altered.
  bool claims_fit = true;

  Records& Check() { return Chain(material, record::v1::COMPARTMENT_KIND_CHECK); }
  Records& Conversation() { return Chain(material, record::v1::COMPARTMENT_KIND_CONVERSATION); }
  static Records& Chain(sealing::CaseMaterial& of, record::v1::CompartmentKind kind);
  // Changes the header of a record, and signs it as `author`.
  static void Resign(caseview::v1::StoredRecord& stored, const sealing::Identity& author,
                     const std::function<void(record::v1::RecordHeader&)>& change);
};

struct CheatRow {
  std::string name;
  std::string way;
  int section;        // Of SPEC.md: whose rule is broken.
  std::string label;  // Whose signature or hash is not right; empty: none in particular.
  Scene scene;
  Said said;
  // One of these two, where no file is handed out.
  std::function<void(Shown&)> alter = nullptr;
  std::function<CheatingServer::Cheat(CheatedStory&)> calls = nullptr;
  // What would be believed if the cheat worked; must not be on the screen.
  std::vector<std::string> never = {};
  // In the scene kNewClientJoins: the file.
  std::function<std::string(CheatedStory&)> file = nullptr;
};

inline std::ostream& operator<<(std::ostream& out, const CheatRow& row) {
  return out << row.way << ", section " << row.section;
}

std::vector<CheatRow> CheatsWithRecords();
std::vector<CheatRow> CheatsWithForms();
std::vector<CheatRow> CheatsWithRights();
std::vector<CheatRow> CheatsWithState();
std::vector<CheatRow> CheatsWithKeys();
std::vector<CheatRow> CheatsWithGrants();
std::vector<CheatRow> CheatsWithBundles();
std::vector<CheatRow> CheatsWithBundleForms();
std::vector<CheatRow> CheatsWithProofs();
std::vector<CheatRow> CheatsWithAnswers();
std::vector<CheatRow> AllCheats();

// Gives, for the case of `shown`, what that says in place of the truth.
CheatingServer::Cheat ShowInstead(Shown shown);

// A finding of the case: the sentence by its code.
Said Finding(const std::string& code);
// The same where nothing of the case is left to show.
Said NothingLeft(const std::string& code);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CHEATS_H_
