#include "tests/scenarios/authorisation_table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/child_process.h"

namespace vangnet::testing {

std::vector<std::vector<std::string>> ReadTable(const std::string& name, std::size_t columns) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream file(ReadFile(VANGNET_SOURCE_ROOT "/tests/scenarios/" + name));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::vector<std::string> row;
    for (std::string word; words >> word;) row.push_back(word);
    EXPECT_EQ(row.size(), columns) << line;
    rows.push_back(row);
  }
  EXPECT_FALSE(rows.empty());
  return rows;
}

}  // namespace vangnet::testing
