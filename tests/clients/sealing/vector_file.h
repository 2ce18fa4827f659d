// Reads proto/vectors/*.json, for tests of any folder: link vangnet_vectors.
//
//   for (const Sample& bad : LoadVectors("ed25519.json").List("bad")) {
//     Verify(bad.Bytes("key"), bad.Bytes("message"), bad.Bytes("signature"));
//   }
#ifndef VANGNET_TESTS_CLIENTS_SEALING_VECTOR_FILE_H_
#define VANGNET_TESTS_CLIENTS_SEALING_VECTOR_FILE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/struct.pb.h"

namespace vangnet::testing {

// One JSON object. Asking for a member that is not there, or is of another kind, ends
// the test program: the file is then not what the test was written for.
class Sample {
 public:
  explicit Sample(google::protobuf::Struct object) : object_(std::move(object)) {}

  bool Has(const std::string& name) const;
  std::string Text(const std::string& name) const;
  std::string Bytes(const std::string& name) const;  // From hexadecimal.
  std::uint64_t Number(const std::string& name) const;
  bool Flag(const std::string& name) const;
  Sample Object(const std::string& name) const;
  std::vector<Sample> List(const std::string& name) const;  // Of objects.
  std::vector<std::string> Texts(const std::string& name) const;
  std::vector<std::string> Names() const;  // Sorted.

 private:
  const google::protobuf::Value& Get(const std::string& name,
                                     google::protobuf::Value::KindCase kind) const;
  google::protobuf::Struct object_;
};

std::string FromHex(const std::string& hex);

// The JSON object in the file `path`.
Sample LoadSample(const std::string& path);
// proto/vectors/`file`.
Sample LoadVectors(const std::string& file);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_VECTOR_FILE_H_
