#include "services/publication/availability_rules.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "proto/contract/clock.h"
#include "proto/contract/routing_rules.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::publication {
namespace {

// Times without seconds: nobody needs them.
std::uint64_t ToMinute(absl::Time time) {
  return contract::RoundToMinute(contract::ToSeconds(time));
}

}  // namespace

std::uint32_t QuartersOf(std::uint32_t urgency) {
  switch (urgency) {
    case record::v1::URGENCY_URGENT:
      return 16;
    case record::v1::URGENCY_HIGH:
      return 8;
    case record::v1::URGENCY_LOW:
      return 2;
    default:
      return 4;
  }
}

bundle::v1::Load BandOf(std::uint64_t quarters) {
  if (quarters >= kFullFromQuarters) return bundle::v1::LOAD_FULL;
  if (quarters >= kNormalFromQuarters) return bundle::v1::LOAD_NORMAL;
  return bundle::v1::LOAD_FREE;
}

Bands BandsOf(const std::vector<storage::OpenLoad>& loads) {
  std::map<contract::PrincipalId, std::uint64_t> quarters;
  for (const storage::OpenLoad& load : loads) {
    quarters[load.lead] += load.cases * QuartersOf(load.urgency);
  }
  Bands bands;
  for (const auto& [principal, sum] : quarters) bands[principal] = BandOf(sum);
  return bands;
}

Bands BandsOf(const bundle::v1::Availability& shown) {
  Bands bands;
  for (const bundle::v1::PersonAvailability& person : shown.persons()) {
    const auto principal = contract::PrincipalId::Parse(person.principal());
    if (principal.ok()) bands[*principal] = person.load();
  }
  return bands;
}

bundle::v1::Availability MakeAvailability(const bundle::v1::Bundle& bundle, const Bands& bands,
                                          const std::vector<storage::AbsenceRow>& absences,
                                          const std::vector<storage::DutyRow>& duties,
                                          absl::Time now) {
  std::set<contract::PrincipalId> away;
  for (const storage::AbsenceRow& absence : absences) away.insert(absence.principal);

  bundle::v1::Availability availability;
  availability.set_made_time(ToMinute(now));
  std::set<contract::PrincipalId> support_team;
  for (const bundle::v1::Staff& staff : bundle.staff()) {  // Sorted by principal.
    const auto principal = contract::PrincipalId::Parse(staff.principal());
    if (!principal.ok() || !contract::HandlesCases(staff)) continue;
    if (contract::HasRole(staff, policy::v1::ROLE_SUPPORT_TEAM)) support_team.insert(*principal);
    bundle::v1::PersonAvailability* person = availability.add_persons();
    person->set_principal(principal->ToBytes());
    person->set_taking_cases(away.count(*principal) == 0);
    const auto band = bands.find(*principal);
    person->set_load(band == bands.end() ? bundle::v1::LOAD_FREE : band->second);
  }
  std::vector<storage::DutyRow> shown(duties);
  std::sort(shown.begin(), shown.end(), [](const auto& a, const auto& b) {
    return std::tie(a.start_time, a.principal) < std::tie(b.start_time, b.principal);
  });
  for (const storage::DutyRow& duty : shown) {
    if (support_team.count(duty.principal) == 0) continue;
    bundle::v1::DutyPeriod* period = availability.add_duty();
    period->set_principal(duty.principal.ToBytes());
    period->set_start_time(duty.start_time);
    period->set_end_time(duty.end_time);
  }
  return availability;
}

absl::Time LastRenewal(absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  absl::Time last = absl::FromCivil(today - 1, absl::UTCTimeZone());
  for (const absl::CivilDay day : {today - 1, today}) {
    for (const int hour : kRenewalHours) {
      const absl::Time renewal = absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(hour);
      if (renewal <= now) last = renewal;
    }
  }
  return last;
}

absl::Time NextRenewal(absl::Time now) {
  static_assert(std::size(kRenewalHours) == 2 && kRenewalHours[1] - kRenewalHours[0] == 12);
  return LastRenewal(now) + absl::Hours(12);
}

}  // namespace vangnet::publication
