// A coordinator takes somebody off a case: the real client of coordinator and reporter
// against a real server, and what a coordinator cannot do by any client.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "tests/scenarios/command_lines.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/hand_made_record.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Header = record::v1::RecordHeader;

constexpr int kUsage = 2;
constexpr int kBadInput = 3;
constexpr int kNotFound = 4;

class CoordinatorRemovalTest : public Scenario {
 protected:
  void SetUp() override {
    ReportTerms terms = UsualReport();
    terms.coordinators = {"karin"};  // Lex was excluded.
    ASSERT_THAT(reporter_.File(terms), IsOk());
    WriteFile(lines_ / "receipt", std::string(reporter_.receipt().ToText().Expose()) + "\n");
  }

  Finished AsCoordinator(const std::string& who, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "caseload");
    return lines_.RunAs(who, arguments);
  }

  Finished Status() {
    return lines_.Run("reporter", {"follow", "status", "--receipt-file", lines_ / "receipt"});
  }

  std::string Case() const { return absl::BytesToHexString(reporter_.case_id().ToBytes()); }
  std::string Hex(const std::string& handle) const {
    return absl::BytesToHexString(system().organisation().principal(handle).ToBytes());
  }

  // The removal of bo, right in everything but who signs.
  sealing::Batch RemovalBy(StaffMember& who) {
    return HandMadeBatch(record::v1::RECORD_KIND_REMOVE_READER, who, reporter_.case_id(), reporter_,
                         system().organisation())
        .value();
  }
  absl::Status Sent(StaffMember& who, const contract::CaseId& case_id,
                    const sealing::Batch& batch) {
    return AppendAsCoordinator(system().StaffChannel(), who.Token().value(), case_id, batch);
  }

  Reporter reporter_{system()};
  CommandLines lines_{system()};
};

TEST_F(CoordinatorRemovalTest, TheNextRungOpensAndTheReporterSeesWhoWasTakenOffByWhom) {
  StaffMember anna(system(), "anna");
  StaffMember bo(system(), "bo");
  ASSERT_THAT(anna.Inbox().value(), Contains(reporter_.case_id()));
  ASSERT_THAT(anna.Read(reporter_.case_id()), IsOk());

  const Finished removed = AsCoordinator(
      "karin", {"remove", Case().substr(0, 8), "anna", "--reason", "conflict", "--yes"});
  ASSERT_EQ(removed.exit_code, 0) << removed.standard_output << removed.standard_error;
  EXPECT_THAT(removed.standard_output, AllOf(HasSubstr("off the case"), HasSubstr("is asked")));

  EXPECT_EQ(Outcome(anna.Read(reporter_.case_id()).status()), "NOT_FOUND");
  EXPECT_THAT(anna.Inbox().value(), Not(Contains(reporter_.case_id())));
  EXPECT_THAT(bo.Inbox().value(), Contains(reporter_.case_id()));

  const Finished status = Status();
  ASSERT_EQ(status.exit_code, 0) << status.standard_error;
  EXPECT_THAT(status.standard_output, AllOf(HasSubstr("bo was asked to accept your report"),
                                            HasSubstr("Who was taken off your case"),
                                            HasSubstr("anna  karin  a conflict")));

  // The case goes on: under a key that anna does not get.
  ASSERT_THAT(bo.Acknowledge(reporter_.case_id()), IsOk());
  ASSERT_THAT(bo.Say(reporter_.case_id(), "ik neem het over"), IsOk());
  EXPECT_THAT(Messages(reporter_, reporter_.case_id()), Contains("ik neem het over"));
  EXPECT_TRUE(bo.Read(reporter_.case_id())->findings.empty());
}

TEST_F(CoordinatorRemovalTest, TheLeadWhoAcceptedIsTakenOff) {
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(reporter_.case_id()), IsOk());
  const Finished removed =
      AsCoordinator("karin", {"remove", Case(), "anna", "--reason", "left", "--yes", "--json"});
  ASSERT_EQ(removed.exit_code, 0) << removed.standard_error;
  EXPECT_THAT(removed.standard_output, AllOf(HasSubstr("\"done\": \"remove\""),
                                             HasSubstr(Hex("anna")), HasSubstr(Hex("bo"))));
  EXPECT_EQ(Outcome(anna.Read(reporter_.case_id()).status()), "NOT_FOUND");
  EXPECT_EQ(Outcome(anna.Say(reporter_.case_id(), "nog iets")), "NOT_FOUND");
  StaffMember bo(system(), "bo");
  ASSERT_THAT(bo.Acknowledge(reporter_.case_id()), IsOk());
}

