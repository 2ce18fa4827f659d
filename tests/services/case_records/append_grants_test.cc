// Which grants an EPOCH and an ADD_READER must bring, in a real store.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using sealing::RecordWriter;

// Anna leads and writes her first message, which starts epoch 2 of the conversation for
// anna, bo and the reporter.
class AppendGrantsTest : public ::testing::Test {
 protected:
  AppendGrantsTest() {
    sample_.MustFile();
    sample_.Acknowledge("anna");
    batch_ = sample_.Prepare("anna", [](RecordWriter& w) {
      return w.WriteEntry(record::v1::COMPARTMENT_KIND_CONVERSATION, MessageBody("Dag."));
    });
  }

  std::string Send() { return Outcome(sample_.Send("anna", batch_).status()); }

  void ChangeGrant(std::size_t which, const std::function<void(record::v1::GrantHeader&)>& change,
                   const std::string& signer = "anna") {
    batch_.grants[which] = ResignGrant(batch_.grants[which], sample_.identity(signer), change);
  }

  SampleCase sample_;
  sealing::Batch batch_;
};

TEST_F(AppendGrantsTest, OneGrantForEachMemberIsTaken) {
  ASSERT_EQ(batch_.records.size(), 2u);
  ASSERT_EQ(batch_.grants.size(), 3u);
  EXPECT_EQ(Send(), "OK");
  EXPECT_EQ(sample_.GrantsOf("reporter"), 3u);
  EXPECT_EQ(sample_.GrantsOf("bo"), 3u);
  EXPECT_EQ(sample_.View("reporter").records.back().body.message().text(), "Dag.");
}

TEST_F(AppendGrantsTest, OrderOfGrantsDoesNotMatter) {
  std::swap(batch_.grants.front(), batch_.grants.back());
  EXPECT_EQ(Send(), "OK");
}

TEST_F(AppendGrantsTest, MissingGrantIsRefusedAndNothingIsKept) {
  batch_.grants.pop_back();
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(sample_.GrantsOf("anna"), 2u);
  EXPECT_EQ(sample_.View("reporter").records.size(), 6u);
}

TEST_F(AppendGrantsTest, ExtraGrantIsRefused) {
  batch_.grants.push_back(batch_.grants.front());
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendGrantsTest, GrantWithoutAnEpochIsRefused) {
  batch_.records.erase(batch_.records.begin());
  EXPECT_NE(Send(), "OK");
  sealing::Batch close = sample_.Prepare("anna", [](RecordWriter& w) { return w.Close(); });
  close.grants = {batch_.grants.front()};
  EXPECT_EQ(Outcome(sample_.Send("anna", close).status()), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendGrantsTest, GhostReaderIsRefused) {
  ChangeGrant(0, [this](auto& header) {
    header.set_recipient(sample_.organisation.principal("zoe").ToBytes());
    header.set_recipient_key(sample_.identity("zoe").box_key().ToBytes());
  });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(sample_.GrantsOf("zoe"), 0u);
}

TEST_F(AppendGrantsTest, OtherKeyOfTheRecipientIsRefused) {
  for (std::size_t i = 0; i < batch_.grants.size(); ++i) {
    const std::vector<std::string> good = batch_.grants;
    ChangeGrant(i, [this](auto& header) {
      header.set_recipient_key(sample_.identity("zoe").box_key().ToBytes());
    });
    EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD") << i;
    batch_.grants = good;
  }
}

TEST_F(AppendGrantsTest, OtherRoleIsRefused) {
  ChangeGrant(0, [](auto& header) {
    header.set_role(header.role() == record::v1::CASE_ROLE_RESERVE ? record::v1::CASE_ROLE_DUTY
                                                                   : record::v1::CASE_ROLE_RESERVE);
  });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendGrantsTest, OtherEpochIsRefused) {
  ChangeGrant(0, [](auto& header) { header.set_epochs(0, 1); });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendGrantsTest, OtherGranterIsRefused) {
  ChangeGrant(
      0,
      [this](auto& header) {
        header.set_granter(sample_.organisation.principal("bo").ToBytes());
        header.set_granter_key(sample_.identity("bo").signing_key().ToBytes());
      },
      "bo");
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendGrantsTest, GrantSignedByAnotherKeyIsRefused) {
  ChangeGrant(
      0, [](auto&) {}, "bo");
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(AppendGrantsTest, GrantWithAChangedBoxIsRefused) {
  record::v1::Grant grant;
  grant.ParseFromString(batch_.grants.front());
  (*grant.mutable_box())[0] ^= 1;
  batch_.grants.front() = grant.SerializeAsString();
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_SIGNATURE");
}

TEST_F(AppendGrantsTest, GrantOfAnotherCaseIsRefused) {
  ChangeGrant(0, [](auto& header) { header.set_case_id(std::string(16, 'c')); });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

// Who is added gets what `opens` says, compartment by compartment, and nothing else.
class AddedReaderGrantsTest : public ::testing::Test {
 protected:
  AddedReaderGrantsTest() {
    sample_.MustFile();
    for (const char* who : {"anna", "bo", "carla"}) sample_.Decline(who);
    batch_ = sample_.Prepare("reporter", [this](RecordWriter& w) {
      return w.AddReader(sample_.organisation.principal("zoe"), record::v1::CASE_ROLE_LEAD,
                         {{record::v1::COMPARTMENT_KIND_CHECK, {1}},
                          {record::v1::COMPARTMENT_KIND_CONVERSATION, {1}}});
    });
  }

  std::string Send() { return Outcome(sample_.Send("reporter", batch_).status()); }

  SampleCase sample_;
  sealing::Batch batch_;
};

TEST_F(AddedReaderGrantsTest, OneGrantForEachOpenedCompartmentIsTaken) {
  ASSERT_EQ(batch_.grants.size(), 2u);
  EXPECT_EQ(Send(), "OK");
  EXPECT_EQ(sample_.GrantsOf("zoe"), 2u);
}

TEST_F(AddedReaderGrantsTest, MissingGrantIsRefused) {
  batch_.grants.pop_back();
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AddedReaderGrantsTest, GrantForSomebodyElseIsRefused) {
  batch_.grants[0] = ResignGrant(
      batch_.grants[0], sample_.identity("reporter"), [this](record::v1::GrantHeader& header) {
        header.set_recipient(sample_.organisation.principal("emma").ToBytes());
      });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AddedReaderGrantsTest, CoordinatorIsNeverAdded) {
  batch_.grants.clear();
  batch_.records[0] = ResignRecord(batch_.records[0], sample_.identity("reporter"),
                                   [this](record::v1::RecordHeader& header) {
                                     header.mutable_add_reader()->set_principal(
                                         sample_.organisation.principal("cees").ToBytes());
                                     header.mutable_add_reader()->clear_opens();
                                   });
  EXPECT_EQ(Send(), "INVALID_ARGUMENT/BAD_FIELD");
}

}  // namespace
}  // namespace vangnet::testing
