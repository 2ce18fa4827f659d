#include "services/publication/availability.h"

#include <optional>
#include <utility>
#include <vector>

#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "services/publication/availability_rules.h"

namespace vangnet::publication {
namespace {

absl::StatusOr<AvailabilityBytes> Store(storage::Transaction& txn, const bundle::v1::Bundle& bundle,
                                        const Bands& bands, absl::Time now) {
  const std::uint64_t seconds = contract::ToSeconds(now);
  VN_ASSIGN_OR_RETURN(const std::vector<storage::AbsenceRow> absences,
                      txn.absences().ListCurrent(seconds));
  VN_ASSIGN_OR_RETURN(const std::vector<storage::DutyRow> duties,
                      txn.duties().ListBetween(seconds, contract::ToSeconds(now + kDutyShown)));
  const bundle::v1::Availability made = MakeAvailability(bundle, bands, absences, duties, now);
  auto bytes = std::make_shared<const std::string>(contract::SerializeCanonical(made));
  VN_RETURN_IF_ERROR(txn.availability().Put({seconds, *bytes}));
  return bytes;
}

}  // namespace

AvailabilityBytes ShownAvailability::Get() const {
  const storage::MutexLock lock(mutex_);
  return bytes_;
}

void ShownAvailability::Set(AvailabilityBytes bytes) {
  const storage::MutexLock lock(mutex_);
  bytes_ = std::move(bytes);
}

absl::StatusOr<AvailabilityBytes> RenewAvailability(storage::Transaction& txn,
                                                    const bundle::v1::Bundle& bundle,
                                                    absl::Time now) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::OpenLoad> loads, txn.cases().ListOpenLoad());
  return Store(txn, bundle, BandsOf(loads), now);
}

absl::StatusOr<AvailabilityBytes> AmendAvailability(storage::Transaction& txn,
                                                    const bundle::v1::Bundle& bundle,
                                                    absl::Time now) {
  VN_ASSIGN_OR_RETURN(const std::optional<storage::AvailabilityRow> stored,
                      txn.availability().Newest());
  bundle::v1::Availability shown;
  if (stored.has_value()) shown.ParseFromString(stored->bytes);
  return Store(txn, bundle, BandsOf(shown), now);
}

absl::StatusOr<AvailabilityBytes> ResumeAvailability(storage::Transaction& txn,
                                                     const bundle::v1::Bundle& bundle,
                                                     absl::Time now) {
  VN_ASSIGN_OR_RETURN(std::optional<storage::AvailabilityRow> stored, txn.availability().Newest());
  // One from the future was made by a clock that was ahead.
  if (!stored.has_value() || stored->made_time < contract::ToSeconds(LastRenewal(now)) ||
      stored->made_time >= contract::ToSeconds(NextRenewal(now))) {
    return RenewAvailability(txn, bundle, now);
  }
  return std::make_shared<const std::string>(std::move(stored->bytes));
}

}  // namespace vangnet::publication
