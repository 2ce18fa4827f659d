// The receipt, shown once and confirmed before anything is sent: a report whose receipt
// was not written down is lost for its reporter.
#ifndef VANGNET_CLIENTS_CLI_RECEIPT_DIALOGUE_H_
#define VANGNET_CLIENTS_CLI_RECEIPT_DIALOGUE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "clients/sealing/receipt.h"

namespace vangnet::cli {

// Makes a receipt, writes it to `file` when one is named (a new file, 0600), shows it and
// has one group typed back. CANCELLED/INTERRUPTED when the person stops.
absl::StatusOr<sealing::Receipt> MakeAndConfirmReceipt(Context& context, const std::string& file);

// Shows `receipt` and has group `group` (1 to 7) typed back.
absl::Status ConfirmReceipt(Context& context, const sealing::Receipt& receipt, std::size_t group);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_RECEIPT_DIALOGUE_H_
