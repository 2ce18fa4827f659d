// Who falls away by which rule, who is on duty, who coordinates, and what the server
// checks. The draw: routing_draw_test.cc.
#include "proto/contract/routing_rules.h"

#include <map>

#include "gtest/gtest.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_bundle.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Availability;
using bundle::v1::Bundle;
using bundle::v1::Staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr std::uint64_t kNow = 1'767'300'000;

// B, C, D are trusted persons, S and T the support team (sample_bundle.cc says who can
// what), X and Y coordinators. All take cases and carry a normal load.
class RoutingRulesTest : public ::testing::Test {
 protected:
  RoutingRulesTest() {
    for (const char letter : {'B', 'C', 'D', 'S', 'T'}) SetAvailable(letter, true);
    request_.category = record::v1::CATEGORY_INTIMIDATION;
    request_.urgency = record::v1::URGENCY_NORMAL;
    request_.language = record::v1::LANGUAGE_DUTCH;
    request_.now = kNow;
  }

  void SetAvailable(char letter, bool taking_cases) {
    bundle::v1::PersonAvailability& person = *availability_.add_persons();
    person.set_principal(Who(letter).ToBytes());
    person.set_taking_cases(taking_cases);
    person.set_load(bundle::v1::LOAD_NORMAL);
  }
  Staff& StaffOf(char letter) {
    for (Staff& staff : *bundle_.mutable_staff()) {
      if (staff.principal() == Who(letter).view()) return staff;
    }
    ADD_FAILURE() << "nobody is " << letter;
    return *bundle_.mutable_staff(0);
  }
  std::string Leads() const { return CandidateLetters(LeadList()); }
  std::string Reserves() const {
    return CandidateLetters(ReserveCandidates(bundle_, availability_, request_));
  }
  CandidateList LeadList() const { return LeadCandidates(bundle_, availability_, request_); }
  std::map<char, FallenBy> Fallen() const {
    std::map<char, FallenBy> fallen;
    for (const auto& one : LeadList().fallen) fallen[LetterOf(one.principal)] = one.rule;
    return fallen;
  }
  static std::string CandidateLetters(const CandidateList& list) {
    std::vector<PrincipalId> principals;
    for (const Candidate& candidate : list.candidates) principals.push_back(candidate.principal);
    return Letters(principals);
  }
  void AddDuty(char letter, std::uint64_t start, std::uint64_t end) {
    bundle::v1::DutyPeriod& period = *availability_.add_duty();
    period.set_principal(Who(letter).ToBytes());
    period.set_start_time(start);
    period.set_end_time(end);
  }
  std::string Duty() const { return Letters(DutyOfficers(bundle_, availability_, request_)); }

  Bundle bundle_ = SampleBundle();
  Availability availability_;
  RoutingRequest request_;
};

TEST_F(RoutingRulesTest, LeadsAreTrustedPersonsAndReservesTheSupportTeam) {
  EXPECT_EQ(Leads(), "BC");
  EXPECT_EQ(Reserves(), "ST");
  EXPECT_THAT(Fallen(),
              UnorderedElementsAre(Pair('D', FallenBy::kCompetence), Pair('S', FallenBy::kRole),
                                   Pair('T', FallenBy::kRole)))
      << "coordinators and administrators are not spoken of";
}

TEST_F(RoutingRulesTest, WhoHoldsBothRolesIsInBothLists) {
  StaffOf('B').add_roles(policy::v1::ROLE_SUPPORT_TEAM);
  EXPECT_EQ(Leads(), "BC");
  EXPECT_EQ(Reserves(), "BST");
}

TEST_F(RoutingRulesTest, AnExcludedPersonFallsAwayBeforeAnyOtherRule) {
  request_.excluded = {Who('B'), Who('S')};
  EXPECT_EQ(Leads(), "C");
  EXPECT_EQ(Reserves(), "T");
  EXPECT_EQ(Fallen().at('B'), FallenBy::kExcluded);
  EXPECT_EQ(Fallen().at('S'), FallenBy::kExcluded);
}

TEST_F(RoutingRulesTest, ADeclaredConflictWithATypedOrganisationFallsAway) {
  StaffOf('B').add_conflict_codes("sudwest-fryslan");
  EXPECT_EQ(Leads(), "BC");
  request_.organisation_codes = {
      OrganisationCode("Gemeente S\xc3\xba"
                       "dwest-Frysl\xc3\xa2n")};
  EXPECT_EQ(Leads(), "C");
  EXPECT_EQ(Fallen().at('B'), FallenBy::kConflict);
  request_.organisation_codes = {"elsewhere"};
  EXPECT_EQ(Leads(), "BC");
}

TEST_F(RoutingRulesTest, TheCategoryAsksForItsCompetence) {
  request_.category = record::v1::CATEGORY_INTEGRITY;
  EXPECT_EQ(Leads(), "BD");
  request_.category = record::v1::CATEGORY_CRISIS;
  EXPECT_EQ(Leads(), "B");
  request_.category = record::v1::CATEGORY_UNSPECIFIED;
  EXPECT_EQ(Leads(), "") << "fails closed";
}

