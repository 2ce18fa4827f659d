#include "clients/sealing/sodium_ready.h"

#include <sodium.h>

#include <cstdlib>

namespace vangnet::sealing {

void EnsureSodiumReady() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

}  // namespace vangnet::sealing
