// A file system of a few megabytes that really becomes full, without root: memory, mounted in
// the test's own user and mount namespaces.
#ifndef VANGNET_TESTS_FAULTS_SMALL_DISK_H_
#define VANGNET_TESTS_FAULTS_SMALL_DISK_H_

#include <string>

namespace vangnet::testing {

class SmallDisk {
 public:
  // Once, before the program has a second thread. The user stays the same one. False where
  // the machine does not allow it; nothing has changed then.
  static bool EnterOwnMounts();

  // Makes and mounts the folder. Aborts the test program when that fails.
  SmallDisk(const std::string& folder, int megabytes);
  // Unmounts it, also while it is in use.
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Leaves `megabytes` free.
  void FillBut(int megabytes) const;
  void Free() const;

 private:
  const std::string folder_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FAULTS_SMALL_DISK_H_
