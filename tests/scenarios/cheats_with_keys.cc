// Epochs: who can open what is written from now on. Grants are in cheats_with_grants.cc.
#include <algorithm>

#include "absl/time/clock.h"
#include "tests/scenarios/cheats_by_hand.h"

namespace vangnet::testing {
namespace {

using record::v1::RecordHeader;

constexpr std::size_t kThirdEpoch = 6;  // Counted from 0.

record::v1::EpochAct& ActIn(RecordHeader& header) { return *header.mutable_epoch_start(); }

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

using EpochChange = std::function<void(record::v1::EpochAct&)>;

// The third epoch, changed by the lead.
CheatRow Changed(const std::string& name, const std::string& way, const std::string& code,
                 const EpochChange& change) {
  return {name, way, 7, "", Scene::kReporterReads, Finding(code), [change](Shown& shown) {
            EpochByLead(shown, [&](RecordHeader& header) { change(ActIn(header)); });
          }};
}

void WithoutMember(record::v1::EpochAct& epoch, const contract::PrincipalId& person) {
  auto& members = *epoch.mutable_members();
  members.erase(std::remove_if(members.begin(), members.end(),
                               [&](const auto& m) { return m.principal() == person.view(); }),
                members.end());
}

std::vector<CheatRow> MembersOfEpochs() {
  const auto without = [](const std::string& name,
                          const std::function<contract::PrincipalId(Shown&)>& person) {
    return CheatRow{name,
                    "withheld key",
                    7,
                    "",
                    Scene::kReporterReads,
                    Finding("wrong-members"),
                    [person](Shown& shown) {
                      EpochByLead(shown, [&](RecordHeader& header) {
                        WithoutMember(ActIn(header), person(shown));
                      });
                    }};
  };
  return {
      without("EpochWithoutTheReporter",
              [](Shown& shown) { return shown.reporter.identity().principal(); }),
      without("EpochWithoutTheLead",
              [](Shown& shown) { return shown.story.identity("anna").principal(); }),
      Changed("EpochWithMembersInAnotherOrder", "altered", "not-canonical",
              [](record::v1::EpochAct& epoch) { epoch.mutable_members()->SwapElements(0, 1); }),
      Changed("EpochWithAMemberTwice", "altered", "not-canonical",
              [](record::v1::EpochAct& epoch) { *epoch.add_members() = epoch.members(1); }),
      Changed("EpochWithAnotherCommitment", "swapped key", "grant-damaged",
              [](record::v1::EpochAct& epoch) { epoch.set_key_commitment(std::string(32, 'k')); }),
      // Of a time when the removed colleague could read, and had to be a member.
      {"EpochOverAHeadBeforeTheRemoval", "split chain", 7, "", Scene::kReporterReads,
       Finding("wrong-members"),
       [](Shown& shown) {
         const contract::Hash head = HeadAfter(shown, record::v1::COMPARTMENT_KIND_CHECK, 4);
         EpochByLead(shown,
                     [&](RecordHeader& header) { ActIn(header).set_check_head(head.ToBytes()); });
       }},
  };
}

std::vector<CheatRow> PlacesOfEpochs() {
  const auto over = [](const std::string& name, std::size_t records) {
    return CheatRow{
        name,
        "split chain",
        7,
        "chain",
        Scene::kReporterReads,
        Finding("out-of-place"),
        [records](Shown& shown) {
          const contract::Hash head = HeadAfter(shown, record::v1::COMPARTMENT_KIND_CHECK, records);
          EpochByLead(shown,
                      [&](RecordHeader& header) { ActIn(header).set_check_head(head.ToBytes()); });
        }};
  };
  return {
      over("EpochThatGoesBackBehindTheOneBefore", 3),
      Changed("EpochOverAHeadThatNobodySaw", "split chain", "out-of-place",
              [](record::v1::EpochAct& epoch) { epoch.set_check_head(std::string(32, 'h')); }),
      Changed(
          "EpochAfterAnotherOneThanTheOneBefore", "split chain", "out-of-place",
          [](record::v1::EpochAct& epoch) { epoch.set_previous_epoch_hash(std::string(32, 'e')); }),
      Changed("EpochOfANumberThatIsTaken", "replayed", "out-of-place",
              [](record::v1::EpochAct& epoch) { epoch.set_number(2); }),
      {"FirstEpochThatNamesOneBefore", "altered", 7, "", Scene::kLeadReads,
       Finding("not-canonical"),
       [](Shown& shown) {
         Shown::Resign(shown.Conversation()[0], shown.reporter.identity(),
                       [](RecordHeader& header) {
                         ActIn(header).set_previous_epoch_hash(std::string(32, 'e'));
                       });
       }},
      {"EpochOfCheckOverAnotherHeadThanItSaw", "split chain", 7, "", Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) {
         const RecordHeader last = HeaderOf(shown.Conversation()[kThirdEpoch]);
         const contract::Hash head = HeadAfter(shown, record::v1::COMPARTMENT_KIND_CHECK, 4);
         AppendAct(shown, record::v1::RECORD_KIND_EPOCH, shown.story.identity("anna"),
                   [&](RecordHeader& header) {
                     ActIn(header) = last.epoch_start();
                     ActIn(header).set_check_head(head.ToBytes());
                   });
       }},
  };
}

// An epoch that differs from the third in nothing but its cause.
CheatRow Caused(const std::string& name, const std::function<std::string(Shown&)>& cause) {
  return {
      name, "forged", 7, "", Scene::kReporterReads, Finding("out-of-place"), [cause](Shown& shown) {
        const caseview::v1::StoredRecord& third = shown.Conversation()[kThirdEpoch];
        RecordHeader header =
            NextHeader(shown, record::v1::COMPARTMENT_KIND_CONVERSATION,
                       record::v1::RECORD_KIND_EPOCH, shown.story.identity("anna"));
        ActIn(header) = HeaderOf(third).epoch_start();
        ActIn(header).set_number(4);
        ActIn(header).set_previous_epoch_hash(RecordHashOf(third).ToBytes());
        ActIn(header).set_cause(cause(shown));
        Append(shown, header, shown.story.identity("anna"));
      }};
}

std::vector<CheatRow> CausesOfEpochs() {
  return {
      {"EpochForAnEarlierChange", "forged", 7, "", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) {
         const contract::Hash filing = RecordHashOf(shown.Check().front());
         EpochByLead(shown,
                     [&](RecordHeader& header) { ActIn(header).set_cause(filing.ToBytes()); });
       }},
      {"EpochForABundleWhereTheListChanged", "forged", 7, "bundle-hash", Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) {
         const std::string bundle =
             shown.story.organisation().Verified(absl::Now()).parsed().bundle_hash.ToBytes();
         EpochByLead(shown, [&](RecordHeader& header) { ActIn(header).set_cause(bundle); });
       }},
      Caused("EpochOfTheSameMembersForNoKnownCause", [](Shown&) { return std::string(32, 'c'); }),
      Caused("EpochOfTheSameMembersForAnEarlierChange",
             [](Shown& shown) { return RecordHashOf(shown.Check().front()).ToBytes(); }),
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithKeys() {
  std::vector<CheatRow> rows = Epochs();
  for (auto part : {MembersOfEpochs, PlacesOfEpochs, CausesOfEpochs}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
