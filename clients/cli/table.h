// Tables for people: aligned columns, one line a row, every cell made safe.
#ifndef VANGNET_CLIENTS_CLI_TABLE_H_
#define VANGNET_CLIENTS_CLI_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vangnet::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> headings);
  // As many cells as headings; fewer are filled with empty ones.
  void AddRow(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  // Two spaces between columns, no lines drawn, none at the end of a line.
  std::string ToText() const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

// A bar of `value` in `greatest`, `width` wide at most; at least one mark for a value
// above 0. Plain ASCII when `plain`.
std::string Bar(std::uint32_t value, std::uint32_t greatest, std::size_t width, bool plain);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_TABLE_H_
