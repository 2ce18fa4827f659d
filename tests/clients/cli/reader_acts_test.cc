#include "clients/cli/reader_acts.h"

#include <gtest/gtest.h>

#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"

namespace vangnet::cli {
namespace {

class CheckMayBeAddedTest : public ::testing::Test {
 protected:
  CheckMayBeAddedTest() : bundle_(sample_.bundle()) {
    for (bundle::v1::Staff& staff : *bundle_.mutable_staff()) {
      if (staff.name() == "bo") staff.add_conflict_codes("voorbeelddam");
    }
    content::v1::CheckCard& card = AddCard();
    card.set_organisation("Gemeente Voorbeelddam");
    card.add_excluded_principals(sample_.principal("anna").ToBytes());
  }
  content::v1::CheckCard& AddCard() {
    sealing::CaseRecord& record = view_.records.emplace_back();
    record.verified = true;
    record.compartment = record::v1::COMPARTMENT_KIND_CHECK;
    record.header.set_kind(record::v1::RECORD_KIND_ENTRY);
    return *record.body.mutable_check_card();
  }
  std::string ReasonFor(const std::string& handle) const {
    return contract::ReasonOf(CheckMayBeAdded(view_, bundle_, sample_.principal(handle)));
  }

  SampleOrganisation sample_;
  bundle::v1::Bundle bundle_;
  sealing::CaseView view_;
};

TEST_F(CheckMayBeAddedTest, WhoIsExcludedOrHasAConflictStaysOut) {
  EXPECT_EQ(ReasonFor("anna"), session::client_reason::kExcludedPerson);
  EXPECT_EQ(ReasonFor("bo"), session::client_reason::kExcludedPerson);
  EXPECT_EQ(ReasonFor("chantal"), "");
}

TEST_F(CheckMayBeAddedTest, ACardThatDoesNotVerifyBindsNobody) {
  AddCard();
  view_.records.front().verified = false;
  EXPECT_EQ(ReasonFor("anna"), "");
}

TEST_F(CheckMayBeAddedTest, EachLineOfTheOrganisationCounts) {
  view_.records.front().body.mutable_check_card()->set_organisation(
      "Provincie Elders\n  Gemeente Voorbeelddam\n");
  EXPECT_EQ(ReasonFor("bo"), session::client_reason::kExcludedPerson);
  EXPECT_EQ(ReasonFor("chantal"), "");
}

TEST_F(CheckMayBeAddedTest, WithoutEveryCardNobodyIsLetIn) {
  AddCard();
  view_.records.back().body.Clear();  // Sealed for others, or held back by the server.
  EXPECT_EQ(ReasonFor("chantal"), session::client_reason::kExcludedPerson);
  view_.records.clear();
  EXPECT_EQ(ReasonFor("chantal"), session::client_reason::kExcludedPerson);
}

}  // namespace
}  // namespace vangnet::cli
