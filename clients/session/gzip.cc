#include "clients/session/gzip.h"

#include <zlib.h>

#include <cstdlib>

namespace vangnet::session {
namespace {

// Window of 32 KiB, with the frame of gzip.
constexpr int kWindow = 15 + 16;
constexpr int kMemory = 8;
constexpr int kUnknownSystem = 255;
// Method deflate, no flags, no time, best compression, unknown system.
constexpr std::string_view kBeginning("\x1f\x8b\x08\0\0\0\0\0\x02\xff", 10);

// zlib reads these and never writes to them.
Bytef* BytesOf(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

class Inflater {
 public:
  Inflater() : good_(inflateInit2(&stream_, kWindow) == Z_OK) {}
  ~Inflater() {
    if (good_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  bool good() const { return good_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_ = {};
  bool good_;
};

}  // namespace

std::string Gzip(std::string_view bytes) {
  z_stream stream = {};
  gz_header header = {};
  header.os = kUnknownSystem;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kWindow, kMemory, Z_DEFAULT_STRATEGY) !=
          Z_OK ||
      deflateSetHeader(&stream, &header) != Z_OK) {
    std::abort();  // Out of memory, or another zlib than this was built with.
  }
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = BytesOf(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = BytesOf(packed);
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) std::abort();
  return packed;
}

absl::StatusOr<std::string> Gunzip(std::string_view packed, std::size_t limit) {
  const absl::Status damaged = absl::InvalidArgumentError("no whole gzip of ours");
  if (packed.substr(0, kBeginning.size()) != kBeginning) return damaged;
  Inflater inflater;
  if (!inflater.good()) return absl::InternalError("zlib");
  z_stream& stream = inflater.stream();
  stream.next_in = BytesOf(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string bytes;
  Bytef buffer[16384];
  while (true) {
    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    const int result = inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = sizeof buffer - stream.avail_out;
    if (result != Z_OK && result != Z_STREAM_END) return damaged;
    if (bytes.size() + got > limit) return absl::ResourceExhaustedError("unpacks to too much");
    bytes.append(reinterpret_cast<const char*>(buffer), got);
    if (result == Z_STREAM_END) break;
  }
  if (stream.avail_in != 0) return damaged;
  return bytes;
}

}  // namespace vangnet::session
