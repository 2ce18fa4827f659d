// The receipt: 135 random bits with which a reporter comes back. Everything that the
// reporter signs and opens follows from it, so whoever holds it is the reporter.
#ifndef VANGNET_CLIENTS_SEALING_RECEIPT_H_
#define VANGNET_CLIENTS_SEALING_RECEIPT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::sealing {

class Receipt {
 public:
  static Receipt Generate(RandomSource& random);
  // INVALID_ARGUMENT unless these are 17 bytes with the last bit clear.
  static absl::StatusOr<Receipt> FromBytes(const contract::SecretBytes& bytes);

  // As shown: seven groups of four symbols with hyphens, 34 characters.
  contract::SecretBytes ToText() const;
  // True when `typed` is group `group` (1 to 7) of the text: the one group that is
  // confirmed before sending. Forgives case, spaces, O, I and L.
  bool GroupIs(std::size_t group, std::string_view typed) const;
  const contract::SecretBytes& bytes() const { return bytes_; }

 private:
  explicit Receipt(contract::SecretBytes bytes) : bytes_(std::move(bytes)) {}
  contract::SecretBytes bytes_;
};

// INVALID_ARGUMENT names the position of the first bad symbol, never the code. A
// program that speaks Dutch asks FindCodeFault(typed, kReceiptSymbols) what it was.
absl::StatusOr<Receipt> ParseReceipt(std::string_view typed);

// What follows from a receipt (SPEC.md section 2). The identity's principal is the
// case id.
struct ReporterKeys {
  Identity identity;
  contract::CaseId case_id;
  // Key of the client's own outbox, 32 bytes.
  contract::SecretBytes outbox_key;
};
ReporterKeys DeriveReporterKeys(const Receipt& receipt);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_RECEIPT_H_
