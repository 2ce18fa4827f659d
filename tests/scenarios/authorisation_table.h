// Reads the tables beside it: words in columns, `#` begins a comment.
#ifndef VANGNET_TESTS_SCENARIOS_AUTHORISATION_TABLE_H_
#define VANGNET_TESTS_SCENARIOS_AUTHORISATION_TABLE_H_

#include <string>
#include <vector>

namespace vangnet::testing {

// The rows of a file in tests/scenarios. Each has `columns` words, or the test fails.
std::vector<std::vector<std::string>> ReadTable(const std::string& name, std::size_t columns);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_AUTHORISATION_TABLE_H_
