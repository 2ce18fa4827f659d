#include "clients/cli/table.h"

#include <algorithm>
#include <utility>

#include "clients/cli/safe_text.h"

namespace vangnet::cli {
namespace {

std::vector<std::string> Safe(std::vector<std::string> cells, std::size_t columns) {
  cells.resize(columns);
  for (std::string& cell : cells) cell = SafeLine(cell);
  return cells;
}

void AppendRow(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
               std::string& text) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += cells[i];
    line.append(widths[i] - DisplayWidth(cells[i]) + 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + "\n";
}

}  // namespace

Table::Table(std::vector<std::string> headings) {
  const std::size_t columns = headings.size();
  headings_ = Safe(std::move(headings), columns);
}

void Table::AddRow(std::vector<std::string> cells) {
  rows_.push_back(Safe(std::move(cells), headings_.size()));
}

std::string Table::ToText() const {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings_) widths.push_back(DisplayWidth(heading));
  for (const std::vector<std::string>& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
    }
  }
  std::string text;
  AppendRow(headings_, widths, text);
  for (const std::vector<std::string>& row : rows_) AppendRow(row, widths, text);
  return text;
}

std::string Bar(std::uint32_t value, std::uint32_t greatest, std::size_t width, bool plain) {
  if (value == 0 || greatest == 0) return "";
  const std::size_t marks = std::max<std::size_t>(
      1, static_cast<std::size_t>(static_cast<std::uint64_t>(value) * width / greatest));
  std::string bar;
  for (std::size_t i = 0; i < marks; ++i) bar += plain ? "#" : "\u2588";
  return bar;
}

}  // namespace vangnet::cli
