// What GetAvailability says, and when it changes (SPEC.md section 5). Pure: no clock, no
// store.
//
// Everybody gets the same bytes. Loads change at two fixed times a day only: otherwise
// somebody who asks every minute could see to whom a report went. Absence and duty show at
// once, because a client that does not see them would draw the same absent person again
// and again (HANDLER_AWAY); the loads then stay those of the last fixed time.
#ifndef VANGNET_SERVICES_PUBLICATION_AVAILABILITY_RULES_H_
#define VANGNET_SERVICES_PUBLICATION_AVAILABILITY_RULES_H_

#include <cstdint>
#include <map>
#include <vector>

#include "absl/time/time.h"
#include "proto/contract/ids.h"
#include "storage/absence_store.h"
#include "storage/case_store.h"
#include "storage/duty_store.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::publication {

// Hours, UTC: before work and after it, on both sides of the ocean.
inline constexpr int kRenewalHours[] = {4, 16};
// How far ahead duty is shown.
inline constexpr absl::Duration kDutyShown = absl::Hours(7 * 24);

// Weighted open load in quarters: a case of urgency 1 is 16,
// 2 is 8, 3 is 4, 4 is 2. From two normal cases on a person is no longer free; full is two
// urgent ones or eight normal ones, since nobody gets a third urgent case.
inline constexpr std::uint32_t kNormalFromQuarters = 8;
inline constexpr std::uint32_t kFullFromQuarters = 32;

// Quarters of one open case of this urgency (a number of vangnet.record.v1.Urgency).
std::uint32_t QuartersOf(std::uint32_t urgency);
bundle::v1::Load BandOf(std::uint64_t quarters);

// The bands of all leads of open cases; whoever is not in it is free.
using Bands = std::map<contract::PrincipalId, bundle::v1::Load>;
Bands BandsOf(const std::vector<storage::OpenLoad>& loads);
// Those that were shown last.
Bands BandsOf(const bundle::v1::Availability& shown);

// Everybody of `bundle` who handles cases, sorted, and the duties of the next days by those
// who are still in the support team. `absences` are the current ones, `duties` are sorted
// by start.
bundle::v1::Availability MakeAvailability(const bundle::v1::Bundle& bundle, const Bands& bands,
                                          const std::vector<storage::AbsenceRow>& absences,
                                          const std::vector<storage::DutyRow>& duties,
                                          absl::Time now);

// The last fixed time at or before `now`, and the first one after it.
absl::Time LastRenewal(absl::Time now);
absl::Time NextRenewal(absl::Time now);

}  // namespace vangnet::publication

#endif  // VANGNET_SERVICES_PUBLICATION_AVAILABILITY_RULES_H_
