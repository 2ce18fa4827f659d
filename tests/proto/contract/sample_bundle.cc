#include "tests/proto/contract/sample_bundle.h"

#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/deadline_rules.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Bundle;

constexpr std::uint64_t kIssued = 1'767'225'600;  // 2026-01-01.

void SetText(bundle::v1::Text& text, const std::string& word) {
  text.set_nl(word);
  text.set_en(word);
}

bundle::v1::Question& AddQuestion(bundle::v1::Form& form, const std::string& code,
                                  bundle::v1::QuestionKind kind) {
  bundle::v1::Question& question = *form.add_questions();
  question.set_code(code);
  question.set_kind(kind);
  SetText(*question.mutable_prompt(), code);
  return question;
}

bundle::v1::Option& AddOption(bundle::v1::Question& question, const std::string& code) {
  bundle::v1::Option& option = *question.add_options();
  option.set_code(code);
  SetText(*option.mutable_label(), code);
  return option;
}

void FillForms(Bundle& bundle) {
  bundle::v1::Form& common = *bundle.add_forms();
  SetText(*common.mutable_title(), "common");
  for (const char* code : {"danger", "topic", "contact", "consent"}) {
    bundle::v1::Question& question = AddQuestion(common, code, bundle::v1::QUESTION_KIND_ONE);
    question.set_required(true);
    AddOption(question, "yes");
  }
  bundle::v1::Question& role = AddQuestion(common, "role", bundle::v1::QUESTION_KIND_ONE);
  role.set_required(true);
  AddOption(role, "alderman");
  AddOption(role, "heemraad");
  const record::v1::Category categories[] = {record::v1::CATEGORY_INTIMIDATION,
                                             record::v1::CATEGORY_INTEGRITY,
                                             record::v1::CATEGORY_CRISIS};
  for (const record::v1::Category category : categories) {
    bundle::v1::Form& form = *bundle.add_forms();
    form.set_category(category);
    SetText(*form.mutable_title(), "category");
    bundle::v1::Question& kind =
        AddQuestion(form, "kind-" + std::to_string(category), bundle::v1::QUESTION_KIND_MANY);
    AddOption(kind, "first").add_hidden_for_roles("heemraad");
    SetText(*kind.mutable_hint(), "hint");
  }
}

void FillNumbers(Bundle& bundle) {
  for (int territory = bundle::v1::TERRITORY_NETHERLANDS; territory <= bundle::v1::TERRITORY_SABA;
       ++territory) {
    bundle::v1::TelephoneNumber& number = *bundle.add_telephone_numbers();
    number.set_territory(static_cast<bundle::v1::Territory>(territory));
    SetText(*number.mutable_name(), "emergency");
    number.set_number(territory == bundle::v1::TERRITORY_NETHERLANDS ? "112" : "911");
    number.set_emergency(true);
  }
  bundle::v1::TelephoneNumber& team = *bundle.add_telephone_numbers();
  team.set_territory(bundle::v1::TERRITORY_NETHERLANDS);
  SetText(*team.mutable_name(), "support team");
  team.set_number("+31 70 000 00 00");
}

