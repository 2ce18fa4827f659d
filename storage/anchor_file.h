// The anchor: the end of a store's commit chain, kept outside of the store, in another
// folder and best on another disk (proto/SPEC.md section 9). Two slots, written in turn, so
// that one which was torn by a crash leaves the other.
#ifndef VANGNET_STORAGE_ANCHOR_FILE_H_
#define VANGNET_STORAGE_ANCHOR_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/commit_chain.h"
#include "storage/row_hash.h"

namespace vangnet::storage {

inline constexpr std::size_t kAnchorSlotSize = 512;
inline constexpr std::size_t kAnchorFileSize = 2 * kAnchorSlotSize;

// The 512 bytes of a slot.
std::string AnchorSlot(HashFunction hash, const ChainTail& tail);

// The newer of the two slots that hold; DATA_LOSS/ANCHOR_DAMAGED when `file` is not 1,024
// bytes long or neither holds.
absl::StatusOr<ChainTail> ParseAnchor(HashFunction hash, std::string_view file);

// The file, open. Thread-compatible.
class AnchorFile {
 public:
  // FAILED_PRECONDITION/ANCHOR_MISSING; UNAVAILABLE/ANCHOR_UNUSABLE for a file that cannot be
  // opened (a symbolic link is not followed). Makes nothing.
  static absl::StatusOr<AnchorFile> Open(const std::string& path, HashFunction hash);
  // The same for reading.
  static absl::StatusOr<AnchorFile> OpenReadOnly(const std::string& path, HashFunction hash);

  // A new one, readable by its owner only, on disk with `tail` in it; never a part of one, also
  // when the process ends meanwhile (then perhaps a `path`.new). Makes its folder
  // (0700) where that is missing, the folder above must be there. ALREADY_EXISTS/ANCHOR_EXISTS
  // for a name that is taken.
  static absl::StatusOr<AnchorFile> Create(const std::string& path, HashFunction hash,
                                           const ChainTail& tail);

  // A new one of zero bytes, in which no slot holds: no server starts beside it. Otherwise as
  // Create.
  static absl::Status CreateEmpty(const std::string& path);

  AnchorFile(AnchorFile&& other) noexcept;
  AnchorFile& operator=(AnchorFile&& other) noexcept;
  ~AnchorFile();

  // As ParseAnchor.
  absl::StatusOr<ChainTail> Read() const;

  // OK: `tail` is on disk. Otherwise UNAVAILABLE/ANCHOR_UNUSABLE, and nobody knows which of
  // the two is there: the file has to be opened anew.
  absl::Status Write(const ChainTail& tail);

 private:
  static absl::StatusOr<int> CreateWith(const std::string& path, std::string_view bytes);
  AnchorFile(int descriptor, HashFunction hash) : descriptor_(descriptor), hash_(hash) {}
  static absl::StatusOr<AnchorFile> OpenWith(const std::string& path, HashFunction hash, int flags);

  int descriptor_;
  HashFunction hash_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_ANCHOR_FILE_H_
