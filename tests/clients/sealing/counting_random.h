// "Random" bytes that are the same in every run: SHA-256 of a name and a counter.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_COUNTING_RANDOM_H_
#define VANGNET_TESTS_CLIENTS_SEALING_COUNTING_RANDOM_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "clients/sealing/random_source.h"
#include "clients/sealing/sha256.h"

namespace vangnet::sealing {

class CountingRandom final : public RandomSource {
 public:
  explicit CountingRandom(std::string name) : name_(std::move(name)) {}

  void Fill(std::uint8_t* out, std::size_t size) override {
    while (size > 0) {
      const contract::Hash block = Sha256(name_ + "/" + std::to_string(counter_++));
      const std::size_t take = std::min(size, block.size());
      std::copy_n(block.data(), take, out);
      out += take;
      size -= take;
    }
  }

 private:
  const std::string name_;
  std::uint64_t counter_ = 0;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_COUNTING_RANDOM_H_