TEST_F(RoutingRulesTest, ForNotSureAnyOfTheThreeCompetencesWillDo) {
  request_.category = record::v1::CATEGORY_NOT_SURE;
  EXPECT_EQ(Leads(), "BCD");
  StaffOf('C').clear_competences();
  StaffOf('C').add_competences(bundle::v1::COMPETENCE_ISLANDS);
  EXPECT_EQ(Leads(), "BD");
}

TEST_F(RoutingRulesTest, FurtherCompetencesAreAskedOnTop) {
  request_.needs_islands = true;
  EXPECT_EQ(Leads(), "C");
  request_.needs_islands = false;
  request_.needs_water_authority = true;
  EXPECT_EQ(Leads(), "");
  StaffOf('B').add_competences(bundle::v1::COMPETENCE_WATER_AUTHORITY);
  EXPECT_EQ(Leads(), "B");
  request_.needs_water_authority = false;
  request_.needs_conduct = true;
  EXPECT_EQ(Leads(), "");
  request_.category = record::v1::CATEGORY_INTEGRITY;
  EXPECT_EQ(Leads(), "D");
}

TEST_F(RoutingRulesTest, TheLanguageIsRequiredButForOther) {
  request_.language = record::v1::LANGUAGE_ENGLISH;
  EXPECT_EQ(Leads(), "B");
  EXPECT_EQ(Reserves(), "S");
  EXPECT_EQ(Fallen().at('C'), FallenBy::kLanguage);
  request_.language = record::v1::LANGUAGE_PAPIAMENTU;
  EXPECT_EQ(Leads(), "");
  request_.language = record::v1::LANGUAGE_OTHER;
  EXPECT_EQ(Leads(), "BC");
}

TEST_F(RoutingRulesTest, WhoIsAwayOrUnknownToTheListFallsAway) {
  availability_.mutable_persons(0)->set_taking_cases(false);
  EXPECT_EQ(Leads(), "C");
  EXPECT_EQ(Fallen().at('B'), FallenBy::kAway);
  availability_.clear_persons();
  EXPECT_EQ(Leads(), "");
}

TEST_F(RoutingRulesTest, TheWeightIsThatOfTheLoadBand) {
  availability_.mutable_persons(0)->set_load(bundle::v1::LOAD_FREE);
  availability_.mutable_persons(1)->set_load(bundle::v1::LOAD_FULL);
  const CandidateList list = LeadList();
  ASSERT_EQ(list.candidates.size(), 2u);
  EXPECT_EQ(list.candidates[0].weight, bundle_.routing().free_weight());
  EXPECT_EQ(list.candidates[1].weight, bundle_.routing().full_weight()) << "never a refusal";
  availability_.mutable_persons(0)->clear_load();
  EXPECT_EQ(LeadList().candidates[0].weight, bundle_.routing().full_weight());
}

TEST_F(RoutingRulesTest, DutyOfficersJoinForLevelsOneAndTwoAndForACrisis) {
  AddDuty('S', kNow - 100, kNow + 100);
  EXPECT_EQ(Duty(), "");
  request_.urgency = record::v1::URGENCY_HIGH;
  EXPECT_EQ(Duty(), "S");
  request_.urgency = record::v1::URGENCY_URGENT;
  EXPECT_EQ(Duty(), "S");
  request_.urgency = record::v1::URGENCY_LOW;
  EXPECT_EQ(Duty(), "");
  request_.category = record::v1::CATEGORY_CRISIS;
  EXPECT_EQ(Duty(), "S");
}

TEST_F(RoutingRulesTest, DutyCountsFromNowForADayAndNotAtTheEdges) {
  request_.urgency = record::v1::URGENCY_URGENT;
  AddDuty('S', kNow - 3600, kNow);
  AddDuty('T', kNow + 86400, kNow + 90000);
  EXPECT_EQ(Duty(), "");
  AddDuty('S', kNow - 3600, kNow + 1);
  AddDuty('T', kNow + 86399, kNow + 90000);
  EXPECT_EQ(Duty(), "ST");
}

TEST_F(RoutingRulesTest, OnlyTheSupportTeamIsOnDutyAndNobodyExcludedOrInConflict) {
  request_.urgency = record::v1::URGENCY_URGENT;
  for (const char letter : {'B', 'S', 'T', 'X', 'Q'}) AddDuty(letter, kNow, kNow + 100);
  EXPECT_EQ(Duty(), "ST");
  request_.excluded = {Who('S')};
  StaffOf('T').add_conflict_codes("meerdam");
  request_.organisation_codes = {"meerdam"};
  EXPECT_EQ(Duty(), "");
}

TEST_F(RoutingRulesTest, OfManyDutyOfficersThoseWhoStartFirstAreTaken) {
  request_.urgency = record::v1::URGENCY_URGENT;
  for (int i = 0; i < 15; ++i) {
    const char letter = static_cast<char>('a' + i);
    *bundle_.add_staff() = SampleStaff(letter, {policy::v1::ROLE_SUPPORT_TEAM}, {}, {});
    AddDuty(letter, kNow + 20 - i, kNow + 3600);
  }
  EXPECT_EQ(Duty(), "cdefghijklmno");
}

