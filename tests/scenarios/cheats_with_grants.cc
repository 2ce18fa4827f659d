// Grants: who can open what. A server holds the sealed keys of everybody and can open none
// of them.
#include <algorithm>

#include "absl/time/clock.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/scenarios/cheats.h"

namespace vangnet::testing {
namespace {

using record::v1::GrantHeader;

constexpr auto kConversationKind = record::v1::COMPARTMENT_KIND_CONVERSATION;

sealing::GrantTerms TermsFor(Shown& shown, const contract::PrincipalId& recipient,
                             const contract::BoxKey& key, record::v1::CaseRole role) {
  sealing::GrantTerms terms;
  terms.organisation_id = shown.story.organisation().id();
  terms.case_id = shown.reporter.case_id();
  terms.compartment.set_kind(kConversationKind);
  terms.bundle_version = 2;
  terms.recipient = recipient;
  terms.recipient_key = key;
  terms.role = role;
  return terms;
}

sealing::GrantTerms ToReporter(Shown& shown) {
  return TermsFor(shown, contract::ReporterPrincipal(shown.reporter.case_id()),
                  shown.reporter.identity().box_key(), record::v1::CASE_ROLE_REPORTER);
}

// The key of the third epoch, or another one under its number.
sealing::EpochKeys ThirdKey(Shown& shown) {
  const auto view = shown.reporter.Read(shown.reporter.case_id());
  sealing::EpochKeys keys;
  keys.emplace(3, view->keyring.Find(contract::CompartmentKey(kConversationKind), 3)->Clone());
  return keys;
}
sealing::EpochKeys AnotherKey() {
  sealing::EpochKeys keys;
  keys.emplace(3, sealing::EpochKey::Generate(sealing::SystemRandom()));
  return keys;
}

void AddGrant(Shown& shown, const sealing::GrantTerms& terms, const sealing::EpochKeys& keys,
              const sealing::Identity& granter) {
  shown.material.grants.push_back(sealing::SealGrant(terms, keys, granter).value());
}

GrantHeader HeaderOfGrant(const std::string& grant) {
  record::v1::Grant parsed;
  parsed.ParseFromString(grant);
  record::v1::GrantHeader header;
  header.ParseFromString(parsed.header());
  return header;
}

void BendLastBox(Shown& shown) {
  record::v1::Grant grant;
  grant.ParseFromString(shown.material.grants.back());
  std::string& box = *grant.mutable_box();
  box.back() = static_cast<char>(box.back() ^ 1);
  shown.material.grants.back() = contract::SerializeCanonical(grant);
}

std::vector<CheatRow> Grants() {
  return {
      {"GrantToAGhost", "ghost reader", 7, "grant", Scene::kReporterReads, Finding("ghost-grant"),
       [](Shown& shown) {
         const auto ghost = Ghost();
         AddGrant(shown,
                  TermsFor(shown, ghost.principal(), ghost.box_key(), record::v1::CASE_ROLE_DEPUTY),
                  ThirdKey(shown), shown.story.identity("anna"));
       }},
      {"GrantToAGhostInAMembersName", "ghost reader", 7, "grant", Scene::kReporterReads,
       Finding("ghost-grant"),
       [](Shown& shown) {
         AddGrant(shown,
                  TermsFor(shown, shown.story.identity("anna").principal(), Ghost().box_key(),
                           record::v1::CASE_ROLE_LEAD),
                  ThirdKey(shown), shown.story.identity("anna"));
       }},
      {"GrantByTheServer", "forged", 7, "grant", Scene::kReporterReads, Finding("grant-forged"),
       [](Shown& shown) { AddGrant(shown, ToReporter(shown), AnotherKey(), Ghost()); }},
      {"GrantByAColleagueWhoCannotRead", "forged", 7, "grant", Scene::kReporterReads,
       Finding("grant-forged"),
       [](Shown& shown) {
         AddGrant(shown, ToReporter(shown), AnotherKey(), shown.story.identity("chantal"));
       }},
      {"GrantWithABentBox", "altered", 7, "grant", Scene::kReporterReads, Finding("grant-forged"),
       BendLastBox},
      {"GrantOfAnotherKeyThanOthersGot", "swapped key", 7, "", Scene::kReporterReads,
       Finding("grant-damaged"),
       [](Shown& shown) {
         AddGrant(shown, ToReporter(shown), AnotherKey(), shown.story.identity("anna"));
       }},
      {"GrantsOfAnotherCase", "moved between cases", 7, "", Scene::kReporterReads,
       Finding("other-case"), [](Shown& shown) { shown.material.grants = shown.other.grants; }},
      {"GrantsHeldBackFromTheReporter", "withheld grant", 7, "", Scene::kReporterReads,
       Finding("head-differs"), [](Shown& shown) { shown.material.grants.clear(); }},
      {"GrantsHeldBackFromTheLead", "withheld grant", 7, "", Scene::kLeadReads,
       Finding("head-differs"), [](Shown& shown) { shown.material.grants.clear(); }},
      {"OneGrantHeldBack", "withheld grant", 7, "", Scene::kReporterReads, Finding("head-differs"),
       [](Shown& shown) {
         std::erase_if(shown.material.grants, [](const std::string& grant) {
           const GrantHeader header = HeaderOfGrant(grant);
           return header.compartment().kind() == kConversationKind && header.epochs(0) == 3;
         });
       }},
  };
}

// What a box holds, and for whom it is sealed.
struct Box {
  std::string content;
  contract::BoxKey key;
};

void AppendNumber(std::string& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
}

// One more grant of the third epoch to the reporter, by the lead: its header changed, then
// its box, then signed.
CheatRow MadeByLead(
    const std::string& name, const std::string& way, const std::string& code,
    const std::function<void(Shown&, GrantHeader&)>& change,
    const std::function<void(Shown&, Box&)>& change_box = [](Shown&, Box&) {}) {
  return {
      name, way, 7, "", Scene::kReporterReads, Finding(code), [change, change_box](Shown& shown) {
        const sealing::Identity& anna = shown.story.identity("anna");
        const sealing::EpochKeys keys = ThirdKey(shown);
        record::v1::Grant grant;
        grant.ParseFromString(sealing::SealGrant(ToReporter(shown), keys, anna).value());
        GrantHeader header;
        header.ParseFromString(grant.header());
        change(shown, header);
        grant.set_header(contract::SerializeCanonical(header));
        const std::string header_hash = sealing::Sha256(grant.header()).ToBytes();
        Box box{header_hash, shown.reporter.identity().box_key()};
        box.content.push_back(static_cast<char>(header.epochs_size()));
        for (const std::uint32_t epoch : header.epochs()) {
          AppendNumber(box.content, epoch);
          box.content.append(keys.at(3).bytes().Expose());
        }
        change_box(shown, box);
        grant.set_box(
            sealing::SealBox(contract::SecretBytes::CopyOf(box.content), box.key).value());
        grant.set_signature(
            anna.Sign(contract::label::kGrant, header_hash + sealing::Sha256(grant.box()).ToBytes())
                .ToBytes());
        shown.material.grants.push_back(contract::SerializeCanonical(grant));
      }};
}

std::vector<CheatRow> FormsOfGrants() {
  return {
      MadeByLead("GrantOfAnotherSuite", "wrong suite", "not-canonical",
                 [](Shown&, GrantHeader& header) { header.set_suite(2); }),
      MadeByLead("GrantOfEpochsInAnotherOrder", "altered", "not-canonical",
                 [](Shown&, GrantHeader& header) { header.add_epochs(2); }),
      MadeByLead("GrantOfNoEpoch", "altered", "not-canonical",
                 [](Shown&, GrantHeader& header) { header.clear_epochs(); }),
      MadeByLead("GrantToTheReporterAsStaff", "altered", "not-canonical",
                 [](Shown&, GrantHeader& header) { header.set_role(record::v1::CASE_ROLE_LEAD); }),
      MadeByLead(
          "GrantOfAnotherOrganisation", "swapped", "other-case",
          [](Shown&, GrantHeader& header) { header.set_organisation_id(std::string(32, 'o')); }),
      MadeByLead("GrantUnderAListThatNobodyHas", "withheld bundle", "grant-forged",
                 [](Shown&, GrantHeader& header) { header.set_bundle_version(9); }),
      MadeByLead("GrantOfAnEpochThatIsNot", "forged", "ghost-grant",
                 [](Shown&, GrantHeader& header) { header.set_epochs(0, 9); }),
      MadeByLead("GrantForAnotherCompartment", "moved between compartments", "grant-damaged",
                 [](Shown&, GrantHeader& header) {
                   header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
                   header.set_epochs(0, 1);
                 }),
      MadeByLead("GrantForAnotherEpoch", "moved between epochs", "grant-damaged",
                 [](Shown&, GrantHeader& header) { header.set_epochs(0, 2); }),
      MadeByLead("GrantToAColleagueWhoWasRemoved", "ghost reader", "ghost-grant",
                 [](Shown& shown, GrantHeader& header) {
                   const sealing::Identity& bo = shown.story.identity("bo");
                   header.set_recipient(bo.principal().ToBytes());
                   header.set_recipient_key(bo.box_key().ToBytes());
                   header.set_role(record::v1::CASE_ROLE_DEPUTY);
                 }),
  };
}

std::vector<CheatRow> BoxesOfGrants() {
  const auto as_it_is = [](Shown&, GrantHeader&) {};
  return {
      MadeByLead("BoxThatIsForSomebodyElse", "swapped key", "grant-damaged", as_it_is,
                 [](Shown& shown, Box& box) { box.key = shown.story.identity("bo").box_key(); }),
      MadeByLead("BoxOfAnotherHeader", "altered", "grant-damaged", as_it_is,
                 [](Shown&, Box& box) { box.content.replace(0, 32, 32, 'h'); }),
      MadeByLead("BoxThatCountsOtherwise", "altered", "grant-damaged", as_it_is,
                 [](Shown&, Box& box) { box.content[32] = 2; }),
      MadeByLead("BoxThatNamesAnotherEpoch", "moved between epochs", "grant-damaged", as_it_is,
                 [](Shown&, Box& box) { box.content[36] = 2; }),
      MadeByLead("BoxOfAnotherSize", "altered", "not-canonical", as_it_is,
                 [](Shown&, Box& box) { box.content.push_back('x'); }),
  };
}

CheatRow GrantedBy(const std::string& name, const std::string& granter) {
  return {name,
          "forged",
          7,
          "grant",
          Scene::kReporterReads,
          Finding("grant-forged"),
          [granter](Shown& shown) {
            AddGrant(shown, ToReporter(shown), AnotherKey(), shown.story.identity(granter));
          }};
}

std::vector<CheatRow> Granters() {
  return {
      GrantedBy("GrantByACoordinator", "karin"),
      GrantedBy("GrantByAColleagueWhoWasRemoved", "bo"),
      // They are for another key: passed over in silence, and so it shows what is missing.
      {"GrantsOfTheLeadInPlaceOfTheOwn", "withheld grant", 7, "", Scene::kReporterReads,
       Finding("head-differs"),
       [](Shown& shown) {
         const auto calls = shown.story.anna().Calls(shown.reporter.case_id());
         shown.material.grants = (*calls)->Grants().value();
       }},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithGrants() {
  std::vector<CheatRow> rows = Grants();
  for (auto part : {FormsOfGrants, BoxesOfGrants, Granters}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
