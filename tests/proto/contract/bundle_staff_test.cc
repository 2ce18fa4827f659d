// The rules of a bundle's staff and forms, one sample broken at a time.
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_bundle.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;

absl::StatusOr<ParsedBundle> ParseSigned(const Bundle& bundle) {
  return ParseBundle(Sha256, SerializeCanonical(SampleSignedBundle(bundle)));
}

struct WrongStaff {
  const char* field;
  void (*change)(Bundle&);
};

void ExpectStaffRefused(const std::vector<WrongStaff>& wrongs) {
  for (std::size_t i = 0; i < wrongs.size(); ++i) {
    Bundle bundle = SampleBundle();
    wrongs[i].change(bundle);
    EXPECT_THAT(ParseSigned(bundle), BadFieldNamed(wrongs[i].field)) << i;
  }
}

TEST(BundleStaffTest, RefusesStaffWithoutWhatTheyNeed) {
  ExpectStaffRefused({
      {"staff", [](Bundle& b) { b.clear_staff(); }},
      {"staff", [](Bundle& b) { b.mutable_staff()->SwapElements(0, 1); }},
      {"staff.principal", [](Bundle& b) { b.mutable_staff(0)->set_principal("short"); }},
      {"staff.name", [](Bundle& b) { b.mutable_staff(0)->clear_name(); }},
      {"staff.name", [](Bundle& b) { b.mutable_staff(0)->set_name(std::string(101, 'x')); }},
      {"staff.roles", [](Bundle& b) { b.mutable_staff(0)->clear_roles(); }},
      {"staff.roles",
       [](Bundle& b) { b.mutable_staff(0)->add_roles(policy::v1::ROLE_TRUSTED_PERSON); }},
      {"staff.roles",
       [](Bundle& b) { b.mutable_staff(0)->set_roles(0, policy::v1::ROLE_REPORTER); }},
      {"staff.roles", [](Bundle& b) { b.mutable_staff(0)->set_roles(0, policy::v1::ROLE_STAFF); }},
      {"staff.languages", [](Bundle& b) { b.mutable_staff(0)->clear_languages(); }},
      {"staff.languages",
       [](Bundle& b) { b.mutable_staff(0)->mutable_languages()->SwapElements(0, 1); }},
      {"staff.competences",
       [](Bundle& b) { b.mutable_staff(0)->mutable_competences()->SwapElements(0, 1); }},
      {"staff.region", [](Bundle& b) { b.mutable_staff(0)->set_region(std::string(41, 'x')); }},
  });
}

TEST(BundleStaffTest, WhoWatchesOrAdministersHandlesNoCases) {
  for (const auto watching :
       {policy::v1::ROLE_COORDINATOR, policy::v1::ROLE_ADMINISTRATOR, policy::v1::ROLE_AUDITOR}) {
    for (const auto handling : {policy::v1::ROLE_TRUSTED_PERSON, policy::v1::ROLE_SUPPORT_TEAM}) {
      Bundle bundle = SampleBundle();
      bundle.mutable_staff(0)->clear_roles();
      bundle.mutable_staff(0)->add_roles(handling);
      bundle.mutable_staff(0)->add_roles(watching);
      EXPECT_THAT(ParseSigned(bundle), BadFieldNamed("staff.roles"));
    }
  }
  Bundle bundle = SampleBundle();
  bundle.mutable_staff(5)->add_roles(policy::v1::ROLE_ADMINISTRATOR);
  EXPECT_THAT(ParseSigned(bundle), IsOk()) << "coordinator and administrator in one";
}

TEST(BundleStaffTest, EveryPersonHasKeysAndNobodyAnothersKeys) {
  ExpectStaffRefused({
      {"staff.keys", [](Bundle& b) { b.mutable_staff(0)->clear_keys(); }},
      {"staff.keys", [](Bundle& b) { b.mutable_staff(0)->mutable_keys()->clear_generation(); }},
      {"staff.keys", [](Bundle& b) { b.mutable_staff(0)->mutable_keys()->set_box_key("short"); }},
      {"staff.keys",
       [](Bundle& b) { b.mutable_staff(0)->mutable_keys()->set_signing_key(std::string(32, 0)); }},
      {"staff.keys",
       [](Bundle& b) { b.mutable_staff(0)->mutable_keys()->clear_first_published_time(); }},
      {"staff.keys",
       [](Bundle& b) {
         b.mutable_staff(0)->mutable_keys()->set_first_published_time(b.issued_time() - 1);
       }},
      {"staff.keys",
       [](Bundle& b) {
         b.mutable_staff(0)->mutable_keys()->set_first_published_time(b.issued_time() + 60);
       }},
      {"staff.keys",
       [](Bundle& b) {
         b.mutable_staff(0)->mutable_keys()->set_signing_key(b.staff(1).keys().signing_key());
       }},
      {"staff.keys",
       [](Bundle& b) {
         b.mutable_staff(0)->mutable_keys()->set_box_key(b.staff(1).keys().box_key());
       }},
  });
}

