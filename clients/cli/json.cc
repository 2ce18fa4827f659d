#include "clients/cli/json.h"

#include "absl/strings/str_format.h"
#include "clients/cli/safe_text.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "google/protobuf/util/json_util.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kNoJson{"Dit is geen geldige JSON.", "This is no valid JSON."};

void AppendEscaped(char32_t point, std::string& out) {
  switch (point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  std::string shown;
  AppendUtf8(point, shown);
  if (SafeText(shown) == shown) {
    out += shown;
  } else if (point < 0x10000) {
    absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned>(point));
  } else {
    const auto rest = static_cast<unsigned>(point - 0x10000);
    absl::StrAppendFormat(&out, "\\u%04x\\u%04x", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
  }
}

}  // namespace

Json::Json(std::string_view text) : text_("\"") {
  for (const char32_t point : CodePoints(text)) AppendEscaped(point, text_);
  text_ += "\"";
}

Json Json::Object() {
  Json json;
  json.kind_ = Kind::kObject;
  json.text_.clear();
  return json;
}

Json Json::Array() {
  Json json;
  json.kind_ = Kind::kArray;
  json.text_.clear();
  return json;
}

Json& Json::Set(std::string_view key, const Json& value) {
  if (!text_.empty()) text_ += ", ";
  text_.append("\"").append(key).append("\": ").append(value.ToText());
  return *this;
}

Json& Json::Add(const Json& value) {
  if (!text_.empty()) text_ += ", ";
  text_ += value.ToText();
  return *this;
}

std::string Json::ToText() const {
  if (kind_ == Kind::kObject) return "{" + text_ + "}";
  if (kind_ == Kind::kArray) return "[" + text_ + "]";
  return text_;
}

absl::StatusOr<google::protobuf::Value> ParseJson(const std::string& text) {
  google::protobuf::Value value;
  if (!google::protobuf::util::JsonStringToMessage(text, &value).ok()) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kNoJson);
  }
  return value;
}

}  // namespace vangnet::cli
