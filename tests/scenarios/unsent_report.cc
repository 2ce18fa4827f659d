#include "tests/scenarios/unsent_report.h"

#include <utility>

#include "absl/time/clock.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/receipt.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/contract/error.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"
#include "vangnet/intake/v1/intake_service.pb.h"

namespace vangnet::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kAnswers[] =
    R"({"answers":{"danger":"no","topic":"integrity","role":"alderman",)"
    R"("contact":["portal-only"],"consent":"with-health","own-words":"het verhaal"},)"
    R"("organisation":"Gemeente Voorbeelddam"})";

struct Place {
  Place() : organisation(absl::Now()) {
    for (const char* name :
         {"anna", "bo", "chantal", "daan", "esra", "frits", "hanna", "ilse", "joris"}) {
      organisation.AddStaff(name, TrustedPerson());
    }
    for (const char* name : {"gerda", "hakim"}) organisation.AddStaff(name, SupportTeam());
    organisation.AddStaff("karin", Coordinator());
    organisation.AddStaff("mirjam", Administrator());
    system = std::make_unique<RunningSystem>(organisation, between.sockets());
    between.HandOnTo({system->server().public_socket(), system->server().staff_socket()});
  }

  CheatingServer between;
  Organisation organisation;
  std::unique_ptr<RunningSystem> system;
};

std::unique_ptr<Place>& Held() {
  static std::unique_ptr<Place> place;
  return place;
}

Place& ThePlace() {
  if (Held() == nullptr) Held() = std::make_unique<Place>();
  return *Held();
}

// Ended before the program is: a process that nobody ends would outlive it.
class EndPlace : public ::testing::Environment {
  void TearDown() override { Held().reset(); }
};
const ::testing::Environment* const kEndPlace = ::testing::AddGlobalTestEnvironment(new EndPlace);

}  // namespace

record::v1::FilingAct ActOf(const std::string& filing_bytes) {
  record::v1::Filing filing;
  record::v1::Record record;
  record::v1::RecordHeader header;
  EXPECT_TRUE(filing.ParseFromString(filing_bytes) && record.ParseFromString(filing.records(0)) &&
              header.ParseFromString(record.header()));
  return header.filing();
}

Organisation& UnsentReport::organisation() { return ThePlace().organisation; }
CheatingServer& UnsentReport::between() { return ThePlace().between; }
RunningSystem& UnsentReport::system() { return *ThePlace().system; }

void UnsentReport::StartAgain() {
  system().Start();
  ASSERT_TRUE(
      WaitUntil([] { return !absl::IsUnavailable(testing::Reporter(system()).Token().status()); }));
}

void UnsentReport::SetUp() {
  between().BeHonest();
  WriteFile(folder_ / "bundle", organisation().newest());
  WriteFile(folder_ / "answers", kAnswers);
  const Finished joined = Vangnet({"join", folder_ / "bundle", "--fingerprint",
                                   sealing::OrganisationFingerprint(organisation().id())});
  ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
}

std::vector<std::string> UnsentReport::CommandLine(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {ProgramPath("vangnet"), "--home", folder_ / "home"});
  return arguments;
}

Finished UnsentReport::Report(std::vector<std::string> more) const {
  std::vector<std::string> command = {"report", "--json", "--lang", "en", "--attempts", "1"};
  command.insert(command.end(), {"--from", folder_ / "answers", "--receipt-file", receipt_file_});
  if (!more.empty()) more.push_back(kept_);
  command.insert(command.end(), more.begin(), more.end());
  return Vangnet(command);
}

std::vector<std::string> UnsentReport::Send(const std::vector<std::string>& more) const {
  std::vector<std::string> command = {"outbox", "send", kept_, "--json", "--lang", "en"};
  command.insert(command.end(), {"--receipt-file", receipt_file_, "--attempts", "1"});
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

void UnsentReport::AtEachFiling(const Act& act) {
  between().Begin([this, act](Exchange& exchange, const std::function<void()>& ask) {
    if (!exchange.IsOf("FileReport")) return ask();
    intake::v1::FileReportRequest request;
    request.ParseFromString(exchange.request);
    filings_.push_back(request.filing());
    act(exchange, ask);
  });
}

void UnsentReport::Lose(Exchange& exchange) {
  exchange.status = grpc::Status(grpc::StatusCode::UNAVAILABLE, "lost");
  exchange.response.clear();
}

void UnsentReport::CallSomebodyAway(Exchange& exchange) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(contract::reason::kHandlerAway));
  google::rpc::Status status;
  status.set_code(grpc::StatusCode::FAILED_PRECONDITION);
  status.add_details()->PackFrom(info);
  exchange.status =
      grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, "away", status.SerializeAsString());
  exchange.response.clear();
}

void UnsentReport::NothingArrives() {
  AtEachFiling([](Exchange& exchange, const auto&) { Lose(exchange); });
}

void UnsentReport::AllArrivesAndNoAnswerComesBack() {
  AtEachFiling([](Exchange& exchange, const auto& ask) {
    ask();
    Lose(exchange);
  });
}

void UnsentReport::AllIsWell() {
  AtEachFiling([](Exchange&, const auto& ask) { ask(); });
}

record::v1::FilingAct UnsentReport::KeepASealedReport() {
  NothingArrives();
  const Finished kept = Report();
  EXPECT_EQ(kept.exit_code, kUnreachable) << kept.standard_output << kept.standard_error;
  EXPECT_THAT(kept.standard_output, HasSubstr(R"("result": "kept")"));
  EXPECT_THAT(kept.standard_output, HasSubstr(R"("sealed": true)"));
  return filings_.empty() ? record::v1::FilingAct() : ActOf(filings_.back());
}

void UnsentReport::PublishWithoutLeadOf(const record::v1::FilingAct& act) {
  std::string lead;
  for (const auto& person : act.persons()) {
    if (person.role() == record::v1::CASE_ROLE_LEAD) lead = person.principal();
  }
  auto& staff = *organisation().draft().mutable_staff();
  for (int i = staff.size() - 1; i >= 0; --i) {
    if (staff.Get(i).principal() == lead) staff.DeleteSubrange(i, 1);
  }
  StaffMember mirjam(system(), "mirjam");
  const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
  directory::v1::PublishBundleRequest request;
  request.set_signed_bundle(organisation().Publish());
  directory::v1::PublishBundleResponse response;
  ASSERT_THAT(
      FromRpc(directory->PublishBundle(Context(mirjam.Token().value()).get(), request, &response)),
      IsOk());
}

testing::Reporter UnsentReport::Reporter() const {
  std::string text = ReadFile(receipt_file_);
  text.pop_back();
  return testing::Reporter(system(), sealing::ParseReceipt(text).value());
}

void UnsentReport::ExpectOnRecord() const {
  testing::Reporter reporter = Reporter();
  EXPECT_THAT(Scenario::Messages(reporter, reporter.case_id()), SizeIs(1));
  const auto view = reporter.Read(reporter.case_id());
  ASSERT_THAT(view, IsOk());
  std::string own_words;
  for (const sealing::CaseRecord& record : view->records) {
    for (const auto& answer : record.body.account().answers()) {
      if (answer.question() == "own-words") own_words = answer.text();
    }
  }
  EXPECT_EQ(own_words, "het verhaal");
}

void UnsentReport::ExpectNotOnRecord() const {
  testing::Reporter reporter = Reporter();
  EXPECT_EQ(Outcome(reporter.Token().status()), "UNAUTHENTICATED/NO_SESSION");
}

}  // namespace vangnet::testing