TEST_F(RoutingRulesTest, CoordinatorsAreAllWhoAreNeitherExcludedNorInConflict) {
  EXPECT_EQ(Letters(Coordinators(bundle_, request_)), "XY");
  request_.excluded = {Who('X')};
  EXPECT_EQ(Letters(Coordinators(bundle_, request_)), "Y");
  StaffOf('Y').add_conflict_codes("meerdam");
  request_.organisation_codes = {"meerdam"};
  EXPECT_THAT(Coordinators(bundle_, request_), IsEmpty());
  for (int i = 0; i < 20; ++i) {
    *bundle_.add_staff() =
        SampleStaff(static_cast<char>('a' + i), {policy::v1::ROLE_COORDINATOR}, {}, {});
  }
  EXPECT_EQ(Coordinators(bundle_, request_).size(), 16u);
}

class FilingPersonsTest : public RoutingRulesTest {
 protected:
  FilingPersonsTest() {
    filing_ = SampleFilingAct();
    filing_.clear_persons();
    AddPerson('B', record::v1::CASE_ROLE_LEAD);
    AddPerson('C', record::v1::CASE_ROLE_DEPUTY);
    AddPerson('S', record::v1::CASE_ROLE_RESERVE);
    AddPerson('T', record::v1::CASE_ROLE_DUTY);
  }
  void AddPerson(char letter, record::v1::CaseRole role) {
    *filing_.add_persons() = SamplePerson(Who(letter), role);
  }
  absl::Status Check(const std::set<PrincipalId>& away = {}) const {
    return CheckFilingPersons(bundle_, away, filing_);
  }
  record::v1::FilingAct filing_;
};

TEST_F(FilingPersonsTest, AcceptsPersonsInTheirRoles) { EXPECT_THAT(Check(), IsOk()); }

TEST_F(FilingPersonsTest, RefusesNoLeadAndTwoLeads) {
  filing_.mutable_persons(1)->set_role(record::v1::CASE_ROLE_LEAD);
  EXPECT_THAT(Check(), BadFieldNamed("persons"));
  filing_.mutable_persons()->DeleteSubrange(0, 2);
  EXPECT_THAT(Check(), BadFieldNamed("persons"));
}

TEST_F(FilingPersonsTest, RefusesWhoIsNotInTheBundleOrNotInTheRole) {
  for (int i = 0; i < 4; ++i) {
    const std::string before = filing_.persons(i).principal();
    for (const char wrong : {'Q', 'X', 'Z'}) {
      filing_.mutable_persons(i)->set_principal(Who(wrong).ToBytes());
      EXPECT_THAT(Check(), BadFieldNamed("persons")) << i << wrong;
    }
    filing_.mutable_persons(i)->set_principal(Who(i < 2 ? 'T' : 'B').ToBytes());
    EXPECT_THAT(Check(), BadFieldNamed("persons")) << i;
    filing_.mutable_persons(i)->set_principal(before);
  }
}

TEST_F(FilingPersonsTest, AsksCompetenceOfLeadAndDeputyOnly) {
  filing_.set_category(record::v1::CATEGORY_CRISIS);
  EXPECT_THAT(Check(), BadFieldNamed("persons")) << "C handles no crisis";
  filing_.mutable_persons()->DeleteSubrange(1, 1);
  EXPECT_THAT(Check(), IsOk());
  StaffOf('S').clear_competences();
  EXPECT_THAT(Check(), IsOk());
  StaffOf('B').clear_competences();
  EXPECT_THAT(Check(), BadFieldNamed("persons"));
}

TEST_F(FilingPersonsTest, AsksAvailabilityOfLeadAndDeputyOnly) {
  EXPECT_THAT(Check({Who('S'), Who('T'), Who('D')}), IsOk());
  EXPECT_THAT(Check({Who('B')}), Refused("FAILED_PRECONDITION/HANDLER_AWAY"));
  EXPECT_THAT(Check({Who('C')}), Refused("FAILED_PRECONDITION/HANDLER_AWAY"));
}

TEST_F(FilingPersonsTest, CoordinatorsAreCoordinators) {
  filing_.set_coordinators(0, Who('Z').ToBytes());
  EXPECT_THAT(Check(), BadFieldNamed("coordinators"));
  filing_.set_coordinators(0, Who('Q').ToBytes());
  EXPECT_THAT(Check(), BadFieldNamed("coordinators"));
  filing_.clear_coordinators();
  EXPECT_THAT(Check(), IsOk());
}

TEST(StaffTest, IsFoundByPrincipalAndByKey) {
  const Bundle bundle = SampleBundle();
  EXPECT_EQ(FindStaff(bundle, Who('C'))->name(), "Person C");
  EXPECT_EQ(FindStaff(bundle, Who('Q')), nullptr);
  EXPECT_EQ(FindStaffByKey(bundle, SampleSigningKey('C'))->name(), "Person C");
  EXPECT_EQ(FindStaffByKey(bundle, SampleSigningKey('Q')), nullptr);
}

}  // namespace
}  // namespace vangnet::contract
