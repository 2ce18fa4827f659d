// The worked examples of proto/SPEC.md, read from the page itself: what it prints is what
// the tests hold the code to.
#ifndef VANGNET_TESTS_PROTO_SPEC_PRINTED_EXAMPLES_H_
#define VANGNET_TESTS_PROTO_SPEC_PRINTED_EXAMPLES_H_

#include <map>
#include <string>

namespace vangnet::spec {

class PrintedExamples {
 public:
  // Ends the test program when there is no section 16 in `path`.
  static PrintedExamples Read(const std::string& path);

  // The value of `name` under the bold heading `example`, as printed; empty when absent.
  std::string Text(const std::string& example, const std::string& name) const;
  // The same, from hexadecimal.
  std::string Bytes(const std::string& example, const std::string& name) const;

 private:
  std::map<std::string, std::map<std::string, std::string>> values_;
};

}  // namespace vangnet::spec

#endif  // VANGNET_TESTS_PROTO_SPEC_PRINTED_EXAMPLES_H_
