#include "clients/cli/staff_case.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/strings/ascii.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using CaseworkStub = casework::v1::CaseworkService::Stub;
constexpr std::size_t kStaffShortestPrefix = 4;
constexpr std::size_t kMaxCases = 100000;

absl::StatusOr<contract::CaseId> FindCase(StaffSession& staff, const session::Home& home,
                                          const std::string& named) {
  // Remembered ones count as well: a server that leaves a case out of its list must not be
  // able to have another one meant.
  std::set<contract::CaseId> known = home.RememberedCases(staff.identity->principal());
  if (named.size() != 2 * contract::CaseId::kSize) {
    VN_ASSIGN_OR_RETURN(const std::vector<casework::v1::CaseSummary> cases,
                        ListAllCases(*staff.session));
    for (const casework::v1::CaseSummary& summary : cases) {
      const absl::StatusOr<contract::CaseId> listed = contract::CaseId::Parse(summary.case_id());
      if (listed.ok()) known.insert(*listed);
    }
  }
  return CaseNamed(named, known);
}

}  // namespace

absl::StatusOr<contract::CaseId> CaseNamed(const std::string& named,
                                           const std::set<contract::CaseId>& known) {
  const std::string typed = absl::AsciiStrToLower(named);
  if (typed.size() == 2 * contract::CaseId::kSize) {
    const absl::StatusOr<std::string> bytes = session::FromHex(typed);
    if (!bytes.ok()) return contract::NotFound();
    return contract::CaseId::Parse(*bytes);
  }
  if (typed.size() < kStaffShortestPrefix) return contract::NotFound();
  const auto fits = [&typed](const contract::CaseId& case_id) {
    return session::ToHex(case_id.view()).starts_with(typed);
  };
  const auto found = std::find_if(known.begin(), known.end(), fits);
  if (found == known.end() || std::find_if(std::next(found), known.end(), fits) != known.end()) {
    return contract::NotFound();
  }
  return *found;
}

absl::StatusOr<std::vector<casework::v1::CaseSummary>> ListAllCases(session::Session& session) {
  std::vector<casework::v1::CaseSummary> cases;
  casework::v1::ListCasesRequest request;
  while (cases.size() <= kMaxCases) {
    VN_ASSIGN_OR_RETURN(const casework::v1::ListCasesResponse page,
                        session.Call(&CaseworkStub::ListCases, request));
    cases.insert(cases.end(), page.cases().begin(), page.cases().end());
    if (page.next_page_token().empty() || page.cases().empty()) break;
    request.set_page_token(page.next_page_token());
  }
  const auto order = [](const casework::v1::CaseSummary& summary) {
    const bool waits = summary.acknowledge_by_time() != 0;
    return std::tuple(!waits, summary.urgency(), summary.acknowledge_by_time(),
                      summary.filed_time(), summary.case_id());
  };
  std::sort(cases.begin(), cases.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  return cases;
}

absl::StatusOr<std::unique_ptr<StaffCase>> StaffCase::Open(Context& context,
                                                           const IdentityFlags& identity,
                                                           const std::string& named) {
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, identity));
  VN_ASSIGN_OR_RETURN(session::Home home, context.OpenHome());
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, FindCase(staff, home, named));
  std::unique_ptr<StaffCase> opened(new StaffCase(std::move(staff), std::move(home)));
  VN_ASSIGN_OR_RETURN(opened->remembered_,
                      opened->home_.LoadHeads(opened->self().principal(), case_id));
  opened->port_ = std::make_unique<session::StaffCasePort>(*opened->staff_.session, case_id);
  return opened;
}

absl::StatusOr<session::CaseReading> StaffCase::Read(session::ReadExtent extent) {
  VN_ASSIGN_OR_RETURN(session::CaseReading reading,
                      session::ReadCase(*port_, *staff_.connection, self(), extent, remembered_));
  Remember(reading);
  return reading;
}

absl::Status StaffCase::Write(const session::WriteTerms& terms, const session::CaseAct& act) {
  VN_ASSIGN_OR_RETURN(
      const session::CaseReading reading,
      session::WriteToCase(*port_, *staff_.connection, self(), terms, remembered_, act));
  Remember(reading);
  return absl::OkStatus();
}

// The longer of old and new for each compartment: a server that turned a chain back
// stays found out the next time.
void StaffCase::Remember(const session::CaseReading& reading) {
  for (const caseview::v1::CompartmentHead& head : reading.view.verified_heads) {
    const auto known = std::find_if(remembered_.begin(), remembered_.end(), [&](const auto& old) {
      return old.compartment().kind() == head.compartment().kind() &&
             old.compartment().deployment_id() == head.compartment().deployment_id();
    });
    if (known == remembered_.end()) {
      remembered_.push_back(head);
    } else if (known->length() < head.length()) {
      *known = head;
    }
  }
  (void)home_.RememberHeads(self().principal(), case_id(), remembered_);
}

CaseReader StaffCase::ReaderOf(const session::CaseReading& reading) {
  CaseReader reader{bundle(), self().principal()};
  if (reading.view.fold.has_value()) reader.calendar = reading.view.fold->filing().calendar();
  return reader;
}

}  // namespace vangnet::cli