TEST(BundleStaffTest, AConflictCodeHasTheFormThatATypedOrganisationGets) {
  ExpectStaffRefused({
      {"staff.conflict_codes", [](Bundle& b) { b.mutable_staff(0)->add_conflict_codes(""); }},
      {"staff.conflict_codes",
       [](Bundle& b) { b.mutable_staff(0)->add_conflict_codes("Meerdam"); }},
      {"staff.conflict_codes",
       [](Bundle& b) { b.mutable_staff(0)->add_conflict_codes("gemeente-meerdam"); }},
      {"staff.conflict_codes",
       [](Bundle& b) {
         b.mutable_staff(0)->add_conflict_codes("meerdam");
         b.mutable_staff(0)->add_conflict_codes("meerdam");
       }},
  });
  Bundle bundle = SampleBundle();
  bundle.mutable_staff(0)->add_conflict_codes("meerdam");
  bundle.mutable_staff(0)->add_conflict_codes("partij-x-meerdam");
  EXPECT_THAT(ParseSigned(bundle), IsOk());
}

TEST(BundleFormsTest, ThereIsOneFormForEachCategoryAndACommonOne) {
  ExpectStaffRefused({
      {"forms", [](Bundle& b) { b.clear_forms(); }},
      {"forms", [](Bundle& b) { b.mutable_forms()->RemoveLast(); }},
      {"forms",
       [](Bundle& b) { b.mutable_forms(3)->set_category(record::v1::CATEGORY_INTEGRITY); }},
      {"forms", [](Bundle& b) { b.mutable_forms(3)->set_category(record::v1::CATEGORY_NOT_SURE); }},
      {"forms.title", [](Bundle& b) { b.mutable_forms(0)->clear_title(); }},
      {"forms.questions", [](Bundle& b) { b.mutable_forms(1)->clear_questions(); }},
  });
}

TEST(BundleFormsTest, ExactlyTheFiveAnswersOfTheCommonBlockAreRequired) {
  const Bundle good = SampleBundle();
  ASSERT_THAT(ParseSigned(good), IsOk());
  std::set<std::string> required;
  for (int i = 0; i < good.forms(0).questions_size(); ++i) {
    if (good.forms(0).questions(i).required()) required.insert(good.forms(0).questions(i).code());
    Bundle bundle = good;
    bundle.mutable_forms(0)->mutable_questions(i)->clear_required();
    EXPECT_THAT(ParseSigned(bundle), BadFieldNamed("forms.questions.required")) << i;
    bundle = good;
    bundle.mutable_forms(0)->mutable_questions(i)->set_code("another");
    EXPECT_THAT(ParseSigned(bundle), BadFieldNamed("forms.questions.required")) << i;
  }
  EXPECT_EQ(required, (std::set<std::string>{"consent", "contact", "danger", "role", "topic"}));
  ExpectStaffRefused({
      {"forms.questions.required",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->set_required(true); }},
      {"forms.questions.required",
       [](Bundle& b) {
         bundle::v1::Question* more = b.mutable_forms(0)->add_questions();
         *more = b.forms(0).questions(0);
         more->set_code("more");
       }},
      {"forms.questions.required",  // Where it is asked counts as well.
       [](Bundle& b) {
         b.mutable_forms(0)->mutable_questions(0)->set_code("another");
         b.mutable_forms(0)->mutable_questions(0)->clear_required();
         b.mutable_forms(1)->mutable_questions(0)->set_code("danger");
         b.mutable_forms(1)->mutable_questions(0)->set_required(true);
       }},
  });
}

TEST(BundleFormsTest, RefusesQuestionsThatCannotBeAsked) {
  ExpectStaffRefused({
      {"forms.questions.code",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->set_code("Kind"); }},
      {"forms.questions.code",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->set_code("role"); }},
      {"forms.questions.kind",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->clear_kind(); }},
      {"forms.questions.prompt",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->clear_prompt(); }},
      {"forms.questions.hint",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->mutable_hint()->clear_nl(); }},
      {"forms.options",
       [](Bundle& b) { b.mutable_forms(1)->mutable_questions(0)->clear_options(); }},
      {"forms.options",
       [](Bundle& b) {
         b.mutable_forms(1)->mutable_questions(0)->set_kind(bundle::v1::QUESTION_KIND_TEXT);
       }},
      {"forms.options.code",
       [](Bundle& b) {
         bundle::v1::Question& question = *b.mutable_forms(1)->mutable_questions(0);
         *question.add_options() = question.options(0);
       }},
      {"forms.options.label",
       [](Bundle& b) {
         b.mutable_forms(1)->mutable_questions(0)->mutable_options(0)->clear_label();
       }},
      {"forms.options.hidden_for_roles",
       [](Bundle& b) {
         b.mutable_forms(1)->mutable_questions(0)->mutable_options(0)->set_hidden_for_roles(
             0, "no-such-role");
       }},
      {"forms.options.hidden_for_roles",
       [](Bundle& b) {
         b.mutable_forms(1)->mutable_questions(0)->mutable_options(0)->add_hidden_for_roles(
             "alderman");
       }},
  });
}

}  // namespace
}  // namespace vangnet::contract
