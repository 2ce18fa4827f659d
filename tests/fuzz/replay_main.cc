// Runs a fuzz target over files, without libFuzzer: `receipt_replay FILE_OR_FOLDER...`.
// Fails when there is nothing to replay: a corpus that is lost is no green test.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/property.h"

namespace {

// Read by the signal handler.
char now_replaying[4096];

extern "C" void NameTheInput(int) {
  constexpr char kWords[] = "The input is ";
  (void)!write(STDERR_FILENO, kWords, sizeof kWords - 1);
  (void)!write(STDERR_FILENO, now_replaying, std::strlen(now_replaying));
  (void)!write(STDERR_FILENO, "\n", 1);
  std::signal(SIGABRT, SIG_DFL);
  std::abort();
}

std::vector<std::filesystem::path> FilesUnder(const char* name) {
  if (!std::filesystem::is_directory(name)) return {name};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(name)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool Replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) return false;
  std::snprintf(now_replaying, sizeof now_replaying, "%s", path.c_str());
  // A copy of exactly this size, so that a sanitizer sees a read beyond its end.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGABRT, NameTheInput);
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const std::filesystem::path& path : FilesUnder(argv[i])) {
      if (!Replay(path)) {
        std::fprintf(stderr, "%s cannot be read\n", path.c_str());
        return 2;
      }
      ++count;
    }
  }
  std::printf("%zu inputs\n", count);
  return count == 0 ? 2 : 0;
}
