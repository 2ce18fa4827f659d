// A case from the report to the end by the real `vangnet` alone, through nginx: what reporter
// and handlers type after the first answer, and what is said with a wrong receipt or when the
// organisation's details have expired.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "absl/time/clock.h"
#include "proto/contract/clock.h"
#include "tests/scenarios/command_lines.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr int kNotFound = 4;
constexpr int kBundle = 6;

constexpr char kAnswers[] =
    R"({"answers":{"danger":"no","topic":"integrity","role":"alderman",)"
    R"("contact":["portal-only"],"consent":"with-health","own-words":"het verhaal"},)"
    R"("organisation":"Gemeente Voorbeelddam","lead":"anna"})";

// What stands in `text` between `before` and the next `after`.
std::string Between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t from = text.find(before);
  if (from == std::string::npos) return "";
  const std::size_t begin = from + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

void ExpectDone(const Finished& finished, const std::string& said = "") {
  EXPECT_EQ(finished.exit_code, 0) << finished.standard_output << finished.standard_error;
  EXPECT_THAT(finished.standard_output, HasSubstr(said));
}

class CommandLineCaseTest : public Scenario {
 protected:
  using Environment = std::map<std::string, std::string>;

  void SetUp() override { WriteFile(lines_ / "answers", kAnswers); }

  Finished Follow(std::vector<std::string> arguments, const Environment& environment = {}) {
    arguments.insert(arguments.begin(), "follow");
    arguments.insert(arguments.end(), {"--receipt-file", lines_ / "receipt"});
    return lines_.Run("reporter", arguments, environment);
  }

  // `vangnet cases COMMAND CASE ...`
  Finished Cases(const std::string& who, const std::string& command,
                 const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"cases", command, case_id_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return lines_.RunAs(who, arguments);
  }

  Finished Report(const Environment& environment = {}) {
    return lines_.Run(
        "reporter",
        {"report", "--json", "--from", lines_ / "answers", "--receipt-file", lines_ / "receipt"},
        environment);
  }

  // A report whose persons the test chooses, with its receipt.
  void File(const ReportTerms& terms) {
    Reporter reporter(system());
    ASSERT_THAT(reporter.File(terms), IsOk());
    filed_ = reporter.case_id();
    WriteFile(lines_ / "receipt", std::string(reporter.receipt().ToText().Expose()) + "\n");
  }

  // Makes the draft of the organisation its newest bundle.
  void PublishDraft() {
    StaffMember mirjam(system(), "mirjam");
    directory::v1::PublishBundleRequest request;
    request.set_signed_bundle(system().organisation().Publish());
    directory::v1::PublishBundleResponse response;
    const auto stub = directory::v1::DirectoryService::NewStub(system().StaffChannel());
    ASSERT_THAT(
        FromRpc(stub->PublishBundle(Context(mirjam.Token().value()).get(), request, &response)),
        IsOk());
  }

  // Anna is whom the reporter chose.
  void FileAndAccept() {
    const Finished report = Report();
    ASSERT_EQ(report.exit_code, 0) << report.standard_error;
    case_id_ = Between(report.standard_output, "\"case_id\": \"", "\"");
    for (const char* const who : {"bo", "chantal", "daan", "esra", "frits"}) {
      const std::size_t named = report.standard_output.find("\"name\": \"" + std::string(who));
      (named == std::string::npos ? others_ : drawn_).emplace_back(who);
    }
    ASSERT_THAT(drawn_, SizeIs(1)) << "one deputy";
    ExpectDone(Cases("anna", "accept"));
  }

  std::string TextFile(const std::string& text) const {
    WriteFile(lines_ / "text", text + "\n");
    return lines_ / "text";
  }

  CommandLines lines_{system()};
  std::string case_id_;              // Of Report().
  contract::CaseId filed_;           // Of File().
  std::vector<std::string> drawn_;   // Trusted persons beside anna whom the report names,
  std::vector<std::string> others_;  // and whom it does not.
};

TEST_F(CommandLineCaseTest, WhoIsLetInReadsOnAndWhoIsTakenOutReadsNoMore) {
  ASSERT_NO_FATAL_FAILURE(FileAndAccept());
  const std::string deputy = drawn_.front();
  ExpectDone(Cases("anna", "answer", {"--text-file", TextFile("het eerste antwoord")}));

  // What the report did not say yet.
  WriteFile(lines_ / "more", R"({"answers":{"area":"utrecht"}})");
  ExpectDone(Follow({"complete", "--from", lines_ / "more"}));
  ExpectDone(Cases("anna", "read"), "Utrecht");

  // Notes are the lead's alone.
  ExpectDone(Cases("anna", "note", {"--text-file", TextFile("een eigen notitie")}));
  ExpectDone(Cases("anna", "notes"), "een eigen notitie");
  const Finished read = Follow({"read"});
  ExpectDone(read, "het eerste antwoord");
  EXPECT_THAT(read.standard_output, Not(HasSubstr("een eigen notitie")));

  // The reporter takes out who leads; the deputy's turn comes, with all that was written.
  ExpectDone(Follow({"remove", "anna"}));
  EXPECT_EQ(Cases("anna", "read").exit_code, kNotFound);
  ExpectDone(Cases(deputy, "accept"));
  ExpectDone(Cases(deputy, "read"), "het eerste antwoord");
  const Finished notes = Cases(deputy, "notes");
  EXPECT_THAT(notes.standard_output, Not(HasSubstr("een eigen notitie")));

  // The new lead lets somebody in and takes them off; the reporter lets in another.
  ExpectDone(Cases(deputy, "add", {others_[0], "--role", "deputy", "--with-history"}));
  EXPECT_THAT(Follow({"access"}).standard_output, HasSubstr(others_[0]));
  EXPECT_THAT(Follow({"add", others_[0]}).standard_error, HasSubstr("on the list"));
  ExpectDone(Cases(deputy, "remove", {others_[0], "--reason", "task-done"}));
  EXPECT_THAT(Follow({"add", others_[0]}).standard_error, HasSubstr("cannot come back"));
  EXPECT_THAT(Cases(deputy, "add", {"anna"}).standard_error, HasSubstr("cannot come back"));
  ExpectDone(Follow({"add", others_[1]}));
  EXPECT_THAT(Follow({"status"}).standard_output, HasSubstr(others_[1]));
  ExpectDone(Cases(deputy, "close", {"--yes"}));
  const Finished closed = Follow({"status"});
  ExpectDone(closed, "The case is closed");
  EXPECT_THAT(closed.standard_output, Not(HasSubstr("only when it is their turn")));
}

