// Files beside the store. A key file: 32 bytes that nobody else may read. First byte: its mode;
// the rest is the file. An anchor file: the rest again, two slots with a checksum each.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proto/contract/error.h"
#include "services/cryptography/sha256.h"
#include "services/server/exit_code.h"
#include "services/server/key_file.h"
#include "storage/anchor_file.h"
#include "storage/commit_reason.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using server::ExitCode;

// Without a name in any folder; what has its number is opened by /proc/self/fd.
server::FileHandle FileOf(std::string_view bytes, mode_t mode) {
  server::FileHandle file(memfd_create("key", MFD_CLOEXEC));
  Require(file.is_open() && ftruncate(file.get(), 0) == 0 && fchmod(file.get(), mode) == 0,
          "the target can be set up");
  const ssize_t written = write(file.get(), bytes.data(), bytes.size());
  Require(written == static_cast<ssize_t>(bytes.size()), "the target can be set up");
  return file;
}

void Check(std::string_view bytes, mode_t mode) {
  const server::FileHandle file = FileOf(bytes, mode);
  const std::string path = "/proc/self/fd/" + std::to_string(file.get());
  const auto key = server::ReadKeyFile(path);
  const bool exposed = (mode & 0077) != 0;
  Require(key.ok() == (!exposed && bytes.size() == server::kKeySize && (mode & 0400) != 0),
          "32 bytes for nobody else, and nothing else, are a key file");
  if (key.ok()) {
    Require(key->key.Expose() == bytes, "the key is the file");
    return;
  }
  const ExitCode code = server::ExitCodeOf(key.status());
  Require(code == ExitCode::kKeyExposed || code == ExitCode::kKeyEmpty ||
              code == ExitCode::kKeySize || code == ExitCode::kKeyUnreadable,
          "a refused key file has its own exit code");
  RequireGoodRefusal(key.status(), bytes, {key.status().code()}, [&](std::string_view changed) {
    const server::FileHandle other = FileOf(changed, mode);
    return server::ReadKeyFile("/proc/self/fd/" + std::to_string(other.get())).status();
  });
}

void CheckAnchor(std::string_view bytes) {
  const auto tail = storage::ParseAnchor(&cryptography::Sha256, bytes);
  if (!tail.ok()) {
    Require(contract::ReasonOf(tail.status()) == storage::commit_reason::kAnchorDamaged,
            "a bad anchor has its own reason");
    RequireGoodMessage(tail.status(), {absl::StatusCode::kDataLoss});
    return;
  }
  const std::string slot = storage::AnchorSlot(&cryptography::Sha256, *tail);
  const std::size_t second = storage::kAnchorSlotSize;
  Require(
      bytes.size() == storage::kAnchorFileSize && (bytes.substr(0, 80) == slot.substr(0, 80) ||
                                                   bytes.substr(second, 80) == slot.substr(0, 80)),
      "an anchor is what one of its slots says");
}

// The file with this slot at its place, which alternates from commit to commit.
std::string FileWith(const std::string& slot, std::uint64_t number, std::string other) {
  other.resize(storage::kAnchorSlotSize);
  return number % 2 == 0 ? slot + other : other + slot;
}

// With a checksum that holds: what searching seldom finds.
void CheckOwnAnchor(std::string_view bytes) {
  if (bytes.size() < 72) return;
  storage::ChainTail tail;
  tail.start = *contract::Hash::Parse(bytes.substr(0, 32));
  tail.head = *contract::Hash::Parse(bytes.substr(32, 32));
  tail.number = static_cast<std::uint8_t>(bytes[64]);
  std::string slot = storage::AnchorSlot(&cryptography::Sha256, tail);
  const std::string other(bytes.substr(65));
  CheckAnchor(FileWith(slot, tail.number, other));
  const auto read = storage::ParseAnchor(&cryptography::Sha256, FileWith(slot, tail.number, other));
  Require(read.ok() && read->number >= tail.number, "the newer of the slots that hold is read");
  const auto alone = storage::ParseAnchor(&cryptography::Sha256, FileWith(slot, tail.number, ""));
  Require(alone.ok() && alone->number == tail.number && alone->head == tail.head &&
              alone->start == tail.start,
          "one good slot is an anchor");
  slot[static_cast<std::uint8_t>(bytes[65]) % 80] ^= 1;
  Require(!storage::ParseAnchor(&cryptography::Sha256, FileWith(slot, tail.number, "")).ok(),
          "a changed bit is seen");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  constexpr mode_t kModes[] = {0600, 0400, 0600, 0400, 0640, 0604, 0700, 0620};
  const mode_t mode = kModes[input.Byte() % std::size(kModes)];
  const std::string_view bytes = input.Rest();
  Check(bytes, mode);
  CheckAnchor(bytes);
  CheckOwnAnchor(bytes);
  return 0;
}
