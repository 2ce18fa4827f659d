#include "clients/sealing/sodium_ready.h"

#include <sodium.h>

#include <cstdlib>

namespace vangnet::sealing {

void EnsureSodiumReady() {
  static const bool ready = sodium_init() >= 0;  // GCOVR_EXCL_BR_LINE: threads that meet.
  if (!ready) std::abort();
}

}  // namespace vangnet::sealing
