#include "clients/cli/editor.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <system_error>

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

constexpr int kEditorSignals[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};

// While the editor runs: who ended here would leave the text behind.
class SignalsIgnored {
 public:
  SignalsIgnored() {
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    for (std::size_t i = 0; i < std::size(kEditorSignals); ++i)
      sigaction(kEditorSignals[i], &ignore, &saved_[i]);
  }
  ~SignalsIgnored() {
    for (std::size_t i = 0; i < std::size(kEditorSignals); ++i)
      sigaction(kEditorSignals[i], &saved_[i], nullptr);
  }
  SignalsIgnored(const SignalsIgnored&) = delete;
  SignalsIgnored& operator=(const SignalsIgnored&) = delete;

 private:
  struct sigaction saved_[std::size(kEditorSignals)] = {};
};

bool RunEditor(const std::string& editor, const std::string& path) {
  const SignalsIgnored ignored;
  const pid_t child = fork();
  if (child == 0) {
    for (const int signal_number : kEditorSignals) signal(signal_number, SIG_DFL);
    umask(0077);
    // The person's own setting may hold arguments; the path goes in as one word.
    const std::string command = editor + " \"$1\"";
    execl("/bin/sh", "sh", "-c", command.c_str(), "sh", path.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int result = 0;
  return child > 0 && waitpid(child, &result, 0) == child && WIFEXITED(result) &&
         WEXITSTATUS(result) == 0;
}

void Wipe(const std::string& path, std::uintmax_t size) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return;
  const std::string zeros(static_cast<std::size_t>(std::min<std::uintmax_t>(size, kLimit)), '\0');
  const ssize_t written = write(file, zeros.data(), zeros.size());
  (void)written;  // The file lies in memory and goes now in any case.
  close(file);
}

// A folder of its own, since editors leave more than one file: copies, swap files.
class PrivateFolder {
 public:
  explicit PrivateFolder(const std::string& memory) : path_(memory + "/vangnet-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) path_.clear();  // 0700.
  }
  ~PrivateFolder() {
    if (path_.empty()) return;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_, ignored)) {
      const std::uintmax_t size = entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
      if (!ignored && size > 0) Wipe(entry.path().string(), size);
    }
    std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

absl::StatusOr<std::string> WriteInEditor() {
  const char* editor = getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = getenv("EDITOR");
  if (editor == nullptr || *editor == '\0') return UsageFailure(kNoEditor);
  const std::string folder = MemoryFolder();
  if (folder.empty()) return UsageFailure(kNoMemory);
  const PrivateFolder own(folder);
  if (own.path().empty()) return UsageFailure(kNoMemory);
  const std::string path = own.path() + "/text";
  VN_RETURN_IF_ERROR(session::WriteNewFile(path, ""));
  const bool written = RunEditor(editor, path);
  absl::StatusOr<std::string> text = session::ReadFile(path, kLimit);
  if (!written) return UsageFailure(kFailed);
  return text;
}

}  // namespace vangnet::cli
