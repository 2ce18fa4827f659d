// One case as a handler works on it: named on the command line, read and verified against
// the heads that this client saw before.
#ifndef VANGNET_CLIENTS_CLI_STAFF_CASE_H_
#define VANGNET_CLIENTS_CLI_STAFF_CASE_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/case_words.h"
#include "clients/cli/context.h"
#include "clients/cli/staff_session.h"
#include "clients/session/case_reading.h"
#include "vangnet/casework/v1/casework_service.pb.h"

namespace vangnet::cli {

// All pages of the inbox, urgent and early first.
absl::StatusOr<std::vector<casework::v1::CaseSummary>> ListAllCases(session::Session& session);

// The case that 32 hexadecimal digits are, or that at least 4 begin among `known`. NOT_FOUND
// when none is meant, or more than one could be.
absl::StatusOr<contract::CaseId> CaseNamed(const std::string& named,
                                           const std::set<contract::CaseId>& known);

class StaffCase {
 public:
  // `named` as CaseNamed takes it, among the inbox and what this person has read before.
  static absl::StatusOr<std::unique_ptr<StaffCase>> Open(Context& context,
                                                         const IdentityFlags& identity,
                                                         const std::string& named);

  const contract::CaseId& case_id() const { return port_->case_id(); }
  const sealing::Identity& self() const { return *staff_.identity; }
  const bundle::v1::Bundle& bundle() { return staff_.connection->organisation().bundle(); }
  // Remembers the heads that were verified.
  absl::StatusOr<session::CaseReading> Read(session::ReadExtent extent);
  absl::Status Write(const session::WriteTerms& terms, const session::CaseAct& act);
  CaseReader ReaderOf(const session::CaseReading& reading);

 private:
  StaffCase(StaffSession staff, session::Home home)
      : staff_(std::move(staff)), home_(std::move(home)) {}
  void Remember(const session::CaseReading& reading);

  StaffSession staff_;
  session::Home home_;
  std::vector<caseview::v1::CompartmentHead> remembered_;
  std::unique_ptr<session::StaffCasePort> port_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_STAFF_CASE_H_
