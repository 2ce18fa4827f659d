// epoch.json: EPOCH records at the end of a good case.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "clients/sealing/sha256.h"
#include "tests/clients/sealing/case_story.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

void AddEpochs(CaseStory& story) {
  const Shown honest = story.Honest();
  SampleWorld& world = story.world();
  const Identity& anna = world.person("anna");
  const std::uint32_t next =
      static_cast<std::uint32_t>(honest.chains.at("conversation").size()) + 1;
  const auto add = [&](const std::string& name, const std::string& what,
                       const std::function<void(record::v1::EpochAct&)>& change) {
    const std::string epoch = story.Epoch([&](auto& h) { change(*h.mutable_epoch_start()); }, anna);
    const std::vector<Expected> none;
    const std::vector<Expected> one = {{what, "conversation", next}};
    story.AddSample(name, "anna", With(honest, "conversation", epoch), what.empty() ? none : one);
  };
  add("the next epoch", "", [](auto&) {});
  add("a number skipped", "out-of-place", [](auto& act) { act.set_number(6); });
  add("a number twice", "out-of-place", [](auto& act) { act.set_number(4); });
  add("another epoch before it", "out-of-place",
      [](auto& act) { act.set_previous_epoch_hash(std::string(32, 'e')); });
  add("a check_head that never was", "out-of-place",
      [](auto& act) { act.set_check_head(std::string(32, 'h')); });
  add("a check_head before that of the last epoch", "out-of-place", [&](auto& act) {
    act.set_check_head(
        contract::ChainStart(Sha256, story.sample_case().id(), contract::CompartmentKey(kCheck))
            .ToBytes());
  });
  add("a cause that never was", "out-of-place",
      [](auto& act) { act.set_cause(std::string(32, 'c')); });
  const auto filing = contract::ParseRecord(Sha256, honest.chains.at("check")[0]);
  add("the cause of an earlier change", "out-of-place",
      [&](auto& act) { act.set_cause(filing->record_hash.ToBytes()); });
  add("without the reporter", "wrong-members", [&](auto& act) {
    auto& members = *act.mutable_members();
    for (auto member = members.begin(); member != members.end(); ++member) {
      if (member->principal() != story.sample_case().id().view()) continue;
      members.erase(member);
      break;
    }
  });
  add("without a reader", "wrong-members", [&](auto& act) {
    auto& members = *act.mutable_members();
    for (auto member = members.begin(); member != members.end(); ++member) {
      if (member->principal() != world.principal("dina").view()) continue;
      members.erase(member);
      break;
    }
  });
  add("with somebody more", "wrong-members", [&](auto& act) {
    record::v1::Member& member = *act.add_members();
    member.set_principal(world.principal("ed").ToBytes());
    member.set_box_key(world.person("ed").box_key().ToBytes());
    std::sort(act.mutable_members()->begin(), act.mutable_members()->end(),
              [](const auto& a, const auto& b) { return a.principal() < b.principal(); });
  });
  add("with a reader's key swapped", "wrong-members", [&](auto& act) {
    for (record::v1::Member& member : *act.mutable_members()) {
      if (member.principal() == world.principal("dina").view()) {
        member.set_box_key(world.person("ed").box_key().ToBytes());
      }
    }
  });
  add("with the reporter's key swapped", "wrong-members", [&](auto& act) {
    for (record::v1::Member& member : *act.mutable_members()) {
      if (member.principal() == story.sample_case().id().view()) {
        member.set_box_key(world.person("ed").box_key().ToBytes());
      }
    }
  });
  const Identity& removed = world.renewed_bo();
  story.AddSample(
      "by somebody who was removed", "anna",
      With(honest, "conversation", story.Signed(story.NextEpochHeader(removed), removed)),
      {{"not-allowed", "conversation", next}});
  const Identity& deputy = world.person("dina");
  story.AddSample("by the deputy, who has not acknowledged", "anna",
                  With(honest, "conversation", story.Signed(story.NextEpochHeader(deputy), deputy)),
                  {});
}

}  // namespace

Json EpochVectors() {
  CaseStory story("epoch");
  AddEpochs(story);
  return story.File("SPEC.md section 7: EPOCH records at the end of a good case, as chain.json.");
}

}  // namespace vangnet::sealing
