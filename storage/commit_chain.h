// The commit chain (proto/SPEC.md section 9): every batch that was committed, linked to the
// one before by a hash over all rows that it wrote and removed. An old page, row or file put
// back disagrees with it, or with the anchor outside of the store (anchor_file.h).
//
// It does not hold against who has the store key and can write both files: that is found
// only by clients that remember what they saw.
#ifndef VANGNET_STORAGE_COMMIT_CHAIN_H_
#define VANGNET_STORAGE_COMMIT_CHAIN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"
#include "storage/row_hash.h"

namespace vangnet::storage {

class Database;

// The end of a store's chain.
struct ChainTail {
  contract::Hash start;      // Random, drawn when the chain was begun: the name of the store.
  std::uint64_t number = 0;  // Of the last commit; 0 before the first.
  contract::Hash head;       // After it.
};

// head_n from head_{n-1}.
contract::Hash CommitHead(HashFunction hash, const contract::Hash& previous, std::uint64_t number,
                          std::string_view changes);

// The end of the chain, whose last link is computed again: DATA_LOSS/STORE_ALTERED when that
// does not follow. Reads three rows.
absl::StatusOr<ChainTail> ReadChainTail(Database& database, HashFunction hash);

// The head after commit `number`; DATA_LOSS/STORE_ALTERED when there is no such commit.
absl::StatusOr<contract::Hash> ReadHead(Database& database, std::uint64_t number);

// Appends a commit of `changes`, inside the transaction that made them, and moves `tail`.
absl::Status AppendCommit(Database& database, HashFunction hash, std::string_view changes,
                          ChainTail& tail);

// "There" for every row that is in the store: what the first commit of a store holds that is
// older than its chain.
absl::StatusOr<std::string> ChangesOfAllRows(Database& database, HashFunction hash);

// Computes the whole chain again and compares what it says with every row of every table, in
// one read transaction of `database`. DATA_LOSS/STORE_ALTERED when they differ; CANCELLED
// when `cancelled` says so between. At most `hashes_at_once` are held in memory (32 bytes
// each, more or less); a longer chain is read several times. About 0.5 s for 100 MB.
absl::Status VerifyCommitChain(Database& database, HashFunction hash,
                               const std::function<bool()>& cancelled = nullptr,
                               std::uint64_t hashes_at_once = 1u << 20);

// DATA_LOSS/STORE_ALTERED.
absl::Status StoreAltered();

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_COMMIT_CHAIN_H_
