// State and access: what each record changes, and who may sign it. Places in the chain
// and epochs: case_fold_chain_test.cc.
#include "proto/contract/case_fold.h"

#include "gtest/gtest.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using caseview::v1::CASE_STATE_ACKNOWLEDGED;
using caseview::v1::CASE_STATE_ASSIGNED;
using caseview::v1::CASE_STATE_CLOSED;
using caseview::v1::CASE_STATE_UNHELD;
using caseview::v1::CASE_STATE_WITHDRAWN;
using record::v1::CASE_ROLE_DEPUTY;
using record::v1::CASE_ROLE_DUTY;
using record::v1::CASE_ROLE_LEAD;
using record::v1::CASE_ROLE_REPORTER;
using record::v1::CASE_ROLE_RESERVE;
using record::v1::CASE_ROLE_UNSPECIFIED;
using record::v1::RECORD_KIND_ACKNOWLEDGE;
using record::v1::RECORD_KIND_ADD_READER;
using record::v1::RECORD_KIND_CLOSE;
using record::v1::RECORD_KIND_DECLINE;
using record::v1::RECORD_KIND_ENTRY;
using record::v1::RECORD_KIND_EPOCH;
using record::v1::RECORD_KIND_FILING;
using record::v1::RECORD_KIND_WITHDRAW;

constexpr char kBadField[] = "INVALID_ARGUMENT/BAD_FIELD";
constexpr char kNotFound[] = "NOT_FOUND";
constexpr char kWrongRole[] = "PERMISSION_DENIED/WRONG_ROLE";
constexpr char kTaken[] = "FAILED_PRECONDITION/TAKEN";
constexpr char kNotAcknowledged[] = "FAILED_PRECONDITION/NOT_ACKNOWLEDGED";
constexpr char kCaseClosed[] = "FAILED_PRECONDITION/CASE_CLOSED";

// Lead B, deputy C, reserve D, duty officer E; coordinators X, Y; reporter R.
class CaseFoldTest : public ::testing::Test {
 protected:
  CaseFoldTest() { bench_.FinishFiling(); }
  const CaseFold& fold() const { return bench_.fold(); }
  record::v1::CaseRole RoleOf(char letter) const { return fold().RoleOf(Who(letter)); }

  CaseBench bench_;
};

TEST_F(CaseFoldTest, AFiledCaseIsAssignedToEverybodyNamed) {
  EXPECT_EQ(fold().state(), CASE_STATE_ASSIGNED);
  EXPECT_EQ(bench_.Access(kCheck), "BCDER");
  EXPECT_EQ(bench_.Access(kConversation), "BCDER");
  EXPECT_EQ(bench_.Access(kCasefile), "");
  EXPECT_EQ(Letters(fold().Rungs()), "BCDE");
  EXPECT_EQ(fold().lead(), std::nullopt);
  EXPECT_EQ(RoleOf('B'), CASE_ROLE_LEAD);
  EXPECT_EQ(RoleOf('E'), CASE_ROLE_DUTY);
  EXPECT_EQ(RoleOf('R'), CASE_ROLE_REPORTER);
  EXPECT_EQ(RoleOf('X'), CASE_ROLE_UNSPECIFIED);
  EXPECT_EQ(RoleOf('Q'), CASE_ROLE_UNSPECIFIED);
}

TEST_F(CaseFoldTest, RungsAreInTheOrderOfRolesAndThenOfPrincipals) {
  record::v1::FilingAct filing = SampleFilingAct();
  filing.clear_persons();
  *filing.add_persons() = SamplePerson(Who('B'), CASE_ROLE_DUTY);
  *filing.add_persons() = SamplePerson(Who('C'), CASE_ROLE_RESERVE);
  *filing.add_persons() = SamplePerson(Who('D'), CASE_ROLE_DEPUTY);
  *filing.add_persons() = SamplePerson(Who('E'), CASE_ROLE_DUTY);
  *filing.add_persons() = SamplePerson(Who('F'), CASE_ROLE_LEAD);
  const CaseBench bench(filing);
  EXPECT_EQ(bench.fold().Rungs(),
            (std::vector<PrincipalId>{Who('F'), Who('D'), Who('C'), Who('B'), Who('E')}));
}

