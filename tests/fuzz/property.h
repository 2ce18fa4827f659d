// What fuzz targets are made of. A target is one file with LLVMFuzzerTestOneInput that
// takes any bytes and asserts what holds for all of them. The same file is built twice:
// with libFuzzer (preset `fuzz`), which searches, and with replay_main.cc in every other
// preset, which replays tests/fuzz/corpus.
#ifndef VANGNET_TESTS_FUZZ_PROPERTY_H_
#define VANGNET_TESTS_FUZZ_PROPERTY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::fuzz {

// Ends the program, with the property on stderr, unless it holds. The input is told by
// the fuzzer, or by replay_main.
void Require(bool holds, const char* property);

// For what a target itself needs, such as a key of a person: not a matter of the input.
template <typename T>
T Must(absl::StatusOr<T> value) {
  Require(value.ok(), "the target can be set up");
  return *std::move(value);
}

// The input, taken from its front. At its end: zeros and empty strings.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }
  std::uint8_t Byte();
  std::uint32_t Number();                                 // Of four bytes, big-endian.
  std::string_view Take(std::size_t at_most);             // The next bytes.
  std::string_view TakeString() { return Take(Byte()); }  // After one byte of length.
  std::string_view Rest() { return Take(rest_.size()); }

 private:
  std::string_view rest_;
};

using Parser = std::function<absl::Status(std::string_view)>;

// The promise of every refusal: a code of the closed set `codes`, and a message of at most
// 400 printable bytes of UTF-8 on one line that does not repeat the input. `status` is
// what `parse` said of `input`. Where message and input share some bytes, the parser is
// asked again with these bytes changed: a message that changes with them repeats them.
void RequireGoodRefusal(const absl::Status& status, std::string_view input,
                        std::initializer_list<absl::StatusCode> codes, const Parser& parse);

// The same without the comparison with the input.
void RequireGoodMessage(const absl::Status& status, std::initializer_list<absl::StatusCode> codes);

}  // namespace vangnet::fuzz

// Of libFuzzer's; the one function of a target.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

#endif  // VANGNET_TESTS_FUZZ_PROPERTY_H_
