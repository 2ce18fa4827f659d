// Filings that are not as they must be: each refused by its bytes alone.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "proto/contract/canonical.h"
#include "proto/contract/limits.h"
#include "services/cryptography/sha256.h"
#include "services/intake/parsed_filing.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

class FilingRefusalsTest : public ::testing::Test {
 protected:
  FilingRefusalsTest() { filing_.ParseFromString(sample_.Build(sample_.Draft()).bytes); }

  std::string Parsed() const {
    return Outcome(
        intake::ParseFiling(contract::SerializeCanonical(filing_), sample_.organisation.id())
            .status());
  }

  void ChangeRecord(int which, const std::function<void(record::v1::RecordHeader&)>& change) {
    filing_.set_records(which,
                        ResignRecord(filing_.records(which), sample_.reporter.identity, change));
  }
  void ChangeGrant(int which, const std::function<void(record::v1::GrantHeader&)>& change) {
    filing_.set_grants(which,
                       ResignGrant(filing_.grants(which), sample_.reporter.identity, change));
  }

  SampleCase sample_;
  record::v1::Filing filing_;
};

TEST_F(FilingRefusalsTest, GoodFilingIsTaken) {
  ASSERT_EQ(filing_.records_size(), 5);
  ASSERT_EQ(filing_.grants_size(), 8);
  EXPECT_EQ(Parsed(), "OK");
}

TEST_F(FilingRefusalsTest, BytesThatAreNotCanonical) {
  const std::string good = contract::SerializeCanonical(filing_);
  const auto outcome = [this](const std::string& bytes) {
    return Outcome(intake::ParseFiling(bytes, sample_.organisation.id()).status());
  };
  EXPECT_EQ(outcome(""), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(outcome("nonsense"), "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(outcome(good + "\x18\x01"), "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(outcome(good.substr(0, good.size() - 1)), "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(outcome(std::string(contract::limit::kFiling + 1, 'x')), "INVALID_ARGUMENT/TOO_LARGE");
}

TEST_F(FilingRefusalsTest, OtherOrganisation) {
  contract::OrganisationId other = sample_.organisation.id();
  other.mutable_data()[0] ^= 1;
  EXPECT_EQ(Outcome(intake::ParseFiling(contract::SerializeCanonical(filing_), other).status()),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, TooFewAndTooManyRecords) {
  const record::v1::Filing good = filing_;
  filing_.mutable_records()->RemoveLast();
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  filing_.add_records(good.records(4));
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, OtherOrderOfRecords) {
  for (int i = 0; i + 1 < 5; ++i) {
    const record::v1::Filing good = filing_;
    filing_.mutable_records()->SwapElements(i, i + 1);
    EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD") << i;
    filing_ = good;
  }
}

TEST_F(FilingRefusalsTest, CaseIdThatIsNotOfTheseKeys) {
  for (int i = 0; i < 5; ++i) {
    ChangeRecord(i, [](auto& header) {
      header.set_case_id(std::string(16, 'c'));
      header.set_author(std::string(16, 'c'));
    });
  }
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, RecordOfAnotherAuthor) {
  ChangeRecord(4, [this](auto& header) {
    header.set_author(sample_.organisation.principal("anna").ToBytes());
  });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, MixedBundleVersions) {
  ChangeRecord(4, [](auto& header) { header.set_bundle_version(2); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, ChainThatDoesNotHold) {
  ChangeRecord(4, [](auto& header) { header.set_seen(std::string(32, 's')); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, EpochWithoutSomebodyNamed) {
  ChangeRecord(1,
               [](auto& header) { header.mutable_epoch_start()->mutable_members()->RemoveLast(); });
  EXPECT_NE(Parsed(), "OK");
}

TEST_F(FilingRefusalsTest, EpochWithAnotherKeyOfTheReporter) {
  ChangeRecord(1, [this](auto& header) {
    for (auto& member : *header.mutable_epoch_start()->mutable_members()) {
      if (member.principal() == sample_.case_id().view()) {
        member.set_box_key(std::string(32, 'k'));
      }
    }
  });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, AccountOfAnotherSize) {
  record::v1::Record record;
  record.ParseFromString(filing_.records(4));
  for (const std::size_t size : {std::size_t{4096 + 16}, std::size_t{128 * 1024 + 16}}) {
    record.mutable_sealed()->resize(size);
    filing_.set_records(4, record.SerializeAsString());
    EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD") << size;
  }
}

TEST_F(FilingRefusalsTest, CheckCardThatIsNotPadded) {
  record::v1::Record record;
  record.ParseFromString(filing_.records(2));
  record.mutable_sealed()->resize(1024 + 16);
  filing_.set_records(2, record.SerializeAsString());
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, MissingExtraAndSwappedGrants) {
  const record::v1::Filing good = filing_;
  filing_.mutable_grants()->RemoveLast();
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  filing_.add_grants(good.grants(0));
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  filing_.mutable_grants()->SwapElements(0, 1);
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  filing_.mutable_grants()->SwapElements(0, 4);  // `check` for `conversation`.
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, GrantWithAnotherKeyRoleEpochOrCase) {
  const record::v1::Filing good = filing_;
  ChangeGrant(0, [](auto& header) { header.set_recipient_key(std::string(32, 'k')); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  ChangeGrant(0, [](auto& header) { header.set_role(record::v1::CASE_ROLE_DUTY); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  ChangeGrant(0, [](auto& header) { header.set_epochs(0, 2); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
  filing_ = good;
  ChangeGrant(0, [](auto& header) { header.set_case_id(std::string(16, 'c')); });
  EXPECT_EQ(Parsed(), "INVALID_ARGUMENT/BAD_FIELD");
}

// Right by its bytes, but not sealed to the keys of the bundle.
TEST_F(FilingRefusalsTest, MembersKeyThatIsNotInTheBundle) {
  const std::string bo = sample_.organisation.principal("bo").ToBytes();
  const std::string key = sample_.identity("zoe").box_key().ToBytes();
  // Record 3 is seen by nothing that follows in its chain but record 4, which lags.
  ChangeRecord(3, [&](auto& header) {
    for (auto& member : *header.mutable_epoch_start()->mutable_members()) {
      if (member.principal() == bo) member.set_box_key(key);
    }
  });
  const contract::Hash start =
      contract::ChainStart(&cryptography::Sha256, sample_.case_id(),
                           contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CONVERSATION));
  ChangeRecord(4, [&](auto& header) { header.set_seen(start.ToBytes()); });
  for (int i = 4; i < 8; ++i) {
    ChangeGrant(i, [&](auto& header) {
      if (header.recipient() == bo) header.set_recipient_key(key);
    });
  }
  ASSERT_EQ(Parsed(), "OK");
  EXPECT_EQ(Outcome(sample_.File(contract::SerializeCanonical(filing_)).status()),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(FilingRefusalsTest, CoordinatorAmongThePersonsAndHandlerAmongTheCoordinators) {
  sealing::FilingDraft draft = sample_.Draft();
  draft.routing.deputy = sample_.organisation.principal("cees");
  EXPECT_EQ(Outcome(sample_.File(sample_.Build(draft).bytes).status()),
            "INVALID_ARGUMENT/BAD_FIELD");
  draft = sample_.Draft();
  draft.routing.coordinators = {sample_.organisation.principal("zoe")};
  EXPECT_EQ(Outcome(sample_.File(sample_.Build(draft).bytes).status()),
            "INVALID_ARGUMENT/BAD_FIELD");
}

}  // namespace
}  // namespace vangnet::testing
