// The other ceiling: the rows of a real filing written again and again by the same
// statements, 32 filings a commit, with the same durability, by one thread that does
// nothing else: no gRPC, no parsing, no signature.
#ifndef VANGNET_TESTS_BENCH_BARE_STORE_H_
#define VANGNET_TESTS_BENCH_BARE_STORE_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/database.h"

namespace vangnet::bench {

// Filings a second. `path` is a store of which nobody else makes use and which holds at
// least one case, whose rows are the pattern.
absl::StatusOr<double> BareStoreFilings(const std::string& path, const storage::StoreKey& key,
                                        const contract::CaseId& pattern, int filings);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_BARE_STORE_H_
