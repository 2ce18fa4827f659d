// The gate of one case for one member of the staff. "Not yours" and "does not exist" are
// the same answer after the same number of store reads.
#ifndef VANGNET_SERVICES_CASE_RECORDS_OPEN_READER_H_
#define VANGNET_SERVICES_CASE_RECORDS_OPEN_READER_H_

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "services/case_records/append_call.h"
#include "storage/reader_store.h"
#include "storage/snapshot.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::case_records {

// The row of somebody who may open at least the check card, in a closed case too.
// NOT_FOUND: no case, no row, a closed gate, or gone for good.
absl::StatusOr<storage::ReaderRow> FindOpenReader(const storage::Snapshot& snapshot,
                                                  const contract::CaseId& case_id,
                                                  const contract::PrincipalId& principal);

// The same for whoever appends. One answer differs: somebody who read the check card and
// comes too late with an ACKNOWLEDGE hears FAILED_PRECONDITION/TAKEN, although the gate has
// closed: that the case exists is no news to this person.
absl::StatusOr<storage::ReaderRow> FindOpenWriter(const storage::Snapshot& snapshot,
                                                  const AppendCall& call);

// Whether the FILING names `principal` as coordinator, in a closed case too. NOT_FOUND: it
// does not, or no case. Says nothing about reading: a coordinator reads no compartment.
absl::Status CheckCoordinates(const storage::Snapshot& snapshot, const contract::CaseId& case_id,
                              const contract::PrincipalId& principal);

// What a gate opens. The casefile is the present lead's alone.
bool OpensCompartment(const storage::ReaderRow& reader, record::v1::CompartmentKind kind);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_OPEN_READER_H_
