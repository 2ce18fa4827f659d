#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/parsed_record.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using namespace std::literals;
using record::v1::Grant;
using record::v1::GrantHeader;

GrantHeader SampleGrantHeader() {
  GrantHeader header;
  header.set_suite(1);
  header.set_organisation_id(SampleOrganisation().ToBytes());
  header.set_case_id(SampleCase().ToBytes());
  header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
  header.add_epochs(1);
  header.set_recipient(SamplePrincipal('B').ToBytes());
  header.set_recipient_key(SampleBoxKey('B').ToBytes());
  header.set_granter(SampleCase().ToBytes());
  header.set_granter_key(SampleReporterKey().ToBytes());
  header.set_bundle_version(1);
  header.set_role(record::v1::CASE_ROLE_LEAD);
  return header;
}

Grant GrantOf(const GrantHeader& header) {
  Grant grant;
  grant.set_header(SerializeCanonical(header));
  grant.set_box(std::string(48 + 32 + 1 + 36 * header.epochs_size(), 'b'));
  grant.set_signature(std::string(64, 's'));
  return grant;
}

absl::StatusOr<ParsedGrant> Parse(const Grant& grant) {
  return ParseGrant(Sha256, SerializeCanonical(grant));
}

TEST(ParsedGrantTest, AGrantIsReadIntoTypes) {
  const Grant grant = GrantOf(SampleGrantHeader());
  const absl::StatusOr<ParsedGrant> parsed = Parse(grant);
  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->organisation_id, SampleOrganisation());
  EXPECT_EQ(parsed->case_id, SampleCase());
  EXPECT_EQ(parsed->recipient, SamplePrincipal('B'));
  EXPECT_EQ(parsed->recipient_key, SampleBoxKey('B'));
  EXPECT_EQ(parsed->granter, ReporterPrincipal(SampleCase()));
  EXPECT_EQ(parsed->granter_key, SampleReporterKey());
  EXPECT_EQ(parsed->compartment_key, "\x01");
  EXPECT_EQ(parsed->header_hash, Sha256(grant.header()));
  EXPECT_EQ(parsed->grant_hash, Sha256(SerializeCanonical(grant)));
  EXPECT_EQ(parsed->signed_message,
            Sha256(grant.header()).ToBytes() + Sha256(grant.box()).ToBytes());
}

struct WrongGrant {
  const char* field;
  void (*change)(GrantHeader&);
};

TEST(ParsedGrantTest, RefusesEachHeaderFieldThatIsMissingOrWrong) {
  const WrongGrant wrongs[] = {
      {"suite", [](GrantHeader& h) { h.set_suite(2); }},
      {"organisation_id", [](GrantHeader& h) { h.clear_organisation_id(); }},
      {"case_id", [](GrantHeader& h) { h.set_case_id("short"); }},
      {"compartment", [](GrantHeader& h) { h.clear_compartment(); }},
      {"compartment",
       [](GrantHeader& h) {
         h.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_DEPLOYMENT);
       }},
      {"deployment_id", [](GrantHeader& h) { h.mutable_compartment()->set_deployment_id("d"); }},
      {"epochs", [](GrantHeader& h) { h.clear_epochs(); }},
      {"epochs", [](GrantHeader& h) { h.set_epochs(0, 0); }},
      {"epochs", [](GrantHeader& h) { h.add_epochs(1); }},
      {"recipient", [](GrantHeader& h) { h.clear_recipient(); }},
      {"recipient_key", [](GrantHeader& h) { h.clear_recipient_key(); }},
      {"granter", [](GrantHeader& h) { h.clear_granter(); }},
      {"granter_key", [](GrantHeader& h) { h.clear_granter_key(); }},
      {"bundle_version", [](GrantHeader& h) { h.clear_bundle_version(); }},
      {"role", [](GrantHeader& h) { h.clear_role(); }},
      {"role", [](GrantHeader& h) { h.set_role(record::v1::CASE_ROLE_DEPLOYED); }},
      {"role", [](GrantHeader& h) { h.set_role(record::v1::CASE_ROLE_REPORTER); }},
      {"role", [](GrantHeader& h) { h.set_recipient(h.case_id()); }},
  };
  for (const WrongGrant& wrong : wrongs) {
    GrantHeader header = SampleGrantHeader();
    wrong.change(header);
    EXPECT_THAT(Parse(GrantOf(header)), BadFieldNamed(wrong.field));
  }
}

TEST(ParsedGrantTest, TheReporterIsGrantedAsReporter) {
  GrantHeader header = SampleGrantHeader();
  header.set_recipient(header.case_id());
  header.set_role(record::v1::CASE_ROLE_REPORTER);
  EXPECT_THAT(Parse(GrantOf(header)), IsOk());
}

TEST(ParsedGrantTest, ABoxHasTheSizeForItsEpochsUpTo64) {
  GrantHeader header = SampleGrantHeader();
  for (int i = 2; i <= 64; ++i) header.add_epochs(i);
  Grant grant = GrantOf(header);
  EXPECT_THAT(Parse(grant), IsOk());
  grant.mutable_box()->pop_back();
  EXPECT_THAT(Parse(grant), BadFieldNamed("box"));
  header.add_epochs(65);
  EXPECT_THAT(Parse(GrantOf(header)), BadFieldNamed("epochs"));
}

TEST(ParsedGrantTest, RefusesAShortSignatureAndWhatIsNotCanonical) {
  Grant grant = GrantOf(SampleGrantHeader());
  grant.mutable_signature()->pop_back();
  EXPECT_THAT(Parse(grant), BadFieldNamed("signature"));
  grant = GrantOf(SampleGrantHeader());
  *grant.mutable_header() += "\x08\x01"s;
  EXPECT_THAT(Parse(grant), Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
  EXPECT_THAT(ParseGrant(Sha256, std::string(9000, 'x')), Refused("INVALID_ARGUMENT/TOO_LARGE"));
}

}  // namespace
}  // namespace vangnet::contract
