// The forms that an organisation begins with (deploy/organisation), with invented staff.
#ifndef VANGNET_TESTS_FUZZ_FORMS_H_
#define VANGNET_TESTS_FUZZ_FORMS_H_

#include <fstream>
#include <iterator>
#include <string>

#include "google/protobuf/text_format.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::fuzz {

inline const bundle::v1::Bundle& Forms() {
  static const auto* const bundle = [] {
    std::ifstream file(VANGNET_FORMS);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto* forms = new bundle::v1::Bundle;
    Require(!text.empty() && google::protobuf::TextFormat::ParseFromString(text, forms),
            "the target can be set up");
    *forms->mutable_staff() = World().first_bundle().staff();
    return forms;
  }();
  return *bundle;
}

}  // namespace vangnet::fuzz

#endif  // VANGNET_TESTS_FUZZ_FORMS_H_
