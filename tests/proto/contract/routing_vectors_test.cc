// proto/vectors/routing.json: computed from SPEC.md section 5 by a program apart from
// this tree, so that two readings of the page agree.
#include <map>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/limits.h"
#include "proto/contract/routing_rules.h"
#include "tests/clients/sealing/vector_file.h"
#include "tests/proto/contract/refusal.h"

namespace vangnet::contract {
namespace {

using testing::FromHex;
using testing::LoadVectors;
using testing::Sample;

PrincipalId Principal(const std::string& hex) { return *PrincipalId::Parse(FromHex(hex)); }

std::vector<PrincipalId> Principals(const std::vector<std::string>& texts) {
  std::vector<PrincipalId> principals;
  for (const std::string& text : texts) principals.push_back(Principal(text));
  return principals;
}

std::string BytesOf(const std::optional<PrincipalId>& principal) {
  return principal.has_value() ? principal->ToBytes() : "";
}

RoutingRequest RequestOf(const Sample& sample) {
  RoutingRequest request;
  request.category = static_cast<record::v1::Category>(sample.Number("category"));
  request.urgency = static_cast<record::v1::Urgency>(sample.Number("urgency"));
  request.language = static_cast<record::v1::Language>(sample.Number("language"));
  for (const std::string& typed : sample.Texts("organisations")) {
    request.organisation_codes.insert(OrganisationCode(typed));
  }
  for (const PrincipalId& excluded : Principals(sample.Texts("excluded"))) {
    request.excluded.insert(excluded);
  }
  request.needs_conduct = sample.Flag("needs_conduct");
  request.needs_water_authority = sample.Flag("needs_water_authority");
  request.needs_islands = sample.Flag("needs_islands");
  request.now = sample.Number("now");
  return request;
}

const char* NameOf(FallenBy rule) {
  switch (rule) {
    case FallenBy::kExcluded:
      return "excluded";
    case FallenBy::kConflict:
      return "conflict";
    case FallenBy::kRole:
      return "role";
    case FallenBy::kCompetence:
      return "competence";
    case FallenBy::kLanguage:
      return "language";
    case FallenBy::kAway:
      return "away";
  }
  return "";
}

void ExpectList(const CandidateList& list, const std::vector<Sample>& candidates,
                const std::vector<Sample>& fallen) {
  ASSERT_EQ(list.candidates.size(), candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    EXPECT_EQ(list.candidates[i].principal.ToBytes(), candidates[i].Bytes("principal"));
    EXPECT_EQ(list.candidates[i].weight, candidates[i].Number("weight"));
  }
  ASSERT_EQ(list.fallen.size(), fallen.size());
  for (std::size_t i = 0; i < fallen.size(); ++i) {
    EXPECT_EQ(list.fallen[i].principal.ToBytes(), fallen[i].Bytes("principal"));
    EXPECT_EQ(NameOf(list.fallen[i].rule), fallen[i].Text("rule"));
  }
}

// The numbers of a sample; one too many ends the draw with what cannot be right.
class Numbers {
 public:
  explicit Numbers(const std::string& bytes) : bytes_(bytes) {}
  std::uint64_t Next() {
    std::uint64_t number = 0;
    EXPECT_LE((used_ + 1) * 8, bytes_.size());
    for (std::size_t i = used_ * 8; i < (used_ + 1) * 8 && i < bytes_.size(); ++i) {
      number = number << 8 | static_cast<std::uint8_t>(bytes_[i]);
    }
    ++used_;
    return number;
  }
  std::size_t used() const { return used_; }

 private:
  const std::string bytes_;
  std::size_t used_ = 0;
};

class RoutingVectorsTest : public ::testing::Test {
 protected:
  const Sample file_ = LoadVectors("routing.json");
  const bundle::v1::Bundle bundle_ =
      *ParseCanonicalAs<bundle::v1::Bundle>(file_.Bytes("bundle"), limit::kBundle);
  const bundle::v1::Availability availability_ =
      *ParseCanonicalAs<bundle::v1::Availability>(file_.Bytes("availability"), limit::kBundle);
};

TEST_F(RoutingVectorsTest, TheSameReportGoesToTheSamePersons) {
  const std::vector<Sample> samples = file_.List("samples");
  ASSERT_FALSE(samples.empty());
  for (const Sample& sample : samples) {
    SCOPED_TRACE(sample.Text("name"));
    const RoutingRequest request = RequestOf(sample.Object("request"));
    ExpectList(LeadCandidates(bundle_, availability_, request), sample.List("lead_candidates"),
               sample.List("lead_fallen"));
    ExpectList(ReserveCandidates(bundle_, availability_, request),
               sample.List("reserve_candidates"), sample.List("reserve_fallen"));
    Numbers numbers(sample.Bytes("random"));
    const absl::StatusOr<Routing> routing =
        DrawRouting(bundle_, availability_, request, [&] { return numbers.Next(); });
    EXPECT_EQ(ClassOf(routing.status()), sample.Text("outcome"));
    EXPECT_EQ(numbers.used(), sample.Number("used"));
    if (!routing.ok()) continue;
    EXPECT_EQ(routing->lead.ToBytes(), sample.Bytes("lead"));
    EXPECT_EQ(BytesOf(routing->deputy), sample.Bytes("deputy"));
    EXPECT_EQ(BytesOf(routing->reserve), sample.Bytes("reserve"));
    EXPECT_EQ(routing->duty, Principals(sample.Texts("duty")));
    EXPECT_EQ(routing->coordinators, Principals(sample.Texts("coordinators")));
  }
}

TEST_F(RoutingVectorsTest, TheServerChecksTheSameOfAFiling) {
  const std::vector<Sample> checks = file_.List("checks");
  ASSERT_FALSE(checks.empty());
  for (const Sample& check : checks) {
    const auto filing =
        ParseCanonicalAs<record::v1::FilingAct>(check.Bytes("filing"), limit::kRecordHeader);
    ASSERT_THAT(filing, IsOk());
    std::set<PrincipalId> away;
    for (const PrincipalId& principal : Principals(check.Texts("away"))) away.insert(principal);
    EXPECT_EQ(ClassOf(CheckFilingPersons(bundle_, away, *filing)), check.Text("outcome"))
        << check.Text("name");
  }
}

}  // namespace
}  // namespace vangnet::contract
