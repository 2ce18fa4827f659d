#include "clients/cli/caseload_rows.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/people.h"
#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using caseload::v1::CaseloadRow;
using CaseloadStub = caseload::v1::CaseloadService::Stub;
constexpr std::size_t kMaxRows = 100000;
constexpr std::size_t kRowShortestPrefix = 4;

constexpr session::Words kNotInRow{"Die persoon staat niet bij deze zaak. Wel: $0.",
                                   "That person is not with this case. These are: $0."};
constexpr session::Words kNobodyInRow{"Bij deze zaak staat niemand meer.",
                                      "Nobody is with this case any more."};

}  // namespace

absl::StatusOr<Caseload> FetchCaseload(session::Session& session) {
  Caseload caseload;
  caseload::v1::GetCaseloadRequest request;
  while (caseload.rows.size() <= kMaxRows) {
    VN_ASSIGN_OR_RETURN(const caseload::v1::GetCaseloadResponse page,
                        session.Call(&CaseloadStub::GetCaseload, request));
    if (page.has_totals()) caseload.totals = page.totals();
    caseload.rows.insert(caseload.rows.end(), page.rows().begin(), page.rows().end());
    if (page.next_page_token().empty() || page.rows().empty()) break;
    request.set_page_token(page.next_page_token());
  }
  const auto order = [](const CaseloadRow& row) {
    return std::tuple(!row.overdue(), row.urgency(), row.acknowledge_by_time(), row.case_id());
  };
  std::sort(caseload.rows.begin(), caseload.rows.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  return caseload;
}

absl::StatusOr<CaseloadRow> FindRow(const Caseload& caseload, const std::string& named) {
  const std::string typed = absl::AsciiStrToLower(named);
  const CaseloadRow* found = nullptr;
  int matches = 0;
  for (const CaseloadRow& row : caseload.rows) {
    if (typed.size() < kRowShortestPrefix || !session::ToHex(row.case_id()).starts_with(typed)) {
      continue;
    }
    found = &row;
    ++matches;
  }
  if (matches != 1) return contract::NotFound();
  return *found;
}

absl::StatusOr<contract::PrincipalId> FindPersonOfRow(const CaseloadRow& row,
                                                      const bundle::v1::Bundle& bundle,
                                                      const std::string& named,
                                                      session::Language language) {
  const auto named_in_bundle = FindPerson(bundle, named);
  std::string others;
  for (const std::string& bytes : row.persons()) {
    VN_ASSIGN_OR_RETURN(const contract::PrincipalId person, contract::PrincipalId::Parse(bytes));
    if (session::ToHex(bytes) == absl::AsciiStrToLower(named)) return person;
    if (named_in_bundle.ok() && *named_in_bundle == person) return person;
    absl::StrAppend(&others, others.empty() ? "" : ", ", NameOfPerson(bundle, person, language),
                    " (", session::ToHex(bytes).substr(0, 8), ")");
  }
  return session::Failure(absl::StatusCode::kInvalidArgument,
                          session::client_reason::kUnknownPerson,
                          others.empty() ? kNobodyInRow : kNotInRow, {others});
}

}  // namespace vangnet::cli
