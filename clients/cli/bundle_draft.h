// A draft of a bundle: a textproto that an administrator reads and edits, until the first
// signer freezes its bytes.
#ifndef VANGNET_CLIENTS_CLI_BUNDLE_DRAFT_H_
#define VANGNET_CLIENTS_CLI_BUNDLE_DRAFT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// INVALID_ARGUMENT/BAD_FILE naming line and column where it does not parse.
absl::StatusOr<bundle::v1::Bundle> ReadDraft(const std::string& file);
absl::Status WriteNewDraft(const std::string& file, const bundle::v1::Bundle& draft);
absl::Status ReplaceDraft(const std::string& file, const bundle::v1::Bundle& draft);

// A signed bundle, whole or with too few signatures as yet.
absl::StatusOr<contract::ParsedBundle> ReadSignedBundle(const std::string& file);
// True when the file looks like a signed bundle rather than a draft.
bool IsSignedBundle(const std::string& bytes);

// "host:port".
absl::StatusOr<bundle::v1::Endpoint> ParseEndpoint(const std::string& text);
// 64 hexadecimal digits, or @FILE that holds them.
absl::StatusOr<contract::SigningKey> ReadKey(const std::string& text);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_BUNDLE_DRAFT_H_
