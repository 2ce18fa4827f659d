#include "proto/contract/bundle_rules.h"

#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_bundle.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;
using bundle::v1::SignedBundle;
using namespace std::literals;

absl::StatusOr<ParsedBundle> Parse(const SignedBundle& outer) {
  return ParseBundle(Sha256, SerializeCanonical(outer));
}

absl::StatusOr<ParsedBundle> Parse(const Bundle& bundle) {
  return Parse(SampleSignedBundle(bundle));
}

struct Wrong {
  const char* field;
  void (*change)(Bundle&);
};

void ExpectRefused(const std::vector<Wrong>& wrongs) {
  for (std::size_t i = 0; i < wrongs.size(); ++i) {
    Bundle bundle = SampleBundle();
    wrongs[i].change(bundle);
    EXPECT_THAT(Parse(bundle), BadFieldNamed(wrongs[i].field)) << i;
  }
}

TEST(BundleRulesTest, ABundleThatKeepsTheRulesIsRead) {
  const Bundle bundle = SampleBundle();
  const absl::StatusOr<ParsedBundle> parsed = Parse(bundle);
  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->bundle_bytes, SerializeCanonical(bundle));
  EXPECT_EQ(parsed->signed_bundle, SerializeCanonical(SampleSignedBundle(bundle)));
  EXPECT_EQ(parsed->bundle_hash, Sha256("vangnet/v1/bundle-hash\0"s + parsed->bundle_bytes));
  EXPECT_EQ(parsed->organisation_id.ToBytes(), bundle.organisation_id());
  ASSERT_EQ(parsed->signatures.size(), 1u);
  EXPECT_EQ(parsed->signatures[0].first, SampleSigningKey('1'));
}

TEST(BundleRulesTest, TheOrganisationIsTheHashOfItsFirstSigners) {
  const Bundle bundle = SampleBundle();
  EXPECT_EQ(OrganisationIdOf(Sha256, bundle.signers()).ToBytes(),
            Sha256("vangnet/v1/organisation\0"s + SerializeCanonical(bundle.signers())).ToBytes());
  ExpectRefused(
      {{"organisation_id", [](Bundle& b) { b.set_organisation_id(std::string(32, 'x')); }},
       {"organisation_id", [](Bundle& b) { b.mutable_signers()->set_threshold(1); }}});
}

TEST(BundleRulesTest, ALaterBundleNamesTheOneBeforeAndMayChangeItsSigners) {
  Bundle second = SampleBundle();
  second.set_version(2);
  EXPECT_THAT(Parse(second), BadFieldNamed("previous_bundle_hash"));
  second.set_previous_bundle_hash(std::string(32, 'p'));
  second.mutable_signers()->set_threshold(1);
  EXPECT_THAT(Parse(second), IsOk());
  ExpectRefused({{"previous_bundle_hash",
                  [](Bundle& b) { b.set_previous_bundle_hash(std::string(32, 'p')); }}});
}

TEST(BundleRulesTest, AHigherFormatAsksForANewerClientWhateverElseItHolds) {
  SignedBundle outer = SampleSignedBundle(SampleBundle());
  outer.set_format(2);
  const std::string bytes = SerializeCanonical(outer) + "\x7a\x03new"s;  // Field 15.
  const absl::StatusOr<ParsedBundle> parsed = ParseBundle(Sha256, bytes);
  EXPECT_THAT(parsed, Refused("FAILED_PRECONDITION/BUNDLE_REFUSED"));
  EXPECT_EQ(parsed.status().message(), "format");
  outer.set_format(0);
  EXPECT_THAT(Parse(outer), BadFieldNamed("format"));
}

