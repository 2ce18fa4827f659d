// Loaded into vangnetd with LD_PRELOAD: once the file $VANGNET_READ_FAULT is there, the reads of
// files are counted over all threads, and the one whose number the file holds fails with EIO;
// with a "+" behind it all later ones as well. A second file, with ".met" behind its name, is
// made when one failed. strace counts for each thread by itself, and so cannot meet the reads
// of a filing alone.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

std::atomic<long> count{0};

bool IsToFail() {
  const char* path = std::getenv("VANGNET_READ_FAULT");
  const int file = path == nullptr ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char text[32] = {};
  const ssize_t size = read(file, text, sizeof(text) - 1);
  close(file);
  if (size <= 0) return false;
  const long number = std::strtol(text, nullptr, 10);
  const long this_one = ++count;
  if (this_one != number && (this_one < number || std::strchr(text, '+') == nullptr)) return false;
  const int met = open((std::string(path) + ".met").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (met >= 0) close(met);
  return true;
}

template <typename Offset>
ssize_t ReadOrFail(const char* name, int file, void* bytes, size_t size, Offset offset) {
  using Read = ssize_t (*)(int, void*, size_t, Offset);
  static const auto real = reinterpret_cast<Read>(dlsym(RTLD_NEXT, name));
  if (!IsToFail()) return real(file, bytes, size, offset);
  errno = EIO;
  return -1;
}

}  // namespace

extern "C" ssize_t pread(int file, void* bytes, size_t size, off_t offset) {
  return ReadOrFail("pread", file, bytes, size, offset);
}

extern "C" ssize_t pread64(int file, void* bytes, size_t size, off64_t offset) {
  return ReadOrFail("pread64", file, bytes, size, offset);
}
