#include "clients/cli/duty_list.h"

#include <gtest/gtest.h>

#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"

namespace vangnet::cli {
namespace {

constexpr char kGerda[] =
    R"({"person":"gerda","start":"2026-11-23T18:00Z","end":"2026-11-24T18:00Z"})";
constexpr char kHakim[] =
    R"({"person":"hakim","start":"2026-11-22T18:00Z","end":"2026-11-23T18:00Z"})";

class DutyListTest : public ::testing::Test {
 protected:
  std::string ReasonFor(const std::string& text) {
    return contract::ReasonOf(ParseDutyList(text, sample_.bundle()).status());
  }
  SampleOrganisation sample_;
};

TEST_F(DutyListTest, PeriodsComeSorted) {
  const auto periods =
      ParseDutyList("[" + std::string(kGerda) + "," + kHakim + "]", sample_.bundle());
  ASSERT_TRUE(periods.ok()) << periods.status();
  ASSERT_EQ(periods->size(), 2u);
  EXPECT_EQ((*periods)[0].principal(), sample_.principal("hakim").view());
  EXPECT_EQ((*periods)[1].end_time() - (*periods)[1].start_time(), 24u * 3600);
}

TEST_F(DutyListTest, WhatIsNoListIsRefused) {
  EXPECT_EQ(ReasonFor("[" + std::string(kGerda)), session::client_reason::kBadFile);
  EXPECT_EQ(ReasonFor(kGerda), session::client_reason::kUsage);
}

TEST_F(DutyListTest, TheFirstWrongPeriodIsNamedByItsNumberAlone) {
  for (const char* wrong :
       {R"({"person":"nobody","start":"2026-11-23T18:00Z","end":"2026-11-24T18:00Z"})",
        R"({"person":"gerda","start":"2026-11-25","end":"2026-11-24"})",
        R"({"person":"gerda","start":"soon","end":"2026-11-24"})",
        R"({"person":"gerda","start":"2026-11-23"})", R"("gerda")",
        R"({"person":"gerda","start":"2026-11-23","end":"2026-11-24","until":"2026-11-30"})"}) {
    const std::string text = "[" + std::string(kHakim) + "," + wrong + "]";
    const auto periods = ParseDutyList(text, sample_.bundle());
    EXPECT_EQ(ReasonFor(text), session::client_reason::kBadFile) << wrong;
    EXPECT_NE(std::string(periods.status().message()).find("Period 2"), std::string::npos) << wrong;
    EXPECT_EQ(std::string(periods.status().message()).find("nobody"), std::string::npos);
  }
}

}  // namespace
}  // namespace vangnet::cli