TEST_F(CaseFoldTest, WhoAcknowledgesLeadsAndTheNamedDeputyStays) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_ACKNOWLEDGED);
  EXPECT_EQ(fold().lead(), Who('B'));
  EXPECT_EQ(bench_.Access(), "BCR");
  EXPECT_EQ(bench_.Access(kCasefile), "B");
  EXPECT_EQ(RoleOf('C'), CASE_ROLE_DEPUTY);
  EXPECT_EQ(RoleOf('D'), CASE_ROLE_UNSPECIFIED);
  EXPECT_TRUE(fold().Rungs().empty());
}

TEST_F(CaseFoldTest, TheNamedLeadIsDeputyWhenTheDeputyTookTheCase) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'C'), IsOk());
  EXPECT_EQ(bench_.Access(), "BCR");
  EXPECT_EQ(RoleOf('C'), CASE_ROLE_LEAD);
  EXPECT_EQ(RoleOf('B'), CASE_ROLE_DEPUTY);
}

TEST_F(CaseFoldTest, TheNamedDeputyStaysWhenAnotherRungTookTheCase) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'E'), IsOk());
  EXPECT_EQ(bench_.Access(), "CER");
}

TEST_F(CaseFoldTest, TheNamedLeadIsDeputyWhenTheDeputyDeclined) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'D'), IsOk());
  EXPECT_EQ(bench_.Access(), "BDR");
}

TEST_F(CaseFoldTest, ThereIsNoDeputyWhenBothFellAway) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'D'), IsOk());
  EXPECT_EQ(bench_.Access(), "DR");
}

TEST_F(CaseFoldTest, ASecondAcknowledgeIsTakenForThoseOnTheListAndThoseItTookOff) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), Refused(kTaken));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'C'), Refused(kTaken));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'D'), Refused(kTaken));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'E'), Refused(kNotFound)) << "had declined";
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'Q'), Refused(kNotFound)) << "a stranger";
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'X'), Refused(kNotFound)) << "a coordinator";
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'R'), Refused(kWrongRole));
  EXPECT_EQ(fold().lead(), Who('B'));
}

TEST_F(CaseFoldTest, AnAcknowledgeNamesTheFiling) {
  Draft draft = bench_.Next(RECORD_KIND_ACKNOWLEDGE, 'B');
  draft.header.mutable_acknowledge()->set_filing_record_hash(std::string(32, 'x'));
  EXPECT_THAT(bench_.Apply(draft), BadFieldNamed("filing_record_hash"));
}

TEST_F(CaseFoldTest, WhoDeclinesIsOffTheListForGood) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'B'), IsOk());
  EXPECT_EQ(bench_.Access(), "CDER");
  EXPECT_TRUE(fold().Find(Who('B'))->left);
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'B'), Refused(kNotFound));
  EXPECT_THAT(bench_.Add(kReporter, 'B', CASE_ROLE_DEPUTY), Refused(kBadField));
}

TEST_F(CaseFoldTest, OnlyStaffOnTheListDecline) {
  EXPECT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'R'), Refused(kWrongRole));
  EXPECT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'X'), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'Q'), Refused(kNotFound));
}

TEST_F(CaseFoldTest, WithNobodyLeftTheCaseIsUnheld) {
  for (const char letter : {'B', 'C', 'D'}) {
    ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, letter), IsOk());
    EXPECT_EQ(fold().state(), CASE_STATE_ASSIGNED);
  }
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_UNHELD);
  EXPECT_EQ(bench_.Access(), "R");
}

