#include "clients/sealing/record_sign.h"

#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"

namespace vangnet::sealing {

std::string SignRecordBytes(const std::string& header_bytes, const std::string& nonce,
                            const std::string& sealed, const Identity& author) {
  std::string message = Sha256(header_bytes).ToBytes();
  message.append(Sha256(nonce + sealed).view());
  record::v1::Record record;
  record.set_header(header_bytes);
  record.set_nonce(nonce);
  record.set_sealed(sealed);
  record.set_signature(author.Sign(contract::label::kRecord, message).ToBytes());
  return contract::SerializeCanonical(record);
}

absl::StatusOr<contract::ParsedRecord> SignRecord(const record::v1::RecordHeader& header,
                                                  const std::string& nonce,
                                                  const std::string& sealed,
                                                  const Identity& author) {
  return contract::ParseRecord(
      Sha256, SignRecordBytes(contract::SerializeCanonical(header), nonce, sealed, author));
}

}  // namespace vangnet::sealing
