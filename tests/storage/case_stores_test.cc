// Cases, and who may see them: readers and coordinators.
#include <string>
#include <vector>

#include "tests/storage/stores_fixture.h"

namespace vangnet::storage {
namespace {

using testing::Case;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kBroken;
using testing::kExists;
using testing::MakeId;
using ::testing::Pair;
using testing::Person;
using testing::SampleCase;
using ::testing::SizeIs;

class CaseStoresTest : public testing::StoresTest {};

TEST_F(CaseStoresTest, ACaseComesBackAsItWasStored) {
  CaseRow row = SampleCase(1);
  row.category = 2;
  row.calendar = 3;
  row.language = 4;
  row.acknowledged_time = 6;
  ASSERT_TRUE(txn_->cases().Insert(row).ok());
  const auto found = txn_->cases().Get(Case(1));
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->case_id, row.case_id);
  EXPECT_EQ(found->reporter_key, row.reporter_key);
  EXPECT_EQ(found->category, 2u);
  EXPECT_EQ(found->urgency, 3u);
  EXPECT_EQ(found->calendar, 3u);
  EXPECT_EQ(found->language, 4u);
  EXPECT_EQ(found->state, 2u);
  EXPECT_EQ(found->lead, Person(1));
  EXPECT_EQ(found->filed_time, row.filed_time);
  EXPECT_EQ(found->acknowledge_by_time, row.acknowledge_by_time);
  EXPECT_EQ(found->acknowledged_time, 6u);
  EXPECT_EQ(found->last_activity_day, row.last_activity_day);
  EXPECT_TRUE(found->open());
  EXPECT_EQ(txn_->cases().FindByReporterKey(row.reporter_key)->case_id, row.case_id);
}

TEST_F(CaseStoresTest, AnAbsentCaseIsTheOneNotFound) {
  EXPECT_EQ(txn_->cases().Get(Case(1)).status(), contract::NotFound());
  EXPECT_EQ(txn_->cases().FindByReporterKey(MakeId<contract::SigningKey>(1)).status(),
            contract::NotFound());
  EXPECT_EQ(txn_->cases().Update(SampleCase(1)), contract::NotFound());
}

TEST_F(CaseStoresTest, CaseAndReporterKeyAreUnique) {
  InsertCases(1);
  CaseRow same_id = SampleCase(2);
  same_id.case_id = Case(1);
  EXPECT_EQ(txn_->cases().Insert(same_id).code(), kExists);
  CaseRow same_key = SampleCase(2);
  same_key.reporter_key = SampleCase(1).reporter_key;
  EXPECT_EQ(txn_->cases().Insert(same_key).code(), kExists);
}

TEST_F(CaseStoresTest, ARenewedReporterKeyFindsTheCaseAndTheOldOneDoesNot) {
  InsertCases(1);
  CaseRow row = SampleCase(1);
  row.reporter_key = MakeId<contract::SigningKey>(77);
  row.lead = std::nullopt;
  ASSERT_TRUE(txn_->cases().Update(row).ok());
  EXPECT_EQ(txn_->cases().FindByReporterKey(row.reporter_key)->lead, std::nullopt);
  EXPECT_FALSE(txn_->cases().FindByReporterKey(SampleCase(1).reporter_key).ok());
}

TEST_F(CaseStoresTest, TotalsAndLoadCountOpenCasesOnly) {
  InsertCases(4);
  CaseRow urgent = SampleCase(5);
  urgent.urgency = 1;
  urgent.category = 3;
  urgent.state = 4;
  urgent.lead = Person(2);
  ASSERT_TRUE(txn_->cases().Insert(urgent).ok());
  CaseRow nobodys = SampleCase(6);
  nobodys.lead = std::nullopt;
  ASSERT_TRUE(txn_->cases().Insert(nobodys).ok());
  Close(4);
  const auto totals = txn_->cases().CountOpen();
  ASSERT_TRUE(totals.ok()) << totals.status();
  EXPECT_EQ(totals->cases, 5u);
  EXPECT_THAT(totals->by_category, ElementsAre(Pair(1, 4), Pair(3, 1)));
  EXPECT_THAT(totals->by_urgency, ElementsAre(Pair(1, 1), Pair(3, 4)));
  EXPECT_THAT(totals->by_state, ElementsAre(Pair(2, 4), Pair(4, 1)));
  const auto load = txn_->cases().ListOpenLoad();
  ASSERT_TRUE(load.ok()) << load.status();
  ASSERT_THAT(*load, SizeIs(2));
  EXPECT_EQ((*load)[0].lead, Person(1));
  EXPECT_EQ((*load)[0].urgency, 3u);
  EXPECT_EQ((*load)[0].state, 2u);
  EXPECT_EQ((*load)[0].cases, 3u);
  EXPECT_EQ((*load)[1].lead, Person(2));
  EXPECT_EQ((*load)[1].cases, 1u);
}

TEST_F(CaseStoresTest, AReaderComesBackAsItWasStoredAndIsReplaced) {
  InsertCases(1);
  EXPECT_EQ(txn_->readers().Find(Case(1), Person(1))->has_value(), false);
  ReaderRow row = {.case_id = Case(1),
                   .principal = Person(1),
                   .role = 5,
                   .gate = kGateCheck,
                   .rung = 1,
                   .left = false};
  ASSERT_TRUE(txn_->readers().Upsert(row).ok());
  row.principal = Person(2);
  row.rung = 0;
  ASSERT_TRUE(txn_->readers().Upsert(row).ok());
  row.role = 6;
  row.gate = kGateConversation;
  row.left = true;
  row.rung = 4;
  ASSERT_TRUE(txn_->readers().Upsert(row).ok());
  const auto found = txn_->readers().Find(Case(1), Person(2));
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->role, 6u);
  EXPECT_EQ((*found)->gate, kGateConversation);
  EXPECT_EQ((*found)->rung, 4u);
  EXPECT_TRUE((*found)->left);
  const auto all = txn_->readers().ListForCase(Case(1));
  ASSERT_THAT(*all, SizeIs(2));
  EXPECT_EQ((*all)[0].principal, Person(1));
  EXPECT_EQ((*all)[1].principal, Person(2));
}

