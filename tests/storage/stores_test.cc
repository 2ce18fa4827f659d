// Every store, through the snapshot and the transaction that the rest of the server uses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "proto/contract/error.h"
#include "storage/database.h"
#include "storage/snapshot.h"
#include "tests/storage/sample_rows.h"
#include "tests/support/temp_store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage {
namespace {

using testing::Case;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeId;
using ::testing::Pair;
using testing::Person;
using testing::SampleCase;
using testing::SampleRecord;
using ::testing::SizeIs;

constexpr auto kExists = absl::StatusCode::kAlreadyExists;
constexpr auto kConstraint = absl::StatusCode::kFailedPrecondition;

class StoresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = CreateEncrypted(folder_ / "store.db", testing::TestKey());
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    txn_.emplace(*database_);
  }

  void InsertCases(std::uint8_t count) {
    for (std::uint8_t i = 1; i <= count; ++i) {
      ASSERT_TRUE(txn_->cases().Insert(SampleCase(i)).ok());
    }
  }

  void Close(std::uint8_t number) {
    CaseRow row = SampleCase(number);
    row.closed_day = 20'800;
    ASSERT_TRUE(txn_->cases().Update(row).ok());
  }

  vangnet::testing::TemporaryFolder folder_;
  DatabasePtr database_;
  std::optional<Transaction> txn_;
};

TEST_F(StoresTest, BundlesGrowAndAreAllKept) {
  EXPECT_EQ(txn_->bundles().Newest().status(), contract::NotFound());
  const BundleRow one = {.version = 1,
                         .signed_bundle = "one",
                         .bundle_hash = MakeId<contract::Hash>(1),
                         .published_time = 5};
  BundleRow three = one;
  three.version = 3;
  three.signed_bundle = "three";
  ASSERT_TRUE(txn_->bundles().Append(one).ok());
  ASSERT_TRUE(txn_->bundles().Append(three).ok());
  EXPECT_EQ(txn_->bundles().Newest()->signed_bundle, "three");
  EXPECT_EQ(txn_->bundles().ByVersion(1)->signed_bundle, "one");
  EXPECT_EQ(txn_->bundles().ByVersion(1)->bundle_hash, one.bundle_hash);
  EXPECT_EQ(txn_->bundles().ByVersion(1)->published_time, 5u);
  EXPECT_EQ(txn_->bundles().ByVersion(2).status(), contract::NotFound());
  for (const std::uint32_t version : {0u, 1u, 2u, 3u}) {
    BundleRow late = one;
    late.version = version;
    EXPECT_EQ(txn_->bundles().Append(late).code(), absl::StatusCode::kAborted) << version;
  }
  EXPECT_EQ(txn_->bundles().Newest()->version, 3u);
}

