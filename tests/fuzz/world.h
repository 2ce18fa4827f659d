// The organisation with invented people that targets sign and seal with.
#ifndef VANGNET_TESTS_FUZZ_WORLD_H_
#define VANGNET_TESTS_FUZZ_WORLD_H_

#include "tests/clients/sealing/sample_world.h"

namespace vangnet::fuzz {

inline sealing::SampleWorld& World() {
  static auto* const world = new sealing::SampleWorld("fuzz");
  return *world;
}

// Keys of the receipt that SPEC.md prints.
inline const sealing::ReporterKeys& Reporter() {
  static const auto* const keys =
      new sealing::ReporterKeys(sealing::DeriveReporterKeys(sealing::SampleReceipt()));
  return *keys;
}

}  // namespace vangnet::fuzz

#endif  // VANGNET_TESTS_FUZZ_WORLD_H_
