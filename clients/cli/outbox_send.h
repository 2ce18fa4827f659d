// `vangnet outbox send` and `show`.
#ifndef VANGNET_CLIENTS_CLI_OUTBOX_SEND_H_
#define VANGNET_CLIENTS_CLI_OUTBOX_SEND_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"

namespace vangnet::cli {

struct OutboxFlags {
  std::string file;
  std::string receipt_file;
  std::string proof_file;
  int attempts = 5;
  bool yes = false;
};

// The same bytes as before. Only when the server will not have them any more, the report is
// routed and sealed again under the same receipt, and only after the person agreed. The
// file stays until the report was accepted.
absl::Status SendOutbox(Context& context, const OutboxFlags& flags);

// What it is, without the receipt.
absl::Status ShowOutbox(Context& context, const OutboxFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_OUTBOX_SEND_H_
