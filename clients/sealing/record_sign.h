// One signed record (SPEC.md section 6). RecordWriter is what programs use; this is the
// step below it, for the FILING and for vectors.
//
//   Record    = {header, nonce, sealed, signature}
//   hh        = H(header)              bh = H(nonce || sealed)
//   signature = Sign(author, record, hh || bh)
#ifndef VANGNET_CLIENTS_SEALING_RECORD_SIGN_H_
#define VANGNET_CLIENTS_SEALING_RECORD_SIGN_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/sealing/identity.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

// Canonical Record bytes, whatever the header says.
std::string SignRecordBytes(const std::string& header_bytes, const std::string& nonce,
                            const std::string& sealed, const Identity& author);

// The same, and read back: INVALID_ARGUMENT when no server would take it.
absl::StatusOr<contract::ParsedRecord> SignRecord(const record::v1::RecordHeader& header,
                                                  const std::string& nonce,
                                                  const std::string& sealed,
                                                  const Identity& author);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_RECORD_SIGN_H_
