// Records and grants.
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
using testing::SampleRecord;

class RecordStoreTest : public testing::StoresTest {};

TEST_F(RecordStoreTest, ARecordComesBackAsItWasStored) {
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

TEST_F(RecordStoreTest, ARecordNeedsItsCase) {
  EXPECT_EQ(txn_->records().Append(SampleRecord(1, CheckCompartment(), 1)).code(), kBroken);
}

TEST_F(RecordStoreTest, WhatMakesAChainIsUnique) {
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

TEST_F(RecordStoreTest, HeadsAndNumbersAreThoseOfOneCompartment) {
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
  EXPECT_EQ(*txn_->records().BytesOfCase(Case(1)), 4 * SampleRecord(1, check, 1).bytes.size());
  EXPECT_EQ(*txn_->records().BytesOfCase(Case(2)), 0u);
}

TEST_F(RecordStoreTest, AListHasPages) {
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

TEST_F(RecordStoreTest, TheFoldGetsEveryRecordInOrderAndNoBodyOfAnyCompartment) {
  InsertCases(2);
  const std::uint32_t kEntry = 2;
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
  append(ConversationCompartment(), 2, kEntry);
  append(CheckCompartment(), 2, kEntry);
  append(deployment, 1, kEpoch);
  append(CheckCompartment(), 3, kEpoch);
  ASSERT_TRUE(txn_->records().Append(SampleRecord(2, CheckCompartment(), 1)).ok());
  std::vector<std::pair<std::string, std::uint32_t>> order;
  std::vector<bool> with_bytes;
  const auto list = txn_->records().ListForFold(Case(1), kEntry);
  ASSERT_TRUE(list.ok()) << list.status();
  for (const RecordRow& row : *list) {
    order.emplace_back(row.compartment, row.position);
    with_bytes.push_back(!row.bytes.empty());
    EXPECT_FALSE(row.record_hash.IsZero());
  }
  EXPECT_THAT(order, ElementsAre(Pair(CheckCompartment(), 1), Pair(ConversationCompartment(), 1),
                                 Pair(ConversationCompartment(), 2), Pair(CheckCompartment(), 2),
                                 Pair(deployment, 1), Pair(CheckCompartment(), 3)));
  EXPECT_THAT(with_bytes, ElementsAre(true, true, false, false, true, true));
}

class GrantStoreTest : public testing::StoresTest {
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

}  // namespace
}  // namespace vangnet::storage