TEST_F(CaseStoresTest, AReaderNeedsItsCaseAndAKnownGate) {
  ReaderRow row = {.case_id = Case(1), .principal = Person(1), .gate = kGateCheck};
  EXPECT_EQ(txn_->readers().Upsert(row).code(), kBroken);
  InsertCases(1);
  row.gate = 3;
  EXPECT_EQ(txn_->readers().Upsert(row).code(), kBroken);
}

TEST_F(CaseStoresTest, AnInboxHoldsOpenCasesWhoseGateIsOpen) {
  InsertCases(6);
  const auto upsert = [&](std::uint8_t number, std::uint32_t gate, bool left) {
    ASSERT_TRUE(txn_->readers()
                    .Upsert({.case_id = Case(number),
                             .principal = Person(1),
                             .role = 1,
                             .gate = gate,
                             .rung = 0,
                             .left = left})
                    .ok());
  };
  upsert(1, kGateCheck, false);
  upsert(2, kGateClosed, false);
  upsert(3, kGateConversation, false);
  upsert(4, kGateCheck, true);
  upsert(5, kGateConversation, false);
  ASSERT_TRUE(txn_->readers()
                  .Upsert({.case_id = Case(6), .principal = Person(2), .gate = kGateConversation})
                  .ok());
  const auto inbox = [&](std::optional<contract::CaseId> after, std::uint32_t limit) {
    std::vector<contract::CaseId> cases;
    const auto list = txn_->readers().ListOpenCasesOf(Person(1), after, limit);
    for (const ReaderCase& row : list.value()) {
      EXPECT_EQ(row.reader.case_id, row.summary.case_id);
      EXPECT_EQ(row.reader.principal, Person(1));
      EXPECT_EQ(row.summary.filed_time, SampleCase(1).filed_time);
      cases.push_back(row.summary.case_id);
    }
    return cases;
  };
  EXPECT_THAT(inbox(std::nullopt, 10), ElementsAre(Case(1), Case(3), Case(5)));
  EXPECT_THAT(inbox(std::nullopt, 2), ElementsAre(Case(1), Case(3)));
  EXPECT_THAT(inbox(Case(1), 10), ElementsAre(Case(3), Case(5)));
  Close(3);
  EXPECT_THAT(inbox(std::nullopt, 10), ElementsAre(Case(1), Case(5)));
  ASSERT_TRUE(txn_->cases().Update(SampleCase(3)).ok());  // Reopened.
  EXPECT_THAT(inbox(std::nullopt, 10), ElementsAre(Case(1), Case(3), Case(5)));
}

