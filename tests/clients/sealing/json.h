// JSON as the vector files are written: names in the order in which they were set, two
// spaces of indent, nothing else. Only for make_vectors.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_JSON_H_
#define VANGNET_TESTS_CLIENTS_SEALING_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vangnet::sealing {

std::string Hex(std::string_view bytes);

class Json {
 public:
  Json() : Json("{") {}
  static Json Object() { return Json("{"); }
  static Json List() { return Json("["); }
  static Json Text(std::string_view text);
  static Json Number(std::uint64_t number);
  static Json Flag(bool flag);

  // For an object. Text is escaped, bytes are printed as hexadecimal.
  Json& Set(const std::string& name, Json value);
  Json& SetText(const std::string& name, std::string_view text) { return Set(name, Text(text)); }
  Json& SetBytes(const std::string& name, std::string_view bytes) {
    return Set(name, Text(Hex(bytes)));
  }
  Json& SetNumber(const std::string& name, std::uint64_t number) {
    return Set(name, Number(number));
  }
  // For a list.
  Json& Add(Json value);

  std::string Print() const;

 private:
  explicit Json(std::string open) : text_(std::move(open)) {}
  void PrintTo(std::size_t indent, std::string& out) const;

  std::string text_;  // "{", "[" or the printed value.
  std::vector<std::pair<std::string, Json>> members_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_JSON_H_
