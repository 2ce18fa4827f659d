// The flags of `vangnet report`, and its three ways.
#ifndef VANGNET_CLIENTS_CLI_REPORT_FLAGS_H_
#define VANGNET_CLIENTS_CLI_REPORT_FLAGS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/sealing/receipt.h"
#include "clients/session/connection.h"

namespace vangnet::cli {

struct ReportFlags {
  std::string from;
  std::string receipt_file;
  std::string proof_file;
  std::string outbox;
  bool finish = false;
  bool dry_run = false;
  bool show_form = false;
  int attempts = 5;
};

// From JSON, without a person.
absl::Status ReportFromFile(Context& context, const ReportFlags& flags);
// A filing that was cut off, with its receipt; from JSON or guided.
absl::Status FinishReport(Context& context, const ReportFlags& flags);
// Step by step with a person.
absl::Status ReportGuided(Context& context, const ReportFlags& flags);
// The same with the receipt of a filing that was cut off; null: a new one is made.
absl::Status ReportGuidedWith(Context& context, const ReportFlags& flags,
                              session::Connection& connection, const sealing::Receipt* receipt);
// The questions and codes of the bundle.
absl::Status ShowForm(Context& context);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REPORT_FLAGS_H_
