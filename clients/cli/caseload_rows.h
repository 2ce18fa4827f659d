// The rows of a coordinator, as the server tells them: nothing in them can be verified,
// since a coordinator reads no chain.
#ifndef VANGNET_CLIENTS_CLI_CASELOAD_ROWS_H_
#define VANGNET_CLIENTS_CLI_CASELOAD_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/session/session.h"
#include "clients/session/words.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"

namespace vangnet::cli {

struct Caseload {
  std::vector<caseload::v1::CaseloadRow> rows;
  caseload::v1::CaseloadTotals totals;
};

// All pages; overdue first, then urgent and early.
absl::StatusOr<Caseload> FetchCaseload(session::Session& session);

// `named`: 32 hexadecimal digits, or at least 4 that name one row. NOT_FOUND otherwise.
absl::StatusOr<caseload::v1::CaseloadRow> FindRow(const Caseload& caseload,
                                                  const std::string& named);

// One of the row's persons, by name or principal; also who left the bundle, by principal.
// INVALID_ARGUMENT/UNKNOWN_PERSON naming those who are in the row.
absl::StatusOr<contract::PrincipalId> FindPersonOfRow(const caseload::v1::CaseloadRow& row,
                                                      const bundle::v1::Bundle& bundle,
                                                      const std::string& named,
                                                      session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CASELOAD_ROWS_H_
