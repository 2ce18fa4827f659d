// A draft of a bundle as text, a textproto. Reading and writing files: bundle_draft.h.
#ifndef VANGNET_CLIENTS_CLI_DRAFT_TEXT_H_
#define VANGNET_CLIENTS_CLI_DRAFT_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// INVALID_ARGUMENT/BAD_FILE naming `file`, line and column where it does not parse, and
// nothing of the text.
absl::StatusOr<bundle::v1::Bundle> ParseDraft(const std::string& text, const std::string& file);

absl::StatusOr<std::string> DraftText(const bundle::v1::Bundle& draft);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_DRAFT_TEXT_H_