TEST_F(CaseFoldTest, AfterALeadLeftTheDeputyMayAcknowledgeAndNobodyComesBackByThat) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'E'), IsOk());  // Deputy C; B and D are off.
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_ASSIGNED);
  EXPECT_EQ(bench_.Access(), "CR");
  EXPECT_EQ(bench_.Access(kCasefile), "");
  EXPECT_EQ(RoleOf('C'), CASE_ROLE_DEPUTY);
  EXPECT_EQ(Letters(fold().Rungs()), "C");
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), Refused(kNotFound));
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'C'), IsOk());
  EXPECT_EQ(fold().lead(), Who('C'));
  EXPECT_EQ(bench_.Access(), "CR") << "B was off the list and nobody added B";
}

TEST_F(CaseFoldTest, ALeadWhoIsTheLastLeavesTheCaseUnheld) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_ACKNOWLEDGED);
  ASSERT_THAT(bench_.Remove(kReporter, 'B'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_UNHELD);
}

TEST_F(CaseFoldTest, TheLeadClosesAndNobodyElse) {
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'B'), Refused(kNotAcknowledged));
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'R'), Refused(kWrongRole));
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'C'), Refused(kWrongRole));
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'R'), Refused(kWrongRole));
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'D'), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'X'), Refused(kNotFound));
  ASSERT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'B'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_CLOSED);
  EXPECT_TRUE(fold().closed());
  EXPECT_EQ(bench_.Access(), "BCR") << "reading goes on";
}

TEST_F(CaseFoldTest, TheReporterWithdrawsAndNobodyElse) {
  EXPECT_THAT(bench_.Do(RECORD_KIND_WITHDRAW, 'B'), Refused(kWrongRole));
  ASSERT_THAT(bench_.Do(RECORD_KIND_WITHDRAW, 'R'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_WITHDRAWN);
  EXPECT_TRUE(fold().Rungs().empty());
}

TEST_F(CaseFoldTest, NothingIsAddedToAClosedCaseAndStrangersStillLearnNothing) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'B'), IsOk());
  for (const auto kind : {RECORD_KIND_ENTRY, RECORD_KIND_ACKNOWLEDGE, RECORD_KIND_DECLINE,
                          RECORD_KIND_EPOCH, RECORD_KIND_ADD_READER, RECORD_KIND_CLOSE}) {
    EXPECT_THAT(bench_.Do(kind, 'B'), Refused(kCaseClosed));
    EXPECT_THAT(bench_.Do(kind, 'Q'), Refused(kNotFound));
  }
  EXPECT_THAT(bench_.Do(RECORD_KIND_WITHDRAW, 'R'), Refused(kCaseClosed));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'R', kConversation), Refused(kCaseClosed));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'D'), Refused(kCaseClosed));
  EXPECT_THAT(bench_.Remove('X', 'C'), Refused(kCaseClosed));
}

TEST_F(CaseFoldTest, AnEntryIsTheReportersUntilSomebodyAcknowledged) {
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'R', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'R', kCheck), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kConversation), Refused(kNotAcknowledged));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kCasefile), Refused(kNotAcknowledged));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kCheck), Refused(kWrongRole));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'Q', kConversation), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'X', kConversation), Refused(kNotFound));
}

TEST_F(CaseFoldTest, LeadAndDeputyWriteInTheConversationAndOnlyTheLeadInTheCasefile) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'C', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'R', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'D', kConversation), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kCheck), Refused(kWrongRole));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kCasefile), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kCasefile), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'C', kCasefile), Refused(kWrongRole));
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'R', kCasefile), Refused(kWrongRole));
}

TEST_F(CaseFoldTest, ADeputyWithoutALeadAcknowledgesBeforeWriting) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'B'), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'C', kConversation), Refused(kNotAcknowledged));
}

