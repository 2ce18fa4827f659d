#include "tests/bench/measurements.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "clients/sealing/sha256.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "services/cryptography/ed25519.h"
#include "tests/support/people.h"
#include "tests/support/rpc.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

record::v1::Filing Parse(const std::string& filing) {
  record::v1::Filing parsed;
  if (!parsed.ParseFromString(filing) || parsed.records().empty()) std::abort();
  return parsed;
}

std::string TokenOf(testing::Person& person) {
  auto token = person.Token();
  if (!token.ok()) GiveUp("no session", token.status());
  return *std::move(token);
}

LoadResult MedianOfCalls(int calls, const std::function<bool()>& call) {
  std::vector<LoadResult> results;
  CallAgain(calls / 4 + 1, call);
  for (int i = 0; i < kRuns; ++i) results.push_back(CallAgain(calls, call));
  return Median(results);
}

}  // namespace

void GiveUp(const char* what, const absl::Status& status) {
  std::fprintf(stderr, "bench: %s: %s\n", what, status.ToString().c_str());
  std::exit(1);
}

long ResidentKib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
  }
  GiveUp("no VmRSS", absl::InternalError("/proc"));
}

contract::CaseId CaseOf(const std::string& filing) {
  const auto first = contract::ParseRecord(sealing::Sha256, Parse(filing).records(0));
  if (!first.ok()) GiveUp("filing", first.status());
  return first->case_id;
}

std::vector<LoadResult> MeasureEcho(const std::vector<std::string>& filings) {
  const testing::TemporaryFolder folder;
  const std::string public_socket = folder / "p.sock";
  const std::string staff_socket = folder / "s.sock";
  testing::ChildProcess::Options options;
  options.arguments = {testing::ProgramPath("vangnet_bench_echo"), public_socket, staff_socket};
  testing::ChildProcess echo = testing::ChildProcess::Start(options);
  const testing::Front front(folder.path(), public_socket, staff_socket);
  testing::WaitUntil(
      [&] { return testing::ReadFile("/proc/net/unix").find(public_socket) != std::string::npos; });
  const auto file = [&](absl::Span<const std::string> some, int callers) {
    return FileAll(front.public_port(), front.certificate(), some, callers);
  };
  file(absl::MakeConstSpan(filings).subspan(0, 64), 4);
  std::vector<LoadResult> results;
  for (const int callers : kCallers) {
    std::vector<LoadResult> runs;
    for (int i = 0; i < kRuns; ++i) runs.push_back(file(filings, callers));
    results.push_back(Median(runs));
  }
  return results;
}

SignatureCost MeasureSignatures(const std::string& filing) {
  const record::v1::Filing parsed = Parse(filing);
  SignatureCost cost;
  std::vector<double> milliseconds;
  for (int run = 0; run < kSignatureRuns; ++run) {
    cost.signatures = 0;
    const auto start = SteadyClock::now();
    for (const std::string& bytes : parsed.records()) {
      const auto record = contract::ParseRecord(sealing::Sha256, bytes);
      if (!record.ok()) GiveUp("record", record.status());
      if (!cryptography::Verify(record->author_key, contract::label::kRecord,
                                record->signed_message, record->signature)) {
        GiveUp("record", absl::InternalError("signature"));
      }
      ++cost.signatures;
    }
    for (const std::string& bytes : parsed.grants()) {
      const auto grant = contract::ParseGrant(sealing::Sha256, bytes);
      if (!grant.ok()) GiveUp("grant", grant.status());
      if (!cryptography::Verify(grant->granter_key, contract::label::kGrant, grant->signed_message,
                                grant->signature)) {
        GiveUp("grant", absl::InternalError("signature"));
      }
      ++cost.signatures;
    }
    milliseconds.push_back(
        std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
  }
  cost.milliseconds = Median(std::move(milliseconds));
  return cost;
}

LoadResult MeasureFollowUpRead(testing::RunningSystem& system, int calls) {
  testing::Reporter reporter(system);
  testing::ReportTerms terms;
  terms.lead = "anna";
  terms.coordinators = {"karin"};
  if (const absl::Status filed = reporter.File(terms); !filed.ok()) GiveUp("file", filed);
  const std::string token = TokenOf(reporter);
  const auto stub = followup::v1::FollowUpService::NewStub(system.PublicChannel());
  followup::v1::ListRecordsRequest request;
  request.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CONVERSATION);
  return MedianOfCalls(calls, [&] {
    followup::v1::ListRecordsResponse response;
    return stub->ListRecords(testing::Context(token).get(), request, &response).ok() &&
           response.records_size() == 2;
  });
}

std::vector<Lists> MeasureLists(const std::vector<testing::RunningSystem*>& systems,
                                const std::string& handler, const std::string& coordinator,
                                int calls) {
  std::vector<std::function<bool()>> asked;  // A list and a caseload of each system.
  for (testing::RunningSystem* const system : systems) {
    testing::StaffMember of_cases(*system, handler);
    testing::StaffMember of_load(*system, coordinator);
    asked.push_back(
        [token = TokenOf(of_cases),
         stub = std::shared_ptr(casework::v1::CaseworkService::NewStub(system->StaffChannel()))] {
          casework::v1::ListCasesResponse response;
          return stub->ListCases(testing::Context(token).get(), {}, &response).ok() &&
                 response.cases_size() > 0;
        });
    asked.push_back(
        [token = TokenOf(of_load),
         stub = std::shared_ptr(caseload::v1::CaseloadService::NewStub(system->StaffChannel()))] {
          caseload::v1::GetCaseloadResponse response;
          return stub->GetCaseload(testing::Context(token).get(), {}, &response).ok() &&
                 response.rows_size() > 0;
        });
  }
  std::vector<std::vector<LoadResult>> results(asked.size());
  for (const auto& call : asked) CallAgain(calls / 4 + 1, call);
  for (int run = 0; run < kRuns; ++run) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
      results[i].push_back(CallAgain(calls, asked[i]));
    }
  }
  std::vector<Lists> lists;
  for (std::size_t i = 0; i < asked.size(); i += 2) {
    lists.push_back({Median(results[i]), Median(results[i + 1])});
  }
  return lists;
}

double WaitUntilChecked(const testing::RunningSystem& system) {
  const auto start = SteadyClock::now();
  // What fills a large store is no whole case: the check says so, and has done its work too.
  const bool checked = testing::WaitUntil(
      [&system] {
        const std::string log = testing::ReadFile(system.server().stderr_file());
        const std::string since = log.substr(log.rfind("serving: ready"));
        return since.find("the store holds") != std::string::npos ||
               since.find("the rows that say") != std::string::npos;
      },
      600);
  if (!checked) GiveUp("store check", absl::DeadlineExceededError("not done in ten minutes"));
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double MeasureStart(testing::RunningSystem& system) {
  std::vector<double> milliseconds;
  for (int i = 0; i < kRuns; ++i) {
    system.Stop();
    const auto start = SteadyClock::now();
    system.Start();
    milliseconds.push_back(
        std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
  }
  return Median(std::move(milliseconds));
}

}  // namespace vangnet::bench
