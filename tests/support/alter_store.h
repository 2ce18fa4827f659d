// What whoever runs a server and holds its store key could do to the store.
#ifndef VANGNET_TESTS_SUPPORT_ALTER_STORE_H_
#define VANGNET_TESTS_SUPPORT_ALTER_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace vangnet::storage::testing {

// Runs the statements on a store that nobody serves, as a commit that its chain and its anchor
// (AnchorBeside) go on from: only clients can notice.
absl::Status AlterStore(const std::string& path, const std::string& raw_key,
                        const std::vector<std::string>& statements);

// Where vangnetd keeps the anchor of this store by default.
std::string AnchorBeside(const std::string& path);

// `bytes` as a literal of SQL.
std::string SqlBytes(const std::string& bytes);

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_SUPPORT_ALTER_STORE_H_
