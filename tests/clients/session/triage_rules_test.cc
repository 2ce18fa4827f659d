#include "clients/session/triage_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace vangnet::session {
namespace {

using record::v1::Urgency;
using ::testing::Contains;
using ::testing::ElementsAre;

const absl::Time kTriageTime = absl::FromUnixSeconds(1790000000);

// Answers as the forms give them.
class Report {
 public:
  Report() { Choose("danger", {"no"}); }
  Report& Choose(const std::string& question, const std::vector<std::string>& options) {
    content::v1::Answer& answer = answers_[question];
    answer.set_question(question);
    answer.clear_options();
    for (const std::string& option : options) answer.add_options(option);
    return *this;
  }
  Report& Scale(const std::string& question, std::uint32_t value) {
    answers_[question].set_scale_plus_one(value + 1);
    return *this;
  }
  Report& At(const std::string& question, absl::Duration from_now) {
    answers_[question].set_time(
        static_cast<std::uint64_t>(absl::ToUnixSeconds(kTriageTime + from_now)));
    return *this;
  }
  Urgency Level() const { return TriageOf(answers_, kTriageTime).urgency; }
  Triage Result() const { return TriageOf(answers_, kTriageTime); }

 private:
  Answers answers_;
};

TEST(TriageRulesTest, NothingSpecialIsNormal) {
  const Triage triage = Report().Choose("topic", {"crisis"}).Result();
  EXPECT_EQ(triage.urgency, record::v1::URGENCY_NORMAL);
  EXPECT_THAT(triage.rules, ElementsAre("default"));
}

TEST(TriageRulesTest, DangerNowIsUrgent) {
  EXPECT_EQ(Report().Choose("danger", {"yes"}).Level(), record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, AConcreteThreatIsUrgentAndAThreatAloneIsHigh) {
  Report report;
  report.Choose("what-happened", {"threat"});
  EXPECT_EQ(report.Level(), record::v1::URGENCY_HIGH);
  EXPECT_EQ(report.Choose("concrete", {"weapon"}).Level(), record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, AKnownAddressIsUrgentWithAThreatAndHighWithAnInsult) {
  EXPECT_EQ(Report().Choose("what-happened", {"insult"}).Choose("concrete", {"knows-home"}).Level(),
            record::v1::URGENCY_HIGH);
  EXPECT_EQ(
      Report().Choose("what-happened", {"stalking"}).Choose("concrete", {"knows-home"}).Level(),
      record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, AStalkerAtHomeIsUrgentAndOneOnlineIsNot) {
  Report report;
  report.Choose("what-happened", {"stalking"}).Choose("where", {"online"});
  EXPECT_EQ(report.Level(), record::v1::URGENCY_NORMAL);
  EXPECT_EQ(report.Choose("where", {"home"}).Level(), record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, DoxingThatSpreadsIsUrgent) {
  Report report;
  report.Choose("what-happened", {"doxing"});
  EXPECT_EQ(report.Level(), record::v1::URGENCY_NORMAL);
  EXPECT_EQ(report.Choose("pattern", {"ongoing"}).Level(), record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, ADebateWithinADayIsUrgentOnlyForWhoIsOverwhelmed) {
  Report report;
  report.Choose("topic", {"crisis"}).At("when", absl::Hours(20));
  EXPECT_EQ(report.Level(), record::v1::URGENCY_HIGH);
  EXPECT_EQ(report.Scale("impact-family", 8).Level(), record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, AHearingWithinThreeDaysIsHighAndALaterOneIsNot) {
  Report report;
  report.Choose("position", {"accused"}).At("next-deadline", absl::Hours(73));
  EXPECT_EQ(report.Level(), record::v1::URGENCY_NORMAL);
  EXPECT_EQ(report.At("next-deadline", absl::Hours(72)).Level(), record::v1::URGENCY_HIGH);
}

TEST(TriageRulesTest, ADateThatHasPassedDoesNotHurry) {
  EXPECT_EQ(Report().Choose("topic", {"crisis"}).At("when", -absl::Hours(1)).Level(),
            record::v1::URGENCY_NORMAL);
}

// 21 September 2026, 16:13 in the Netherlands and 10:13 on Bonaire.
TEST(TriageRulesTest, ADayWithoutATimeHurriesUntilItEnds) {
  const absl::Time midnight = absl::FromUnixSeconds(1789941600);
  const absl::Duration since = midnight - kTriageTime;
  Report report;
  report.Choose("topic", {"crisis"}).At("when", since);
  EXPECT_EQ(report.Level(), record::v1::URGENCY_HIGH) << "today";
  EXPECT_EQ(report.At("when", since + absl::Minutes(1)).Level(), record::v1::URGENCY_NORMAL)
      << "a minute past midnight is a time";
  EXPECT_EQ(report.At("when", since - absl::Hours(24)).Level(), record::v1::URGENCY_NORMAL)
      << "yesterday";
  EXPECT_EQ(report.Choose("area", {"bonaire"}).At("when", since).Level(),
            record::v1::URGENCY_NORMAL)
      << "on Bonaire that was six in the evening";
  EXPECT_EQ(report.At("when", since + absl::Hours(6)).Level(), record::v1::URGENCY_HIGH)
      << "today on Bonaire";
}

TEST(TriageRulesTest, AnImpactOfEightIsHighAndSevenIsNot) {
  EXPECT_EQ(Report().Scale("impact-safety", 7).Level(), record::v1::URGENCY_NORMAL);
  EXPECT_EQ(Report().Scale("impact-safety", 8).Level(), record::v1::URGENCY_HIGH);
}

TEST(TriageRulesTest, RepeatedIsHigh) {
  EXPECT_EQ(Report().Choose("pattern", {"repeated"}).Level(), record::v1::URGENCY_HIGH);
  EXPECT_EQ(Report().Choose("pattern", {"once"}).Level(), record::v1::URGENCY_NORMAL);
}

TEST(TriageRulesTest, ADilemmaIsLowUnlessThereIsADate) {
  Report report;
  report.Choose("position", {"dilemma"});
  EXPECT_EQ(report.Level(), record::v1::URGENCY_LOW);
  EXPECT_EQ(report.At("next-deadline", absl::Hours(24 * 30)).Level(), record::v1::URGENCY_NORMAL);
}

TEST(TriageRulesTest, AHigherRuleBeatsALowerOne) {
  const Triage triage = Report().Choose("position", {"dilemma"}).Scale("impact-work", 9).Result();
  EXPECT_EQ(triage.urgency, record::v1::URGENCY_HIGH);
  EXPECT_THAT(triage.rules, ElementsAre("impact-high"));
}

TEST(TriageRulesTest, NotSureCountsOneLevelUpOnceAndNotAboveUrgent) {
  EXPECT_EQ(Report().Choose("danger", {"not-sure"}).Level(), record::v1::URGENCY_HIGH);
  EXPECT_EQ(Report().Choose("danger", {"not-sure"}).Choose("topic", {"not-sure"}).Level(),
            record::v1::URGENCY_HIGH);
  EXPECT_EQ(Report().Choose("topic", {"not-sure"}).Choose("concrete", {"weapon"}).Level(),
            record::v1::URGENCY_URGENT);
}

TEST(TriageRulesTest, TheOwnWishRaisesAndNeverLowers) {
  const Triage normal = Report().Result();
  EXPECT_EQ(RaisedTo(normal, record::v1::URGENCY_URGENT).urgency, record::v1::URGENCY_URGENT);
  EXPECT_THAT(RaisedTo(normal, record::v1::URGENCY_HIGH).rules, Contains("own-wish"));
  EXPECT_EQ(RaisedTo(normal, record::v1::URGENCY_LOW).urgency, record::v1::URGENCY_NORMAL);
  EXPECT_EQ(RaisedTo(normal, record::v1::URGENCY_UNSPECIFIED).urgency, record::v1::URGENCY_NORMAL);
}

TEST(TriageRulesTest, EveryRuleHasWordsOfItsOwn) {
  std::set<std::string> seen;
  for (const std::string& rule : AllTriageRules()) {
    EXPECT_TRUE(seen.insert(WordsForRule(rule).nl).second) << rule;
    EXPECT_TRUE(seen.insert(WordsForRule(rule).en).second) << rule;
  }
}

}  // namespace
}  // namespace vangnet::session
