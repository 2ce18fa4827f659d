#include "clients/sealing/padding.h"

#include <cstring>

#include "absl/status/status.h"
#include "proto/contract/limits.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::uint8_t kMark = 0x80;

}  // namespace

absl::StatusOr<contract::SecretBytes> Pad(const contract::SecretBytes& message,
                                          std::size_t at_least) {
  VN_ASSIGN_OR_RETURN(const std::size_t size, contract::PaddedSize(message.size(), at_least));
  contract::SecretBytes padded(size);
  if (!message.empty()) std::memcpy(padded.mutable_data(), message.data(), message.size());
  padded.mutable_data()[message.size()] = kMark;
  return padded;
}

absl::StatusOr<contract::SecretBytes> Unpad(const contract::SecretBytes& padded) {
  if (!contract::IsSealedSize(padded.size() + contract::limit::kSealedOverhead)) {
    return absl::DataLossError("padding: size");
  }
  std::size_t end = padded.size();
  while (end > 0 && padded.data()[end - 1] == 0) --end;
  if (end == 0 || padded.data()[end - 1] != kMark) return absl::DataLossError("padding: mark");
  return contract::SecretBytes::CopyOf(padded.Expose().substr(0, end - 1));
}

}  // namespace vangnet::sealing
