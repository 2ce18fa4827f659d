#include "services/intake/filing_rules.h"

#include <string>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::intake {
namespace {

const bundle::v1::Staff* Find(const bundle::v1::Bundle& bundle, const std::string& principal) {
  const auto id = contract::PrincipalId::Parse(principal);
  return id.ok() ? contract::FindStaff(bundle, *id) : nullptr;
}

// True for somebody who is not in `used` either: then it is no question of age.
bool KeptKeys(const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
              const std::string& principal) {
  const bundle::v1::Staff* before = Find(used, principal);
  if (before == nullptr) return true;
  const bundle::v1::Staff* after = Find(newest, principal);
  return after != nullptr && before->keys().signing_key() == after->keys().signing_key() &&
         before->keys().box_key() == after->keys().box_key();
}

}  // namespace

absl::Status BundleStale() {
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   contract::reason::kBundleStale,
                                   "fetch the newest bundle and seal again");
}

absl::Status CheckNotExpired(const bundle::v1::Bundle& used, absl::Time now) {
  if (contract::ToSeconds(now) < used.expires_time()) return absl::OkStatus();
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   contract::reason::kBundleExpired,
                                   "the bundle has expired; use the telephone");
}

absl::Status CheckSameKeys(const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
                           const record::v1::FilingAct& act) {
  for (const record::v1::Person& person : act.persons()) {
    if (!KeptKeys(used, newest, person.principal())) return BundleStale();
  }
  for (const std::string& coordinator : act.coordinators()) {
    if (!KeptKeys(used, newest, coordinator)) return BundleStale();
  }
  return absl::OkStatus();
}

absl::Status CheckStaffKeys(const bundle::v1::Bundle& newest, const contract::CaseId& case_id,
                            const record::v1::EpochAct& epoch) {
  for (const record::v1::Member& member : epoch.members()) {
    if (member.principal() == case_id.view()) continue;
    const bundle::v1::Staff* staff = Find(newest, member.principal());
    if (staff == nullptr || staff->keys().box_key() != member.box_key()) {
      return contract::BadField("filing.records.header.epoch_start.members",
                                "the keys of the bundle");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPersons(const bundle::v1::Bundle& used, const bundle::v1::Bundle& newest,
                          const std::set<contract::PrincipalId>& away,
                          const record::v1::FilingAct& act) {
  absl::Status now = contract::CheckFilingPersons(newest, away, act);
  if (!absl::IsInvalidArgument(now) || used.version() == newest.version()) return now;
  return contract::CheckFilingPersons(used, {}, act).ok() ? BundleStale() : now;
}

}  // namespace vangnet::intake
