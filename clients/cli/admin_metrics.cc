#include <memory>

#include "clients/cli/commands.h"
#include "clients/cli/secret_input.h"
#include "clients/cli/staff_session.h"
#include "proto/contract/status_macros.h"
#include "vangnet/operation/v1/operation_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using session::Words;

using OperationStub = operation::v1::OperationService::Stub;

absl::Status ShowMetrics(Context& context, const IdentityFlags& flags) {
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags));
  VN_ASSIGN_OR_RETURN(
      const operation::v1::GetMetricsResponse response,
      staff.session->Call(&OperationStub::GetMetrics, operation::v1::GetMetricsRequest()));
  if (context.json) {
    context.Print(Json::Object().Set("text", response.text()));
  } else {
    context.terminal.Lines(response.text());
  }
  return absl::OkStatus();
}

}  // namespace

void AddMetrics(const Command& admin) {
  const Command command = admin.Add("metrics",
                                    Words("De cijfers van de server, als tekst voor Prometheus",
                                          "The server's numbers, as Prometheus text"),
                                    "  vangnet admin metrics --identity admin.key");
  auto flags = std::make_shared<IdentityFlags>();
  flags->AddTo(command);
  command.Runs([&context = admin.context(), flags] { return ShowMetrics(context, *flags); });
}

}  // namespace vangnet::cli
