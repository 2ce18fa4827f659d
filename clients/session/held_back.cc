#include "clients/session/held_back.h"

#include <algorithm>
#include <set>
#include <string>

#include "proto/contract/chain.h"

namespace vangnet::session {
namespace {

using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using record::v1::CompartmentKind;
using sealing::CaseRecord;
using sealing::CaseView;

// Of a filing: FILING, EPOCH, ENTRY; EPOCH, ENTRY.
constexpr std::ptrdiff_t kCheckRecords = 3;
constexpr std::ptrdiff_t kConversationRecords = 2;

bool HasFewer(const CaseView& view, CompartmentKind kind, std::ptrdiff_t wanted) {
  if (!view.compartments.contains(kind)) return false;
  return std::count_if(view.records.begin(), view.records.end(), [kind](const CaseRecord& record) {
           return record.compartment == kind;
         }) < wanted;
}

// Who was off the access list for a time is not given again what was granted before.
bool WasAdded(const CaseView& view, const sealing::Identity& reader) {
  return std::any_of(view.records.begin(), view.records.end(), [&](const CaseRecord& record) {
    return record.header.add_reader().principal() == reader.principal().view();
  });
}

// Keys that were sealed to earlier ones of the reader are of no use to anybody.
bool IsMember(const record::v1::EpochAct& epoch, const sealing::Identity& reader) {
  return std::any_of(epoch.members().begin(), epoch.members().end(), [&](const auto& member) {
    return member.principal() == reader.principal().view() &&
           member.box_key() == reader.box_key().view();
  });
}

std::set<CompartmentKind> WithoutAKey(const CaseView& view, const sealing::Identity& reader) {
  std::set<CompartmentKind> kinds;
  if (WasAdded(view, reader)) return kinds;
  for (const CaseRecord& record : view.records) {
    if (!record.header.has_epoch_start() || !IsMember(record.header.epoch_start(), reader) ||
        !view.fold->MayRead(record.compartment, reader.principal())) {
      continue;
    }
    const std::string key = contract::CompartmentKey(record.compartment);
    if (view.keyring.Find(key, record.header.epoch_start().number()) == nullptr) {
      kinds.insert(record.compartment);
    }
  }
  return kinds;
}

}  // namespace

std::vector<sealing::Finding> FindHeldBack(const CaseView& view, const sealing::Identity& reader,
                                           ReadExtent extent) {
  std::vector<sealing::Finding> findings;
  if (!view.writable()) return findings;
  const auto report = [&findings](CompartmentKind kind, std::string detail) {
    findings.push_back({.what = sealing::FindingClass::kHeadDiffers,
                        .compartment = kind,
                        .record_number = 0,
                        .detail = std::move(detail)});
  };
  if (HasFewer(view, COMPARTMENT_KIND_CHECK, kCheckRecords)) {
    report(COMPARTMENT_KIND_CHECK, "filing");
  }
  if (HasFewer(view, COMPARTMENT_KIND_CONVERSATION, kConversationRecords)) {
    report(COMPARTMENT_KIND_CONVERSATION, "filing");
  }
  // The reporter's is VerifyCase's to miss, which does not know what a lead asked for.
  if (extent == ReadExtent::kAllThatIsOpen && !view.fold->closed() &&
      view.fold->lead() == reader.principal() &&
      !view.compartments.contains(COMPARTMENT_KIND_CONVERSATION)) {
    report(COMPARTMENT_KIND_CONVERSATION, "compartment");
  }
  for (const CompartmentKind kind : WithoutAKey(view, reader)) report(kind, "grant");
  return findings;
}

}  // namespace vangnet::session