TEST_F(CaseFoldTest, ReporterAndLeadAddReadersAndNobodyElse) {
  EXPECT_THAT(bench_.Add('B', 'F', CASE_ROLE_DEPUTY), Refused(kNotAcknowledged));
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'D'), IsOk());  // Deputy B.
  EXPECT_THAT(bench_.Add('B', 'F', CASE_ROLE_DEPUTY), Refused(kWrongRole));
  EXPECT_THAT(bench_.Add('X', 'F', CASE_ROLE_DEPUTY), Refused(kNotFound));
  EXPECT_THAT(bench_.Add('D', 'F', CASE_ROLE_DEPUTY), Refused(kBadField)) << "there is one";
  ASSERT_THAT(bench_.Remove('D', 'B'), IsOk());
  EXPECT_THAT(bench_.Add('D', 'F', CASE_ROLE_RESERVE), Refused(kBadField));
  EXPECT_THAT(bench_.Add('D', 'F', CASE_ROLE_LEAD), Refused(kBadField));
  ASSERT_THAT(bench_.Add('D', 'F', CASE_ROLE_DEPUTY), IsOk());
  EXPECT_EQ(bench_.Access(), "DFR");
  EXPECT_EQ(RoleOf('F'), CASE_ROLE_DEPUTY);
}

TEST_F(CaseFoldTest, AReaderIsAddedOnlyWhereARungIsFree) {
  EXPECT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_LEAD), Refused(kBadField));
  EXPECT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_DEPUTY), Refused(kBadField));
  EXPECT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_RESERVE), Refused(kBadField));
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'D'), IsOk());
  ASSERT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_RESERVE), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  ASSERT_THAT(bench_.Add(kReporter, 'G', CASE_ROLE_DEPUTY), IsOk());
  EXPECT_EQ(bench_.Access(), "BEFGR");
  EXPECT_EQ(fold().Rungs(), (std::vector<PrincipalId>{Who('B'), Who('E'), Who('F'), Who('G')}));
  for (const char letter : {'B', 'E', 'F', 'G'}) {
    ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, letter), IsOk());
  }
  EXPECT_EQ(fold().state(), CASE_STATE_UNHELD);
  ASSERT_THAT(bench_.Add(kReporter, 'H', CASE_ROLE_LEAD), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_ASSIGNED);
  EXPECT_THAT(bench_.Add(kReporter, 'I', CASE_ROLE_LEAD), Refused(kBadField));
}

TEST_F(CaseFoldTest, NobodyIsAddedWhoIsThereTheReporterOrACoordinator) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  EXPECT_THAT(bench_.Add(kReporter, 'D', CASE_ROLE_DEPUTY), BadFieldNamed("principal"));
  EXPECT_THAT(bench_.Add(kReporter, 'R', CASE_ROLE_DEPUTY), BadFieldNamed("principal"));
  EXPECT_THAT(bench_.Add(kReporter, 'X', CASE_ROLE_DEPUTY), BadFieldNamed("principal"));
}

TEST_F(CaseFoldTest, WhomAnAcknowledgeTookOffCanBeAddedAgain) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  ASSERT_THAT(bench_.Add('B', 'D', CASE_ROLE_DEPUTY), IsOk());
  EXPECT_EQ(bench_.Access(), "BDR");
  EXPECT_EQ(fold().persons().back().principal, Who('D')) << "as one who was added";
  EXPECT_EQ(fold().persons().size(), 4u);
}

TEST_F(CaseFoldTest, AReaderOpensOnlyEpochsThatThereAre) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'C'), IsOk());
  Draft draft = bench_.NextAdd(kReporter, 'F', CASE_ROLE_DEPUTY);
  record::v1::CompartmentEpochs& opens = *draft.header.mutable_add_reader()->add_opens();
  opens.mutable_compartment()->set_kind(kConversation);
  opens.add_epochs(1);
  opens.add_epochs(2);
  EXPECT_THAT(bench_.Apply(draft), BadFieldNamed("opens"));
  opens.mutable_epochs()->RemoveLast();
  EXPECT_THAT(bench_.Apply(draft), IsOk());
}

