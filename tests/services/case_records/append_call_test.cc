#include "services/case_records/append_call.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/contract/limits.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using case_records::AppendContext;
using case_records::ByteStrings;
using case_records::ParseAppendCall;

class AppendCallTest : public ::testing::Test {
 protected:
  AppendCallTest() {
    sample_.MustFile();
    batch_ = sample_.Prepare("anna", [](sealing::RecordWriter& w) { return w.Acknowledge(); });
    context_ = {.organisation_id = sample_.organisation.id(),
                .case_id = sample_.case_id(),
                .caller = sample_.organisation.principal("anna")};
  }

  std::string Parse(const std::vector<std::string>& records,
                    const std::vector<std::string>& grants = {}) {
    return Outcome(ParseAppendCall(context_, ByteStrings(records.begin(), records.end()),
                                   ByteStrings(grants.begin(), grants.end()))
                       .status());
  }

  std::string Changed(const std::function<void(record::v1::RecordHeader&)>& change) {
    return ResignRecord(batch_.records.front(), sample_.identity("anna"), change);
  }

  SampleCase sample_;
  sealing::Batch batch_;
  AppendContext context_;
};

TEST_F(AppendCallTest, TakesWhatTheCallerSigned) { EXPECT_EQ(Parse(batch_.records), "OK"); }

TEST_F(AppendCallTest, EmptyAndOverlongCallsAreRefused) {
  EXPECT_EQ(Parse({}), "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Parse(std::vector<std::string>(17, batch_.records.front())),
            "INVALID_ARGUMENT/BAD_FIELD");
  EXPECT_EQ(Parse(batch_.records, std::vector<std::string>(65, "x")), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, BytesThatAreNoRecordAreRefused) {
  EXPECT_EQ(Parse({"nonsense"}), "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(Parse({batch_.records.front() + "\x28\x01"}), "INVALID_ARGUMENT/NOT_CANONICAL");
  EXPECT_EQ(Parse({std::string(contract::limit::kRecord + 1, 'x')}), "INVALID_ARGUMENT/TOO_LARGE");
  EXPECT_EQ(Parse(batch_.records, {"nonsense"}), "INVALID_ARGUMENT/NOT_CANONICAL");
}

TEST_F(AppendCallTest, AnotherAuthorIsRefused) {
  context_.caller = sample_.organisation.principal("bo");
  EXPECT_EQ(Parse(batch_.records), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, AnotherCaseIsRefused) {
  context_.case_id.mutable_data()[0] ^= 1;
  EXPECT_EQ(Parse(batch_.records), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, AnotherOrganisationIsRefused) {
  context_.organisation_id.mutable_data()[0] ^= 1;
  EXPECT_EQ(Parse(batch_.records), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, OneRecordIdTwiceIsRefused) {
  EXPECT_EQ(Parse({batch_.records.front(), batch_.records.front()}), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, CaseIsNotFiledTwice) {
  sample_.NewReporter();
  record::v1::Filing filing;
  filing.ParseFromString(sample_.Build(sample_.Draft()).bytes);
  context_.case_id = sample_.case_id();
  context_.caller = sample_.reporter.identity.principal();
  EXPECT_EQ(Parse({filing.records(0)}), "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, KindThatIsReservedIsRefused) {
  EXPECT_EQ(Parse({Changed([](auto& header) {
              header.clear_acknowledge();
              header.set_kind(static_cast<record::v1::RecordKind>(10));
            })}),
            "INVALID_ARGUMENT/NOT_CANONICAL");
}

TEST_F(AppendCallTest, ActMustFitTheKind) {
  EXPECT_EQ(Parse({Changed([](auto& header) { header.set_kind(record::v1::RECORD_KIND_CLOSE); })}),
            "INVALID_ARGUMENT/BAD_FIELD");
}

TEST_F(AppendCallTest, SignatureOfAnotherKeyIsRefused) {
  const auto call = ParseAppendCall(
      context_, ByteStrings(batch_.records.begin(), batch_.records.end()), ByteStrings());
  ASSERT_TRUE(call.ok());
  EXPECT_TRUE(case_records::VerifySignatures(call->records, call->grants).ok());
  const std::string forged =
      ResignRecord(batch_.records.front(), sample_.identity("bo"), [](auto&) {});
  ByteStrings records;
  *records.Add() = forged;
  const auto other = ParseAppendCall(context_, records, ByteStrings());
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(Outcome(case_records::VerifySignatures(other->records, other->grants)),
            "INVALID_ARGUMENT/BAD_SIGNATURE");
}

}  // namespace
}  // namespace vangnet::testing
