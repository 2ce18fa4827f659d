// A report that could not be sent yet, sealed under its receipt for a file that the
// reporter keeps (SPEC.md section 2). Reading and writing the file is the program's work.
//
//   OutboxFile { header (canonical OutboxHeader), nonce (24), sealed, checksum (32) }
//   key      = kdf(sub3, 1, "vnoutbox")
//   sealed   = XChaCha20-Poly1305-IETF(key, nonce, AD = Label(outbox) || header,
//                                      Pad(canonical OutboxReport)), of 128 KiB at least
//   checksum = H(Label(outbox-file) || header || nonce || sealed)
//
// Promises that nobody without the receipt learns what is in the file, whose it is, or of
// which organisation. Not that it cannot be deleted, or put back after it was sent: the
// server takes the same bytes for the same case, and no others.
#ifndef VANGNET_CLIENTS_SEALING_OUTBOX_H_
#define VANGNET_CLIENTS_SEALING_OUTBOX_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/receipt.h"
#include "proto/contract/limits.h"
#include "vangnet/reportoutbox/v1/outbox_file.pb.h"

namespace vangnet::sealing {

inline constexpr std::size_t kOutboxFileLimit = contract::limit::kPaddedBody + 1024;

// Canonical OutboxFile. Texts of the answers are cleaned. INVALID_ARGUMENT: a field is
// missing or wrong, or it is too large for one file (TOO_LARGE).
absl::StatusOr<std::string> SealOutbox(reportoutbox::v1::OutboxReport report,
                                       const ReporterKeys& keys, RandomSource& random);

// What can be said without the receipt. INVALID_ARGUMENT: this is no such file, or only
// its beginning. DATA_LOSS: it is one, and not as it was written.
absl::Status CheckOutbox(std::string_view bytes);

// The same, and UNAUTHENTICATED: whole, but sealed under another receipt. DATA_LOSS also
// when somebody made a good checksum for changed bytes, or when what was sealed is no
// report of this receipt.
absl::StatusOr<reportoutbox::v1::OutboxReport> OpenOutbox(std::string_view bytes,
                                                          const ReporterKeys& keys);

// The filing of a report that holds one, with what its proof must say. INVALID_ARGUMENT
// unless it is one whole filing by this reporter, for the report's organisation.
struct KeptFiling {
  BuiltFiling filing;
  std::uint32_t bundle_version = 0;  // That it was sealed under.
};
absl::StatusOr<KeptFiling> FilingOf(const reportoutbox::v1::OutboxReport& report,
                                    const ReporterKeys& keys);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_OUTBOX_H_
