// vangnet_store_dump DB KEYFILE: the opened content of a store on standard output, for
// scenario tests that search it.
#include <iostream>

#include "tests/support/store_dump.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: vangnet_store_dump DB KEYFILE\n";
    return 2;
  }
  namespace testing = vangnet::storage::testing;
  const auto key = testing::ReadKeyFile(argv[2]);
  if (!key.ok()) {
    std::cerr << "vangnet_store_dump: " << key.status() << "\n";
    return 1;
  }
  const auto dump = testing::DumpDecrypted(argv[1], *key);
  if (!dump.ok()) {
    std::cerr << "vangnet_store_dump: " << dump.status() << "\n";
    return 1;
  }
  std::cout << *dump;
  return std::cout.flush() ? 0 : 1;
}
