// Epochs and grants: who can open what. A server holds the sealed keys of everybody and
// can open none of them.
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "clients/sealing/grant.h"
#include "proto/contract/canonical.h"
#include "tests/scenarios/cheats.h"

namespace vangnet::testing {
namespace {

using record::v1::RecordHeader;

constexpr auto kConversationKind = record::v1::COMPARTMENT_KIND_CONVERSATION;
constexpr std::size_t kThirdEpoch = 6;  // Counted from 0.

void AddMember(RecordHeader& header, const sealing::Identity& person) {
  auto& members = *header.mutable_epoch_start()->mutable_members();
  record::v1::Member& member = *members.Add();
  member.set_principal(person.principal().ToBytes());
  member.set_box_key(person.box_key().ToBytes());
  std::sort(members.begin(), members.end(),
            [](const auto& one, const auto& two) { return one.principal() < two.principal(); });
}

// The third epoch, changed and signed by the lead, who started it.
void EpochByLead(Shown& shown, const std::function<void(RecordHeader&)>& change) {
  Shown::Resign(shown.Conversation()[kThirdEpoch], shown.story.identity("anna"), change);
}

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

record::v1::GrantHeader HeaderOf(const std::string& grant) {
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

std::vector<CheatRow> Epochs() {
  return {
      {"GhostInAnEpochByTheServer", "ghost reader", 7, "record", Scene::kReporterReads,
       Finding("bad-signature"),
       [](Shown& shown) {
         const auto ghost = Ghost();
         Shown::Resign(shown.Conversation()[kThirdEpoch], ghost,
                       [&](RecordHeader& header) { AddMember(header, ghost); });
       }},
      {"GhostInAnEpochByTheLead", "ghost reader", 7, "", Scene::kReporterReads,
       Finding("wrong-members"),
       [](Shown& shown) {
         EpochByLead(shown, [](RecordHeader& header) { AddMember(header, Ghost()); });
       }},
      {"RemovedReaderInAnEpochByTheLead", "ghost reader", 7, "", Scene::kReporterReads,
       Finding("wrong-members"),
       [](Shown& shown) {
         const auto& bo = shown.story.identity("bo");
         EpochByLead(shown, [&](RecordHeader& header) { AddMember(header, bo); });
       }},
      {"GhostsKeyUnderAMembersName", "swapped key", 7, "", Scene::kReporterReads,
       Finding("wrong-members"),
       [](Shown& shown) {
         const std::string anna = shown.story.identity("anna").principal().ToBytes();
         EpochByLead(shown, [&](RecordHeader& header) {
           for (auto& member : *header.mutable_epoch_start()->mutable_members()) {
             if (member.principal() == anna) member.set_box_key(Ghost().box_key().ToBytes());
           }
         });
       }},
      {"EpochThatSkipsANumber", "dropped", 7, "", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) {
         EpochByLead(shown,
                     [](RecordHeader& header) { header.mutable_epoch_start()->set_number(4); });
       }},
      {"EpochForNoKnownCause", "forged", 7, "bundle-hash", Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) {
         EpochByLead(shown, [](RecordHeader& header) {
           header.mutable_epoch_start()->set_cause(std::string(32, 'c'));
         });
       }},
  };
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
           const record::v1::GrantHeader header = HeaderOf(grant);
           return header.compartment().kind() == kConversationKind && header.epochs(0) == 3;
         });
       }},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithKeys() {
  std::vector<CheatRow> rows = Epochs();
  for (CheatRow& row : Grants()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace vangnet::testing
