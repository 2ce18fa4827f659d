#include "clients/sealing/outbox.h"

#include <string>

#include "clients/sealing/aead.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/sha256.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using reportoutbox::v1::OutboxFile;
using reportoutbox::v1::OutboxHeader;
using reportoutbox::v1::OutboxReport;

class OutboxTest : public ::testing::Test {
 protected:
  OutboxTest()
      : keys_(DeriveReporterKeys(SampleReceipt())), other_(DeriveReporterKeys(OtherReceipt())) {
    report_.set_organisation_id(world_.pinned().organisation_id.ToBytes());
    AddAnswer("danger");
    AddAnswer("topic");
    report_.set_urgency(record::v1::URGENCY_HIGH);
    report_.set_language(record::v1::LANGUAGE_DUTCH);
    report_.set_calendar(record::v1::CALENDAR_AMSTERDAM);
    filing_ = SampleCase(world_, SampleReceipt()).filing();
  }
  void AddAnswer(const std::string& question) { report_.add_answers()->set_question(question); }
  absl::StatusOr<std::string> Seal() const { return SealOutbox(report_, keys_, SystemRandom()); }
  std::string RefusedField() const {
    const absl::Status refused = Seal().status();
    EXPECT_TRUE(absl::IsInvalidArgument(refused)) << refused;
    return std::string(refused.message().substr(0, refused.message().find(':')));
  }

  SampleWorld world_;
  ReporterKeys keys_;
  ReporterKeys other_;
  OutboxReport report_;
  BuiltFiling filing_;
};

TEST_F(OutboxTest, IsOpenedByItsReceiptAlone) {
  report_.set_filing(filing_.bytes);
  report_.set_strike_duty(true);
  const auto file = Seal();
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(CheckOutbox(*file).ok());
  const auto opened = OpenOutbox(*file, keys_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->SerializeAsString(), report_.SerializeAsString());
  EXPECT_TRUE(absl::IsUnauthenticated(OpenOutbox(*file, other_).status()));
}

TEST_F(OutboxTest, TellsNothingOfTheReportOutsideOfTheSealAndHasOneSize) {
  const auto without = Seal();
  report_.set_filing(filing_.bytes);
  report_.mutable_answers(0)->set_text(std::string(20000, 'x'));
  const auto with = Seal();
  ASSERT_TRUE(without.ok() && with.ok());
  EXPECT_EQ(without->size(), with->size());
  for (const std::string& secret :
       {report_.organisation_id(), keys_.case_id.ToBytes(), std::string("danger"),
        keys_.identity.signing_key().ToBytes(), std::string(20, 'x')}) {
    EXPECT_EQ(with->find(secret), std::string::npos);
  }
}

TEST_F(OutboxTest, TheSameReportIsNeverSealedToTheSameBytes) {
  OutboxFile one;
  OutboxFile two;
  ASSERT_TRUE(one.ParseFromString(*Seal()) && two.ParseFromString(*Seal()));
  EXPECT_NE(one.nonce(), two.nonce());
  EXPECT_NE(one.sealed(), two.sealed());
}

// A proof is checked by these: they must be those of the client that sealed it.
TEST_F(OutboxTest, GivesTheFactsOfItsFilingAsTheyWereWhenItWasSealed) {
  report_.set_filing(filing_.bytes);
  const auto kept = FilingOf(*OpenOutbox(*Seal(), keys_), keys_);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->filing.bytes, filing_.bytes);
  EXPECT_EQ(kept->bundle_version, 1u);
  const FilingFacts& facts = kept->filing.facts;
  EXPECT_EQ(facts.organisation_id, filing_.facts.organisation_id);
  EXPECT_EQ(facts.case_id, filing_.facts.case_id);
  EXPECT_EQ(facts.filing_record_hash, filing_.facts.filing_record_hash);
  EXPECT_EQ(facts.check_head, filing_.facts.check_head);
  EXPECT_EQ(facts.conversation_head, filing_.facts.conversation_head);
  EXPECT_EQ(facts.filing_digest, filing_.facts.filing_digest);
}

TEST_F(OutboxTest, AFilingOfAnotherReceiptOrOrganisationIsNotKept) {
  report_.set_filing(filing_.bytes);
  std::swap(keys_, other_);
  EXPECT_EQ(RefusedField(), "filing");
  std::swap(keys_, other_);
  report_.set_organisation_id(std::string(32, 'o'));
  EXPECT_EQ(RefusedField(), "filing");
}

