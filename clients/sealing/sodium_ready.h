// Every function of this folder calls this first, so that no user has to.
#ifndef VANGNET_CLIENTS_SEALING_SODIUM_READY_H_
#define VANGNET_CLIENTS_SEALING_SODIUM_READY_H_

namespace vangnet::sealing {

// Starts libsodium once; ends the process when it cannot start, because nothing could
// be sealed or verified after that. Thread-safe.
void EnsureSodiumReady();

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_SODIUM_READY_H_
