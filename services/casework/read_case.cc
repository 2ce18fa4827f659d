#include "services/casework/read_case.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/compartment_head.h"
#include "services/case_records/open_reader.h"
#include "services/case_records/page_token.h"
#include "services/case_records/record_pages.h"
#include "services/casework/case_summary.h"

namespace vangnet::casework {
namespace {

// A wrong length is the caller's mistake, and tells nothing of any case.
absl::StatusOr<contract::CaseId> ParseCaseId(const std::string& bytes) {
  auto case_id = contract::CaseId::Parse(bytes);
  if (!case_id.ok()) return contract::BadField("case_id", "16 bytes");
  return case_id;
}

storage::OpeningRow OpeningToday(const contract::CaseId& case_id, const gate::Caller& caller,
                                 record::v1::CompartmentKind kind) {
  return {.case_id = case_id,
          .principal = caller.principal,
          .compartment_kind = static_cast<std::uint32_t>(kind),
          .day = contract::ToDay(caller.now)};
}

}  // namespace

absl::Status ListCases(const storage::Snapshot& snapshot, const gate::Caller& caller,
                       const v1::ListCasesRequest& request, v1::ListCasesResponse& response) {
  VN_ASSIGN_OR_RETURN(const std::uint32_t size, case_records::PageSize(request.page_size()));
  VN_ASSIGN_OR_RETURN(const std::optional<contract::CaseId> after,
                      case_records::CaseOfToken(request.page_token()));
  VN_ASSIGN_OR_RETURN(const std::vector<storage::ReaderCase> cases,
                      snapshot.readers().ListOpenCasesOf(caller.principal, after, size + 1));
  for (const storage::ReaderCase& one : cases) {
    if (response.cases_size() == static_cast<int>(size)) {
      response.set_next_page_token(case_records::TokenAfter(
          *contract::CaseId::Parse(response.cases(response.cases_size() - 1).case_id())));
      break;
    }
    *response.add_cases() = SummaryOf(one.summary, one.reader);
  }
  return absl::OkStatus();
}

absl::Status GetCase(const storage::Snapshot& snapshot, const gate::Caller& caller,
                     const v1::GetCaseRequest& request, v1::GetCaseResponse& response) {
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, ParseCaseId(request.case_id()));
  VN_ASSIGN_OR_RETURN(const storage::ReaderRow reader,
                      case_records::FindOpenReader(snapshot, case_id, caller.principal));
  VN_ASSIGN_OR_RETURN(const storage::CaseRow row, snapshot.cases().Get(case_id));
  *response.mutable_summary() = SummaryOf(row, reader);
  for (const record::v1::CompartmentKind kind :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION,
        record::v1::COMPARTMENT_KIND_CASEFILE}) {
    if (!case_records::OpensCompartment(reader, kind)) continue;
    VN_ASSIGN_OR_RETURN(*response.add_heads(), case_records::ReadHead(snapshot, case_id, kind));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> ListRecords(const storage::Snapshot& snapshot, const gate::Caller& caller,
                                 const v1::ListRecordsRequest& request,
                                 v1::ListRecordsResponse& response) {
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, ParseCaseId(request.case_id()));
  VN_ASSIGN_OR_RETURN(
      const case_records::PageAsked asked,
      case_records::ParsePage(request.compartment(), request.page_size(), request.page_token()));
  VN_ASSIGN_OR_RETURN(const storage::ReaderRow reader,
                      case_records::FindOpenReader(snapshot, case_id, caller.principal));
  if (!case_records::OpensCompartment(reader, asked.kind)) return contract::NotFound();
  VN_ASSIGN_OR_RETURN(case_records::RecordPage page,
                      case_records::ReadPage(snapshot, case_id, asked));
  response.mutable_records()->Assign(page.records.begin(), page.records.end());
  response.set_next_page_token(std::move(page.next_page_token));
  if (asked.kind == record::v1::COMPARTMENT_KIND_CASEFILE) return false;
  VN_ASSIGN_OR_RETURN(const bool noted,
                      snapshot.openings().Contains(OpeningToday(case_id, caller, asked.kind)));
  return !noted;
}

absl::Status NoteOpening(storage::Transaction& txn, const gate::Caller& caller,
                         const v1::ListRecordsRequest& request) {
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, ParseCaseId(request.case_id()));
  return txn.openings().Note(OpeningToday(case_id, caller, request.compartment().kind()));
}

absl::Status ListGrants(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        const v1::ListGrantsRequest& request, v1::ListGrantsResponse& response) {
  VN_ASSIGN_OR_RETURN(const contract::CaseId case_id, ParseCaseId(request.case_id()));
  VN_ASSIGN_OR_RETURN(const std::uint32_t after,
                      case_records::PositionOfToken(request.page_token()));
  VN_ASSIGN_OR_RETURN(const storage::ReaderRow reader,
                      case_records::FindOpenReader(snapshot, case_id, caller.principal));
  VN_ASSIGN_OR_RETURN(std::vector<storage::GrantRow> rows,
                      snapshot.grants().List(case_id, caller.principal));
  case_records::GrantPage page =
      case_records::PageOfGrants(rows, after, [&reader](record::v1::CompartmentKind kind) {
        return case_records::OpensCompartment(reader, kind);
      });
  response.mutable_grants()->Assign(page.grants.begin(), page.grants.end());
  response.set_next_page_token(std::move(page.next_page_token));
  return absl::OkStatus();
}

}  // namespace vangnet::casework
