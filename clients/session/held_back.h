// What a case that verifies as far as it goes still shows to be missing: a filing is whole
// or was never accepted, who leads is shown the conversation, and who is a member of an
// epoch was given its key.
#ifndef VANGNET_CLIENTS_SESSION_HELD_BACK_H_
#define VANGNET_CLIENTS_SESSION_HELD_BACK_H_

#include <vector>

#include "clients/sealing/case_chain.h"
#include "clients/sealing/finding.h"
#include "clients/sealing/identity.h"
#include "clients/session/case_reading.h"

namespace vangnet::session {

// Findings of the class kHeadDiffers. None for a view with findings of its own: there
// something is missing anyway.
std::vector<sealing::Finding> FindHeldBack(const sealing::CaseView& view,
                                           const sealing::Identity& reader, ReadExtent extent);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_HELD_BACK_H_
