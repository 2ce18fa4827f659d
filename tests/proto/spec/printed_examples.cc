#include "tests/proto/spec/printed_examples.h"

#include <cstdlib>
#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace vangnet::spec {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kNameWidth = 17;  // Where a value begins, after the indent.

std::string Trimmed(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

}  // namespace

PrintedExamples PrintedExamples::Read(const std::string& path) {
  PrintedExamples examples;
  std::ifstream file(path);
  std::string line;
  std::string example;
  std::string name;
  bool inside = false;
  while (std::getline(file, line)) {
    if (absl::StartsWith(line, "## ")) inside = absl::StartsWith(line, "## 16.");
    if (!inside) continue;
    if (absl::StartsWith(line, "**")) {
      example = line.substr(2, line.find("**", 2) - 2);
    } else if (absl::StartsWith(line, std::string(kIndent, ' ')) &&
               line.size() > kIndent + kNameWidth) {
      const std::string printed = Trimmed(line.substr(kIndent, kNameWidth));
      if (!printed.empty()) name = printed;
      examples.values_[example][name] += Trimmed(line.substr(kIndent + kNameWidth));
    }
  }
  if (examples.values_.empty()) std::abort();
  return examples;
}

std::string PrintedExamples::Text(const std::string& example, const std::string& name) const {
  const auto of_example = values_.find(example);
  if (of_example == values_.end()) return "";
  const auto value = of_example->second.find(name);
  return value == of_example->second.end() ? "" : value->second;
}

std::string PrintedExamples::Bytes(const std::string& example, const std::string& name) const {
  return absl::HexStringToBytes(Text(example, name));
}

}  // namespace vangnet::spec
