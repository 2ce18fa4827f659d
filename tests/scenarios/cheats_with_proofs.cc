// Filing proofs, and what else is answered to a report.
#include <gtest/gtest.h>

#include "clients/sealing/ed25519.h"
#include "clients/sealing/random_source.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/scenarios/cheats.h"
#include "vangnet/followup/v1/followup_service.pb.h"
#include "vangnet/intake/v1/intake_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kProofIsWrong = 7;
constexpr int kReportRefused = 8;

const Said kProofRefused{kProofIsWrong, "\"reason\": \"PROOF_REFUSED\"", "het bewijs klopt niet",
                         "its proof is not right"};

const std::vector<std::string> kBelieved = {"is aangekomen en ligt vast", "has arrived",
                                            "\"result\": \"accepted\""};

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

// What only a server can sign that means to accept something else.
CheatRow Stating(const std::string& name,
                 const std::function<void(record::v1::FilingProofStatement&)>& change) {
  return Proved(name, "forged proof", [change](CheatedStory& story, const std::string& bytes) {
    record::v1::FilingProof proof = Parsed(bytes);
    record::v1::FilingProofStatement statement;
    statement.ParseFromString(proof.statement());
    change(statement);
    proof.set_statement(contract::SerializeCanonical(statement));
    const std::string seed = ReadFile(story.system().server().log_key_file());
    const auto key = sealing::SigningIdentity::FromSeed(contract::SecretBytes::CopyOf(seed));
    EXPECT_EQ(proof.log_key(), key->key().ToBytes());
    proof.set_signature(key->Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
    return contract::SerializeCanonical(proof);
  });
}

std::vector<CheatRow> Statements() {
  const std::string another(32, 'a');
  return {
      Stating("ProofForAnotherOrganisation",
              [another](auto& statement) { statement.set_organisation_id(another); }),
      Stating("ProofForAnotherCase",
              [](auto& statement) { statement.set_case_id(std::string(16, 'a')); }),
      Stating("ProofForAnotherRecord",
              [another](auto& statement) { statement.set_filing_record_hash(another); }),
      Stating("ProofForAnotherHeadOfCheck",
              [another](auto& statement) { statement.set_check_head(another); }),
      Stating("ProofForAnotherHeadOfTheConversation",
              [another](auto& statement) { statement.set_conversation_head(another); }),
      Stating("ProofForOtherBytes",
              [another](auto& statement) { statement.set_filing_digest(another); }),
      Stating("ProofWithoutALeaf", [](auto& statement) { statement.clear_leaf_hash(); }),
      Stating("ProofFromBeforeTheLogKey", [](auto& statement) { statement.set_day(1); }),
  };
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

grpc::Status RefusalWith(grpc::StatusCode code, const std::string& reason) {
  google::rpc::ErrorInfo error;
  error.set_domain("vangnet");
  error.set_reason(reason);
  google::rpc::Status status;
  status.set_code(code);
  status.add_details()->PackFrom(error);
  return grpc::Status(code, "no", status.SerializeAsString());
}

// What is answered to a report that was taken, or was not.
std::function<CheatingServer::Cheat(CheatedStory&)> RefusingReports(grpc::StatusCode code,
                                                                    const std::string& reason,
                                                                    bool takes_them) {
  return [=](CheatedStory& story) -> CheatingServer::Cheat {
    return [=, &story](Exchange& exchange, const std::function<void()>& ask) {
      const bool report = exchange.IsOf("FileReport");
      if (!report || takes_them) ask();
      if (report) exchange.status = RefusalWith(code, reason);
      if (!exchange.IsOf("GetCase") || !exchange.status.ok()) return;
      followup::v1::GetCaseResponse response;
      response.ParseFromString(exchange.response);
      response.set_filing_proof(story.other().proof());
      exchange.response = response.SerializeAsString();
    };
  };
}

std::vector<CheatRow> Refusals() {
  return {
      {"EverybodyDrawnIsCalledAway",
       "false absence",
       5,
       "",
       Scene::kReporterIsToldOk,
       {kReportRefused, "\"reason\": \"NOBODY_FITS\"", "Er is nu niemand die dit kan aannemen",
        "There is nobody now who can take this"},
       nullptr,
       RefusingReports(grpc::StatusCode::FAILED_PRECONDITION, "HANDLER_AWAY", false),
       kBelieved},
      {"NewestListCalledStale",
       "older bundle",
       9,
       "",
       Scene::kReporterIsToldOk,
       {kReportRefused, "\"reason\": \"BUNDLE_STALE\"",
        "De gegevens van de organisatie zijn vernieuwd", "The organisation's details were renewed"},
       nullptr,
       RefusingReports(grpc::StatusCode::FAILED_PRECONDITION, "BUNDLE_STALE", false),
       kBelieved},
      {"ReportClaimedToBeThere",
       "false acceptance",
       2,
       "",
       Scene::kReporterIsToldOk,
       {kReportRefused, "\"reason\": \"CASE_EXISTS\"",
        "Onder deze ontvangstcode staat al een melding",
        "There is already a report under this receipt"},
       nullptr,
       RefusingReports(grpc::StatusCode::ALREADY_EXISTS, "CASE_EXISTS", false),
       kBelieved},
      // It is there, and the word for it is another's.
      {"ProofOfAnotherFilingForWhatIsThere", "forged proof", 2, "filing-proof",
       Scene::kReporterIsToldOk, kProofRefused, nullptr,
       RefusingReports(grpc::StatusCode::ALREADY_EXISTS, "CASE_EXISTS", true), kBelieved},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithProofs() {
  std::vector<CheatRow> rows = Proofs();
  for (auto part : {Statements, Refusals}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
