// The other ceiling: the rows of a real filing written again and again by the same
// statements, 32 filings a commit, with the same durability, by one thread that does
// nothing else: no gRPC, no parsing, no signature.
#ifndef VANGNET_TESTS_BENCH_BARE_STORE_H_
#define VANGNET_TESTS_BENCH_BARE_STORE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "storage/database.h"

namespace vangnet::bench {

// Filings a second. `path` is a store of which nobody else makes use and which holds at
// least one case, whose rows are the pattern.
absl::StatusOr<double> BareStoreFilings(const std::string& path, const storage::StoreKey& key,
                                        const contract::CaseId& pattern, int filings);

// Adds cases to the store whose rows are the pattern's: `closed` with a summary row, a
// FILING and the readers' and coordinators' rows, `open` with these and a deadline, and
// whole ones until the file has `bytes`. Only for reading lists and for starting: nobody
// can open such a case.
absl::Status GrowStore(const std::string& path, const storage::StoreKey& key,
                       const contract::CaseId& pattern, int closed, int open, std::uintmax_t bytes);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_BARE_STORE_H_
