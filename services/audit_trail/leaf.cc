#include "services/audit_trail/leaf.h"

#include <string>

#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/random.h"
#include "services/cryptography/sha256.h"
#include "vangnet/audit/v1/leaf.pb.h"

namespace vangnet::audit_trail {
namespace {

constexpr std::size_t kSaltSize = 32;

}  // namespace

absl::StatusOr<storage::LeafRow> MakeLeaf(const Event& event, absl::Time now) {
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes random, cryptography::RandomBytes(kSaltSize));
  const std::string salt(random.Expose());
  audit::v1::Leaf leaf;
  leaf.set_salt(salt);
  leaf.set_day(contract::ToDay(now));
  leaf.set_actor(event.actor.ToBytes());
  leaf.set_action(event.action);
  if (event.case_id.has_value()) {
    std::string reference(contract::label::kCaseRef);
    reference.append(salt).append(event.case_id->view());
    leaf.set_case_ref(cryptography::Sha256(reference).ToBytes());
  }
  leaf.set_outcome(static_cast<std::uint32_t>(event.outcome));
  if (event.record_hash.has_value()) leaf.set_record_hash(event.record_hash->ToBytes());

  storage::LeafRow row;
  row.day = leaf.day();
  row.body = contract::SerializeCanonical(leaf);
  // RFC 6962: a leaf is hashed with a zero byte in front, a node with a one.
  row.leaf_hash = cryptography::Sha256(std::string(1, '\0') + row.body);
  return row;
}

}  // namespace vangnet::audit_trail
