// deploy/organisation/organisation.textproto, which every new organisation begins with.
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "proto/contract/bundle_checks.h"
#include "proto/contract/deadline_rules.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::bundle::v1 {
namespace {

Bundle ReadOrganisation() {
  std::ifstream file("deploy/organisation/organisation.textproto");
  std::ostringstream text;
  text << file.rdbuf();
  Bundle bundle;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text.str(), &bundle));
  return bundle;
}

std::map<std::string, Question> QuestionsOf(const Bundle& bundle) {
  std::map<std::string, Question> questions;
  for (const Form& form : bundle.forms()) {
    for (const Question& question : form.questions()) questions[question.code()] = question;
  }
  return questions;
}

TEST(OrganisationFileTest, KeepsTheRulesOfABundle) {
  const Bundle bundle = ReadOrganisation();
  EXPECT_TRUE(contract::CheckForms(bundle).ok()) << contract::CheckForms(bundle);
  EXPECT_TRUE(contract::CheckTelephoneNumbers(bundle).ok());
  EXPECT_TRUE(contract::CheckPolicies(bundle).ok());
}

TEST(OrganisationFileTest, NamesNobodyAndHoldsNoKey) {
  const Bundle bundle = ReadOrganisation();
  EXPECT_TRUE(bundle.organisation_id().empty());
  EXPECT_TRUE(bundle.staff().empty());
  EXPECT_TRUE(bundle.log_keys().empty());
  EXPECT_FALSE(bundle.has_signers());
  EXPECT_FALSE(bundle.has_public_endpoint());
}

TEST(OrganisationFileTest, FiveAnswersAreEnoughAndComeFirst) {
  std::vector<std::string> required;
  const Bundle bundle = ReadOrganisation();
  for (const Form& form : bundle.forms()) {
    for (int i = 0; i < form.questions_size(); ++i) {
      if (!form.questions(i).required()) continue;
      EXPECT_EQ(form.category(), record::v1::CATEGORY_UNSPECIFIED);
      EXPECT_EQ(i, static_cast<int>(required.size())) << form.questions(i).code();
      required.push_back(form.questions(i).code());
    }
  }
  EXPECT_EQ(required, (std::vector<std::string>{"danger", "topic", "role", "contact", "consent"}));
}

// A code that is gone or renamed would make a rule of the clients hold no more, in silence.
TEST(OrganisationFileTest, HasTheCodesThatRulesRead) {
  const std::map<std::string, std::set<std::string>> read = {
      {"danger", {"yes", "no", "not-sure"}},
      {"topic", {"intimidation", "integrity", "crisis", "not-sure"}},
      {"role", {"water-authority-executive", "island-commissioner"}},
      {"consent", {"with-health", "without-health"}},
      {"area", {"bonaire", "sint-eustatius", "saba"}},
      {"language", {"dutch", "english", "papiamentu", "other"}},
      {"organisation", {}},
      {"parties", {}},
      {"must-not-see", {}},
      {"impact-safety", {}},
      {"impact-health", {}},
      {"impact-family", {}},
      {"impact-work", {}},
      {"what-happened",
       {"threat", "intimidation", "stalking", "physical-violence", "criminal-damage", "doxing",
        "blackmail", "home-visit"}},
      {"where", {"home"}},
      {"pattern", {"repeated", "escalating", "ongoing"}},
      {"concrete", {"means-time-place", "knows-home", "weapon", "incites-others"}},
      {"position", {"dilemma", "inappropriate-conduct"}},
      {"phase", {"closed"}},
      {"next-deadline", {}},
      {"next-deadline-for", {"debate", "publication"}},
      {"when", {}},
      {"crisis-kind", {"overload", "after-office"}}};
  const std::map<std::string, Question> questions = QuestionsOf(ReadOrganisation());
  for (const auto& [code, options] : read) {
    ASSERT_TRUE(questions.contains(code)) << code;
    std::set<std::string> there;
    for (const Option& option : questions.at(code).options()) there.insert(option.code());
    for (const std::string& option : options) {
      EXPECT_TRUE(there.contains(option)) << code << ": " << option;
    }
  }
}

TEST(OrganisationFileTest, AWaterAuthorityIsNotAskedAboutAMotionOfNoConfidence) {
  const Question kinds = QuestionsOf(ReadOrganisation())["crisis-kind"];
  std::vector<std::string> hidden;
  for (const Option& option : kinds.options()) {
    if (option.code() != "no-confidence-motion") continue;
    hidden.assign(option.hidden_for_roles().begin(), option.hidden_for_roles().end());
  }
  EXPECT_EQ(hidden, (std::vector<std::string>{"water-authority-executive"}));
}

TEST(OrganisationFileTest, AsksForTheDefaultDeadlines) {
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      ReadOrganisation().deadlines(), contract::DefaultDeadlinePolicy()));
}

}  // namespace
}  // namespace vangnet::bundle::v1
