// A folder of one test, 0700, removed with everything in it. Short enough for UNIX
// sockets (107 characters).
#ifndef VANGNET_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
#define VANGNET_TESTS_SUPPORT_TEMPORARY_FOLDER_H_

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

namespace vangnet::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    char name[] = "/tmp/vnXXXXXX";
    if (mkdtemp(name) == nullptr) {
      std::perror("mkdtemp");
      std::abort();
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;  // What cannot be removed is the next run's to find.
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