TEST_F(CommandLineCaseTest, WhoIsOnDutyHasTheCheckCardOfWhatCannotWaitUntilSomebodyLeads) {
  ReportTerms terms = UsualReport();
  terms.urgency = record::v1::URGENCY_URGENT;
  terms.reserve.clear();
  terms.duty = {"gerda", "hakim"};
  ASSERT_NO_FATAL_FAILURE(File(terms));
  EXPECT_THAT(Follow({"status"}).standard_output,
              AllOf(ContainsRegex("anna .* yes"), ContainsRegex("bo .* only when it is their turn"),
                    ContainsRegex("gerda .* the check card only"),
                    ContainsRegex("hakim .* the check card only")));
  ASSERT_THAT(StaffMember(system(), "anna").Acknowledge(filed_), IsOk());
  EXPECT_THAT(Follow({"status"}).standard_output, Not(HasSubstr("the check card only")));
}

TEST_F(CommandLineCaseTest, TheNumbersAreThoseOfTheReportersOwnIsland) {
  for (bundle::v1::TelephoneNumber& number :
       *system().organisation().draft().mutable_telephone_numbers()) {
    if (number.emergency()) continue;
    if (number.territory() == bundle::v1::TERRITORY_BONAIRE) number.set_number("+599 717 0000");
    if (number.territory() == bundle::v1::TERRITORY_SABA) number.set_number("+599 416 0000");
  }
  ASSERT_NO_FATAL_FAILURE(PublishDraft());
  ReportTerms terms = UsualReport();
  terms.calendar = record::v1::CALENDAR_AST;
  ASSERT_NO_FATAL_FAILURE(File(terms));
  const auto status = [this] { return Follow({"status"}).standard_output; };
  EXPECT_THAT(status(), HasSubstr("+599 717 0000")) << "the calendar alone tells no island";
  WriteFile(lines_ / "more", R"({"answers":{"area":"saba"}})");
  ExpectDone(Follow({"complete", "--from", lines_ / "more"}));
  EXPECT_THAT(status(), AllOf(HasSubstr("+599 416 0000"), Not(HasSubstr("+599 717 0000"))));
}

TEST_F(CommandLineCaseTest, AReportThatArrivedIsFinishedWithTheProofThatItHas) {
  const Finished report = Report();
  ASSERT_EQ(report.exit_code, 0) << report.standard_error;
  const Finished again = lines_.Run(
      "reporter", {"report", "--json", "--finish", "--receipt-file", lines_ / "receipt"});
  EXPECT_EQ(again.exit_code, 0) << again.standard_output << again.standard_error;
  EXPECT_THAT(again.standard_output, HasSubstr("\"result\": \"already-there\""));
  const std::string proof = Between(report.standard_output, "\"proof\": \"", "\"");
  EXPECT_FALSE(proof.empty());
  EXPECT_EQ(Between(again.standard_output, "\"proof\": \"", "\""), proof);
}

TEST_F(CommandLineCaseTest, AGoodReceiptOfNoReportHereIsUnknownAndNothingElseIsSaid) {
  WriteFile(lines_ / "receipt", "003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4\n");
  const Finished status = Follow({"status"});
  EXPECT_EQ(status.exit_code, kNotFound);
  EXPECT_EQ(status.standard_output, "");
}

// Sealing stops and reading goes on. The last test here: the bundle of all expires in an hour.
TEST_F(CommandLineCaseTest, WithExpiredDetailsNothingIsSealedAndACaseIsStillRead) {
  const absl::Time now = absl::Now();
  system().organisation().draft().set_expires_time(contract::ToSeconds(now + absl::Hours(1)));
  ASSERT_NO_FATAL_FAILURE(PublishDraft());
  const Finished report = Report();
  ASSERT_EQ(report.exit_code, 0) << report.standard_error;

  WriteFile(lines_ / "clock", std::to_string(absl::ToInt64Seconds(absl::Hours(2))));
  const Environment later = {{"LD_PRELOAD", VANGNET_CLOCK_LIBRARY},
                             {"VANGNET_CLOCK_FILE", lines_ / "clock"},
                             // It wants to be the first library; here it need not be.
                             {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
  ExpectDone(Follow({"read"}, later), "het verhaal");
  std::filesystem::remove(lines_ / "receipt");
  const Finished refused = Report(later);
  EXPECT_EQ(refused.exit_code, kBundle) << refused.standard_output;
  EXPECT_THAT(refused.standard_error, HasSubstr("have expired"));
  EXPECT_FALSE(std::filesystem::exists(lines_ / "receipt"));
}

}  // namespace
}  // namespace vangnet::testing
