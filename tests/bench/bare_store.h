// The other ceiling: a real filing filed again and again with the statements that the server's
// writer runs for it, each in its savepoint, 32 a commit, with the same durability (commit chain
// and anchor), by that one thread alone: no gRPC, no parsing, no signature. Left out is the
// look for a repeat that a reader's thread takes before, one SELECT, which leaves the ceiling
// higher. That the statements are the same is a test: bare_store_test.cc.
#ifndef VANGNET_TESTS_BENCH_BARE_STORE_H_
#define VANGNET_TESTS_BENCH_BARE_STORE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/database.h"

namespace vangnet::bench {

// Nobody else makes use of it.
struct ClosedStore {
  std::string path;
  std::string anchor_path;
  storage::StoreKey key;
};

// Filings a second. The pattern is a case of the store on which nobody has acted since it was
// filed; `filings` is at least 1. INTERNAL when the commits were of other sizes.
absl::StatusOr<double> BareStoreFilings(const ClosedStore& store, const contract::CaseId& pattern,
                                        int filings);

// Adds cases to the store whose rows are the pattern's: `closed` with a summary row, a
// FILING and the readers' and coordinators' rows, `open` with these and a deadline, and
// whole ones until the file has `bytes`. Only for reading lists and for starting: nobody
// can open such a case.
absl::Status GrowStore(const ClosedStore& store, const contract::CaseId& pattern, int closed,
                       int open, std::uintmax_t bytes);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_BARE_STORE_H_
