#include "clients/cli/names.h"

#include <gtest/gtest.h>

#include <set>

#include "clients/cli/bundle_words.h"
#include "clients/cli/case_words.h"
#include "google/protobuf/descriptor.h"

namespace vangnet::cli {
namespace {

// The values without a name, of an enum with so many that have none on purpose.
template <typename Enum>
std::vector<std::string> Nameless(const google::protobuf::EnumDescriptor* descriptor) {
  std::vector<std::string> nameless;
  for (int i = 0; i < descriptor->value_count(); ++i) {
    if (descriptor->value(i)->number() == 0) continue;
    if (CodeOf(static_cast<Enum>(descriptor->value(i)->number())) == "unknown") {
      nameless.push_back(descriptor->value(i)->name());
    }
  }
  return nameless;
}

using None = std::vector<std::string>;

TEST(NamesTest, EveryValueOfTheContractHasACodeAndWords) {
  EXPECT_EQ(Nameless<record::v1::Category>(record::v1::Category_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::Urgency>(record::v1::Urgency_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::Calendar>(record::v1::Calendar_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::Language>(record::v1::Language_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::CaseRole>(record::v1::CaseRole_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::CompartmentKind>(record::v1::CompartmentKind_descriptor()),
            None());
  EXPECT_EQ(Nameless<record::v1::DeclineReason>(record::v1::DeclineReason_descriptor()), None());
  EXPECT_EQ(Nameless<record::v1::RemovalReason>(record::v1::RemovalReason_descriptor()), None());
  EXPECT_EQ(Nameless<caseview::v1::CaseState>(caseview::v1::CaseState_descriptor()), None());
  EXPECT_EQ(Nameless<bundle::v1::Competence>(bundle::v1::Competence_descriptor()), None());
  EXPECT_EQ(Nameless<bundle::v1::Load>(bundle::v1::Load_descriptor()), None());
  EXPECT_EQ(Nameless<bundle::v1::Territory>(bundle::v1::Territory_descriptor()), None());
}

TEST(NamesTest, ACodeLeadsBackToItsValue) {
  EXPECT_EQ(FromCode<policy::v1::Role>("trusted-person"), policy::v1::ROLE_TRUSTED_PERSON);
  EXPECT_EQ(FromCode<policy::v1::Role>("anyone"), std::nullopt);
  for (const auto& name : Names<bundle::v1::Competence>()) {
    EXPECT_EQ(FromCode<bundle::v1::Competence>(name.code), name.value);
  }
}

TEST(FindingWordsTest, EveryFindingHasWordsOfItsOwn) {
  std::set<std::string> seen;
  const int last = static_cast<int>(sealing::FindingClass::kGrantDamaged);
  for (int i = 0; i <= last; ++i) {
    const session::Words& words = WordsOf(static_cast<sealing::FindingClass>(i));
    EXPECT_TRUE(seen.insert(words.nl).second) << words.nl;
    EXPECT_TRUE(seen.insert(words.en).second) << words.en;
  }
}

TEST(FindingWordsTest, NamesPartAndRecordNumber) {
  sealing::Finding finding;
  finding.what = sealing::FindingClass::kBadSignature;
  finding.compartment = record::v1::COMPARTMENT_KIND_CONVERSATION;
  finding.record_number = 4;
  EXPECT_EQ(FindingWords(finding, session::Language::kEnglish),
            "the conversation, record 4: the signature is not right");
  finding.record_number = 0;
  EXPECT_EQ(FindingWords(finding, session::Language::kDutch),
            "het gesprek: de handtekening klopt niet");
}

TEST(ChangeWordsTest, EveryChangeHasWordsOfItsOwn) {
  std::set<std::string> seen;
  const int last = static_cast<int>(sealing::BundleChangeKind::kWebPageChanged);
  for (int i = 0; i <= last; ++i) {
    const session::Words& words = WordsOf(static_cast<sealing::BundleChangeKind>(i));
    EXPECT_TRUE(seen.insert(words.nl).second) << words.nl;
    EXPECT_TRUE(seen.insert(words.en).second) << words.en;
  }
}

}  // namespace
}  // namespace vangnet::cli
