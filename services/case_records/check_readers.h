// Who may open what, told once more by the records: the store's own rows must agree.
#ifndef VANGNET_SERVICES_CASE_RECORDS_CHECK_READERS_H_
#define VANGNET_SERVICES_CASE_RECORDS_CHECK_READERS_H_

#include "absl/status/status.h"
#include "proto/contract/ids.h"
#include "storage/snapshot.h"

namespace vangnet::case_records {

// OK when the reader rows of the case are those that follow from its records: one row for
// everybody whom they name and for nobody else, whoever left has left, only the lead reads the
// conversation, and nobody but the next to acknowledge has the check card open while nobody
// leads; and when its coordinators are those whom the filing named. Not derived: roles, and whose
// turn it is among several, which depends on when who was absent or on duty. DATA_LOSS otherwise,
// and for a case without records, without a word about who.
absl::Status CheckReaders(const storage::Snapshot& snapshot, const contract::CaseId& case_id);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_CHECK_READERS_H_
