// Bundles, proofs, openings, leaves, dues, absences, duties, availability.
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
using testing::Person;
using ::testing::SizeIs;

class OtherStoresTest : public testing::StoresTest {};

TEST_F(OtherStoresTest, BundlesGrowAndAreAllKept) {
  EXPECT_EQ(txn_->bundles().Newest().status(), contract::NotFound());
  EXPECT_EQ(*txn_->bundles().NewestVersion(), 0u);
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
  EXPECT_EQ(*txn_->bundles().NewestVersion(), 3u);
}

TEST_F(OtherStoresTest, AProofIsKeptByteForByteAndNeverReplaced) {
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

TEST_F(OtherStoresTest, AnOpeningCountsOnceADay) {
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
  EXPECT_EQ(txn_->openings().Note(of_no_case).code(), kBroken);
}

TEST_F(OtherStoresTest, LeavesAreNumberedWithoutAGap) {
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

TEST_F(OtherStoresTest, WhatIsDueComesEarliestFirst) {
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

TEST_F(OtherStoresTest, AnAbsenceLastsFromItsStartUntilItsEnd) {
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

TEST_F(OtherStoresTest, TheDutyListIsReplacedAsAWhole) {
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
  EXPECT_EQ(txn_->duties().ReplaceAll(backwards).code(), kBroken);
  const std::vector<DutyRow> twice = {{Person(3), 1, 2}, {Person(3), 1, 3}};
  EXPECT_EQ(txn_->duties().ReplaceAll(twice).code(), kExists);
}

TEST_F(OtherStoresTest, OnlyTheNewestAvailabilityIsKept) {
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
