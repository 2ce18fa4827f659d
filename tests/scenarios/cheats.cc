#include "tests/scenarios/cheats.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "clients/sealing/sha256.h"
#include "proto/contract/chain.h"
#include "proto/contract/parsed_record.h"
#include "tests/support/hand_made_record.h"
#include "vangnet/casework/v1/casework_service.pb.h"
#include "vangnet/followup/v1/followup_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kDamaged = 7;

struct Sentence {
  const char* dutch;
  const char* english;
};

// As people read them; written down apart from the program that says them.
const std::map<std::string, Sentence>& Sentences() {
  static const auto* sentences = new std::map<std::string, Sentence>{
      {"not-canonical", {"is geen geldig stuk", "is no valid record"}},
      {"other-case", {"hoort bij een andere zaak", "belongs to another case"}},
      {"bad-signature", {"de handtekening klopt niet", "the signature is not right"}},
      {"unknown-author",
       {"de schrijver staat niet met deze sleutel in de lijst van de organisatie",
        "the author is not in the organisation's list with this key"}},
      {"version-fell",
       {"is getekend onder een oudere lijst dan wat ervoor staat",
        "is signed under an older list than what stands before it"}},
      {"missing-bundle",
       {"de lijst waaronder dit is getekend geeft de server niet",
        "the server does not give the list under which this was signed"}},
      {"out-of-place",
       {"staat niet op zijn plaats: er is iets weggelaten, verwisseld of tussengevoegd",
        "is not in its place: something was dropped, swapped or put in"}},
      {"not-allowed", {"de schrijver mocht dit niet", "the author may not do this"}},
      {"wrong-members",
       {"is verzegeld voor andere mensen dan er mogen lezen",
        "is sealed for other people than those who may read"}},
      {"head-differs",
       {"de server houdt iets achter of heeft iets teruggedraaid",
        "the server holds something back or turned something back"}},
      {"body-damaged", {"de inhoud is beschadigd", "the content is damaged"}},
      {"ghost-grant",
       {"iemand die niet mag lezen kreeg een sleutel",
        "somebody who may not read was given a key"}},
      {"grant-forged",
       {"een sleutel is niet gegeven door wie dat mocht",
        "a key was not given by somebody who may"}},
      {"grant-damaged", {"een sleutel is beschadigd", "a key is damaged"}},
  };
  return *sentences;
}

void ClaimWhatIsShown(sealing::CaseMaterial& material) {
  for (sealing::ChainMaterial& chain : material.chains) {
    contract::Hash head = contract::ChainStart(sealing::Sha256, material.case_id,
                                               contract::CompartmentKey(chain.compartment));
    for (const caseview::v1::StoredRecord& stored : chain.records) {
      const auto parsed = contract::ParseRecord(sealing::Sha256, stored.record());
      if (parsed.ok()) head = contract::ChainNext(sealing::Sha256, head, parsed->record_hash);
    }
    chain.claimed->set_length(static_cast<std::uint32_t>(chain.records.size()));
    chain.claimed->set_head(head.ToBytes());
  }
}

template <typename Response>
void FillHeads(const Shown& shown, Response& response) {
  response.clear_heads();
  for (const sealing::ChainMaterial& chain : shown.material.chains) {
    *response.add_heads() = *chain.claimed;
  }
}

template <typename Request, typename Response>
void FillRecords(Shown& shown, const Exchange& exchange, Response& response) {
  Request request;
  request.ParseFromString(exchange.request);
  response.clear_records();
  for (const auto& stored : Shown::Chain(shown.material, request.compartment().kind())) {
    *response.add_records() = stored;
  }
}

template <typename Response>
void FillGrants(const Shown& shown, Response& response) {
  response.clear_grants();
  for (const std::string& grant : shown.material.grants) response.add_grants(grant);
}

template <typename GetCase, typename ListRequest, typename ListRecords, typename ListGrants>
void ShowTo(Shown& shown, Exchange& exchange) {
  const auto fill = [&exchange](auto response, const auto& change) {
    response.ParseFromString(exchange.response);
    change(response);
    exchange.response = response.SerializeAsString();
  };
  if (exchange.IsOf("GetCase")) {
    fill(GetCase(), [&](auto& response) {
      FillHeads(shown, response);
      if constexpr (requires { response.set_filing_proof(shown.proof); }) {
        response.set_filing_proof(shown.proof);
      }
    });
  }
  if (exchange.IsOf("ListRecords")) {
    fill(ListRecords(), [&](auto& r) { FillRecords<ListRequest>(shown, exchange, r); });
  }
  if (exchange.IsOf("ListGrants")) {
    fill(ListGrants(), [&](auto& response) { FillGrants(shown, response); });
  }
}

}  // namespace

Shown::Records& Shown::Chain(sealing::CaseMaterial& of, record::v1::CompartmentKind kind) {
  for (sealing::ChainMaterial& chain : of.chains) {
    if (chain.compartment == kind) return chain.records;
  }
  ADD_FAILURE() << "no such chain";
  return of.chains.front().records;
}

void Shown::Resign(caseview::v1::StoredRecord& stored, const sealing::Identity& author,
                   const std::function<void(record::v1::RecordHeader&)>& change) {
  stored.set_record(Resigned(stored.record(), author, change));
}

CheatingServer::Cheat ShowInstead(Shown shown) {
  for (sealing::ChainMaterial& chain : shown.material.chains) {
    std::uint32_t position = 0;
    for (caseview::v1::StoredRecord& record : chain.records) record.set_position(++position);
  }
  if (shown.claims_fit) ClaimWhatIsShown(shown.material);
  const auto kept = std::make_shared<Shown>(std::move(shown));
  return [kept](Exchange& exchange, const std::function<void()>& ask) {
    ask();
    if (!exchange.status.ok()) return;
    if (exchange.path.find("FollowUpService") != std::string::npos) {
      ShowTo<followup::v1::GetCaseResponse, followup::v1::ListRecordsRequest,
             followup::v1::ListRecordsResponse, followup::v1::ListGrantsResponse>(*kept, exchange);
    }
    if (exchange.path.find("CaseworkService") != std::string::npos) {
      ShowTo<casework::v1::GetCaseResponse, casework::v1::ListRecordsRequest,
             casework::v1::ListRecordsResponse, casework::v1::ListGrantsResponse>(*kept, exchange);
    }
  };
}

Said Finding(const std::string& code) {
  const Sentence& sentence = Sentences().at(code);
  return {kDamaged, "\"what\": \"" + code + "\"", sentence.dutch, sentence.english};
}

Said NothingLeft(const std::string& code) {
  const Sentence& sentence = Sentences().at(code);
  return {kDamaged, "\"reason\": \"DAMAGED\"", sentence.dutch, sentence.english};
}

std::vector<CheatRow> AllCheats() {
  std::vector<CheatRow> all;
  for (auto part : {CheatsWithRecords, CheatsWithForms, CheatsWithRights, CheatsWithState,
                    CheatsWithKeys, CheatsWithGrants, CheatsWithBundles, CheatsWithBundleForms,
                    CheatsWithProofs, CheatsWithAnswers}) {
    std::vector<CheatRow> rows = part();
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace vangnet::testing
