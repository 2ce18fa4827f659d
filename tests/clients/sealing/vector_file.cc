#include "tests/clients/sealing/vector_file.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace vangnet::testing {
namespace {

using google::protobuf::Value;

[[noreturn]] void GiveUp(const std::string& what) {
  std::fprintf(stderr, "vectors: %s\n", what.c_str());
  std::abort();
}

}  // namespace

const Value& Sample::Get(const std::string& name, Value::KindCase kind) const {
  const auto found = object_.fields().find(name);
  if (found == object_.fields().end() || found->second.kind_case() != kind) GiveUp(name);
  return found->second;
}

bool Sample::Has(const std::string& name) const { return object_.fields().contains(name); }

std::string Sample::Text(const std::string& name) const {
  return Get(name, Value::kStringValue).string_value();
}

std::string Sample::Bytes(const std::string& name) const { return FromHex(Text(name)); }

std::uint64_t Sample::Number(const std::string& name) const {
  return static_cast<std::uint64_t>(Get(name, Value::kNumberValue).number_value());
}

bool Sample::Flag(const std::string& name) const {
  return Get(name, Value::kBoolValue).bool_value();
}

Sample Sample::Object(const std::string& name) const {
  return Sample(Get(name, Value::kStructValue).struct_value());
}

std::vector<Sample> Sample::List(const std::string& name) const {
  std::vector<Sample> samples;
  for (const Value& value : Get(name, Value::kListValue).list_value().values()) {
    if (!value.has_struct_value()) GiveUp(name);
    samples.emplace_back(value.struct_value());
  }
  return samples;
}

std::vector<std::string> Sample::Texts(const std::string& name) const {
  std::vector<std::string> texts;
  for (const Value& value : Get(name, Value::kListValue).list_value().values()) {
    if (value.kind_case() != Value::kStringValue) GiveUp(name);
    texts.push_back(value.string_value());
  }
  return texts;
}

std::vector<std::string> Sample::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : object_.fields()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string FromHex(const std::string& hex) {
  const bool good =
      hex.size() % 2 == 0 && hex.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!good) GiveUp("hexadecimal");
  return absl::HexStringToBytes(hex);
}

Sample LoadSample(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  google::protobuf::Struct object;
  if (!in || !google::protobuf::util::JsonStringToMessage(text.str(), &object).ok()) GiveUp(path);
  return Sample(std::move(object));
}

Sample LoadVectors(const std::string& file) {
  return LoadSample(absl::StrCat(VANGNET_VECTORS, "/", file));
}

}  // namespace vangnet::testing
