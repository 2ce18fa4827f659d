#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_file.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {
namespace {

using ::testing::ElementsAreArray;
using testing::LoadVectors;
using testing::Sample;

record::v1::CompartmentKind KindOf(const std::string& name) {
  if (name == "check") return record::v1::COMPARTMENT_KIND_CHECK;
  if (name == "conversation") return record::v1::COMPARTMENT_KIND_CONVERSATION;
  return record::v1::COMPARTMENT_KIND_CASEFILE;
}

std::string NameOfKind(record::v1::CompartmentKind kind) {
  switch (kind) {
    case record::v1::COMPARTMENT_KIND_CHECK:
      return "check";
    case record::v1::COMPARTMENT_KIND_CONVERSATION:
      return "conversation";
    case record::v1::COMPARTMENT_KIND_CASEFILE:
      return "casefile";
    default:
      return "none";
  }
}

std::vector<caseview::v1::CompartmentHead> HeadsOf(const Sample& sample, const std::string& list) {
  std::vector<caseview::v1::CompartmentHead> heads;
  for (const Sample& head : sample.List(list)) {
    caseview::v1::CompartmentHead result;
    result.mutable_compartment()->set_kind(KindOf(head.Text("compartment")));
    result.set_length(static_cast<std::uint32_t>(head.Number("length")));
    result.set_head(head.Bytes("head"));
    heads.push_back(result);
  }
  return heads;
}

// A file of one case and many ways to show it.
class CaseFile {
 public:
  explicit CaseFile(const std::string& name)
      : file_(LoadVectors(name)), pool_(file_.Object("pool")), history_(ReadHistory(file_)) {
    const Sample readers = file_.Object("readers");
    for (const std::string& reader : readers.Names()) {
      const Sample seeds = readers.Object(reader);
      readers_.emplace(
          reader, *Identity::FromSeeds(*contract::PrincipalId::Parse(seeds.Bytes("principal")),
                                       contract::SecretBytes::CopyOf(seeds.Bytes("signing_seed")),
                                       contract::SecretBytes::CopyOf(seeds.Bytes("box_seed"))));
    }
  }

  std::vector<Sample> samples() const { return file_.List("samples"); }

  CaseView View(const Sample& sample) const {
    CaseMaterial material;
    material.organisation_id = *contract::OrganisationId::Parse(file_.Bytes("organisation_id"));
    material.case_id = *contract::CaseId::Parse(file_.Bytes("case_id"));
    const auto claimed = HeadsOf(sample, "claimed");
    const Sample chains = sample.Object("chains");
    for (const std::string& name : chains.Names()) {
      ChainMaterial chain;
      chain.compartment = KindOf(name);
      for (const std::string& record : chains.Texts(name)) {
        caseview::v1::StoredRecord stored;
        stored.set_record(pool_.Bytes(record));
        stored.set_position(static_cast<std::uint32_t>(chain.records.size() + 1));
        chain.records.push_back(stored);
      }
      for (const auto& head : claimed) {
        if (head.compartment().kind() == chain.compartment) chain.claimed = head;
      }
      material.chains.push_back(std::move(chain));
    }
    for (const std::string& grant : sample.Texts("grants")) {
      material.grants.push_back(pool_.Bytes(grant));
    }
    material.remembered = HeadsOf(sample, "remembered");
    return VerifyCase(material, history_, readers_.at(sample.Text("reader")));
  }

 private:
  // Version 1 first in the file; the organisation is the sample world's.
  static BundleHistory ReadHistory(const Sample& file) {
    const std::vector<std::string> bundles = file.Texts("bundles");
    const SampleWorld world;
    const VerifiedBundle first = world.Verified(testing::FromHex(bundles[0]), world.pinned());
    BundleHistory history(world.Verified(testing::FromHex(bundles[1]), first.NextAnchor()));
    EXPECT_TRUE(history.AddOlder(testing::FromHex(bundles[0])).ok());
    return history;
  }

