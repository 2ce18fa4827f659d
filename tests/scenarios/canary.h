// Canaries: what nobody but the person at the keyboard may see, or nobody but the server; and
// the search for them, in every form in which they could lie somewhere.
#ifndef VANGNET_TESTS_SCENARIOS_CANARY_H_
#define VANGNET_TESTS_SCENARIOS_CANARY_H_

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vangnet::testing {

// Where something can lie. What a person typed may be in none of them.
enum class Where {
  kDisk,     // Files of the server: store, WAL, anchor, configuration, as they lie there.
  kStore,    // The store opened with its key.
  kBackup,   // A backup, as it lies there and opened.
  kSocket,   // The bytes between nginx and vangnetd.
  kFront,    // Files of nginx, also its temporary ones.
  kOutput,   // What any process wrote to stdout or stderr, logs.
  kMemory,   // Of vangnetd.
  kClient,   // Files that clients made.
  kKeyFile,  // The key files of the server.
};

struct Canary {
  std::string value;
  std::set<Where> may_be = {};
};

// By name, so that a failure never prints one.
using Canaries = std::map<std::string, Canary>;

struct Artefact {
  Where where = Where::kDisk;
  std::string bytes;
};
// By name.
using Artefacts = std::map<std::string, Artefact>;

// Each of at least eight bytes, by a name: as it is and in other cases, without its dashes,
// UTF-16 in both orders, as JSON escapes it, base64 at each of three alignments and in both
// alphabets, hex in both cases; percent-encoded as a whole, as RFC 3986 keeps letters and as
// gRPC keeps what can be printed, each with digits in both cases. Not found: what is
// compressed (nobody here compresses), or Huffman-coded as nginx writes the headers that it
// hands on.
std::map<std::string, std::string> FormsOf(const std::string& value);

// "artefact: canary (form)", for each that lies where it may not be.
std::vector<std::string> Search(const Artefacts& artefacts, const Canaries& canaries);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CANARY_H_
