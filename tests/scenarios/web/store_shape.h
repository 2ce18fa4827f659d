// What a store holds, without what it holds: sizes instead of bytes. Two reports that the
// server must not be able to tell apart have the same rows.
#ifndef VANGNET_TESTS_SCENARIOS_WEB_STORE_SHAPE_H_
#define VANGNET_TESTS_SCENARIOS_WEB_STORE_SHAPE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/json.h"

namespace vangnet::testing {

// {"cases": ["case_id=<16> category=1 ...", ...], ...}: bytes and texts by their size, numbers
// as they are. Can be called while the store is in use.
absl::StatusOr<cli::Json> ShapeOfStore(const std::string& path, const std::string& raw_key);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_WEB_STORE_SHAPE_H_
