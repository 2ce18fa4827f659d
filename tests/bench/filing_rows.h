// What one filing writes, and the statements with which the server's writer files it: the same
// in the same order, which bare_store_test.cc compares with those of a real filing.
#ifndef VANGNET_TESTS_BENCH_FILING_ROWS_H_
#define VANGNET_TESTS_BENCH_FILING_ROWS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/snapshot.h"

namespace vangnet::bench {

struct FilingRows {
  storage::CaseRow summary;
  std::vector<storage::RecordRow> records;
  std::vector<storage::GrantRow> grants;
  std::vector<storage::ReaderRow> readers;
  std::vector<contract::PrincipalId> coordinators;
  std::vector<storage::DueRow> dues;
  storage::ProofRow proof;
  storage::LeafRow leaf;
};

// Those of a case on which nobody has acted since it was filed.
absl::StatusOr<FilingRows> ReadFilingRows(const storage::Snapshot& store,
                                          const contract::CaseId& id);

// Of another case, with rows of the same sizes. Random where a real one is random.
void MakeAnother(FilingRows& rows);

// The rows alone.
absl::Status StoreRows(storage::Transaction& txn, const FilingRows& rows);

// What is asked before a filing is stored, and the rows.
absl::Status FileRows(storage::Transaction& txn, const FilingRows& rows);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_FILING_ROWS_H_
