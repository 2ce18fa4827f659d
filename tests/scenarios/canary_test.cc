// What people type is searched for in everything that the server, its store and the front
// leave behind. Twenty and more canaries; the search is shown to find one in each place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;

// By name, so that a failure never prints one.
using Canaries = std::map<std::string, std::string>;

std::string TextOf(const contract::SecretBytes& bytes) { return std::string(bytes.Expose()); }

// A canary in the forms in which it could lie somewhere.
std::vector<std::string> FormsOf(const std::string& canary) {
  std::string base64;
  absl::Base64Escape(canary, &base64);
  base64.resize(canary.size() / 3 * 4);  // What follows would change the end.
  return {canary,
          absl::AsciiStrToLower(canary),
          absl::StrReplaceAll(canary, {{"-", ""}}),
          absl::AsciiStrToLower(absl::StrReplaceAll(canary, {{"-", ""}})),
          absl::BytesToHexString(canary),
          absl::AsciiStrToUpper(absl::BytesToHexString(canary)),
          base64};
}

// Name of place and name of canary, for each that was found.
std::vector<std::string> Search(const std::map<std::string, std::string>& places,
                                const Canaries& canaries) {
  std::vector<std::string> found;
  for (const auto& [place, content] : places) {
    for (const auto& [name, canary] : canaries) {
      for (const std::string& form : FormsOf(canary)) {
        if (content.find(form) == std::string::npos) continue;
        found.push_back(place + ": " + name);
        break;
      }
    }
  }
  return found;
}

class CanaryTest : public Scenario {
 protected:
  std::string Plant(const std::string& name) {
    std::string canary =
        "kanarie-" + absl::BytesToHexString(sealing::RandomBytes(sealing::SystemRandom(), 8));
    canaries_[name] = canary;
    return canary;
  }

  void PlantReceipt(const std::string& name, const sealing::Receipt& receipt) {
    canaries_[name + ", text"] = TextOf(receipt.ToText());
    canaries_[name + ", bytes"] = TextOf(receipt.bytes());
  }

  ReportTerms Report(const std::string& name) {
    ReportTerms terms = UsualReport();
    terms.text = Plant(name + ": own words");
    terms.more_answers["what-happened"] = Plant(name + ": what happened");
    terms.more_answers["where"] = Plant(name + ": where");
    terms.organisation = "Gemeente " + Plant(name + ": organisation");
    terms.parties = {"Jan " + Plant(name + ": a name"), Plant(name + ": another name")};
    terms.must_not_see = Plant(name + ": must not see");
    return terms;
  }

  // Everything in files, and the store opened with its key.
  std::map<std::string, std::string> Places() {
    std::map<std::string, std::string> places;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(system().folder())) {
      if (entry.is_regular_file()) places[entry.path()] = ReadFile(entry.path());
    }
    const Finished dump = RunCommand({ProgramPath("vangnet_store_dump"), system().server().store(),
                                      system().server().store_key_file()});
    EXPECT_EQ(dump.exit_code, 0) << dump.standard_error;
    places["dump"] = dump.standard_output;
    return places;
  }

  void ReportAndAnswer();
  void SendWhatIsRefused();

  Canaries canaries_;
  contract::CaseId case_id_;
};

void CanaryTest::ReportAndAnswer() {
  Reporter reporter(system());
  PlantReceipt("receipt", reporter.receipt());
  ASSERT_THAT(reporter.File(Report("report")), IsOk());
  case_id_ = reporter.case_id();
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Acknowledge(case_id_), IsOk());
  ASSERT_THAT(anna.Say(case_id_, Plant("answer")), IsOk());
  ASSERT_THAT(reporter.Say(case_id_, Plant("what the reporter added")), IsOk());
  ASSERT_THAT(anna.Say(case_id_, Plant("note"), record::v1::COMPARTMENT_KIND_CASEFILE), IsOk());
  const auto view = anna.Read(case_id_);
  ASSERT_THAT(view, IsOk());
  for (const auto compartment :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
    const sealing::EpochKey* key = view->keyring.Find(contract::CompartmentKey(compartment), 1);
    ASSERT_NE(key, nullptr);
    canaries_["key of epoch 1, compartment " + std::to_string(compartment)] = TextOf(key->bytes());
  }
  Reporter withdrawn(system());
  PlantReceipt("receipt of the withdrawn one", withdrawn.receipt());
  ASSERT_THAT(withdrawn.File(Report("withdrawn report")), IsOk());
  ASSERT_THAT(withdrawn.Withdraw(), IsOk());
}

