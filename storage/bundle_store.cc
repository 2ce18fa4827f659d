#include "storage/bundle_store.h"

#include "storage/query.h"

namespace vangnet::storage {
namespace {

BundleRow ReadBundleRow(Statement& row) {
  return {.version = row.U32(0),
          .signed_bundle = row.Bytes(1),
          .bundle_hash = row.Fixed<contract::Hash>(2),
          .published_time = row.U64(3)};
}

}  // namespace

absl::StatusOr<BundleRow> BundleStore::Newest() const {
  return GetOne(database_, &ReadBundleRow,
                "SELECT version, signed_bundle, bundle_hash, published_time FROM bundle "
                "ORDER BY version DESC LIMIT 1");
}

absl::StatusOr<std::uint32_t> BundleStore::NewestVersion() const {
  VN_ASSIGN_OR_RETURN(const std::uint64_t version,
                      GetOne(database_, &ReadNumber, "SELECT ifnull(max(version), 0) FROM bundle"));
  return static_cast<std::uint32_t>(version);
}

absl::StatusOr<BundleRow> BundleStore::ByVersion(std::uint32_t version) const {
  return GetOne(database_, &ReadBundleRow,
                "SELECT version, signed_bundle, bundle_hash, published_time FROM bundle "
                "WHERE version = ?1",
                version);
}

absl::Status BundleStore::Append(const BundleRow& row) {
  VN_RETURN_IF_ERROR(
      Change(database_,
             "INSERT INTO bundle (version, signed_bundle, bundle_hash, published_time) "
             "SELECT ?1, ?2, ?3, ?4 "
             "WHERE ?1 > (SELECT ifnull(max(version), 0) FROM bundle)",
             row.version, row.signed_bundle, row.bundle_hash, row.published_time));
  if (database_.rows_changed() == 1) return absl::OkStatus();
  return absl::AbortedError("store: the version is not above the newest");
}

}  // namespace vangnet::storage
