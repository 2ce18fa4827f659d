// By when somebody must have accepted a case: the server's word, held against the chain.
#ifndef VANGNET_CLIENTS_SESSION_ACKNOWLEDGE_DEADLINE_H_
#define VANGNET_CLIENTS_SESSION_ACKNOWLEDGE_DEADLINE_H_

#include <cstdint>

#include "clients/sealing/case_chain.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

// Seconds: `told` by the server, but never later than the policy gives from the FILING or
// from the latest record that can have moved the turn (known to the day), and that when the
// server tells none. So a server that holds a DECLINE back cannot make a reporter wait
// without end. 0 while no deadline runs: somebody accepted, the case is closed, or its
// filing does not verify.
std::uint64_t AcknowledgeDeadline(const sealing::CaseView& view,
                                  const bundle::v1::DeadlinePolicy& policy, std::uint64_t told);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_ACKNOWLEDGE_DEADLINE_H_
