// When a record came, as coarsely as it is kept.
#ifndef VANGNET_SERVICES_CASE_RECORDS_RECEIVED_TIME_H_
#define VANGNET_SERVICES_CASE_RECORDS_RECEIVED_TIME_H_

#include <cstdint>

#include "absl/time/time.h"
#include "proto/contract/clock.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {

// FILING and ACKNOWLEDGE to the minute, because deadlines are judged by them; everything
// else to the day.
inline std::uint64_t ReceivedTime(record::v1::RecordKind kind, absl::Time now) {
  const std::uint64_t seconds = contract::ToSeconds(now);
  const bool minute =
      kind == record::v1::RECORD_KIND_FILING || kind == record::v1::RECORD_KIND_ACKNOWLEDGE;
  return minute ? contract::RoundToMinute(seconds) : contract::RoundToDay(seconds);
}

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_RECEIVED_TIME_H_
