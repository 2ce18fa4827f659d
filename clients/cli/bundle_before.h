// The bundle against which a signer compares what is to be signed.
#ifndef VANGNET_CLIENTS_CLI_BUNDLE_BEFORE_H_
#define VANGNET_CLIENTS_CLI_BUNDLE_BEFORE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/context.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// The bundle in `file`, or the pinned one when `file` is empty; none for a first bundle.
// Whoever hands a signer the draft hands them this file too, so it is believed only when it
// is the one whose hash the draft names, its own signers signed it, and it is not older
// than, or signed by others than, what this client has pinned of the organisation.
// FAILED_PRECONDITION/BUNDLE_REFUSED otherwise, and for a second first bundle of a pinned
// organisation; INVALID_ARGUMENT/USAGE when there is neither file nor pin.
absl::StatusOr<std::optional<bundle::v1::Bundle>> BundleBefore(Context& context,
                                                               const std::string& file,
                                                               const bundle::v1::Bundle& draft);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_BUNDLE_BEFORE_H_