TEST_F(OutboxTest, HalfAFilingIsNotKept) {
  record::v1::Filing half;
  ASSERT_TRUE(half.ParseFromString(filing_.bytes));
  half.mutable_records()->RemoveLast();
  report_.set_filing(contract::SerializeCanonical(half));
  EXPECT_EQ(RefusedField(), "filing");
  half.add_records(half.records(0));
  report_.set_filing(contract::SerializeCanonical(half));
  EXPECT_EQ(RefusedField(), "filing");
}

TEST_F(OutboxTest, ARecordOfTheCaseInAnotherKeyIsNotKept) {
  record::v1::Filing filing;
  record::v1::Record record;
  record::v1::RecordHeader header;
  ASSERT_TRUE(filing.ParseFromString(filing_.bytes) && record.ParseFromString(filing.records(4)) &&
              header.ParseFromString(record.header()));
  header.set_author_key(other_.identity.signing_key().ToBytes());
  record.set_header(contract::SerializeCanonical(header));
  filing.set_records(4, contract::SerializeCanonical(record));
  report_.set_filing(contract::SerializeCanonical(filing));
  EXPECT_EQ(RefusedField(), "filing");
}

TEST_F(OutboxTest, WhatNoHonestWriterMakesIsNotSealed) {
  ASSERT_TRUE(Seal().ok());
  const OutboxReport good = report_;
  report_.clear_organisation_id();
  EXPECT_EQ(RefusedField(), "organisation_id");
  report_ = good;
  report_.clear_urgency();
  EXPECT_EQ(RefusedField(), "urgency, language, calendar");
  report_ = good;
  report_.clear_language();
  EXPECT_EQ(RefusedField(), "urgency, language, calendar");
  report_ = good;
  report_.clear_calendar();
  EXPECT_EQ(RefusedField(), "urgency, language, calendar");
  report_ = good;
  AddAnswer("danger");
  EXPECT_EQ(RefusedField(), "answers");
  report_ = good;
  report_.clear_answers();
  EXPECT_EQ(RefusedField(), "answers");
  report_ = good;
  report_.add_excluded_principals("short");
  EXPECT_EQ(RefusedField(), "excluded_principals");
  report_.set_excluded_principals(0, std::string(16, 'b'));
  report_.add_excluded_principals(std::string(16, 'a'));
  EXPECT_EQ(RefusedField(), "excluded_principals");
  report_ = good;
  report_.set_lead("short");
  EXPECT_EQ(RefusedField(), "lead");
}

TEST_F(OutboxTest, TextsThatNobodyCouldReadAreCleaned) {
  report_.mutable_answers(0)->set_text(
      "\xef\xbb\xbf"
      "een \xff woord");
  const auto opened = OpenOutbox(*Seal(), keys_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->answers(0).text(), "een \xef\xbf\xbd woord");
}

TEST_F(OutboxTest, AReportThatIsTooLongForOneFileIsRefused) {
  report_.mutable_answers(0)->set_text(std::string(contract::limit::kPaddedBody, 'x'));
  EXPECT_EQ(contract::ReasonOf(Seal().status()), contract::reason::kTooLarge);
}

// What somebody could write who knows the format, and the receipt.
class MadeOutboxTest : public OutboxTest {
 protected:
  MadeOutboxTest() { EXPECT_TRUE(file_.ParseFromString(Seal().value())); }

  // With the checksum that belongs to it.
  std::string Bytes() {
    file_.set_checksum(Sha256(std::string(contract::label::kOutboxFile) + file_.header() +
                              file_.nonce() + file_.sealed())
                           .ToBytes());
    return contract::SerializeCanonical(file_);
  }
  absl::StatusOr<OutboxReport> Open() { return OpenOutbox(Bytes(), keys_); }
  void Fill(const contract::SecretBytes& padded) {
    file_.set_sealed(AeadSeal(DeriveKey(keys_.outbox_key, 1, "vnoutbox"), file_.nonce(),
                              std::string(contract::label::kOutbox) + file_.header(), padded));
  }
  void FillWith(const std::string& plain) {
    Fill(Pad(contract::SecretBytes::CopyOf(plain), 128 * 1024).value());
  }

  OutboxFile file_;
};

TEST_F(MadeOutboxTest, IsOpenedWhenItIsAsAClientMakesIt) {
  EXPECT_TRUE(Open().ok());
  FillWith(contract::SerializeCanonical(report_));
  EXPECT_TRUE(Open().ok());
}