// Mistakes of a client, so that every error that the server writes is searched too.
void CanaryTest::SendWhatIsRefused() {
  Reporter refused(system());
  PlantReceipt("receipt of the refused one", refused.receipt());
  std::string filing = refused.Seal(Report("refused report")).bytes;
  filing.back() = static_cast<char>(filing.back() ^ 1);
  EXPECT_THAT(refused.Send(filing), Not(IsOk()));
  EXPECT_THAT(refused.Send(Plant("text as a filing")), Not(IsOk()));
  EXPECT_THAT(refused.Send(TextOf(refused.receipt().ToText())), Not(IsOk()));
  StaffMember anna(system(), "anna");
  const auto stub = casework::v1::CaseworkService::NewStub(system().StaffChannel());
  casework::v1::ListCasesRequest request;
  request.set_page_token(Plant("page token"));
  casework::v1::ListCasesResponse response;
  EXPECT_THAT(FromRpc(stub->ListCases(Context(anna.Token().value()).get(), request, &response)),
              Not(IsOk()));
  EXPECT_THAT(FromRpc(stub->ListCases(Context(Plant("token")).get(), {}, &response)), Not(IsOk()));
  const auto calls = anna.Calls(case_id_);
  ASSERT_THAT(calls, IsOk());
  EXPECT_THAT((*calls)->Append({{Plant("text as a record")}, {Plant("text as a grant")}}),
              Not(IsOk()));
}

TEST_F(CanaryTest, NothingThatWasTypedIsAnywhereWithTheServer) {
  ReportAndAnswer();
  SendWhatIsRefused();
  ASSERT_GE(canaries_.size(), 20U);

  // While it serves, with what is still in the WAL; after a crash; after a clean end.
  auto places = Places();
  EXPECT_THAT(places, Contains(Key(system().server().store() + "-wal")));
  EXPECT_THAT(Search(places, canaries_), IsEmpty());
  system().KillAndRestart();
  EXPECT_THAT(Search(Places(), canaries_), IsEmpty());
  EXPECT_EQ(system().Stop(), 0);
  places = Places();
  system().Start();
  EXPECT_THAT(Search(places, canaries_), IsEmpty());

  // The dump is the opened store: what the server may know is in it, and only there.
  EXPECT_THAT(places["dump"], HasSubstr(case_id_.ToBytes()));
  EXPECT_THAT(places["dump"], HasSubstr("Voorbeeldvereniging"));
  EXPECT_THAT(places[system().server().store()], Not(HasSubstr("Voorbeeldvereniging")));
  // And the search finds: each canary, in a copy of each place.
  for (const auto& [place, content] : places) {
    for (const auto& [name, canary] : canaries_) {
      const std::size_t middle = content.size() / 2;
      const std::map<std::string, std::string> planted = {
          {place, content.substr(0, middle) + canary + content.substr(middle)}};
      EXPECT_THAT(Search(planted, {{name, canary}}), Not(IsEmpty())) << place << ": " << name;
    }
  }
}

// No more than a check of the check: every form of one canary is found.
TEST_F(CanaryTest, EveryFormIsFound) {
  const Canaries one = {{"receipt", "003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4"}};
  for (const std::string& form : FormsOf(one.at("receipt"))) {
    EXPECT_THAT(Search({{"place", "before " + form + " after"}}, one), Not(IsEmpty()));
  }
  EXPECT_THAT(Search({{"place", "before and after"}}, one), IsEmpty());
}

}  // namespace
}  // namespace vangnet::testing
