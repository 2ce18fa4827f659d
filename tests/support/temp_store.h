// A store of its own for one test: a fresh folder, a fixed key, an encrypted file with its
// anchor, opened. Removed at the end. Used by the tests of storage and of everything above it.
#ifndef VANGNET_TESTS_SUPPORT_TEMP_STORE_H_
#define VANGNET_TESTS_SUPPORT_TEMP_STORE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "storage/store.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::storage::testing {

// 32 bytes of `fill`.
StoreKey TestKey(std::uint8_t fill = 7);

class TempStore {
 public:
  // Ends the test program when the store cannot be made. Hash and anchor are its own.
  explicit TempStore(StoreOptions options = {});

  Store* operator->() { return store_.get(); }
  Store& operator*() { return *store_; }

  // Where it lies; the key is TestKey().
  std::string path() const { return folder_ / "vangnet.db"; }
  std::string anchor_path() const { return folder_ / "anchor/vangnet.anchor"; }
  CommitLogOptions commits() const;

  void Close() { store_.reset(); }
  void Open();
  // Closes and opens it again, as a restart does.
  void Restart();

  // A copy of the file or the anchor as it is now, and back over what is there then. The
  // store is closed for the copy and opened again; it must be closed to be put back.
  void KeepStore();
  void PutBackStore();
  void KeepAnchor();
  void PutBackAnchor();

 private:
  vangnet::testing::TemporaryFolder folder_;
  StoreOptions options_;
  std::unique_ptr<Store> store_;
};

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_SUPPORT_TEMP_STORE_H_
