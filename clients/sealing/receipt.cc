#include "clients/sealing/receipt.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/symbol_code.h"
#include "proto/contract/chain.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kReceiptBytes = 17;
constexpr std::size_t kGroups = 7;
constexpr std::string_view kReceiptContext = "vnreceip";

}  // namespace

Receipt Receipt::Generate(RandomSource& random) {
  contract::SecretBytes bytes = RandomSecret(random, kReceiptBytes);
  bytes.mutable_data()[kReceiptBytes - 1] &= 0xfe;
  return Receipt(std::move(bytes));
}

absl::StatusOr<Receipt> Receipt::FromBytes(const contract::SecretBytes& bytes) {
  if (bytes.size() != kReceiptBytes) return absl::InvalidArgumentError("receipt: 17 bytes");
  if ((bytes.data()[kReceiptBytes - 1] & 1) != 0) {
    return absl::InvalidArgumentError("receipt: the last bit is clear");
  }
  return Receipt(bytes.Clone());
}

contract::SecretBytes Receipt::ToText() const {
  return EncodeSymbols(bytes_.Expose(), kReceiptSymbols);
}

bool Receipt::GroupIs(std::size_t group, std::string_view typed) const {
  if (group < 1 || group > kGroups) return false;
  const contract::SecretBytes text = ToText();
  const std::string_view wanted = text.Expose().substr((group - 1) * 5, 4);
  std::size_t matched = 0;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (matched == wanted.size() || c != wanted[matched]) return false;
    ++matched;
  }
  return matched == wanted.size();
}

absl::StatusOr<Receipt> ParseReceipt(std::string_view typed) {
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes bytes, DecodeSymbols(typed, kReceiptSymbols));
  return Receipt::FromBytes(bytes);
}

ReporterKeys DeriveReporterKeys(const Receipt& receipt) {
  const contract::SecretBytes master = HashSecret(contract::label::kReceipt, receipt.bytes());
  const contract::SecretBytes signing_seed = DeriveKey(master, 1, kReceiptContext);
  const contract::SecretBytes box_seed = DeriveKey(master, 2, kReceiptContext);
  // The keys come first and name the case; the principal is then the case id.
  absl::StatusOr<Identity> nameless = Identity::FromSeeds({}, signing_seed, box_seed);
  if (!nameless.ok()) std::abort();  // The seeds have 32 bytes.
  const contract::CaseId case_id =
      contract::CaseIdOf(Sha256, nameless->signing_key(), nameless->box_key());
  absl::StatusOr<Identity> identity =
      Identity::FromSeeds(contract::ReporterPrincipal(case_id), signing_seed, box_seed);
  if (!identity.ok()) std::abort();
  return {.identity = *std::move(identity),
          .case_id = case_id,
          .outbox_key = DeriveKey(master, 3, kReceiptContext)};
}

}  // namespace vangnet::sealing
