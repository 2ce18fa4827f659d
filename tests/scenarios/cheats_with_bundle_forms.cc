// Bundles that break a rule of form (SPEC.md section 4) and are signed by as many as must: a
// server with signers who help it, or who were careless. Each is refused as a whole.
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "tests/scenarios/offered_bundle.h"

namespace vangnet::testing {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Staff;

CheatRow Malformed(const std::string& name, const BundleChange& change) {
  return Offered(name, "altered", "", NoValidBundle(), [change](CheatedStory& story) {
    return story.organisation().SignUnchecked(NextBundleOf(story, change), {0, 1});
  });
}

// A question of the common form, which comes first.
bundle::v1::Question& QuestionOf(Bundle& bundle, const std::string& code) {
  bundle::v1::Form& form = *bundle.mutable_forms(0);
  for (bundle::v1::Question& question : *form.mutable_questions()) {
    if (question.code() == code) return question;
  }
  ADD_FAILURE() << "no question " << code;
  return *form.mutable_questions(0);
}

std::vector<CheatRow> OfStaff() {
  return {
      Malformed("CoordinatorWhoHandlesCases",
                [](Bundle& bundle) {
                  for (Staff& person : *bundle.mutable_staff()) {
                    if (person.roles(0) != policy::v1::ROLE_COORDINATOR) continue;
                    person.clear_roles();
                    person.add_roles(policy::v1::ROLE_TRUSTED_PERSON);
                    person.add_roles(policy::v1::ROLE_COORDINATOR);
                    person.add_languages(record::v1::LANGUAGE_DUTCH);
                  }
                }),
      Malformed("PrincipalOfTwoPersons",
                [](Bundle& bundle) {
                  bundle.mutable_staff(1)->set_principal(bundle.staff(0).principal());
                }),
      Malformed("SigningKeyOfTwoPersons",
                [](Bundle& bundle) {
                  bundle.mutable_staff(1)->mutable_keys()->set_signing_key(
                      bundle.staff(0).keys().signing_key());
                }),
      Malformed("BoxKeyOfTwoPersons",
                [](Bundle& bundle) {
                  bundle.mutable_staff(1)->mutable_keys()->set_box_key(
                      bundle.staff(0).keys().box_key());
                }),
      Malformed("BoxKeyOfZeros",
                [](Bundle& bundle) {
                  bundle.mutable_staff(0)->mutable_keys()->set_box_key(std::string(32, '\0'));
                }),
      Malformed("KeyPublishedWithinAMinute",
                [](Bundle& bundle) {
                  bundle::v1::StaffKeys& keys = *bundle.mutable_staff(0)->mutable_keys();
                  keys.set_first_published_time(keys.first_published_time() - 1);
                }),
      Malformed("KeyPublishedAfterTheBundle",
                [](Bundle& bundle) {
                  bundle::v1::StaffKeys& keys = *bundle.mutable_staff(0)->mutable_keys();
                  keys.set_first_published_time(keys.first_published_time() + 3600);
                }),
      Malformed("ConflictCodeThatMatchesNothing",
                [](Bundle& bundle) {
                  bundle.mutable_staff(0)->add_conflict_codes("Gemeente Voorbeelddam");
                }),
  };
}

std::vector<CheatRow> OfNumbers() {
  return {
      Malformed("TerritoryWithoutAnEmergencyNumber",
                [](Bundle& bundle) {
                  for (auto& number : *bundle.mutable_telephone_numbers()) {
                    if (number.territory() == bundle::v1::TERRITORY_SABA) {
                      number.set_emergency(false);
                    }
                  }
                }),
      Malformed("EmergencyNumbersAlone",
                [](Bundle& bundle) {
                  std::map<int, bundle::v1::TelephoneNumber> one_each;
                  for (const auto& number : bundle.telephone_numbers()) {
                    if (number.emergency()) one_each[number.territory()] = number;
                  }
                  bundle.clear_telephone_numbers();
                  for (const auto& [territory, number] : one_each) {
                    *bundle.add_telephone_numbers() = number;
                  }
                }),
      Malformed("CertificateOfWhatIsNoDemonstration",
                [](Bundle& bundle) { bundle.set_demonstration(false); }),
  };
}

std::vector<CheatRow> OfForms() {
  return {
      Malformed("NoFormForACategory", [](Bundle& bundle) { bundle.mutable_forms()->RemoveLast(); }),
      Malformed("TwoFormsForACategory",
                [](Bundle& bundle) { *bundle.add_forms() = bundle.forms(0); }),
      Malformed("MoreQuestionsThatMustBeAnswered",
                [](Bundle& bundle) { QuestionOf(bundle, "own-words").set_required(true); }),
      Malformed("TopicThatNeedNotBeAnswered",
                [](Bundle& bundle) { QuestionOf(bundle, "topic").set_required(false); }),
      Malformed("QuestionCodeTwice",
                [](Bundle& bundle) { QuestionOf(bundle, "own-words").set_code("topic"); }),
      Malformed("OptionCodeTwice",
                [](Bundle& bundle) {
                  bundle::v1::Question& role = QuestionOf(bundle, "role");
                  role.mutable_options(1)->set_code(role.options(0).code());
                }),
      Malformed("OptionHiddenForNoRole",
                [](Bundle& bundle) {
                  QuestionOf(bundle, "topic").mutable_options(0)->add_hidden_for_roles("zzz");
                }),
  };
}

// Bundle 1 under the organisation's id, by other signers than those whom the id names.
CheatRow FirstOfOtherSigners() {
  return Offered("FirstBundleOfOtherSigners", "forged", "organisation", NoValidBundle(),
                 [](CheatedStory& story) {
                   Organisation strangers(absl::Now());
                   Bundle bundle = NewestBundle(story);
                   bundle.set_version(1);
                   bundle.clear_previous_bundle_hash();
                   *bundle.mutable_signers() = strangers.draft().signers();
                   return strangers.SignUnchecked(bundle, {0, 1});
                 });
}

}  // namespace

std::vector<CheatRow> CheatsWithBundleForms() {
  std::vector<CheatRow> rows = {FirstOfOtherSigners()};
  for (auto part : {OfStaff, OfNumbers, OfForms}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
