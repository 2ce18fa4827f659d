#include "tests/support/temp_store.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

#include "tests/proto/contract/sha256.h"

namespace vangnet::storage::testing {
namespace {

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << "test store: " << value.status() << "\n";
  std::abort();
}

void Copy(const std::string& from, const std::string& to) {
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
}

}  // namespace

StoreKey TestKey(std::uint8_t fill) {
  return OrDie(StoreKey::FromBytes(
      contract::SecretBytes::CopyOf(std::string(StoreKey::kSize, static_cast<char>(fill)))));
}

TempStore::TempStore(StoreOptions options) : options_(std::move(options)) {
  options_.commits = commits();
  OrDie(CreateEncrypted(path(), TestKey()));
  Open();
}

CommitLogOptions TempStore::commits() const {
  return {.hash = &contract::Sha256, .anchor_path = anchor_path()};
}

void TempStore::Open() { store_ = OrDie(Store::Open(path(), TestKey(), options_)); }

void TempStore::Restart() {
  Close();
  Open();
}

void TempStore::KeepStore() {
  Close();
  Copy(path(), folder_ / "kept.db");
  Open();
}

void TempStore::PutBackStore() { Copy(folder_ / "kept.db", path()); }

void TempStore::KeepAnchor() { Copy(anchor_path(), folder_ / "kept.anchor"); }

void TempStore::PutBackAnchor() { Copy(folder_ / "kept.anchor", anchor_path()); }

}  // namespace vangnet::storage::testing
