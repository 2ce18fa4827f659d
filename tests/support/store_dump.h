// Everything that an encrypted store holds, opened: for tests that search it for what
// must not be there. Needs the key; no program can do this.
#ifndef VANGNET_TESTS_SUPPORT_STORE_DUMP_H_
#define VANGNET_TESTS_SUPPORT_STORE_DUMP_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/database.h"

namespace vangnet::storage::testing {

// Every row of every table with what is still in the WAL, as "table.column=value" lines,
// values as their raw bytes, so that a search for text or for bytes finds them; the
// schema comes first. Can be called while the store is in use.
absl::StatusOr<std::string> DumpDecrypted(const std::string& path, const StoreKey& key);

// A key file: 32 raw bytes, or 64 hexadecimal digits and a line end.
absl::StatusOr<StoreKey> ReadKeyFile(const std::string& path);

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_SUPPORT_STORE_DUMP_H_
