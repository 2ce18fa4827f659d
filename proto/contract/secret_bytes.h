// SecretBytes: bytes that nobody but their user may see. Wiped when destroyed or
// moved from, never copied by accident, never printable: there is no operator<<, no
// conversion to string, and GoogleTest prints "(secret)". Does not promise that the
// pages are kept out of a core dump or swap; processes that hold secrets set
// RLIMIT_CORE to zero. Thread-compatible.
#ifndef VANGNET_PROTO_CONTRACT_SECRET_BYTES_H_
#define VANGNET_PROTO_CONTRACT_SECRET_BYTES_H_

#include <string.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string_view>
#include <utility>

namespace vangnet::contract {

class SecretBytes {
 public:
  SecretBytes() = default;
  // `size` zero bytes, to be filled through mutable_data().
  explicit SecretBytes(std::size_t size)
      : bytes_(size == 0 ? nullptr : new std::uint8_t[size]()), size_(size) {}
  // A copy of `bytes`; wiping the original stays the caller's duty.
  static SecretBytes CopyOf(std::string_view bytes) {
    SecretBytes result(bytes.size());
    if (!bytes.empty()) memcpy(result.bytes_.get(), bytes.data(), bytes.size());
    return result;
  }

  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept
      : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
      Wipe();
      bytes_ = std::move(other.bytes_);
      size_ = std::exchange(other.size_, 0);
    }
    return *this;
  }
  ~SecretBytes() { Wipe(); }

  // A deliberate copy; every call is a place to look at in a review.
  SecretBytes Clone() const { return CopyOf(Expose()); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const std::uint8_t* data() const { return bytes_.get(); }
  std::uint8_t* mutable_data() { return bytes_.get(); }
  // The bytes themselves. The name is long enough to be found by a search.
  std::string_view Expose() const { return {reinterpret_cast<const char*>(bytes_.get()), size_}; }

  // In time that does not depend on the content (the sizes are not secret).
  bool EqualInConstantTime(const SecretBytes& other) const {
    if (size_ != other.size_) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < size_; ++i) difference |= bytes_[i] ^ other.bytes_[i];
    return difference == 0;
  }

  friend void PrintTo(const SecretBytes&, std::ostream* out) { *out << "(secret)"; }

 private:
  void Wipe() {
    if (bytes_ != nullptr) explicit_bzero(bytes_.get(), size_);
    bytes_.reset();
    size_ = 0;
  }

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_SECRET_BYTES_H_
