#include "clients/sealing/filing.h"

#include <string>

#include "clients/sealing/filing_proof.h"
#include "clients/sealing/record_seal.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {
namespace {

class FilingTest : public ::testing::Test {
 protected:
  FilingTest() : bundle_(world_.Bundle1()), keys_(DeriveReporterKeys(SampleReceipt())) {}
  absl::StatusOr<BuiltFiling> Build(const FilingDraft& draft) {
    return BuildFiling(keys_, bundle_, draft, world_.now(), world_.random());
  }
  std::string ReasonFor(const FilingDraft& draft) {
    return contract::ReasonOf(Build(draft).status());
  }

  SampleWorld world_;
  VerifiedBundle bundle_;
  ReporterKeys keys_;
};

TEST_F(FilingTest, HoldsGrantsForEachPersonAndTheReporterTwice) {
  const auto built = Build(world_.Draft());
  ASSERT_TRUE(built.ok()) << built.status();
  record::v1::Filing filing;
  ASSERT_TRUE(filing.ParseFromString(built->bytes));
  EXPECT_EQ(filing.records_size(), 5);
  EXPECT_EQ(filing.grants_size(), 2 * (4 + 1));
  EXPECT_EQ(built->facts.case_id, keys_.case_id);
}

TEST_F(FilingTest, TheReporterMayStrikeAllButTheLead) {
  FilingDraft draft = world_.Draft();
  draft.routing.deputy.reset();
  draft.routing.reserve.reset();
  draft.routing.duty.clear();
  draft.routing.coordinators.clear();
  const auto built = Build(draft);
  ASSERT_TRUE(built.ok()) << built.status();
  record::v1::Filing filing;
  ASSERT_TRUE(filing.ParseFromString(built->bytes));
  EXPECT_EQ(filing.grants_size(), 4);
}

TEST_F(FilingTest, NothingIsSealedUnderAnExpiredBundle) {
  const auto built = BuildFiling(keys_, bundle_, world_.Draft(),
                                 world_.now() + absl::Hours(24 * 60), world_.random());
  EXPECT_EQ(contract::ReasonOf(built.status()), contract::reason::kBundleExpired);
}

TEST_F(FilingTest, SomebodyOutsideOfTheBundleIsRefused) {
  FilingDraft draft = world_.Draft();
  draft.routing.lead = *contract::PrincipalId::Parse(std::string(16, 'z'));
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBundleStale);
  draft = world_.Draft();
  draft.routing.coordinators = {*contract::PrincipalId::Parse(std::string(16, 'z'))};
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBundleStale);
}

TEST_F(FilingTest, WhatIsMissingIsNamed) {
  FilingDraft draft = world_.Draft();
  draft.category = record::v1::CATEGORY_UNSPECIFIED;
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBadField);
  draft = world_.Draft();
  draft.urgency = record::v1::URGENCY_UNSPECIFIED;
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBadField);
  draft = world_.Draft();
  draft.account.add_answers()->set_question("a");  // Not sorted.
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBadField);
}

// An account over 64 KiB was once padded to 128 KiB and refused by the server only.
TEST_F(FilingTest, AnAccountOverItsOnePaddedSizeIsTooLarge) {
  FilingDraft draft = world_.Draft();
  draft.account.mutable_answers(0)->set_text(std::string(300000, 'x'));
  EXPECT_EQ(ReasonFor(draft), contract::reason::kTooLarge);
  draft.account.mutable_answers(0)->set_text(std::string(600000, 'x'));
  EXPECT_EQ(ReasonFor(draft), contract::reason::kTooLarge);
  draft.account.mutable_answers(0)->set_text(std::string(65536, 'x'));
  EXPECT_EQ(ReasonFor(draft), contract::reason::kTooLarge);
  draft.account.mutable_answers(0)->set_text(std::string(65000, 'x'));
  EXPECT_TRUE(Build(draft).ok());
}

TEST_F(FilingTest, ACheckCardThatIsNoneIsRefused) {
  FilingDraft draft = world_.Draft();
  draft.check_card.add_excluded_principals("short");
  EXPECT_EQ(ReasonFor(draft), contract::reason::kBadField);
}

TEST_F(FilingTest, ACheckCardThatMakesItTooLongForOneCallIsTooLarge) {
  FilingDraft draft = world_.Draft();
  draft.check_card.set_must_not_see(std::string(contract::limit::kFiling, 'x'));
  EXPECT_EQ(ReasonFor(draft), contract::reason::kTooLarge);
}

// A key of small order: whatever is sealed to it, everybody could open.
TEST_F(FilingTest, NothingIsSealedToAPersonWhoseKeyIsNone) {
  bundle::v1::Bundle bundle = world_.first_bundle();
  for (bundle::v1::Staff& staff : *bundle.mutable_staff()) {
    if (staff.principal() == world_.principal("bo").view()) {
      staff.mutable_keys()->set_box_key("\1" + std::string(31, '\0'));
    }
  }
  const VerifiedBundle weak = world_.Verified(world_.Sign(bundle, {0, 1}), world_.pinned());
  EXPECT_TRUE(BuildFiling(keys_, bundle_, world_.Draft(), world_.now(), world_.random()).ok());
  EXPECT_FALSE(BuildFiling(keys_, weak, world_.Draft(), world_.now(), world_.random()).ok());
}

