#include "clients/sealing/random_source.h"

#include <sodium.h>

#include "clients/sealing/sodium_ready.h"

namespace vangnet::sealing {
namespace {

class Sodium final : public RandomSource {
 public:
  void Fill(std::uint8_t* out, std::size_t size) override {
    EnsureSodiumReady();
    randombytes_buf(out, size);
  }
};

}  // namespace

RandomSource& SystemRandom() {
  static Sodium source;  // GCOVR_EXCL_BR_LINE: threads that meet.
  return source;
}

contract::SecretBytes RandomSecret(RandomSource& random, std::size_t size) {
  contract::SecretBytes secret(size);
  random.Fill(secret.mutable_data(), size);
  return secret;
}

std::string RandomBytes(RandomSource& random, std::size_t size) {
  std::string bytes(size, '\0');
  random.Fill(reinterpret_cast<std::uint8_t*>(bytes.data()), size);
  return bytes;
}

contract::RandomNumber RandomNumbers(RandomSource& random) {
  return [&random] {
    std::uint8_t bytes[8];
    random.Fill(bytes, sizeof bytes);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8 | byte;
    return number;
  };
}

}  // namespace vangnet::sealing
