// Every signed bundle that was published: clients check old records in the bundle
// version of their header, so none is ever removed.
#ifndef VANGNET_STORAGE_BUNDLE_STORE_H_
#define VANGNET_STORAGE_BUNDLE_STORE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::storage {

class Database;

struct BundleRow {
  std::uint32_t version = 0;  // From 1.
  std::string signed_bundle;  // The outer message, byte for byte.
  contract::Hash bundle_hash;
  std::uint64_t published_time = 0;
};

class BundleStore {
 public:
  explicit BundleStore(Database& database) : database_(database) {}

  // NOT_FOUND before the first bundle (`vangnetd init` stores it).
  absl::StatusOr<BundleRow> Newest() const;
  // 0 before the first bundle. Reads no bundle's bytes: for whoever keeps the newest one
  // in memory and asks whether it still is.
  absl::StatusOr<std::uint32_t> NewestVersion() const;
  // NOT_FOUND when there is no such version.
  absl::StatusOr<BundleRow> ByVersion(std::uint32_t version) const;

  // ABORTED unless the version is above every stored one.
  absl::Status Append(const BundleRow& row);

 private:
  Database& database_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_BUNDLE_STORE_H_