TEST_F(MadeOutboxTest, AHeaderOrASealOfNoSuchSizeIsNoOutboxFile) {
  const OutboxFile good = file_;
  file_.set_header("\x08");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckOutbox(Bytes())));
  file_ = good;
  OutboxHeader header;
  ASSERT_TRUE(header.ParseFromString(file_.header()));
  header.mutable_key_commitment()->pop_back();
  file_.set_header(contract::SerializeCanonical(header));
  EXPECT_TRUE(absl::IsInvalidArgument(CheckOutbox(Bytes())));
  file_ = good;
  file_.mutable_nonce()->pop_back();
  EXPECT_TRUE(absl::IsInvalidArgument(CheckOutbox(Bytes())));
  file_ = good;
  file_.mutable_sealed()->pop_back();
  EXPECT_TRUE(absl::IsInvalidArgument(CheckOutbox(Bytes())));
}

TEST_F(MadeOutboxTest, WhatIsNotPaddedOrNoReportIsDamaged) {
  Fill(contract::SecretBytes(128 * 1024));
  EXPECT_TRUE(absl::IsDataLoss(Open().status()));
  FillWith("no report");
  EXPECT_TRUE(absl::IsDataLoss(Open().status()));
  report_.clear_answers();
  FillWith(contract::SerializeCanonical(report_));
  EXPECT_TRUE(absl::IsDataLoss(Open().status()));
}

TEST_F(OutboxTest, AReportWithAnUnknownFieldOrANamelessQuestionIsNotSealed) {
  report_.mutable_answers(0)->clear_question();
  EXPECT_EQ(RefusedField(), "answers");
  report_.mutable_answers(0)->set_question("danger");
  report_.GetReflection()->MutableUnknownFields(&report_)->AddVarint(1000, 1);
  EXPECT_FALSE(Seal().ok());
}

// Its records are those of one reporter, in the two chains that a filing begins.
TEST_F(OutboxTest, AFilingWithAnotherRecordIsNotKept) {
  record::v1::Filing good;
  ASSERT_TRUE(good.ParseFromString(filing_.bytes));
  const auto refused = [&](const std::string& record) {
    record::v1::Filing filing = good;
    filing.set_records(4, record);
    report_.set_filing(contract::SerializeCanonical(filing));
    return !Seal().ok();
  };
  const auto changed = [&](const auto& change) {
    record::v1::Record record;
    record::v1::RecordHeader header;
    EXPECT_TRUE(record.ParseFromString(good.records(4)) && header.ParseFromString(record.header()));
    change(header);
    record.set_header(contract::SerializeCanonical(header));
    return contract::SerializeCanonical(record);
  };
  EXPECT_FALSE(refused(good.records(4)));
  report_.set_filing("no filing");
  EXPECT_FALSE(Seal().ok());
  EXPECT_TRUE(refused("no record"));
  EXPECT_TRUE(refused(changed([](record::v1::RecordHeader& header) {
    header.set_author(std::string(contract::PrincipalId::kSize, 'a'));
  })));
  EXPECT_TRUE(refused(changed([](record::v1::RecordHeader& header) {
    header.mutable_compartment()->set_kind(kCasefile);
  })));
}

std::string OutcomeOf(const absl::Status& status) {
  if (absl::IsDataLoss(status)) return "damaged";
  if (absl::IsUnauthenticated(status)) return "other-receipt";
  if (absl::IsInvalidArgument(status)) return "no-outbox-file";
  return status.ToString();
}

TEST(OutboxVectorsTest, EachChangeIsTakenForWhatItIs) {
  const testing::Sample vectors = testing::LoadVectors("outbox.json");
  const std::string good = vectors.Bytes("file");
  const auto open = [](const std::string& bytes, const testing::Sample& of) {
    const auto receipt = Receipt::FromBytes(contract::SecretBytes::CopyOf(of.Bytes("receipt")));
    return OpenOutbox(bytes, DeriveReporterKeys(*receipt));
  };
  const auto report = open(good, vectors);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(contract::SerializeCanonical(*report), vectors.Bytes("report"));
  int tried = 0;
  for (const testing::Sample& sample : vectors.List("changed")) {
    std::string bytes = sample.Has("keep") ? good.substr(0, sample.Number("keep")) : good;
    for (const testing::Sample& patch : sample.List("patches")) {
      const std::string there = patch.Bytes("bytes");
      bytes.replace(patch.Number("at"), there.size(), there);
    }
    EXPECT_EQ(OutcomeOf(open(bytes, sample).status()), sample.Text("outcome"))
        << sample.Text("name");
    ++tried;
  }
  EXPECT_EQ(tried, 10);
}

}  // namespace
}  // namespace vangnet::sealing
