// A report as an outbox file holds it (clients/sealing/outbox.h), and as commands do.
#ifndef VANGNET_CLIENTS_CLI_OUTBOX_REPORT_H_
#define VANGNET_CLIENTS_CLI_OUTBOX_REPORT_H_

#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "clients/cli/report_input.h"
#include "clients/sealing/receipt.h"
#include "clients/session/outbox_file.h"
#include "proto/contract/ids.h"
#include "vangnet/record/v1/record.pb.h"
#include "vangnet/reportoutbox/v1/outbox_file.pb.h"

namespace vangnet::cli {

// Without a filing. `urgency` is the one agreed on.
reportoutbox::v1::OutboxReport OutboxReportOf(const contract::OrganisationId& organisation,
                                              const ReportInput& input,
                                              record::v1::Urgency urgency);
// The wanted urgency is the one agreed on then: later answers to "when" only raise it.
ReportInput InputOf(const reportoutbox::v1::OutboxReport& report);

// Failures of the file in words, each with its own: INVALID_ARGUMENT/BAD_FILE (no such
// file), DATA_LOSS/BAD_FILE (damaged), UNAUTHENTICATED/MISTYPED (another receipt's).
absl::Status CheckOutboxFile(const session::OutboxFile& file);
absl::StatusOr<reportoutbox::v1::OutboxReport> OpenOutboxFile(const session::OutboxFile& file,
                                                              const sealing::ReporterKeys& keys);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_OUTBOX_REPORT_H_
