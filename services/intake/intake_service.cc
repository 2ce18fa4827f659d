#include "services/intake/intake_service.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "proto/contract/status_macros.h"
#include "services/intake/file_report.h"

namespace vangnet::intake {

grpc::ServerUnaryReactor* IntakeService::FileReport(grpc::CallbackServerContext* context,
                                                    const v1::FileReportRequest* request,
                                                    v1::FileReportResponse* response) {
  const auto filing = std::make_shared<std::optional<ParsedFiling>>();
  return gate_.ReadThenWrite(
      context, request, response,
      [=, this](const gate::Caller&,
                const storage::Snapshot& snapshot) -> absl::StatusOr<gate::Gate::Next> {
        VN_ASSIGN_OR_RETURN(*filing,
                            ParseFiling(request->filing(), newest_.Get()->organisation_id));
        // A repeat goes on too: what it repeats may be committed and not yet anchored, or
        // read well after its sync failed. Only the writer knows.
        VN_RETURN_IF_ERROR(CheckReport(snapshot, **filing).status());
        return gate::Gate::Next::kWrite;
      },
      [=, this](const gate::Caller& caller, storage::Transaction& txn) -> absl::Status {
        VN_ASSIGN_OR_RETURN(const publication::BundlePtr newest, newest_.In(txn));
        VN_ASSIGN_OR_RETURN(std::string proof,
                            intake::FileReport(txn, **filing, *newest, signer_, caller.now));
        response->set_filing_proof(std::move(proof));
        return absl::OkStatus();
      });
}

}  // namespace vangnet::intake