void FillStaff(Bundle& bundle) {
  const auto all = {bundle::v1::COMPETENCE_INTIMIDATION, bundle::v1::COMPETENCE_INTEGRITY,
                    bundle::v1::COMPETENCE_CRISIS};
  const auto dutch = {record::v1::LANGUAGE_DUTCH};
  const auto both = {record::v1::LANGUAGE_DUTCH, record::v1::LANGUAGE_ENGLISH};
  *bundle.add_staff() = SampleStaff('B', {policy::v1::ROLE_TRUSTED_PERSON}, all, both);
  *bundle.add_staff() =
      SampleStaff('C', {policy::v1::ROLE_TRUSTED_PERSON},
                  {bundle::v1::COMPETENCE_INTIMIDATION, bundle::v1::COMPETENCE_ISLANDS}, dutch);
  *bundle.add_staff() =
      SampleStaff('D', {policy::v1::ROLE_TRUSTED_PERSON},
                  {bundle::v1::COMPETENCE_INTEGRITY, bundle::v1::COMPETENCE_CONDUCT}, both);
  *bundle.add_staff() = SampleStaff('S', {policy::v1::ROLE_SUPPORT_TEAM}, all, both);
  *bundle.add_staff() = SampleStaff('T', {policy::v1::ROLE_SUPPORT_TEAM}, all, dutch);
  *bundle.add_staff() = SampleStaff('X', {policy::v1::ROLE_COORDINATOR}, {}, {});
  *bundle.add_staff() = SampleStaff('Y', {policy::v1::ROLE_COORDINATOR}, {}, {});
  *bundle.add_staff() = SampleStaff('Z', {policy::v1::ROLE_ADMINISTRATOR}, {}, {});
}

}  // namespace

bundle::v1::Staff SampleStaff(char first, std::initializer_list<policy::v1::Role> roles,
                              std::initializer_list<bundle::v1::Competence> competences,
                              std::initializer_list<record::v1::Language> languages) {
  bundle::v1::Staff staff;
  staff.set_principal(SamplePrincipal(first).ToBytes());
  staff.set_name(std::string("Person ") + first);
  for (const policy::v1::Role role : roles) staff.add_roles(role);
  staff.mutable_keys()->set_generation(1);
  staff.mutable_keys()->set_signing_key(SampleSigningKey(first).ToBytes());
  staff.mutable_keys()->set_box_key(SampleBoxKey(first).ToBytes());
  staff.mutable_keys()->set_first_published_time(kIssued);
  for (const bundle::v1::Competence competence : competences) staff.add_competences(competence);
  for (const record::v1::Language language : languages) staff.add_languages(language);
  return staff;
}

Bundle SampleBundle() {
  Bundle bundle;
  for (const char signer : {'1', '2', '3'}) {
    bundle.mutable_signers()->add_signer_keys(SampleSigningKey(signer).ToBytes());
  }
  bundle.mutable_signers()->set_threshold(2);
  bundle.set_organisation_id(OrganisationIdOf(Sha256, bundle.signers()).ToBytes());
  bundle.set_name("Association");
  bundle.mutable_public_endpoint()->set_host("report.example.org");
  bundle.mutable_public_endpoint()->set_port(443);
  bundle.mutable_staff_endpoint()->set_host("127.0.0.1");
  bundle.mutable_staff_endpoint()->set_port(8443);
  bundle.set_version(1);
  bundle.set_issued_time(kIssued);
  bundle.set_expires_time(kIssued + 60ull * 86400);
  FillStaff(bundle);
  bundle::v1::LogKey& log_key = *bundle.add_log_keys();
  log_key.set_key(SampleSigningKey('l').ToBytes());
  log_key.set_valid_from_time(kIssued);
  FillForms(bundle);
  FillNumbers(bundle);
  bundle.mutable_routing()->set_free_weight(4);
  bundle.mutable_routing()->set_normal_weight(2);
  bundle.mutable_routing()->set_full_weight(1);
  *bundle.mutable_deadlines() = DefaultDeadlinePolicy();
  bundle.mutable_retention()->set_days_after_closing(90);
  bundle.mutable_retention()->set_days_without_contact(365);
  bundle.mutable_retention()->set_access_log_months(24);
  bundle.set_minimum_client("0.1.0");
  return bundle;
}

bundle::v1::SignedBundle SampleSignedBundle(const Bundle& bundle) {
  bundle::v1::SignedBundle outer;
  outer.set_format(1);
  outer.set_bundle(SerializeCanonical(bundle));
  bundle::v1::BundleSignature& signature = *outer.add_signatures();
  signature.set_signer_key(SampleSigningKey('1').ToBytes());
  signature.set_signature(std::string(64, 's'));
  return outer;
}

}  // namespace vangnet::contract
