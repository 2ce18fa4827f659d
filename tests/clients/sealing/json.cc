#include "tests/clients/sealing/json.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace vangnet::sealing {

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

Json Json::Text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppend(&quoted, "\\u", absl::Hex(static_cast<int>(c), absl::kZeroPad4));
    } else {
      quoted.push_back(c);
    }
  }
  return Json(quoted + "\"");
}

Json Json::Number(std::uint64_t number) { return Json(absl::StrCat(number)); }

Json Json::Flag(bool flag) { return Json(flag ? "true" : "false"); }

Json& Json::Set(const std::string& name, Json value) {
  members_.emplace_back(name, std::move(value));
  return *this;
}

Json& Json::Add(Json value) {
  members_.emplace_back("", std::move(value));
  return *this;
}

void Json::PrintTo(std::size_t indent, std::string& out) const {
  out += text_;
  const bool is_object = text_ == "{";
  if (!is_object && text_ != "[") return;
  const char* separator = "\n";
  for (const auto& [name, value] : members_) {
    out += separator;
    out.append(indent + 2, ' ');
    if (is_object) absl::StrAppend(&out, Text(name).text_, ": ");
    value.PrintTo(indent + 2, out);
    separator = ",\n";
  }
  if (!members_.empty()) {
    out.push_back('\n');
    out.append(indent, ' ');
  }
  out += is_object ? "}" : "]";
}

std::string Json::Print() const {
  std::string out;
  PrintTo(0, out);
  out.push_back('\n');
  return out;
}

}  // namespace vangnet::sealing
