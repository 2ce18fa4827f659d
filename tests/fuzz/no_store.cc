// Sessions and the newest bundle ask the store when a call acts or the server starts,
// which no target does. Defined here, the preset `fuzz` need not build storage and SQLCipher.
#include <cstdlib>

#include "storage/bundle_store.h"
#include "storage/case_store.h"

namespace vangnet::storage {

absl::StatusOr<BundleRow> BundleStore::Newest() const { std::abort(); }

absl::StatusOr<std::uint32_t> BundleStore::NewestVersion() const { std::abort(); }

absl::StatusOr<CaseRow> CaseStore::FindByReporterKey(const contract::SigningKey&) const {
  std::abort();
}

}  // namespace vangnet::storage
