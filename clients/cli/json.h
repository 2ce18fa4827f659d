// JSON for machines: built in order, printed on one line, control characters and what
// could hide text always escaped. And reading of what machines give us.
#ifndef VANGNET_CLIENTS_CLI_JSON_H_
#define VANGNET_CLIENTS_CLI_JSON_H_

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/struct.pb.h"

namespace vangnet::cli {

class Json {
 public:
  Json() : text_("null") {}
  Json(std::string_view text);                                     // NOLINT: reads better implicit.
  Json(const std::string& text) : Json(std::string_view(text)) {}  // NOLINT
  Json(const char* text) : Json(std::string_view(text)) {}         // NOLINT
  Json(bool value) : text_(value ? "true" : "false") {}            // NOLINT
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) Json(Number value)  // NOLINT
      : text_(std::to_string(value)) {}

  static Json Object();
  static Json Array();
  // Of an object. Keys are ours and need no escaping.
  Json& Set(std::string_view key, const Json& value);
  // Of an array.
  Json& Add(const Json& value);

  // One line, no line break at its end.
  std::string ToText() const;

 private:
  enum class Kind { kValue, kObject, kArray };
  Kind kind_ = Kind::kValue;
  std::string text_;  // Of a value; else the members, joined by commas.
};

template <typename Range>
Json JsonArray(const Range& values) {
  Json array = Json::Array();
  for (const auto& value : values) array.Add(Json(value));
  return array;
}

// INVALID_ARGUMENT/BAD_FILE; never repeats the text.
absl::StatusOr<google::protobuf::Value> ParseJson(const std::string& text);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_JSON_H_
