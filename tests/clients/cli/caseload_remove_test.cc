#include "clients/cli/caseload_remove.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/caseload_rows.h"
#include "clients/cli/removals.h"
#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"
#include "tests/clients/cli/scripted_context.h"

namespace vangnet::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CaseloadRemoveTest : public ::testing::Test {
 protected:
  CaseloadRemoveTest() {
    row_.set_case_id(std::string("\x6b\x5a\x47\x92", 4) + std::string(12, 'c'));
    row_.set_holder(Principal("anna"));
    for (const char* who : {"anna", "bo"}) row_.add_persons(Principal(who));
  }
  std::string Principal(const std::string& handle) const {
    return sample_.principal(handle).ToBytes();
  }
  absl::StatusOr<contract::PrincipalId> Find(const std::string& named) const {
    return FindPersonOfRow(row_, sample_.bundle(), named, session::Language::kEnglish);
  }
  std::string Follows(const std::string& who) {
    return WhatFollows(*context_, sample_.bundle(), row_, sample_.principal(who));
  }

  SampleOrganisation sample_;
  caseload::v1::CaseloadRow row_;
  ScriptedContext context_{""};
};

TEST_F(CaseloadRemoveTest, ARowIsNamedByItsFirstDigits) {
  Caseload caseload;
  caseload.rows = {row_, row_};
  caseload.rows[1].set_case_id(std::string("\x6b\x5a\x47\x93", 4) + std::string(12, 'c'));
  EXPECT_EQ(FindRow(caseload, "6B5A4792")->case_id(), row_.case_id());
  EXPECT_EQ(FindRow(caseload, session::ToHex(row_.case_id()))->case_id(), row_.case_id());
  for (const char* bad : {"6b5a47", "6b5", "", "ffff", "6b5a4792x"}) {
    EXPECT_TRUE(absl::IsNotFound(FindRow(caseload, bad).status())) << bad;
  }
}

TEST_F(CaseloadRemoveTest, OnlyWhoIsInTheRowIsFoundAndTheOthersAreNamed) {
  EXPECT_EQ(*Find("bo"), sample_.principal("bo"));
  EXPECT_EQ(*Find(session::ToHex(Principal("bo"))), sample_.principal("bo"));
  for (const char* stranger : {"chantal", "somebody", ""}) {
    const absl::Status status = Find(stranger).status();
    EXPECT_EQ(contract::ReasonOf(status), session::client_reason::kUnknownPerson);
    EXPECT_THAT(session::Explain(status, session::Language::kEnglish),
                AllOf(HasSubstr("anna"), HasSubstr("bo"), Not(HasSubstr("chantal"))));
  }
  row_.clear_persons();
  EXPECT_THAT(session::Explain(Find("bo").status(), session::Language::kDutch),
              HasSubstr("niemand meer"));
}

// Who left the organisation cannot be named by name any more, and may still hold the turn.
TEST_F(CaseloadRemoveTest, WhoLeftTheBundleIsFoundByPrincipal) {
  row_.add_persons(std::string(16, 'x'));
  EXPECT_EQ(Find(session::ToHex(std::string(16, 'x')))->ToBytes(), std::string(16, 'x'));
}

TEST_F(CaseloadRemoveTest, WhatFollowsDependsOnWhoseTurnItIs) {
  EXPECT_THAT(Follows("anna"), AllOf(HasSubstr("anna's turn"), HasSubstr("asked at once")));
  EXPECT_THAT(Follows("bo"), HasSubstr("stays with anna"));
  row_.clear_persons();
  row_.add_persons(Principal("anna"));
  EXPECT_THAT(Follows("anna"), HasSubstr("nobody can accept"));
}

TEST_F(CaseloadRemoveTest, ReportersSeeWhoWasRemovedByWhomAndNothingUnverified) {
  sealing::CaseView view;
  sealing::CaseRecord& record = view.records.emplace_back();
  record.author = sample_.principal("karin");
  record.header.set_case_id(row_.case_id());
  record.header.set_kind(record::v1::RECORD_KIND_REMOVE_READER);
  record.header.mutable_remove_reader()->set_principal(Principal("anna"));
  record.header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_CONFLICT);
  const CaseReader reader{sample_.bundle(), *contract::PrincipalId::Parse(row_.case_id())};
  ShowRemovals(*context_, reader, view);
  EXPECT_THAT(context_.shown(), IsEmpty());
  record.verified = true;
  ShowRemovals(*context_, reader, view);
  EXPECT_THAT(context_.shown(), HasSubstr("anna  karin  a conflict"));
  record.author = reader.self;
  EXPECT_THAT(RemovalsJson(*context_, reader, view).ToText(),
              HasSubstr("\"reason\": \"conflict\""));
}

}  // namespace
}  // namespace vangnet::cli
