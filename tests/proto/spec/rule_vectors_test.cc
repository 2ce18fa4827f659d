// proto/vectors/draw.json, organisation_code.json and deadline.json: computed by another
// program from SPEC.md, so that two readings of the page agree.
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/deadline_rules.h"
#include "proto/contract/routing_rules.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::contract {
namespace {

using testing::LoadVectors;
using testing::Sample;

std::vector<std::uint64_t> NumbersOf(const std::string& bytes) {
  std::vector<std::uint64_t> numbers(bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    numbers[i / 8] = numbers[i / 8] << 8 | static_cast<std::uint8_t>(bytes[i]);
  }
  return numbers;
}

TEST(RuleVectorsTest, TheSameNumbersDrawTheSameCandidate) {
  const std::vector<Sample> samples = LoadVectors("draw.json").List("samples");
  ASSERT_FALSE(samples.empty());
  for (const Sample& sample : samples) {
    std::vector<Candidate> candidates;
    for (const Sample& given : sample.List("candidates")) {
      Candidate candidate;
      candidate.principal.mutable_data()[0] = static_cast<std::uint8_t>(candidates.size() + 1);
      candidate.weight = static_cast<std::uint32_t>(given.Number("weight"));
      candidates.push_back(candidate);
    }
    const std::vector<std::uint64_t> numbers = NumbersOf(sample.Bytes("random"));
    std::size_t used = 0;
    const auto drawn = Draw(candidates, [&] { return numbers.at(used++); });
    ASSERT_TRUE(drawn.ok()) << drawn.status();
    EXPECT_EQ(drawn->principal.data()[0], sample.Number("drawn") + 1) << sample.Text("random");
    EXPECT_EQ(used, sample.Number("used")) << sample.Text("random");
  }
}

TEST(RuleVectorsTest, WhatWasTypedGivesItsOrganisationCode) {
  const std::vector<Sample> samples = LoadVectors("organisation_code.json").List("samples");
  ASSERT_FALSE(samples.empty());
  for (const Sample& sample : samples) {
    EXPECT_EQ(OrganisationCode(sample.Text("typed")), sample.Text("code")) << sample.Text("typed");
  }
}

TEST(RuleVectorsTest, DeadlinesRunInTheReportersCalendar) {
  const std::vector<Sample> samples = LoadVectors("deadline.json").List("samples");
  ASSERT_FALSE(samples.empty());
  for (const Sample& sample : samples) {
    const bool ast = sample.Text("calendar") == "ast";
    const absl::Time start =
        absl::FromUnixSeconds(static_cast<std::int64_t>(sample.Number("start")));
    EXPECT_EQ(AcknowledgeBy(DefaultDeadlinePolicy(),
                            static_cast<record::v1::Urgency>(sample.Number("urgency")),
                            ast ? record::v1::CALENDAR_AST : record::v1::CALENDAR_AMSTERDAM, start),
              sample.Number("acknowledge_by"))
        << "urgency " << sample.Number("urgency") << ", " << sample.Text("calendar") << ", "
        << sample.Text("local_start");
  }
}

}  // namespace
}  // namespace vangnet::contract
