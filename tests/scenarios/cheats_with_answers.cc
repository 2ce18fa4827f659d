// Logins, pages, and the word that something was written.
#include "tests/scenarios/cheats.h"
#include "vangnet/followup/v1/followup_service.pb.h"
#include "vangnet/session/v1/reporter_session_service.pb.h"
#include "vangnet/session/v1/staff_session_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kNotFound = 4;
constexpr int kAnswerDamaged = 7;

const Said kUseless{kAnswerDamaged, "\"code\": \"DATA_LOSS\"",
                    "Iets is beschadigd en wordt niet gebruikt",
                    "Something is damaged and is not used"};

std::vector<CheatRow> Logins() {
  return {
      // A longer challenge could be something else that the reporter's key signs.
      {"ChallengeThatIsNoChallenge", "altered", 8, "login", Scene::kReporterReads, kUseless,
       nullptr,
       [](CheatedStory&) {
         return Change<session::v1::BeginReporterLoginResponse>(
             "BeginReporterLogin", [](session::v1::BeginReporterLoginResponse& response) {
               response.mutable_challenge()->append(64, 'x');
             });
       }},
      {"ChallengeThatIsTooShort", "altered", 8, "login", Scene::kReporterReads, kUseless, nullptr,
       [](CheatedStory&) {
         return Change<session::v1::BeginReporterLoginResponse>(
             "BeginReporterLogin", [](session::v1::BeginReporterLoginResponse& response) {
               response.mutable_challenge()->resize(39);
             });
       }},
      {"ChallengeOfTheStaffThatIsNone", "altered", 8, "login", Scene::kStaffLists, kUseless,
       nullptr,
       [](CheatedStory&) {
         return Change<session::v1::BeginStaffLoginResponse>(
             "BeginStaffLogin", [](session::v1::BeginStaffLoginResponse& response) {
               response.mutable_challenge()->append(64, 'x');
             });
       }},
      {"TokenThatIsNoToken", "altered", 8, "", Scene::kReporterReads, kUseless, nullptr,
       [](CheatedStory&) {
         return Change<session::v1::CompleteReporterLoginResponse>(
             "CompleteReporterLogin", [](session::v1::CompleteReporterLoginResponse& response) {
               response.set_token("token");
             });
       }},
      {"ReceiptClaimedUnknown",
       "false absence",
       8,
       "",
       Scene::kReporterReads,
       {kNotFound, "\"reason\": \"UNKNOWN_RECEIPT\"",
        "Bij deze ontvangstcode is geen zaak te vinden", "No case can be found for this receipt"},
       nullptr,
       [](CheatedStory&) {
         return [](Exchange& exchange, const std::function<void()>& ask) {
           ask();
           if (exchange.IsOf("CompleteReporterLogin")) {
             exchange.status = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "no");
           }
         };
       }},
  };
}

// By when somebody must accept, as the client counts it from the FILING.
CheatRow Deadline(const std::string& name, std::uint64_t told, const std::string& never) {
  return {name,
          "false deadline",
          5,
          "",
          Scene::kReporterHears,
          {0, "\"state\": \"assigned\"", "is gevraagd uw melding te bevestigen, uiterlijk",
           "was asked to accept your report, by"},
          nullptr,
          [told](CheatedStory&) {
            return Change<followup::v1::GetCaseResponse>(
                "GetCase", [told](followup::v1::GetCaseResponse& response) {
                  response.set_acknowledge_by_time(told);
                });
          },
          {never}};
}

std::vector<CheatRow> Others() {
  return {
      Deadline("DeadlineToldAsFarAway", 4102444800, " 2100"),
      Deadline("DeadlineNotTold", 0, " 1970"),
      {"PagesOfGrantsWithoutEnd", "replayed", 13, "", Scene::kReporterReads, kUseless, nullptr,
       [](CheatedStory&) {
         return [](Exchange& exchange, const std::function<void()>& ask) {
           if (!exchange.IsOf("ListGrants")) return ask();
           followup::v1::ListGrantsResponse response;
           response.set_next_page_token("more");
           exchange.response = response.SerializeAsString();
         };
       }},
      {"PagesWithoutEnd", "replayed", 13, "", Scene::kReporterReads, kUseless, nullptr,
       [](CheatedStory&) {
         return [](Exchange& exchange, const std::function<void()>& ask) {
           if (!exchange.IsOf("ListRecords")) return ask();
           followup::v1::ListRecordsResponse response;
           response.set_next_page_token("more");
           exchange.response = response.SerializeAsString();
         };
       }},
      // With the head as it was before. (With the head that would be right: see the test.)
      {"MessageThrownAwayAndCalledWritten",
       "false acceptance",
       6,
       "chain",
       Scene::kReporterWrites,
       {kAnswerDamaged, "\"reason\": \"DAMAGED\"",
        "zegt dat het verstuurd is, maar het staat er niet bij",
        "says that it was sent, but it was not added"},
       nullptr,
       [](CheatedStory&) {
         return [](Exchange& exchange, const std::function<void()>& ask) {
           if (!exchange.IsOf("AppendRecords")) return ask();
           exchange.response = followup::v1::AppendRecordsResponse().SerializeAsString();
         };
       },
       {"Verstuurd. Alleen", "Sent. Only", "\"done\": \"write\""}},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithAnswers() {
  std::vector<CheatRow> rows = Logins();
  for (CheatRow& row : Others()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace vangnet::testing
