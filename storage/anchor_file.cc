#include "storage/anchor_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "storage/big_endian.h"
#include "storage/commit_reason.h"
#include "storage/statement_watch.h"

namespace vangnet::storage {
namespace {

constexpr std::string_view kMagic = "vnanch01";
constexpr std::size_t kStartAt = 8;
constexpr std::size_t kNumberAt = 40;
constexpr std::size_t kHeadAt = 48;
constexpr std::size_t kChecksumAt = 80;

absl::Status Unusable() {
  return contract::ErrorWithReason(absl::StatusCode::kUnavailable, commit_reason::kAnchorUnusable,
                                   "anchor: unavailable");
}

contract::Hash Checksum(HashFunction hash, std::string_view slot) {
  return hash(std::string(contract::label::kAnchor) + std::string(slot.substr(0, kChecksumAt)));
}

std::optional<ChainTail> ParseSlot(HashFunction hash, std::string_view slot) {
  const contract::Hash checksum = Checksum(hash, slot);
  if (slot.substr(0, kMagic.size()) != kMagic ||
      slot.substr(kChecksumAt, contract::Hash::kSize) != checksum.view()) {
    return std::nullopt;
  }
  ChainTail tail;
  tail.start = *contract::Hash::Parse(slot.substr(kStartAt, contract::Hash::kSize));
  tail.number = ReadBigEndian(slot.substr(kNumberAt, 8));
  tail.head = *contract::Hash::Parse(slot.substr(kHeadAt, contract::Hash::kSize));
  return tail;
}

std::size_t SlotOf(std::uint64_t number) { return number % 2 * kAnchorSlotSize; }

bool WriteAll(int descriptor, std::string_view bytes, std::size_t at) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::size_t>(written);
  }
  return true;
}

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

bool SyncFolder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  return synced;
}

absl::Status MakeFolder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0) {
    const std::string above = FolderOf(folder.substr(0, folder.size() - 1));
    return SyncFolder(above) ? absl::OkStatus() : Unusable();
  }
  return errno == EEXIST ? absl::OkStatus() : Unusable();
}

}  // namespace

std::string AnchorSlot(HashFunction hash, const ChainTail& tail) {
  std::string slot(kMagic);
  slot.append(tail.start.view());
  AppendBigEndian(tail.number, slot);
  slot.append(tail.head.view());
  const contract::Hash checksum = Checksum(hash, slot);
  slot.append(checksum.view());
  slot.resize(kAnchorSlotSize, '\0');
  return slot;
}

absl::StatusOr<ChainTail> ParseAnchor(HashFunction hash, std::string_view file) {
  std::optional<ChainTail> newest;
  if (file.size() == kAnchorFileSize) {
    for (const std::size_t at : {std::size_t{0}, kAnchorSlotSize}) {
      const std::optional<ChainTail> slot = ParseSlot(hash, file.substr(at, kAnchorSlotSize));
      if (!slot.has_value() || SlotOf(slot->number) != at) continue;
      if (!newest.has_value() || slot->number > newest->number) newest = slot;
    }
  }
  if (newest.has_value()) return *newest;
  return contract::ErrorWithReason(absl::StatusCode::kDataLoss, commit_reason::kAnchorDamaged,
                                   "anchor: damaged");
}

absl::StatusOr<AnchorFile> AnchorFile::OpenWith(const std::string& path, HashFunction hash,
                                                int flags) {
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor >= 0) return AnchorFile(descriptor, hash);
  if (errno != ENOENT && errno != ENOTDIR) return Unusable();
  return contract::ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                                   commit_reason::kAnchorMissing, "anchor: no such file");
}

absl::StatusOr<AnchorFile> AnchorFile::Open(const std::string& path, HashFunction hash) {
  return OpenWith(path, hash, O_RDWR);
}

absl::StatusOr<AnchorFile> AnchorFile::OpenReadOnly(const std::string& path, HashFunction hash) {
  return OpenWith(path, hash, O_RDONLY);
}

absl::StatusOr<int> AnchorFile::CreateWith(const std::string& path, std::string_view bytes) {
  VN_RETURN_IF_ERROR(MakeFolder(FolderOf(path)));
  // Under its own name only when it is whole: a process that ended between would have left one
  // beside which no server starts.
  const std::string unfinished = path + ".new";
  const int descriptor =
      open(unfinished.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return Unusable();
  const bool whole = WriteAll(descriptor, bytes, 0) && fsync(descriptor) == 0;
  const bool named = whole && link(unfinished.c_str(), path.c_str()) == 0;  // Replaces nothing.
  const bool taken = whole && !named && errno == EEXIST;
  unlink(unfinished.c_str());
  if (named && SyncFolder(FolderOf(path))) return descriptor;
  close(descriptor);
  if (named) unlink(path.c_str());
  if (!taken) return Unusable();
  return contract::ErrorWithReason(absl::StatusCode::kAlreadyExists, commit_reason::kAnchorExists,
                                   "anchor: the file exists");
}

absl::StatusOr<AnchorFile> AnchorFile::Create(const std::string& path, HashFunction hash,
                                              const ChainTail& tail) {
  std::string bytes(kAnchorFileSize, '\0');
  bytes.replace(SlotOf(tail.number), kAnchorSlotSize, AnchorSlot(hash, tail));
  VN_ASSIGN_OR_RETURN(const int descriptor, CreateWith(path, bytes));
  return AnchorFile(descriptor, hash);
}

absl::Status AnchorFile::CreateEmpty(const std::string& path) {
  VN_ASSIGN_OR_RETURN(const int descriptor, CreateWith(path, std::string(kAnchorFileSize, '\0')));
  close(descriptor);
  return absl::OkStatus();
}

AnchorFile::AnchorFile(AnchorFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), hash_(other.hash_) {}

AnchorFile& AnchorFile::operator=(AnchorFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(hash_, other.hash_);
  return *this;
}

AnchorFile::~AnchorFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

absl::StatusOr<ChainTail> AnchorFile::Read() const {
  std::string bytes(kAnchorFileSize + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t count =
        pread(descriptor_, &bytes[size], bytes.size() - size, static_cast<off_t>(size));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Unusable();
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  return ParseAnchor(hash_, std::string_view(bytes).substr(0, size));
}

absl::Status AnchorFile::Write(const ChainTail& tail) {
  if (WatchStatement("ANCHOR") != 0) return Unusable();
  const std::string slot = AnchorSlot(hash_, tail);
  if (WriteAll(descriptor_, slot, SlotOf(tail.number)) && fsync(descriptor_) == 0) {
    return absl::OkStatus();
  }
  return Unusable();
}

}  // namespace vangnet::storage
