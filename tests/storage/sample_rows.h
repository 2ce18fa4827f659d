// Rows for the tests of the store: valid, and different for different numbers.
#ifndef VANGNET_TESTS_STORAGE_SAMPLE_ROWS_H_
#define VANGNET_TESTS_STORAGE_SAMPLE_ROWS_H_

#include <cstdint>
#include <string>

#include "storage/snapshot.h"

namespace vangnet::storage::testing {

// An id whose last byte is `number` and whose first is `mark`.
template <typename Id>
Id MakeId(std::uint8_t number, std::uint8_t mark = 0) {
  Id id;
  id.mutable_data()[0] = mark;
  id.mutable_data()[Id::size() - 1] = number;
  return id;
}

inline contract::CaseId Case(std::uint8_t number) { return MakeId<contract::CaseId>(number); }
inline contract::PrincipalId Person(std::uint8_t number) {
  return MakeId<contract::PrincipalId>(number, 0xaa);
}

inline CaseRow SampleCase(std::uint8_t number) {
  return {.case_id = Case(number),
          .reporter_key = MakeId<contract::SigningKey>(number),
          .category = 1,
          .urgency = 3,
          .calendar = 1,
          .language = 1,
          .state = 2,
          .lead = Person(1),
          .filed_time = 1'790'000'040,
          .acknowledge_by_time = 1'790'086'440,
          .acknowledged_time = 0,
          .last_activity_day = 20'717,
          .closed_day = 0};
}

// The `position`th record of the case in `compartment`.
inline RecordRow SampleRecord(std::uint8_t case_number, const std::string& compartment,
                              std::uint8_t position) {
  const auto mark = static_cast<std::uint8_t>(compartment[0]);
  return {.case_id = Case(case_number),
          .compartment = compartment,
          .position = position,
          .record_id = MakeId<contract::RecordId>(position, mark),
          .record_hash = MakeId<contract::Hash>(position, mark),
          .chain_head = MakeId<contract::Hash>(position, static_cast<std::uint8_t>(mark + 64)),
          .kind = 2,
          .author = Person(1),
          .author_seq = position,
          .received_time = 1'790'000'040,
          .bytes = std::string(100, static_cast<char>(position))};
}

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_STORAGE_SAMPLE_ROWS_H_
