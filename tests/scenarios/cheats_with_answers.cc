// Logins, filing proofs, pages, and the word that something was written.
#include "absl/time/clock.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "tests/scenarios/cheats.h"
#include "vangnet/followup/v1/followup_service.pb.h"
#include "vangnet/intake/v1/intake_service.pb.h"
#include "vangnet/session/v1/reporter_session_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kNotFound = 4;
constexpr int kAnswerDamaged = 7;

const Said kUseless{kAnswerDamaged, "\"code\": \"DATA_LOSS\"",
                    "Iets is beschadigd en wordt niet gebruikt",
                    "Something is damaged and is not used"};
const Said kProofRefused{kAnswerDamaged, "\"reason\": \"PROOF_REFUSED\"", "het bewijs klopt niet",
                         "its proof is not right"};

const std::vector<std::string> kBelieved = {"is aangekomen en ligt vast", "has arrived",
                                            "\"result\": \"accepted\""};

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

record::v1::FilingProof Parsed(const std::string& bytes) {
  record::v1::FilingProof proof;
  proof.ParseFromString(bytes);
  return proof;
}

// The proof of this filing as a key of nobody's would sign it.
std::string SignedByAMadeUpKey(const std::string& bytes) {
  record::v1::FilingProof proof = Parsed(bytes);
  const auto key =
      sealing::SigningIdentity::FromSeed(sealing::RandomSecret(sealing::SystemRandom(), 32));
  proof.set_log_key(key->key().ToBytes());
  proof.set_signature(key->Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
  return contract::SerializeCanonical(proof);
}

std::string ForAnotherDay(const std::string& bytes) {
  record::v1::FilingProof proof = Parsed(bytes);
  record::v1::FilingProofStatement statement;
  statement.ParseFromString(proof.statement());
  statement.set_day(statement.day() + 1);
  proof.set_statement(contract::SerializeCanonical(statement));
  return contract::SerializeCanonical(proof);
}

CheatRow Proved(const std::string& name, const std::string& way,
                const std::function<std::string(CheatedStory&, const std::string&)>& change) {
  return {name,
          way,
          9,
          "filing-proof",
          Scene::kReporterIsToldOk,
          kProofRefused,
          nullptr,
          [change](CheatedStory& story) {
            return Change<intake::v1::FileReportResponse>(
                "FileReport", [&story, change](intake::v1::FileReportResponse& response) {
                  response.set_filing_proof(change(story, response.filing_proof()));
                });
          },
          kBelieved};
}

std::vector<CheatRow> Proofs() {
  return {
      Proved("ProofByAMadeUpKey", "forged proof",
             [](CheatedStory&, const std::string& proof) { return SignedByAMadeUpKey(proof); }),
      Proved("ProofForAnotherDay", "forged proof",
             [](CheatedStory&, const std::string& proof) { return ForAnotherDay(proof); }),
      Proved("ProofOfAnotherFiling", "forged proof",
             [](CheatedStory& story, const std::string&) { return story.other().proof(); }),
      Proved("NoProof", "withheld proof",
             [](CheatedStory&, const std::string&) { return std::string(); }),
      // The report is thrown away: the proof of another one is all that there is to give.
      {"ReportThrownAwayAndCalledAccepted", "false acceptance", 9, "filing-proof",
       Scene::kReporterIsToldOk, kProofRefused, nullptr,
       [](CheatedStory& story) {
         return [&story](Exchange& exchange, const std::function<void()>& ask) {
           if (!exchange.IsOf("FileReport")) return ask();
           intake::v1::FileReportResponse response;
           response.set_filing_proof(story.other().proof());
           exchange.response = response.SerializeAsString();
         };
       },
       kBelieved},
      {"ProofOfAnotherFilingLater", "forged proof", 9, "filing-proof", Scene::kReporterReads,
       Finding("head-differs"), [](Shown& shown) { shown.proof = shown.story.other().proof(); }},
      {"ProofHeldBackLater", "withheld proof", 9, "filing-proof", Scene::kReporterReads,
       Finding("head-differs"), [](Shown& shown) { shown.proof.clear(); }},
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
      {"PagesWithoutEnd", "replayed", 6, "", Scene::kReporterReads, kUseless, nullptr,
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
  for (auto part : {Proofs, Others}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