TEST_F(StoresTest, ACaseComesBackAsItWasStored) {
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

TEST_F(StoresTest, AnAbsentCaseIsTheOneNotFound) {
  EXPECT_EQ(txn_->cases().Get(Case(1)).status(), contract::NotFound());
  EXPECT_EQ(txn_->cases().FindByReporterKey(MakeId<contract::SigningKey>(1)).status(),
            contract::NotFound());
  EXPECT_EQ(txn_->cases().Update(SampleCase(1)), contract::NotFound());
}

TEST_F(StoresTest, CaseAndReporterKeyAreUnique) {
  InsertCases(1);
  CaseRow same_id = SampleCase(2);
  same_id.case_id = Case(1);
  EXPECT_EQ(txn_->cases().Insert(same_id).code(), kExists);
  CaseRow same_key = SampleCase(2);
  same_key.reporter_key = SampleCase(1).reporter_key;
  EXPECT_EQ(txn_->cases().Insert(same_key).code(), kExists);
}

TEST_F(StoresTest, ARenewedReporterKeyFindsTheCaseAndTheOldOneDoesNot) {
  InsertCases(1);
  CaseRow row = SampleCase(1);
  row.reporter_key = MakeId<contract::SigningKey>(77);
  row.lead = std::nullopt;
  ASSERT_TRUE(txn_->cases().Update(row).ok());
  EXPECT_EQ(txn_->cases().FindByReporterKey(row.reporter_key)->lead, std::nullopt);
  EXPECT_FALSE(txn_->cases().FindByReporterKey(SampleCase(1).reporter_key).ok());
}

TEST_F(StoresTest, TotalsAndLoadCountOpenCasesOnly) {
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

TEST_F(StoresTest, ARecordComesBackAsItWasStored) {
  InsertCases(1);
  const RecordRow row = SampleRecord(1, CheckCompartment(), 1);
  EXPECT_EQ(*txn_->records().FindById(Case(1), row.record_id), std::nullopt);
  ASSERT_TRUE(txn_->records().Append(row).ok());
  const auto found = txn_->records().FindById(Case(1), row.record_id);
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->case_id, row.case_id);
  EXPECT_EQ((*found)->compartment, row.compartment);
  EXPECT_EQ((*found)->position, 1u);
  EXPECT_EQ((*found)->record_hash, row.record_hash);
  EXPECT_EQ((*found)->chain_head, row.chain_head);
  EXPECT_EQ((*found)->kind, row.kind);
  EXPECT_EQ((*found)->author, row.author);
  EXPECT_EQ((*found)->author_seq, 1u);
  EXPECT_EQ((*found)->received_time, row.received_time);
  EXPECT_EQ((*found)->bytes, row.bytes);
}

TEST_F(StoresTest, ARecordNeedsItsCase) {
  EXPECT_EQ(txn_->records().Append(SampleRecord(1, CheckCompartment(), 1)).code(), kConstraint);
}

TEST_F(StoresTest, WhatMakesAChainIsUnique) {
  InsertCases(2);
  const RecordRow first = SampleRecord(1, CheckCompartment(), 1);
  ASSERT_TRUE(txn_->records().Append(first).ok());
  const RecordRow second = SampleRecord(1, CheckCompartment(), 2);
  RecordRow same_position = second;
  same_position.position = 1;
  EXPECT_EQ(txn_->records().Append(same_position).code(), kExists);
  RecordRow same_id = second;
  same_id.record_id = first.record_id;
  EXPECT_EQ(txn_->records().Append(same_id).code(), kExists);
  RecordRow same_id_elsewhere = SampleRecord(1, ConversationCompartment(), 1);
  same_id_elsewhere.record_id = first.record_id;
  EXPECT_EQ(txn_->records().Append(same_id_elsewhere).code(), kExists);
  RecordRow same_number = second;
  same_number.author_seq = 1;
  EXPECT_EQ(txn_->records().Append(same_number).code(), kExists);
  EXPECT_TRUE(txn_->records().Append(second).ok());
  EXPECT_TRUE(txn_->records().Append(SampleRecord(2, CheckCompartment(), 1)).ok());
}

TEST_F(StoresTest, HeadsAndNumbersAreThoseOfOneCompartment) {
  InsertCases(1);
  const std::string check = CheckCompartment();
  EXPECT_EQ(txn_->records().Head(Case(1), check)->has_value(), false);
  EXPECT_EQ(*txn_->records().LastAuthorSeq(Case(1), check, Person(1)), 0u);
  for (std::uint8_t i = 1; i <= 3; ++i) {
    ASSERT_TRUE(txn_->records().Append(SampleRecord(1, check, i)).ok());
  }
  ASSERT_TRUE(txn_->records().Append(SampleRecord(1, ConversationCompartment(), 1)).ok());
  const auto head = txn_->records().Head(Case(1), check);
  ASSERT_TRUE(head.ok() && head->has_value());
  EXPECT_EQ((*head)->position, 3u);
  EXPECT_EQ((*head)->head, SampleRecord(1, check, 3).chain_head);
  EXPECT_EQ(*txn_->records().LastAuthorSeq(Case(1), check, Person(1)), 3u);
  EXPECT_EQ(*txn_->records().LastAuthorSeq(Case(1), check, Person(2)), 0u);
  EXPECT_EQ(*txn_->records().LastAuthorSeq(Case(1), ConversationCompartment(), Person(1)), 1u);
  EXPECT_TRUE(*txn_->records().ContainsHead(Case(1), check, SampleRecord(1, check, 2).chain_head));
  EXPECT_FALSE(*txn_->records().ContainsHead(
      Case(1), check, SampleRecord(1, ConversationCompartment(), 1).chain_head));
  EXPECT_EQ(*txn_->records().CountForCase(Case(1)), 4u);
  EXPECT_EQ(*txn_->records().CountForCase(Case(2)), 0u);
}

TEST_F(StoresTest, AListHasPages) {
  InsertCases(1);
  const std::string check = CheckCompartment();
  for (std::uint8_t i = 1; i <= 5; ++i) {
    ASSERT_TRUE(txn_->records().Append(SampleRecord(1, check, i)).ok());
  }
  const auto positions = [&](std::uint32_t after, std::uint32_t rows, std::uint64_t bytes) {
    std::vector<std::uint32_t> result;
    const auto list = txn_->records().List(Case(1), check, after, rows, bytes);
    for (const RecordRow& row : list.value()) result.push_back(row.position);
    return result;
  };
  EXPECT_THAT(positions(0, 100, 10'000), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(positions(3, 100, 10'000), ElementsAre(4, 5));
  EXPECT_THAT(positions(5, 100, 10'000), IsEmpty());
  EXPECT_THAT(positions(1, 2, 10'000), ElementsAre(2, 3));
  EXPECT_THAT(positions(0, 100, 200), ElementsAre(1, 2));
  EXPECT_THAT(positions(0, 100, 299), ElementsAre(1, 2));
  EXPECT_THAT(positions(2, 100, 1), ElementsAre(3)) << "a page is never empty before the end";
  EXPECT_THAT(*txn_->records().List(Case(1), ConversationCompartment(), 0, 10, 10'000), IsEmpty());
}

TEST_F(StoresTest, TheFoldGetsEveryRecordInOrderWithTheBytesThatItReads) {
  InsertCases(2);
  const std::uint32_t kEpoch = 9;
  const auto append = [&](const std::string& compartment, std::uint8_t position,
                          std::uint32_t kind) {
    RecordRow row = SampleRecord(1, compartment, position);
    row.kind = kind;
    ASSERT_TRUE(txn_->records().Append(row).ok());
  };
  const std::string deployment = DeploymentCompartment(MakeId<contract::DeploymentId>(1));
  append(CheckCompartment(), 1, 1);
  append(ConversationCompartment(), 1, kEpoch);
  append(ConversationCompartment(), 2, 2);
  append(CheckCompartment(), 2, 2);
  append(deployment, 1, kEpoch);
  append(CheckCompartment(), 3, kEpoch);
  ASSERT_TRUE(txn_->records().Append(SampleRecord(2, CheckCompartment(), 1)).ok());
  std::vector<std::pair<std::string, std::uint32_t>> order;
  std::vector<bool> with_bytes;
  const auto list = txn_->records().ListForFold(Case(1), kEpoch);
  ASSERT_TRUE(list.ok()) << list.status();
  for (const RecordRow& row : *list) {
    order.emplace_back(row.compartment, row.position);
    with_bytes.push_back(!row.bytes.empty());
    EXPECT_FALSE(row.record_hash.IsZero());
  }
  EXPECT_THAT(order, ElementsAre(Pair(CheckCompartment(), 1), Pair(ConversationCompartment(), 1),
                                 Pair(ConversationCompartment(), 2), Pair(CheckCompartment(), 2),
                                 Pair(deployment, 1), Pair(CheckCompartment(), 3)));
  EXPECT_THAT(with_bytes, ElementsAre(true, true, false, true, true, true));
}

class GrantStoreTest : public StoresTest {
 protected:
  void Insert(std::uint8_t case_number, std::uint8_t person, const std::string& compartment,
              std::uint8_t number) {
    ASSERT_TRUE(txn_->grants()
                    .Insert({.case_id = Case(case_number),
                             .recipient = Person(person),
                             .compartment = compartment,
                             .grant_hash = MakeId<contract::Hash>(number),
                             .bytes = std::string(1, static_cast<char>('a' + number))})
                    .ok());
  }
  std::string Of(std::uint8_t case_number, std::uint8_t person) {
    std::string all;
    const auto list = txn_->grants().List(Case(case_number), Person(person));
    for (const GrantRow& row : list.value()) {
      all += row.bytes;
    }
    return all;
  }
  void InsertSome() {
    InsertCases(2);
    Insert(1, 1, CheckCompartment(), 0);
    Insert(1, 1, ConversationCompartment(), 1);
    Insert(1, 2, CheckCompartment(), 2);
    Insert(1, 2, ConversationCompartment(), 3);
    Insert(1, 3, ConversationCompartment(), 4);
    Insert(2, 1, ConversationCompartment(), 5);
  }
};

TEST_F(GrantStoreTest, ListsThoseOfOnePersonInOneCase) {
  InsertSome();
  EXPECT_EQ(Of(1, 1), "ab");
  EXPECT_EQ(Of(1, 2), "cd");
  EXPECT_EQ(Of(2, 1), "f");
  EXPECT_EQ(Of(2, 2), "");
}

TEST_F(GrantStoreTest, TheSameGrantIsNotStoredTwice) {
  InsertSome();
  EXPECT_EQ(txn_->grants()
                .Insert({.case_id = Case(1),
                         .recipient = Person(4),
                         .compartment = CheckCompartment(),
                         .grant_hash = MakeId<contract::Hash>(0),
                         .bytes = "a"})
                .code(),
            kExists);
}

TEST_F(GrantStoreTest, DeletesInOneCompartmentOrInAll) {
  InsertSome();
  ASSERT_TRUE(txn_->grants().Delete(Case(1), Person(1), ConversationCompartment()).ok());
  EXPECT_EQ(Of(1, 1), "a");
  ASSERT_TRUE(txn_->grants().DeleteAll(Case(1), Person(2)).ok());
  EXPECT_EQ(Of(1, 2), "");
  EXPECT_EQ(Of(1, 3), "e");
  EXPECT_EQ(Of(2, 1), "f");
}

TEST_F(GrantStoreTest, DeletesEverybodyButTheNamedInOneCompartment) {
  InsertSome();
  ASSERT_TRUE(txn_->grants().DeleteAllExcept(Case(1), ConversationCompartment(), {Person(2)}).ok());
  EXPECT_EQ(Of(1, 1), "a");
  EXPECT_EQ(Of(1, 2), "cd");
  EXPECT_EQ(Of(1, 3), "");
  EXPECT_EQ(Of(2, 1), "f");
}

TEST_F(StoresTest, AReaderComesBackAsItWasStoredAndIsReplaced) {
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

TEST_F(StoresTest, AReaderNeedsItsCaseAndAKnownGate) {
  ReaderRow row = {.case_id = Case(1), .principal = Person(1), .gate = kGateCheck};
  EXPECT_EQ(txn_->readers().Upsert(row).code(), kConstraint);
  InsertCases(1);
  row.gate = 3;
  EXPECT_EQ(txn_->readers().Upsert(row).code(), kConstraint);
}

TEST_F(StoresTest, AnInboxHoldsOpenCasesWhoseGateIsOpen) {
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

TEST_F(StoresTest, AReaderOfAClosedCaseIsNotListedEither) {
  InsertCases(1);
  Close(1);
  ASSERT_TRUE(txn_->readers()
                  .Upsert({.case_id = Case(1), .principal = Person(1), .gate = kGateConversation})
                  .ok());
  EXPECT_THAT(*txn_->readers().ListOpenCasesOf(Person(1), std::nullopt, 10), IsEmpty());
}

TEST_F(StoresTest, ACoordinatorSeesTheOpenCasesThatNameThem) {
  InsertCases(3);
  EXPECT_EQ(txn_->coordinators().Insert(Case(9), Person(7)).code(), kConstraint);
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

TEST_F(StoresTest, AProofIsKeptByteForByteAndNeverReplaced) {
  InsertCases(1);
  EXPECT_EQ(txn_->proofs().Find(Case(1))->has_value(), false);
  const ProofRow row = {.case_id = Case(1),
                        .filing_digest = MakeId<contract::Hash>(1),
                        .proof = std::string("a\0b", 3)};
  ASSERT_TRUE(txn_->proofs().Insert(row).ok());
  EXPECT_EQ(txn_->proofs().Insert(row).code(), kExists);
  const auto found = txn_->proofs().Find(Case(1));
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->filing_digest, row.filing_digest);
  EXPECT_EQ((*found)->proof, row.proof);
}

TEST_F(StoresTest, AnOpeningCountsOnceADay) {
  InsertCases(1);
  const OpeningRow row = {
      .case_id = Case(1), .principal = Person(1), .compartment_kind = kCheckKind, .day = 20'000};
  EXPECT_FALSE(*txn_->openings().Contains(row));
  ASSERT_TRUE(txn_->openings().Note(row).ok());
  ASSERT_TRUE(txn_->openings().Note(row).ok());
  EXPECT_TRUE(*txn_->openings().Contains(row));
  OpeningRow other = row;
  other.day = 19'999;
  other.compartment_kind = kConversationKind;
  ASSERT_TRUE(txn_->openings().Note(other).ok());
  const auto list = txn_->openings().List(Case(1));
  ASSERT_THAT(*list, SizeIs(2));
  EXPECT_EQ((*list)[0].day, 19'999u);
  EXPECT_EQ((*list)[0].compartment_kind, kConversationKind);
  EXPECT_EQ((*list)[1].principal, Person(1));
  OpeningRow of_no_case = row;
  of_no_case.case_id = Case(9);
  EXPECT_EQ(txn_->openings().Note(of_no_case).code(), kConstraint);
}

TEST_F(StoresTest, LeavesAreNumberedWithoutAGap) {
  const auto append = [&](std::uint64_t day, std::uint8_t number) {
    return txn_->leaves().Append({.sequence = 99,
                                  .day = day,
                                  .body = "salted",
                                  .leaf_hash = MakeId<contract::Hash>(number)});
  };
  EXPECT_EQ(*append(1, 1), 1u);
  EXPECT_EQ(*append(2, 2), 2u);
  EXPECT_EQ(append(2, 2).status().code(), kExists);
  EXPECT_EQ(*append(1, 3), 3u);
  const auto day = txn_->leaves().ListDay(1, 0, 10);
  ASSERT_THAT(*day, SizeIs(2));
  EXPECT_EQ((*day)[0].sequence, 1u);
  EXPECT_EQ((*day)[0].body, "salted");
  EXPECT_EQ((*day)[1].sequence, 3u);
  EXPECT_EQ((*day)[1].leaf_hash, MakeId<contract::Hash>(3));
  EXPECT_THAT(*txn_->leaves().ListDay(1, 1, 10), SizeIs(1));
  EXPECT_THAT(*txn_->leaves().ListDay(1, 0, 1), SizeIs(1));
  EXPECT_THAT(*txn_->leaves().ListDay(3, 0, 10), IsEmpty());
}

TEST_F(StoresTest, WhatIsDueComesEarliestFirst) {
  InsertCases(2);
  const auto put = [&](std::uint8_t case_number, std::uint8_t due, std::uint64_t time,
                       std::uint32_t rung) {
    ASSERT_TRUE(txn_->dues()
                    .Put({.case_id = Case(case_number),
                          .due_id = MakeId<DueId>(due),
                          .kind = 1,
                          .due_time = time,
                          .level = 2,
                          .rung = rung})
                    .ok());
  };
  put(1, 1, 300, 0);
  put(2, 1, 100, 0);
  put(1, 2, 200, 0);
  put(1, 2, 250, 7);  // Replaces.
  const auto due = txn_->dues().ListDue(250, 10);
  ASSERT_THAT(*due, SizeIs(2));
  EXPECT_EQ((*due)[0].case_id, Case(2));
  EXPECT_EQ((*due)[1].due_time, 250u);
  EXPECT_EQ((*due)[1].rung, 7u);
  EXPECT_EQ((*due)[1].kind, 1u);
  EXPECT_EQ((*due)[1].level, 2u);
  EXPECT_THAT(*txn_->dues().ListDue(249, 10), SizeIs(1));
  EXPECT_THAT(*txn_->dues().ListDue(1000, 1), SizeIs(1));
  EXPECT_THAT(*txn_->dues().ListForCase(Case(1)), SizeIs(2));
  ASSERT_TRUE(txn_->dues().Clear(Case(1), MakeId<DueId>(2)).ok());
  EXPECT_THAT(*txn_->dues().ListForCase(Case(1)), SizeIs(1));
  ASSERT_TRUE(txn_->dues().ClearCase(Case(1)).ok());
  EXPECT_THAT(*txn_->dues().ListForCase(Case(1)), IsEmpty());
  EXPECT_THAT(*txn_->dues().ListForCase(Case(2)), SizeIs(1));
}

TEST_F(StoresTest, AnAbsenceLastsFromItsStartUntilItsEnd) {
  const auto put = [&](std::uint8_t person, std::uint64_t from, std::uint64_t until) {
    ASSERT_TRUE(txn_->absences()
                    .Put({.principal = Person(person),
                          .from_time = from,
                          .until_time = until,
                          .set_by = Person(9)})
                    .ok());
  };
  put(1, 100, 200);
  put(2, 100, 0);
  put(3, 300, 400);
  const auto away = [&](std::uint64_t at) {
    std::vector<contract::PrincipalId> people;
    const auto list = txn_->absences().ListCurrent(at);
    for (const AbsenceRow& row : list.value()) people.push_back(row.principal);
    return people;
  };
  EXPECT_THAT(away(99), IsEmpty());
  EXPECT_THAT(away(100), ElementsAre(Person(1), Person(2)));
  EXPECT_THAT(away(199), ElementsAre(Person(1), Person(2)));
  EXPECT_THAT(away(200), ElementsAre(Person(2)));
  put(2, 100, 150);  // Replaces.
  EXPECT_THAT(away(300), ElementsAre(Person(3)));
  put(3, 500, 600);
  EXPECT_THAT(*txn_->absences().ListOf(Person(3)), SizeIs(2));
  EXPECT_EQ(txn_->absences().ListOf(Person(3))->front().set_by, Person(9));
  ASSERT_TRUE(txn_->absences().Clear(Person(3)).ok());
  EXPECT_THAT(away(300), IsEmpty());
}

TEST_F(StoresTest, TheDutyListIsReplacedAsAWhole) {
  const std::vector<DutyRow> first = {{Person(1), 100, 200}, {Person(2), 200, 300}};
  ASSERT_TRUE(txn_->duties().ReplaceAll(first).ok());
  const auto on = [&](std::uint64_t from, std::uint64_t until) {
    std::vector<contract::PrincipalId> people;
    const auto list = txn_->duties().ListBetween(from, until);
    for (const DutyRow& row : list.value()) people.push_back(row.principal);
    return people;
  };
  EXPECT_THAT(on(0, 100), IsEmpty());
  EXPECT_THAT(on(0, 101), ElementsAre(Person(1)));
  EXPECT_THAT(on(199, 201), ElementsAre(Person(1), Person(2)));
  EXPECT_THAT(on(200, 201), ElementsAre(Person(2)));
  EXPECT_THAT(on(300, 400), IsEmpty());
  const std::vector<DutyRow> second = {{Person(3), 100, 200}};
  ASSERT_TRUE(txn_->duties().ReplaceAll(second).ok());
  EXPECT_THAT(on(0, 1000), ElementsAre(Person(3)));
  const std::vector<DutyRow> backwards = {{Person(3), 200, 200}};
  EXPECT_EQ(txn_->duties().ReplaceAll(backwards).code(), kConstraint);
  const std::vector<DutyRow> twice = {{Person(3), 1, 2}, {Person(3), 1, 3}};
  EXPECT_EQ(txn_->duties().ReplaceAll(twice).code(), kExists);
}

TEST_F(StoresTest, OnlyTheNewestAvailabilityIsKept) {
  EXPECT_EQ(txn_->availability().Newest()->has_value(), false);
  ASSERT_TRUE(txn_->availability().Put({.made_time = 1, .bytes = "old"}).ok());
  ASSERT_TRUE(txn_->availability().Put({.made_time = 2, .bytes = "new"}).ok());
  const auto newest = txn_->availability().Newest();
  ASSERT_TRUE(newest.ok() && newest->has_value());
  EXPECT_EQ((*newest)->made_time, 2u);
  EXPECT_EQ((*newest)->bytes, "new");
}

}  // namespace
}  // namespace vangnet::storage
