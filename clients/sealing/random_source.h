// Where random bytes come from. Passed in everywhere, so that vectors can be made
// again; programs pass SystemRandom() and nothing else.
#ifndef VANGNET_CLIENTS_SEALING_RANDOM_SOURCE_H_
#define VANGNET_CLIENTS_SEALING_RANDOM_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "proto/contract/ids.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void Fill(std::uint8_t* out, std::size_t size) = 0;
};

// libsodium's, which is the kernel's. Thread-safe.
RandomSource& SystemRandom();

contract::SecretBytes RandomSecret(RandomSource& random, std::size_t size);
std::string RandomBytes(RandomSource& random, std::size_t size);

// A random id of any FixedBytes type: RandomId<contract::RecordId>(random).
template <typename Id>
Id RandomId(RandomSource& random) {
  Id id;
  random.Fill(id.mutable_data(), Id::size());
  return id;
}

// For contract::Draw and contract::DrawRouting. `random` must outlive the result.
contract::RandomNumber RandomNumbers(RandomSource& random);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_RANDOM_SOURCE_H_