TEST_F(FilingTest, TextsAreCleanedBeforeTheyAreSealed) {
  FilingDraft draft = world_.Draft();
  draft.check_card.set_organisation("\xef\xbb\xbfGemeente");
  draft.check_card.add_parties("bad \xff byte");
  draft.account.mutable_answers(0)->set_text("surrogate \xed\xa0\x80");
  ASSERT_TRUE(Build(draft).ok());
}

TEST_F(FilingTest, ShortAndLongReportsLookAlike) {
  FilingDraft draft = world_.Draft();
  const std::size_t size = Build(draft)->bytes.size();
  draft.account.mutable_answers(0)->set_text(std::string(60000, 'x'));
  EXPECT_EQ(Build(draft)->bytes.size(), size);
  draft.account.mutable_answers(0)->clear_text();
  draft.check_card.clear_organisation();
  EXPECT_EQ(Build(draft)->bytes.size(), size);
}

TEST_F(FilingTest, TheSameReceiptGivesTheSameCaseAndOtherBytes) {
  const auto first = Build(world_.Draft());
  const auto second = Build(world_.Draft());
  EXPECT_EQ(first->facts.case_id, second->facts.case_id);
  EXPECT_NE(first->bytes, second->bytes);
}

TEST_F(FilingTest, FactsNeedAVerifiedFiling) {
  SampleCase sample_case(world_, SampleReceipt());
  const CaseView whole = sample_case.View(world_.person("anna"));
  ASSERT_TRUE(FactsOf(whole).ok());
  EXPECT_EQ(FactsOf(whole)->check_head, sample_case.filing().facts.check_head);
  sample_case.chain(kConversation).pop_back();
  EXPECT_FALSE(FactsOf(sample_case.View(world_.person("anna"))).ok());
  sample_case.chain(kCheck).clear();
  EXPECT_FALSE(FactsOf(sample_case.View(world_.person("anna"))).ok());
}

TEST_F(FilingTest, KeysThatDoNotNameTheirCaseFileNothing) {
  keys_.case_id = DeriveReporterKeys(OtherReceipt()).case_id;
  EXPECT_FALSE(Build(world_.Draft()).ok());
}

TEST_F(FilingTest, AProofWithAKeyOrSignatureOfTheWrongSizeProvesNothing) {
  const FilingFacts facts = Build(world_.Draft()).value().facts;
  record::v1::FilingProof good;
  good.set_statement(contract::SerializeCanonical(world_.StatementOf(facts)));
  good.set_log_key(world_.log_identity().key().ToBytes());
  good.set_signature(
      world_.log_identity().Sign(contract::label::kFilingProof, good.statement()).ToBytes());
  const auto reason = [&](const record::v1::FilingProof& proof) {
    return contract::ReasonOf(
        VerifyFilingProof(contract::SerializeCanonical(proof), bundle_.bundle(), facts).status());
  };
  EXPECT_EQ(reason(good), "");
  record::v1::FilingProof bad = good;
  bad.mutable_signature()->pop_back();
  EXPECT_EQ(reason(bad), contract::reason::kBadSignature);
  bad = good;
  bad.mutable_log_key()->pop_back();
  EXPECT_EQ(reason(bad), contract::reason::kBadSignature);
}

TEST_F(FilingTest, FactsAreThoseOfTheFilingAlone) {
  SampleCase later(world_, SampleReceipt());
  const auto facts = FactsOf(later.View(later.reporter().identity));
  ASSERT_TRUE(facts.ok()) << facts.status();
  RecordWriter writer = later.Writer(world_.person("anna"));
  ASSERT_TRUE(writer.Acknowledge().ok());
  ASSERT_TRUE(writer.WriteEntry(kConversation, MessageBody("tekst")).ok());
  later.Append(writer.Take());
  const auto again = FactsOf(later.View(later.reporter().identity));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->check_head, facts->check_head);
  EXPECT_EQ(again->conversation_head, facts->conversation_head);
}

TEST_F(FilingTest, WithoutAllOfItsRecordsThereAreNoFacts) {
  for (const record::v1::CompartmentKind kind : {kCheck, kConversation}) {
    SampleCase damaged(world_, SampleReceipt());
    damaged.chain(kind).back().back() ^= 1;
    const CaseView view = damaged.View(damaged.reporter().identity);
    ASSERT_TRUE(view.fold.has_value());
    EXPECT_TRUE(absl::IsFailedPrecondition(FactsOf(view).status()));
  }
}

}  // namespace
}  // namespace vangnet::sealing
