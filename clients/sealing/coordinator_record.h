// What a coordinator signs in a case (SPEC.md section 7): a record of `check` without a
// body, by somebody who cannot read the chain and never holds a key of the case.
#ifndef VANGNET_CLIENTS_SEALING_COORDINATOR_RECORD_H_
#define VANGNET_CLIENTS_SEALING_COORDINATOR_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

struct Removal {
  contract::CaseId case_id;
  // As the caseload row tells them. Signed as "told by the server": whoever reads the
  // chain checks the place, the coordinator cannot.
  contract::Hash check_head;
  std::uint32_t author_seq = 0;
  contract::PrincipalId person;
  record::v1::RemovalReason reason = record::v1::REMOVAL_REASON_UNSPECIFIED;
};

// A canonical Record: REMOVE_READER, for AppendCoordinatorRecords. FAILED_PRECONDITION:
// BUNDLE_EXPIRED; BUNDLE_STALE when `coordinator` is none in the bundle, or with other keys.
// INVALID_ARGUMENT when no server would take it. Does not know who is on the access list.
absl::StatusOr<std::string> SignRemoval(const Removal& removal, const Identity& coordinator,
                                        const VerifiedBundle& bundle, absl::Time now,
                                        RandomSource& random);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_COORDINATOR_RECORD_H_