TEST_F(CaseFoldTest, TheReporterRemovesAnybodyOfTheStaff) {
  ASSERT_THAT(bench_.Remove(kReporter, 'E'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  ASSERT_THAT(bench_.Remove(kReporter, 'B'), IsOk());
  EXPECT_EQ(bench_.Access(), "CR");
  EXPECT_THAT(bench_.Remove(kReporter, 'R'), Refused(kBadField));
  EXPECT_THAT(bench_.Remove(kReporter, 'B'), Refused(kBadField));
  EXPECT_THAT(bench_.Remove(kReporter, 'D'), Refused(kBadField)) << "not on the list";
  EXPECT_THAT(bench_.Remove(kReporter, 'Q'), Refused(kBadField));
}

TEST_F(CaseFoldTest, StaffRemoveThemselvesAndTheLeadTheDeputy) {
  EXPECT_THAT(bench_.Remove('B', 'C'), Refused(kWrongRole));
  ASSERT_THAT(bench_.Remove('D', 'D'), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  EXPECT_THAT(bench_.Remove('C', 'B'), Refused(kWrongRole));
  EXPECT_THAT(bench_.Remove('B', 'R'), Refused(kBadField));
  ASSERT_THAT(bench_.Remove('B', 'C'), IsOk());
  ASSERT_THAT(bench_.Remove('B', 'B'), IsOk());
  EXPECT_EQ(fold().state(), CASE_STATE_UNHELD);
}

TEST_F(CaseFoldTest, ACoordinatorOfTheCaseRemovesStaffAndDoesNothingElse) {
  ASSERT_THAT(bench_.Remove('X', 'B'), IsOk());
  ASSERT_THAT(bench_.Remove('X', 'C'), IsOk());
  ASSERT_THAT(bench_.Remove('Y', 'D'), IsOk());
  EXPECT_EQ(bench_.Access(), "ER");
  EXPECT_THAT(bench_.Remove('X', 'R'), Refused(kBadField));
  EXPECT_THAT(bench_.Remove('Z', 'E'), Refused(kNotFound)) << "a coordinator of other cases";
  EXPECT_THAT(bench_.Add('X', 'F', CASE_ROLE_DEPUTY), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_CLOSE, 'X'), Refused(kNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'X'), Refused(kNotFound));
}

TEST_F(CaseFoldTest, ASecondFilingIsRefused) {
  Draft draft = bench_.Next(RECORD_KIND_FILING, 'R');
  EXPECT_THAT(bench_.Apply(draft), BadFieldNamed("kind"));
}

TEST(CaseFoldBeginTest, ACaseBeginsWithAFilingOfItsReporter) {
  const auto begin = [](void (*change)(record::v1::RecordHeader&)) {
    Draft draft = SampleDraft(RECORD_KIND_FILING);
    draft.header.set_seen(ChainStart(Sha256, SampleCase(), CompartmentKey(kCheck)).ToBytes());
    change(draft.header);
    return CaseFold::Begin(Sha256, ParsedOf(draft));
  };
  EXPECT_THAT(begin([](auto&) {}), IsOk());
  EXPECT_THAT(begin([](auto& h) { h.set_author(Who('B').ToBytes()); }), BadFieldNamed("author"));
  EXPECT_THAT(begin([](auto& h) { h.set_author_seq(2); }), BadFieldNamed("author_seq"));
  EXPECT_THAT(begin([](auto& h) { h.set_seen(std::string(32, 'x')); }), BadFieldNamed("seen"));
  EXPECT_THAT(begin([](auto& h) { h.set_author_key(SampleSigningKey('x').ToBytes()); }),
              BadFieldNamed("case_id"));
  EXPECT_THAT(
      begin([](auto& h) { h.mutable_filing()->set_reporter_box_key(SampleBoxKey('x').ToBytes()); }),
      BadFieldNamed("case_id"));
  EXPECT_THAT(CaseFold::Begin(Sha256, ParsedOf(SampleDraft(RECORD_KIND_CLOSE))),
              BadFieldNamed("kind"));
}

}  // namespace
}  // namespace vangnet::contract
