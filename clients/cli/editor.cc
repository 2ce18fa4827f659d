#include "clients/cli/editor.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clients/cli/context.h"
#include "clients/session/file.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kNoEditor{"Stel EDITOR in, of laat --editor weg.",
                                   "Set EDITOR, or leave out --editor."};
constexpr session::Words kNoMemory{
    "Er is geen map die alleen in het geheugen ligt. Laat --editor weg.",
    "There is no folder that lies in memory only. Leave out --editor."};
constexpr session::Words kFailed{"De editor eindigde met een fout; er is niets verstuurd.",
                                 "The editor ended with an error; nothing was sent."};
constexpr std::size_t kLimit = 400000;

bool LiesInMemory(const std::string& folder) {
  struct statfs system = {};
  return statfs(folder.c_str(), &system) == 0 && system.f_type == TMPFS_MAGIC;
}

std::string MemoryFolder() {
  const char* runtime = getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && LiesInMemory(runtime)) return runtime;
  return LiesInMemory("/dev/shm") ? "/dev/shm" : "";
}

bool RunEditor(const std::string& editor, const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    // The person's own setting may hold arguments; the path goes in as one word.
    const std::string command = editor + " \"$1\"";
    execl("/bin/sh", "sh", "-c", command.c_str(), "sh", path.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int result = 0;
  return child > 0 && waitpid(child, &result, 0) == child && WIFEXITED(result) &&
         WEXITSTATUS(result) == 0;
}

void WipeAndRemove(const std::string& path, std::size_t size) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const std::string zeros(size, '\0');
  if (file >= 0) {
    const ssize_t written = write(file, zeros.data(), zeros.size());
    (void)written;  // The file lies in memory and goes now in any case.
    close(file);
  }
  unlink(path.c_str());
}

}  // namespace

absl::StatusOr<std::string> WriteInEditor() {
  const char* editor = getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = getenv("EDITOR");
  if (editor == nullptr || *editor == '\0') return UsageFailure(kNoEditor);
  const std::string folder = MemoryFolder();
  if (folder.empty()) return UsageFailure(kNoMemory);
  std::string path = folder + "/vangnet-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) return UsageFailure(kNoMemory);
  close(file);
  const bool written = RunEditor(editor, path);
  absl::StatusOr<std::string> text = session::ReadFile(path, kLimit);
  WipeAndRemove(path, text.ok() ? text->size() : kLimit);
  if (!written) return UsageFailure(kFailed);
  return text;
}

}  // namespace vangnet::cli
