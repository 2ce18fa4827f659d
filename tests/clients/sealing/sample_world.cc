#include "tests/clients/sealing/sample_world.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/sha256.h"
#include "google/protobuf/text_format.h"
#include "proto/contract/clock.h"

namespace vangnet::sealing {
namespace {

constexpr std::uint64_t kIssued = 1'790'000'040;  // A full minute of September 2026.

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::fprintf(stderr, "sample world: %s\n", value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

// Everything of a bundle that has no keys.
constexpr char kPlainParts[] = R"pb(
  name: "Voorbeeldvereniging"
  demonstration: true
  public_endpoint { host: "127.0.0.1" port: 8443 }
  staff_endpoint { host: "127.0.0.1" port: 8444 }
  version: 1
  forms {
    title { nl: "Algemeen" en: "General" }
    questions {
      code: "danger"
      kind: QUESTION_KIND_ONE
      prompt { nl: "Bent u in gevaar?" en: "Are you in danger?" }
      required: true
      options {
        code: "not-sure"
        label { nl: "weet ik niet" en: "not sure" }
      }
    }
    questions {
      code: "topic"
      kind: QUESTION_KIND_ONE
      prompt { nl: "Waar gaat het over?" en: "What is it about?" }
      required: true
      options {
        code: "not-sure"
        label { nl: "weet ik niet" en: "not sure" }
      }
    }
    questions {
      code: "role"
      kind: QUESTION_KIND_ONE
      prompt { nl: "Ik ben" en: "I am" }
      required: true
      options {
        code: "alderman"
        label { nl: "wethouder" en: "alderman" }
      }
    }
    questions {
      code: "contact"
      kind: QUESTION_KIND_ONE
      prompt { nl: "Hoe mogen wij u bereiken?" en: "How may we reach you?" }
      required: true
      options {
        code: "portal-only"
        label { nl: "alleen hier" en: "only here" }
      }
    }
    questions {
      code: "consent"
      kind: QUESTION_KIND_ONE
      prompt { nl: "Stemt u in?" en: "Do you consent?" }
      required: true
      options {
        code: "with-health"
        label { nl: "ja" en: "yes" }
      }
    }
  }
  forms {
    category: CATEGORY_INTIMIDATION
    title { nl: "Intimidatie" en: "Intimidation" }
    questions {
      code: "what-happened"
      kind: QUESTION_KIND_TEXT
      prompt { nl: "Wat is er gebeurd?" en: "What happened?" }
    }
  }
  forms {
    category: CATEGORY_INTEGRITY
    title { nl: "Integriteit" en: "Integrity" }
    questions {
      code: "phase"
      kind: QUESTION_KIND_TEXT
      prompt { nl: "Fase" en: "Phase" }
    }
  }
  forms {
    category: CATEGORY_CRISIS
    title { nl: "Crisis" en: "Crisis" }
    questions {
      code: "core"
      kind: QUESTION_KIND_TEXT
      prompt { nl: "Kern" en: "Core" }
    }
  }
  telephone_numbers {
    territory: TERRITORY_NETHERLANDS
    name { nl: "Noodnummer" en: "Emergency" }
    number: "112"
    emergency: true
  }
  telephone_numbers {
    territory: TERRITORY_BONAIRE
    name { nl: "Noodnummer" en: "Emergency" }
    number: "911"
    emergency: true
  }
  telephone_numbers {
    territory: TERRITORY_SINT_EUSTATIUS
    name { nl: "Noodnummer" en: "Emergency" }
    number: "911"
    emergency: true
  }
  telephone_numbers {
    territory: TERRITORY_SABA
    name { nl: "Noodnummer" en: "Emergency" }
    number: "911"
    emergency: true
  }
  telephone_numbers {
    territory: TERRITORY_NETHERLANDS
    name { nl: "Ondersteuningsteam" en: "Support team" }
    number: "070 000 00 00"
  }
  routing { free_weight: 4 normal_weight: 2 full_weight: 1 }
  deadlines {
    urgent_minutes: 60
    high_minutes: 240
    day_start_hour: 7
    day_end_hour: 23
    next_morning_hour: 8
    normal_working_days: 1
    low_working_days: 3
    working_day_end_hour: 18
  }
  retention { days_after_closing: 90 days_without_contact: 365 access_log_months: 24 }
  minimum_client: "0.1.0"
)pb";

struct Position {
  const char* name;
  policy::v1::Role role;
};

constexpr Position kPositions[] = {
    {"anna", policy::v1::ROLE_TRUSTED_PERSON}, {"bo", policy::v1::ROLE_TRUSTED_PERSON},
    {"cees", policy::v1::ROLE_TRUSTED_PERSON}, {"dina", policy::v1::ROLE_SUPPORT_TEAM},
    {"ed", policy::v1::ROLE_SUPPORT_TEAM},     {"fay", policy::v1::ROLE_COORDINATOR},
    {"gijs", policy::v1::ROLE_COORDINATOR},    {"hanna", policy::v1::ROLE_ADMINISTRATOR},
};

void SetKeys(const Identity& identity, std::uint32_t generation, bundle::v1::Staff& staff) {
  staff.mutable_keys()->set_generation(generation);
  staff.mutable_keys()->set_signing_key(identity.signing_key().ToBytes());
  staff.mutable_keys()->set_box_key(identity.box_key().ToBytes());
  staff.mutable_keys()->set_first_published_time(kIssued);
}

bundle::v1::Staff StaffOf(const Position& position, const Identity& identity) {
  bundle::v1::Staff staff;
  staff.set_principal(identity.principal().ToBytes());
  staff.set_name(position.name);
  staff.add_roles(position.role);
  SetKeys(identity, 1, staff);
  if (position.role == policy::v1::ROLE_TRUSTED_PERSON ||
      position.role == policy::v1::ROLE_SUPPORT_TEAM) {
    for (const auto competence :
         {bundle::v1::COMPETENCE_INTIMIDATION, bundle::v1::COMPETENCE_INTEGRITY,
          bundle::v1::COMPETENCE_CRISIS}) {
      staff.add_competences(competence);
    }
    staff.add_languages(record::v1::LANGUAGE_DUTCH);
    staff.add_languages(record::v1::LANGUAGE_ENGLISH);
  }
  return staff;
}

}  // namespace

contract::SecretBytes Repeated(std::size_t size, int byte) {
  return contract::SecretBytes::CopyOf(std::string(size, static_cast<char>(byte)));
}

Receipt SampleReceipt() {
  std::string bytes;
  for (int i = 0; i < 17; ++i) bytes.push_back(static_cast<char>(i * 7));
  return Must(Receipt::FromBytes(contract::SecretBytes::CopyOf(bytes)));
}

Receipt OtherReceipt() { return Must(Receipt::FromBytes(Repeated(17, 0x5a))); }

SampleWorld::SampleWorld(const std::string& name)
    : now_(absl::FromUnixSeconds(kIssued) + absl::Hours(12)),
      random_(name),
      log_identity_(Must(SigningIdentity::FromSeed(Repeated(32, 0x77)))) {
  for (int i = 1; i <= 5; ++i) {
    signers_.push_back(Must(SigningIdentity::FromSeed(Repeated(32, i))));
  }
  if (!google::protobuf::TextFormat::ParseFromString(kPlainParts, &first_bundle_)) std::abort();
  std::vector<contract::SigningKey> keys;
  for (std::size_t i = 0; i < 3; ++i) keys.push_back(signers_[i].key());
  *first_bundle_.mutable_signers() = MakeSignerSet(keys, 2);
  first_bundle_.set_organisation_id(NewOrganisationId(first_bundle_.signers()).ToBytes());
  first_bundle_.set_issued_time(kIssued);
  first_bundle_.set_expires_time(kIssued + 60 * contract::kSecondsPerDay);
  bundle::v1::LogKey& log_key = *first_bundle_.add_log_keys();
  log_key.set_key(log_identity_.key().ToBytes());
  log_key.set_valid_from_time(kIssued);
  int number = 0;
  for (const Position& position : kPositions) {
    const auto principal = *contract::PrincipalId::Parse(std::string(16, '\xa0' + number));
    Identity identity = Must(IdentityFromSeed(principal, Repeated(32, 0x10 + number++)));
    *first_bundle_.add_staff() = StaffOf(position, identity);
    people_.emplace(position.name, std::move(identity));
  }
  people_.emplace("bo-2", Must(IdentityFromSeed(principal("bo"), Repeated(32, 0x31))));
}

std::string SampleWorld::Sign(const bundle::v1::Bundle& bundle,
                              const std::vector<std::size_t>& by) const {
  const std::string bytes = Must(FreezeBundle(bundle));
  std::vector<bundle::v1::BundleSignature> signatures;
  for (const std::size_t index : by) signatures.push_back(SignBundle(bytes, signers_[index]));
  return Must(JoinSignatures(bytes, signatures));
}

TrustAnchor SampleWorld::pinned() const {
  TrustAnchor anchor;
  anchor.organisation_id = NewOrganisationId(first_bundle_.signers());
  anchor.signers = first_bundle_.signers();
  return anchor;
}

VerifiedBundle SampleWorld::Verified(const std::string& signed_bundle,
                                     const TrustAnchor& anchor) const {
  BundleVerdict verdict = VerifyBundle(signed_bundle, anchor, now_, kClientVersion);
  if (verdict.outcome != BundleOutcome::kGood) {
    std::fprintf(stderr, "sample world: %s\n", std::string(NameOf(verdict.outcome)).c_str());
    std::abort();
  }
  return *std::move(verdict.bundle);
}

VerifiedBundle SampleWorld::Bundle1() const {
  return Verified(Sign(first_bundle_, {0, 1}), pinned());
}

bundle::v1::Bundle SampleWorld::SecondBundle() const {
  bundle::v1::Bundle second = NextBundle(Bundle1().parsed());
  auto& staff = *second.mutable_staff();
  for (auto person = staff.begin(); person != staff.end();) {
    if (person->name() == "bo") SetKeys(people_.at("bo-2"), 2, *person);
    person = person->name() == "cees" ? staff.erase(person) : person + 1;
  }
  return second;
}

VerifiedBundle SampleWorld::Bundle2() const {
  return Verified(Sign(SecondBundle(), {1, 2}), Bundle1().NextAnchor());
}

BundleHistory SampleWorld::History() const {
  BundleHistory history(Bundle2());
  if (!history.AddOlder(Bundle1().parsed().signed_bundle).ok()) std::abort();
  return history;
}

FilingDraft SampleWorld::Draft() const {
  FilingDraft draft;
  draft.category = record::v1::CATEGORY_INTIMIDATION;
  draft.urgency = record::v1::URGENCY_HIGH;
  draft.calendar = record::v1::CALENDAR_AMSTERDAM;
  draft.language = record::v1::LANGUAGE_DUTCH;
  draft.routing.lead = principal("anna");
  draft.routing.deputy = principal("bo");
  draft.routing.reserve = principal("dina");
  draft.routing.duty = {principal("ed")};
  draft.routing.coordinators = {principal("fay")};
  draft.check_card.set_organisation("Gemeente Voorbeeld");
  draft.check_card.set_role("alderman");
  content::v1::Answer& answer = *draft.account.add_answers();
  answer.set_question("what-happened");
  answer.set_text("Er stond iemand voor mijn deur.");
  return draft;
}

record::v1::FilingProofStatement SampleWorld::StatementOf(const FilingFacts& facts) const {
  record::v1::FilingProofStatement statement;
  statement.set_organisation_id(facts.organisation_id.ToBytes());
  statement.set_case_id(facts.case_id.ToBytes());
  statement.set_filing_record_hash(facts.filing_record_hash.ToBytes());
  statement.set_check_head(facts.check_head.ToBytes());
  statement.set_conversation_head(facts.conversation_head.ToBytes());
  statement.set_filing_digest(facts.filing_digest->ToBytes());
  statement.set_day(contract::ToDay(now_));
  statement.set_leaf_hash(std::string(32, 'l'));
  statement.set_bundle_version(1);
  return statement;
}

}  // namespace vangnet::sealing
