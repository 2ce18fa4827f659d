#include "tests/faults/small_disk.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/child_process.h"

namespace vangnet::testing {
namespace {

constexpr off_t kMegabyte = 1 << 20;

bool WriteTo(const char* path, const std::string& text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  const bool written =
      file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) close(file);
  return written;
}

void OrAbort(bool done, const char* what) {
  if (done) return;
  std::perror(what);
  std::abort();
}

}  // namespace

bool SmallDisk::EnterOwnMounts() {
  // Asked of another process first: a half-entered namespace could not be left.
  if (RunCommand({"unshare", "--user", "--mount", "--map-root-user", "true"}).exit_code != 0) {
    return false;
  }
  const std::string user = std::to_string(geteuid());
  const std::string group = std::to_string(getegid());
  OrAbort(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, "unshare");
  OrAbort(WriteTo("/proc/self/setgroups", "deny") &&
              WriteTo("/proc/self/uid_map", user + " " + user + " 1") &&
              WriteTo("/proc/self/gid_map", group + " " + group + " 1"),
          "map");
  OrAbort(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "private");
  return true;
}

SmallDisk::SmallDisk(const std::string& folder, int megabytes) : folder_(folder) {
  OrAbort(mkdir(folder_.c_str(), 0700) == 0, "mkdir");
  const std::string options = "mode=0700,size=" + std::to_string(megabytes) + "m";
  OrAbort(mount("vangnet", folder_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()) == 0,
          "tmpfs");
}

SmallDisk::~SmallDisk() { umount2(folder_.c_str(), MNT_DETACH); }

void SmallDisk::FillBut(int megabytes) const {
  struct statvfs space = {};
  OrAbort(statvfs(folder_.c_str(), &space) == 0, "statvfs");
  const off_t free = static_cast<off_t>(space.f_bavail * space.f_frsize);
  const int file =
      open((folder_ + "/ballast").c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  OrAbort(file >= 0 && fallocate(file, 0, 0, free - megabytes * kMegabyte) == 0, "ballast");
  close(file);
}

void SmallDisk::Free() const { OrAbort(unlink((folder_ + "/ballast").c_str()) == 0, "ballast"); }

}  // namespace vangnet::testing