TEST_F(CoordinatorRemovalTest, TheClientAsksNamesWhoIsThereAndFindsNoCaseOfOthers) {
  const std::vector<std::string> remove = {"remove", Case(), "anna", "--reason", "conflict"};
  const Finished unasked = AsCoordinator("karin", remove);
  EXPECT_EQ(unasked.exit_code, kUsage);
  EXPECT_THAT(unasked.standard_output, AllOf(HasSubstr("for good"), HasSubstr("anna's turn")));
  EXPECT_THAT(unasked.standard_error, HasSubstr("--yes"));

  const Finished stranger =
      AsCoordinator("karin", {"remove", Case(), "chantal", "--reason", "conflict", "--yes"});
  EXPECT_EQ(stranger.exit_code, kBadInput);
  EXPECT_THAT(stranger.standard_error,
              AllOf(HasSubstr("anna"), HasSubstr("bo"), HasSubstr("gerda")));

  EXPECT_EQ(
      AsCoordinator("karin", {"remove", Case(), "anna", "--reason", "reporter-wish"}).exit_code,
      kUsage);
  EXPECT_EQ(
      AsCoordinator("lex", {"remove", Case(), "anna", "--reason", "conflict", "--yes"}).exit_code,
      kNotFound);
  EXPECT_THAT(StaffMember(system(), "anna").Inbox().value(), Contains(reporter_.case_id()));
}

TEST_F(CoordinatorRemovalTest, ACaseOfOthersAndNoCaseAreTheSameAnswer) {
  StaffMember lex(system(), "lex");
  const sealing::Batch theirs = RemovalBy(lex);
  const auto unknown = sealing::RandomId<contract::CaseId>(sealing::SystemRandom());
  const auto nobodys = HandMadeBatch(record::v1::RECORD_KIND_REMOVE_READER, lex, unknown, reporter_,
                                     system().organisation());
  ASSERT_THAT(nobodys, IsOk());
  const absl::Status answer = Sent(lex, reporter_.case_id(), theirs);
  EXPECT_EQ(Outcome(answer), "NOT_FOUND");
  EXPECT_EQ(answer, Sent(lex, unknown, *nobodys));
  // Signed by karin, sent by lex: not even the author's own record passes another's door.
  StaffMember karin(system(), "karin");
  EXPECT_EQ(Outcome(Sent(lex, reporter_.case_id(), RemovalBy(karin))),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(reporter_.Read(reporter_.case_id())->fold->Rungs().size(), 3U);
}

TEST_F(CoordinatorRemovalTest, ACoordinatorCannotAddNorAcknowledge) {
  StaffMember karin(system(), "karin");
  sealing::Batch batch = RemovalBy(karin);
  const std::string removal = batch.records.front();
  batch.records.front() = Resigned(removal, karin.identity(), [&](Header& header) {
    header.set_kind(record::v1::RECORD_KIND_ADD_READER);
    header.mutable_add_reader()->set_principal(
        system().organisation().principal("chantal").ToBytes());
    header.mutable_add_reader()->set_role(record::v1::CASE_ROLE_RESERVE);
  });
  EXPECT_EQ(Outcome(Sent(karin, reporter_.case_id(), batch)), "PERMISSION_DENIED/WRONG_ROLE");
  batch.records.front() = Resigned(removal, karin.identity(), [&](Header& header) {
    header.set_kind(record::v1::RECORD_KIND_ACKNOWLEDGE);
    header.mutable_acknowledge()->set_filing_record_hash(
        reporter_.filing()->facts.filing_record_hash.ToBytes());
  });
  EXPECT_EQ(Outcome(Sent(karin, reporter_.case_id(), batch)), "PERMISSION_DENIED/WRONG_ROLE");
  // By the door of handlers neither.
  EXPECT_EQ(Outcome(karin.Calls(reporter_.case_id()).value()->Append({{removal}, {}})),
            "PERMISSION_DENIED/WRONG_ROLE");
  EXPECT_EQ(reporter_.Read(reporter_.case_id())->fold->persons().size(), 3U);
}

TEST_F(CoordinatorRemovalTest, WhatWasSentTwiceIsDoneOnceAndAnOldHeadIsRefused) {
  StaffMember karin(system(), "karin");
  const sealing::Batch batch = RemovalBy(karin);
  const sealing::Batch late = RemovalBy(karin);
  EXPECT_THAT(Sent(karin, reporter_.case_id(), batch), IsOk());
  EXPECT_THAT(Sent(karin, reporter_.case_id(), batch), IsOk());
  EXPECT_EQ(Outcome(Sent(karin, reporter_.case_id(), late)), "ABORTED/CHAIN_MOVED");
  const auto view = reporter_.Read(reporter_.case_id());
  ASSERT_THAT(view, IsOk());
  EXPECT_TRUE(view->findings.empty());
  EXPECT_EQ(view->fold->Length(contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK)),
            4U);  // FILING, EPOCH, the card, the removal.
}

}  // namespace
}  // namespace vangnet::testing
