#include "tests/support/temp_store.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace vangnet::storage::testing {
namespace {

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << "test store: " << value.status() << "\n";
  std::abort();
}

}  // namespace

StoreKey TestKey(std::uint8_t fill) {
  return OrDie(StoreKey::FromBytes(
      contract::SecretBytes::CopyOf(std::string(StoreKey::kSize, static_cast<char>(fill)))));
}

TempStore::TempStore(StoreOptions options) : options_(options) {
  OrDie(CreateEncrypted(path(), TestKey()));
  store_ = OrDie(Store::Open(path(), TestKey(), options_));
}

void TempStore::Restart() {
  store_.reset();
  store_ = OrDie(Store::Open(path(), TestKey(), options_));
}

}  // namespace vangnet::storage::testing