TEST_F(CaseStoresTest, AReaderOfAClosedCaseIsNotListedEither) {
  InsertCases(1);
  Close(1);
  ASSERT_TRUE(txn_->readers()
                  .Upsert({.case_id = Case(1), .principal = Person(1), .gate = kGateConversation})
                  .ok());
  EXPECT_THAT(*txn_->readers().ListOpenCasesOf(Person(1), std::nullopt, 10), IsEmpty());
}

TEST_F(CaseStoresTest, WhoReadsAnOpenCaseIsListedAsForAnyAndOfAClosedOneNobody) {
  InsertCases(2);
  for (const std::uint8_t person : {1, 2, 3}) {
    ASSERT_TRUE(txn_->readers()
                    .Upsert({.case_id = Case(1),
                             .principal = Person(person),
                             .role = 2,
                             .gate = kGateCheck,
                             .rung = 3U - person,
                             .left = person == 2})
                    .ok());
  }
  const auto open = txn_->readers().ListForOpenCase(Case(1));
  const auto any = txn_->readers().ListForCase(Case(1));
  ASSERT_THAT(*open, SizeIs(3));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*open)[i].principal, Person(static_cast<std::uint8_t>(3 - i)));
    EXPECT_EQ((*open)[i].principal, (*any)[i].principal);
    EXPECT_EQ((*open)[i].role, 2u);
    EXPECT_EQ((*open)[i].gate, kGateCheck);
    EXPECT_EQ((*open)[i].rung, (*any)[i].rung);
    EXPECT_EQ((*open)[i].left, i == 1);
  }
  Close(1);
  EXPECT_THAT(*txn_->readers().ListForOpenCase(Case(1)), IsEmpty());
  EXPECT_THAT(*txn_->readers().ListForCase(Case(1)), SizeIs(3));
}

TEST_F(CaseStoresTest, ACoordinatorSeesTheOpenCasesThatNameThem) {
  InsertCases(3);
  EXPECT_EQ(txn_->coordinators().Insert(Case(9), Person(7)).code(), kBroken);
  ASSERT_TRUE(txn_->coordinators().Insert(Case(1), Person(7)).ok());
  ASSERT_TRUE(txn_->coordinators().Insert(Case(3), Person(7)).ok());
  ASSERT_TRUE(txn_->coordinators().Insert(Case(3), Person(8)).ok());
  EXPECT_EQ(txn_->coordinators().Insert(Case(3), Person(8)).code(), kExists);
  EXPECT_TRUE(*txn_->coordinators().Contains(Case(1), Person(7)));
  EXPECT_FALSE(*txn_->coordinators().Contains(Case(1), Person(8)));
  EXPECT_FALSE(*txn_->coordinators().Contains(Case(9), Person(7)));
  EXPECT_THAT(*txn_->coordinators().ListForCase(Case(3)), ElementsAre(Person(7), Person(8)));
  const auto list = [&](std::optional<contract::CaseId> after) {
    std::vector<contract::CaseId> cases;
    const auto rows = txn_->coordinators().ListOpenCasesOf(Person(7), after, 10);
    for (const CaseRow& row : rows.value()) {
      EXPECT_EQ(row.reporter_key, SampleCase(row.case_id.data()[15]).reporter_key);
      cases.push_back(row.case_id);
    }
    return cases;
  };
  EXPECT_THAT(list(std::nullopt), ElementsAre(Case(1), Case(3)));
  EXPECT_THAT(list(Case(1)), ElementsAre(Case(3)));
  Close(1);
  EXPECT_THAT(list(std::nullopt), ElementsAre(Case(3)));
  EXPECT_TRUE(*txn_->coordinators().Contains(Case(1), Person(7))) << "still theirs, but closed";
}

}  // namespace
}  // namespace vangnet::storage
