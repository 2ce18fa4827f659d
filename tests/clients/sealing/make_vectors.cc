// vangnet_make_vectors FOLDER: writes FOLDER/*.json. The same bytes every time: also the
// ephemeral keys of sealed boxes come from a counter here, and nowhere else.
#include <sodium.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "clients/sealing/sodium_ready.h"
#include "tests/clients/sealing/counting_random.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

CountingRandom& Counter() {
  static CountingRandom counter("sealed boxes");
  return counter;
}

void FillFromCounter(void* out, const std::size_t size) {
  Counter().Fill(static_cast<std::uint8_t*>(out), size);
}

std::uint32_t NumberFromCounter() {
  std::uint32_t number = 0;
  FillFromCounter(&number, sizeof number);
  return number;
}

const char* Name() { return "counter, for vectors only"; }

randombytes_implementation kCounted = {.implementation_name = Name,
                                       .random = NumberFromCounter,
                                       .stir = nullptr,
                                       .uniform = nullptr,
                                       .buf = FillFromCounter,
                                       .close = nullptr};

struct VectorFile {
  const char* name;
  Json (*make)();
};

constexpr VectorFile kFiles[] = {
    {"receipt.json", ReceiptVectors},
    {"keys.json", KeyVectors},
    {"fingerprint.json", FingerprintVectors},
    {"padding.json", PaddingVectors},
    {"login.json", LoginVectors},
    {"ed25519.json", Ed25519Vectors},
    {"canonical.json", CanonicalVectors},
    {"key_file.json", KeyFileVectors},
    {"bundle.json", BundleVectors},
    {"record.json", RecordVectors},
    {"grant.json", GrantVectors},
    {"epoch.json", EpochVectors},
    {"chain.json", ChainVectors},
    {"filing.json", FilingVectors},
    {"outbox.json", OutboxVectors},
};

int Main(const std::string& folder) {
  EnsureSodiumReady();  // Before: it draws random bytes itself.
  if (randombytes_set_implementation(&kCounted) != 0) return 1;
  for (const VectorFile& file : kFiles) {
    std::ofstream out(folder + "/" + file.name);
    out << file.make().Print();
    out.close();
    if (!out) {
      std::fprintf(stderr, "%s: cannot be written\n", file.name);
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace vangnet::sealing

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: vangnet_make_vectors FOLDER\n");
    return 2;
  }
  return vangnet::sealing::Main(argv[1]);
}
