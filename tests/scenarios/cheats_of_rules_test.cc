// Holds cheats_of_rules.table against SPEC.md and against the cheats: no rule without a cheat
// or a reason, no cheat without a rule. Of rules in running text it cannot tell that they are
// missing in the table: whoever writes one in SPEC.md adds it there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "tests/scenarios/cheats.h"
#include "tests/support/child_process.h"

namespace vangnet::testing {
namespace {

std::filesystem::path FolderOfAll() { return VANGNET_SOURCE_ROOT; }

struct Rule {
  int section = 0;
  std::string words;
  std::vector<std::string> cheats;
  std::string reason;  // Why there is no cheat.
  std::string test;    // Which shows it otherwise.
};

std::string Joined(const std::string& text) {
  std::istringstream words(text);
  std::string joined;
  for (std::string word; words >> word; joined += word) {
    if (!joined.empty()) joined.push_back(' ');
  }
  return joined;
}

// A line below a rule: its first word says what it is.
void AddTo(Rule& rule, const std::string& line) {
  std::istringstream words(line);
  std::string what;
  words >> what;
  const std::string rest = Joined(line).substr(what.size());
  if (what == "by") {
    for (std::string cheat; words >> cheat;) rule.cheats.push_back(cheat);
  } else if (what == "not" && rest.size() > 1) {
    rule.reason = rest.substr(1);
  } else if (what == "see" && rest.size() > 1) {
    rule.test = rest.substr(1);
  } else {
    ADD_FAILURE() << "not understood: " << line;
  }
}

std::vector<Rule> ReadRules() {
  std::vector<Rule> rules;
  std::istringstream file(ReadFile(VANGNET_SOURCE_ROOT "/tests/scenarios/cheats_of_rules.table"));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == ' ' && !rules.empty()) {
      AddTo(rules.back(), line);
      continue;
    }
    const std::size_t bar = line.find(" | ");
    Rule rule;
    std::istringstream(line) >> rule.section;
    if (bar == std::string::npos || rule.section == 0) {
      ADD_FAILURE() << "not understood: " << line;
      continue;
    }
    rule.words = Joined(line.substr(bar + 3));
    rules.push_back(rule);
  }
  EXPECT_GE(rules.size(), 100u);
  return rules;
}

// SPEC.md by number of section, with single spaces.
std::map<int, std::string> SectionsOfSpec() {
  std::map<int, std::string> sections;
  std::istringstream file(ReadFile(VANGNET_SOURCE_ROOT "/proto/SPEC.md"));
  int section = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("## ", 0) == 0) std::istringstream(line.substr(3)) >> section;
    sections[section].append(line).append("\n");
  }
  for (auto& [number, text] : sections) text = Joined(text);
  return sections;
}

bool IsRowOfATable(const std::string& line) {
  if (line.rfind("| ", 0) != 0) return false;
  for (const char* const heading : {"| Kind |", "| When |", "| Rule |", "| Level |"}) {
    if (line.rfind(heading, 0) == 0) return false;
  }
  return true;
}

// Rows of tables in sections 5, 6 and 7, items of the numbered list in section 4.
std::vector<std::pair<int, std::string>> RowsAndItemsOfSpec() {
  std::vector<std::pair<int, std::string>> found;
  std::istringstream file(ReadFile(VANGNET_SOURCE_ROOT "/proto/SPEC.md"));
  int section = 0;
  bool in_item = false;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("## ", 0) == 0) std::istringstream(line.substr(3)) >> section;
    const bool begins = section == 4 && line.size() > 3 && line.substr(1, 2) == ". ";
    in_item = begins || (in_item && !line.empty());
    if (begins) {
      found.emplace_back(section, line.substr(3));
    } else if (in_item) {
      found.back().second += line;
    } else if (section >= 5 && section <= 7 && IsRowOfATable(line)) {
      found.emplace_back(section, line);
    }
  }
  for (auto& [number, text] : found) text = Joined(text);
  return found;
}

std::map<std::string, int> SectionOfEachCheat() {
  std::map<std::string, int> sections;
  for (const CheatRow& row : AllCheats()) {
    EXPECT_TRUE(sections.emplace(row.name, row.section).second) << row.name << " twice";
  }
  return sections;
}

TEST(CheatsOfRulesTest, EachRuleStandsInTheSpecification) {
  std::map<int, std::string> spec = SectionsOfSpec();
  for (const Rule& rule : ReadRules()) {
    EXPECT_GE(rule.words.size(), 15u) << rule.words << ": too little to find it by";
    EXPECT_NE(spec[rule.section].find(rule.words), std::string::npos)
        << "not in section " << rule.section << ": " << rule.words;
  }
}

TEST(CheatsOfRulesTest, EachRuleIsBrokenByACheatOrSaysWhyNot) {
  const std::map<std::string, int> cheats = SectionOfEachCheat();
  for (const Rule& rule : ReadRules()) {
    EXPECT_NE(rule.cheats.empty(), rule.reason.empty())
        << rule.words << ": either cheats or a reason";
    EXPECT_TRUE(rule.test.empty() || !rule.reason.empty()) << rule.words << ": a test, and why?";
    EXPECT_TRUE(rule.test.empty() || std::filesystem::exists(FolderOfAll() / rule.test))
        << rule.test;
    for (const std::string& cheat : rule.cheats) {
      EXPECT_TRUE(cheats.contains(cheat)) << cheat << ": no such cheat";
    }
  }
}

TEST(CheatsOfRulesTest, EachCheatBreaksARuleOfItsSection) {
  std::map<std::string, std::set<int>> broken;
  for (const Rule& rule : ReadRules()) {
    for (const std::string& cheat : rule.cheats) broken[cheat].insert(rule.section);
  }
  for (const auto& [cheat, section] : SectionOfEachCheat()) {
    EXPECT_TRUE(broken[cheat].contains(section)) << cheat << ": which rule of " << section << "?";
  }
}

TEST(CheatsOfRulesTest, EachRowAndItemOfTheSpecificationIsARule) {
  const std::vector<Rule> rules = ReadRules();
  const auto found = RowsAndItemsOfSpec();
  EXPECT_EQ(found.size(), 7u + 6u + 4u + 10u + 5u + 10u);
  for (const auto& [section, text] : found) {
    const bool is_rule = std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
      return rule.section == section && text.find(rule.words) != std::string::npos;
    });
    EXPECT_TRUE(is_rule) << "section " << section << ": " << text;
  }
}

TEST(CheatsOfRulesTest, NoRuleStandsThereTwice) {
  std::set<std::pair<int, std::string>> known;
  for (const Rule& rule : ReadRules()) {
    EXPECT_TRUE(known.emplace(rule.section, rule.words).second) << rule.words;
  }
}

}  // namespace
}  // namespace vangnet::testing