TEST(BundleRulesTest, RefusesBytesThatAreNotCanonicalOutsideAndInside) {
  const SignedBundle outer = SampleSignedBundle(SampleBundle());
  EXPECT_THAT(ParseBundle(Sha256, SerializeCanonical(outer) + "\x7a\x03new"s),
              Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
  SignedBundle changed = outer;
  *changed.mutable_bundle() += "\x38\x01"s;  // The version a second time.
  EXPECT_THAT(Parse(changed), Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
  EXPECT_THAT(ParseBundle(Sha256, std::string(601 * 1024, 'x')),
              Refused("INVALID_ARGUMENT/TOO_LARGE"));
}

TEST(BundleRulesTest, RefusesSignaturesThatAreMissingUnsortedDoubledOrShort) {
  SignedBundle outer = SampleSignedBundle(SampleBundle());
  outer.clear_signatures();
  EXPECT_THAT(Parse(outer), BadFieldNamed("signatures"));
  outer = SampleSignedBundle(SampleBundle());
  *outer.add_signatures() = outer.signatures(0);
  EXPECT_THAT(Parse(outer), BadFieldNamed("signatures"));
  outer.mutable_signatures(1)->set_signer_key(SampleSigningKey('0').ToBytes());
  EXPECT_THAT(Parse(outer), BadFieldNamed("signatures"));
  outer.mutable_signatures()->SwapElements(0, 1);
  EXPECT_THAT(Parse(outer), IsOk());
  outer.mutable_signatures(0)->mutable_signature()->pop_back();
  EXPECT_THAT(Parse(outer), BadFieldNamed("signature"));
  outer = SampleSignedBundle(SampleBundle());
  outer.mutable_signatures(0)->set_signer_key("short");
  EXPECT_THAT(Parse(outer), BadFieldNamed("signer_key"));
}

TEST(BundleRulesTest, RefusesNamesAddressesAndDatesOutOfRange) {
  ExpectRefused({
      {"name", [](Bundle& b) { b.clear_name(); }},
      {"name", [](Bundle& b) { b.set_name(std::string(201, 'x')); }},
      {"public_endpoint", [](Bundle& b) { b.clear_public_endpoint(); }},
      {"public_endpoint", [](Bundle& b) { b.mutable_public_endpoint()->set_port(65536); }},
      {"public_endpoint", [](Bundle& b) { b.mutable_public_endpoint()->set_host("a b"); }},
      {"public_endpoint", [](Bundle& b) { b.mutable_public_endpoint()->set_host("a/b"); }},
      {"staff_endpoint", [](Bundle& b) { b.mutable_staff_endpoint()->clear_port(); }},
      {"staff_endpoint",
       [](Bundle& b) { b.mutable_staff_endpoint()->set_host(std::string(256, 'a')); }},
      {"ca_certificate", [](Bundle& b) { b.set_ca_certificate("PEM"); }},
      {"version", [](Bundle& b) { b.clear_version(); }},
      {"issued_time", [](Bundle& b) { b.clear_issued_time(); }},
      {"expires_time", [](Bundle& b) { b.set_expires_time(b.issued_time()); }},
      {"expires_time", [](Bundle& b) { b.set_expires_time(b.expires_time() + 1); }},
      {"web_manifest_hash", [](Bundle& b) { b.set_web_manifest_hash("short"); }},
      {"minimum_client", [](Bundle& b) { b.clear_minimum_client(); }},
      {"minimum_client", [](Bundle& b) { b.set_minimum_client("1.2"); }},
      {"minimum_client", [](Bundle& b) { b.set_minimum_client("1.2.x"); }},
      {"minimum_client", [](Bundle& b) { b.set_minimum_client("1..2"); }},
      {"minimum_client", [](Bundle& b) { b.set_minimum_client("1.2."); }},
  });
  Bundle demonstration = SampleBundle();
  demonstration.set_demonstration(true);
  demonstration.set_ca_certificate("PEM");
  EXPECT_THAT(Parse(demonstration), IsOk());
}

TEST(BundleRulesTest, RefusesSignerSetsAndLogKeysOutOfRange) {
  ExpectRefused({
      {"signers", [](Bundle& b) { b.clear_signers(); }},
      {"signers",
       [](Bundle& b) { b.mutable_signers()->mutable_signer_keys()->SwapElements(0, 1); }},
      {"signers", [](Bundle& b) { b.mutable_signers()->set_signer_keys(0, "short"); }},
      {"signers.threshold", [](Bundle& b) { b.mutable_signers()->set_threshold(4); }},
      {"signers.threshold", [](Bundle& b) { b.mutable_signers()->set_threshold(0); }},
      {"log_keys", [](Bundle& b) { b.clear_log_keys(); }},
      {"log_keys", [](Bundle& b) { b.mutable_log_keys(0)->set_key("short"); }},
      {"log_keys", [](Bundle& b) { b.mutable_log_keys(0)->clear_valid_from_time(); }},
      {"log_keys", [](Bundle& b) { *b.add_log_keys() = b.log_keys(0); }},
  });
}

TEST(BundleRulesTest, RefusesPoliciesOutOfRange) {
  ExpectRefused({
      {"routing", [](Bundle& b) { b.clear_routing(); }},
      {"routing", [](Bundle& b) { b.mutable_routing()->set_full_weight(0); }},
      {"routing", [](Bundle& b) { b.mutable_routing()->set_free_weight(1001); }},
      {"deadlines", [](Bundle& b) { b.clear_deadlines(); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_urgent_minutes(0); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_day_end_hour(25); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_day_start_hour(23); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_next_morning_hour(24); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_working_day_end_hour(0); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_normal_working_days(4); }},
      {"deadlines", [](Bundle& b) { b.mutable_deadlines()->set_low_working_days(31); }},
      {"retention", [](Bundle& b) { b.clear_retention(); }},
      {"retention", [](Bundle& b) { b.mutable_retention()->set_access_log_months(0); }},
  });
}

TEST(BundleRulesTest, RefusesTelephoneNumbersThatNobodyCanDial) {
  ExpectRefused({
      {"telephone_numbers", [](Bundle& b) { b.clear_telephone_numbers(); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers()->DeleteSubrange(1, 1); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers()->RemoveLast(); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers(0)->clear_territory(); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers(0)->clear_number(); }},
      {"telephone_numbers",
       [](Bundle& b) { b.mutable_telephone_numbers(0)->set_number("112 or 144"); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers(0)->set_number("11+2"); }},
      {"telephone_numbers", [](Bundle& b) { b.mutable_telephone_numbers(0)->set_number("+ "); }},
      {"telephone_numbers.name",
       [](Bundle& b) { b.mutable_telephone_numbers(0)->mutable_name()->clear_en(); }},
  });
}

TEST(BundleRulesTest, TheBoxKeysAreThoseOfAllStaff) {
  const std::map<PrincipalId, BoxKey> keys = BoxKeysOf(SampleBundle());
  EXPECT_EQ(keys.size(), 8u);
  EXPECT_EQ(keys.at(SamplePrincipal('C')), SampleBoxKey('C'));
}

}  // namespace
}  // namespace vangnet::contract