  Sample file_;
  Sample pool_;
  BundleHistory history_;
  std::map<std::string, Identity> readers_;
};

std::vector<std::string> FindingsOf(const CaseView& view) {
  std::vector<std::string> findings;
  for (const Finding& finding : view.findings) {
    findings.push_back(absl::StrCat(std::string(NameOf(finding.what)), " ",
                                    NameOfKind(finding.compartment), " ", finding.record_number));
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

std::vector<std::string> ExpectedOf(const Sample& sample) {
  std::vector<std::string> findings;
  for (const Sample& finding : sample.List("findings")) {
    findings.push_back(absl::StrCat(finding.Text("class"), " ", finding.Text("compartment"), " ",
                                    finding.Number("record")));
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

class CaseVectorsTest : public ::testing::TestWithParam<const char*> {};

TEST_P(CaseVectorsTest, EachWayToShowTheCaseHasItsFindings) {
  const CaseFile file(GetParam());
  for (const Sample& sample : file.samples()) {
    const CaseView view = file.View(sample);
    EXPECT_THAT(FindingsOf(view), ElementsAreArray(ExpectedOf(sample))) << sample.Text("name");
    EXPECT_EQ(view.writable(), sample.List("findings").empty()) << sample.Text("name");
  }
}

INSTANTIATE_TEST_SUITE_P(Files, CaseVectorsTest, ::testing::Values("chain.json", "epoch.json"),
                         [](const auto& info) {
                           return std::string(info.param, std::string(info.param).find('.'));
                         });

std::vector<std::string> TextsOf(const CaseView& view) {
  std::vector<std::string> texts;
  for (const CaseRecord& record : view.records) {
    if (record.reading != EntryReading::kOpened) continue;
    if (record.body.has_message()) texts.push_back(record.body.message().text());
    if (record.body.has_note()) texts.push_back(record.body.note().text());
  }
  return texts;
}

CaseView ViewOf(const std::string& name) {
  const CaseFile file("chain.json");
  for (const Sample& sample : file.samples()) {
    if (sample.Text("name") == name) return file.View(sample);
  }
  ADD_FAILURE() << name;
  return CaseView();
}

TEST(CaseVectorsReadingTest, TheLeadReadsEverything) {
  EXPECT_THAT(TextsOf(ViewOf("to the lead")),
              ::testing::ElementsAre("Dag, ik ben Anna. Wat is er nu nodig?",
                                     "Ik wil weten of ik thuis veilig ben.", "Ik bel u morgen.",
                                     "Dina kijkt nu mee.", "Belt morgen na 18 uur."));
}

TEST(CaseVectorsReadingTest, TheReporterReadsAllButTheNotes) {
  const CaseView view = ViewOf("to the reporter");
  EXPECT_EQ(TextsOf(view).size(), 4u);
  EXPECT_TRUE(view.records.back().reading == EntryReading::kNotForMe);
}

TEST(CaseVectorsReadingTest, WhoCameLaterReadsWhatWasGrantedAndTheRestIsNotDamaged) {
  const CaseView view = ViewOf("to somebody who came later");
  EXPECT_EQ(TextsOf(view).size(), 4u);
  std::size_t not_for_me = 0;
  for (const CaseRecord& record : view.records) {
    EXPECT_NE(record.reading, EntryReading::kDamaged);
    if (record.header.kind() == record::v1::RECORD_KIND_ENTRY &&
        record.reading == EntryReading::kNotForMe) {
      ++not_for_me;
    }
  }
  EXPECT_EQ(not_for_me, 2u);  // The check card and the account.
}

TEST(CaseVectorsReadingTest, DamageDoesNotHideTheRest) {
  EXPECT_EQ(TextsOf(ViewOf("signature changed")).size(), 4u);
  EXPECT_EQ(TextsOf(ViewOf("cut off")).size(), 4u);
  EXPECT_EQ(TextsOf(ViewOf("two records swapped")).size(), 5u);
  EXPECT_EQ(TextsOf(ViewOf("no FILING")).size(), 4u);
}

TEST(CaseVectorsReadingTest, StateComesFromTheRecords) {
  EXPECT_EQ(ViewOf("to the lead").fold->state(), caseview::v1::CASE_STATE_ACKNOWLEDGED);
  EXPECT_EQ(ViewOf("closed").fold->state(), caseview::v1::CASE_STATE_CLOSED);
  EXPECT_FALSE(ViewOf("no FILING").fold.has_value());
}

class FilingVectorsTest : public ::testing::Test {
 protected:
  FilingVectorsTest() : file_(LoadVectors("filing.json")) {
    facts_.organisation_id = world_.pinned().organisation_id;
    facts_.case_id = *contract::CaseId::Parse(file_.Bytes("case_id"));
    facts_.filing_record_hash = *contract::Hash::Parse(file_.Bytes("filing_record_hash"));
    facts_.check_head = *contract::Hash::Parse(file_.Bytes("check_head"));
    facts_.conversation_head = *contract::Hash::Parse(file_.Bytes("conversation_head"));
    facts_.filing_digest = *contract::Hash::Parse(file_.Bytes("filing_digest"));
  }
  bundle::v1::Bundle bundle() const {
    return world_.Verified(file_.Bytes("signed_bundle"), world_.pinned()).bundle();
  }

  SampleWorld world_;
  Sample file_;
  FilingFacts facts_;
};

TEST_F(FilingVectorsTest, TheFilingIsFiveRecordsThatVerify) {
  record::v1::Filing filing;
  ASSERT_TRUE(filing.ParseFromString(file_.Bytes("filing")));
  EXPECT_EQ(filing.records_size(), 5);
  EXPECT_EQ(filing.grants_size(), 10);
  EXPECT_EQ(Sha256(file_.Bytes("filing")), *facts_.filing_digest);
  CaseMaterial material;
  material.organisation_id = facts_.organisation_id;
  material.case_id = facts_.case_id;
  material.chains.resize(2);
  material.chains[0].compartment = record::v1::COMPARTMENT_KIND_CHECK;
  material.chains[1].compartment = record::v1::COMPARTMENT_KIND_CONVERSATION;
  for (int i = 0; i < 5; ++i) {
    ChainMaterial& chain = material.chains[i < 3 ? 0 : 1];
    caseview::v1::StoredRecord stored;
    stored.set_record(filing.records(i));
    stored.set_position(static_cast<std::uint32_t>(chain.records.size() + 1));
    chain.records.push_back(stored);
  }
  material.grants.assign(filing.grants().begin(), filing.grants().end());
  const auto receipt = Receipt::FromBytes(contract::SecretBytes::CopyOf(file_.Bytes("receipt")));
  const ReporterKeys reporter = DeriveReporterKeys(*receipt);
  const BundleHistory history(world_.Verified(file_.Bytes("signed_bundle"), world_.pinned()));
  const CaseView view = VerifyCase(material, history, reporter.identity);
  EXPECT_TRUE(view.findings.empty());
  EXPECT_EQ(view.records[2].body.check_card().organisation(), "Gemeente Voorbeeld");
  EXPECT_EQ(view.records[4].body.account().answers_size(), 1);
  // The account is padded to 64 KiB, the check card to the smallest size.
  record::v1::Record record;
  ASSERT_TRUE(record.ParseFromString(filing.records(4)));
  EXPECT_EQ(record.sealed().size(), 65536u + 16);
  ASSERT_TRUE(record.ParseFromString(filing.records(2)));
  EXPECT_EQ(record.sealed().size(), 4096u + 16);
  // Who comes back with the receipt alone knows the same facts but the digest.
  const auto facts = FactsOf(view);
  ASSERT_TRUE(facts.ok());
  EXPECT_EQ(facts->check_head, facts_.check_head);
  EXPECT_EQ(facts->conversation_head, facts_.conversation_head);
  EXPECT_TRUE(VerifyFilingProof(file_.Bytes("proof"), bundle(), *facts).ok());
}

TEST_F(FilingVectorsTest, TheProofSaysWhatWasFiled) {
  const auto statement = VerifyFilingProof(file_.Bytes("proof"), bundle(), facts_);
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(statement->bundle_version(), 1u);
}

TEST_F(FilingVectorsTest, EveryOtherProofIsNone) {
  for (const Sample& bad : file_.List("bad_proofs")) {
    EXPECT_TRUE(absl::IsDataLoss(VerifyFilingProof(bad.Bytes("proof"), bundle(), facts_).status()))
        << bad.Text("name");
  }
}

}  // namespace
}  // namespace vangnet::sealing
