// A descriptor that is closed when its owner goes.
#ifndef VANGNET_SERVICES_SERVER_FILE_HANDLE_H_
#define VANGNET_SERVICES_SERVER_FILE_HANDLE_H_

namespace vangnet::server {

// Owns an open file and with it a lock, if one was taken.
class FileHandle {
 public:
  explicit FileHandle(int descriptor = -1) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();
  int get() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_FILE_HANDLE_H_
