#include "services/followup/read_own_case.h"

#include <optional>
#include <utility>
#include <vector>

#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/compartment_head.h"
#include "services/case_records/page_token.h"
#include "services/case_records/record_pages.h"

namespace vangnet::followup {
namespace {

bool IsReporters(record::v1::CompartmentKind kind) {
  return kind == record::v1::COMPARTMENT_KIND_CHECK ||
         kind == record::v1::COMPARTMENT_KIND_CONVERSATION;
}

}  // namespace

contract::CaseId CaseOf(const gate::Caller& caller) {
  return *contract::CaseId::Parse(caller.principal.view());
}

absl::Status GetCase(const storage::Snapshot& snapshot, const gate::Caller& caller,
                     v1::GetCaseResponse& response) {
  const contract::CaseId case_id = CaseOf(caller);
  VN_ASSIGN_OR_RETURN(const storage::CaseRow row, snapshot.cases().Get(case_id));
  VN_ASSIGN_OR_RETURN(const std::optional<storage::ProofRow> proof,
                      snapshot.proofs().Find(case_id));
  if (!proof.has_value()) return absl::DataLossError("case: no filing proof");
  response.set_filing_proof(proof->proof);
  response.set_acknowledge_by_time(row.acknowledge_by_time);
  for (const record::v1::CompartmentKind kind :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
    VN_ASSIGN_OR_RETURN(*response.add_heads(), case_records::ReadHead(snapshot, case_id, kind));
  }
  return absl::OkStatus();
}

absl::Status ListRecords(const storage::Snapshot& snapshot, const gate::Caller& caller,
                         const v1::ListRecordsRequest& request, v1::ListRecordsResponse& response) {
  VN_ASSIGN_OR_RETURN(
      const case_records::PageAsked asked,
      case_records::ParsePage(request.compartment(), request.page_size(), request.page_token()));
  if (!IsReporters(asked.kind)) return contract::NotFound();
  VN_ASSIGN_OR_RETURN(case_records::RecordPage page,
                      case_records::ReadPage(snapshot, CaseOf(caller), asked));
  response.mutable_records()->Assign(page.records.begin(), page.records.end());
  response.set_next_page_token(std::move(page.next_page_token));
  return absl::OkStatus();
}

absl::Status ListGrants(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        const v1::ListGrantsRequest& request, v1::ListGrantsResponse& response) {
  VN_ASSIGN_OR_RETURN(const std::uint32_t after,
                      case_records::PositionOfToken(request.page_token()));
  VN_ASSIGN_OR_RETURN(const std::vector<storage::GrantRow> rows,
                      snapshot.grants().List(CaseOf(caller), caller.principal));
  case_records::GrantPage page = case_records::PageOfGrants(rows, after, &IsReporters);
  response.mutable_grants()->Assign(page.grants.begin(), page.grants.end());
  response.set_next_page_token(std::move(page.next_page_token));
  return absl::OkStatus();
}

absl::Status ListAccess(const storage::Snapshot& snapshot, const gate::Caller& caller,
                        v1::ListAccessResponse& response) {
  VN_ASSIGN_OR_RETURN(const std::vector<storage::OpeningRow> openings,
                      snapshot.openings().List(CaseOf(caller)));
  const std::uint32_t today = contract::ToDay(caller.now);
  for (const storage::OpeningRow& opening : openings) {
    if (opening.day >= today) continue;
    v1::AccessDay& day = *response.add_days();
    day.set_principal(opening.principal.ToBytes());
    day.set_day(static_cast<std::uint32_t>(opening.day));
    day.set_compartment(static_cast<record::v1::CompartmentKind>(opening.compartment_kind));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::followup
