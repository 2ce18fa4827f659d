#include "services/case_records/grant_rules.h"

#include <algorithm>
#include <utility>

#include "proto/contract/chain.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::case_records {
namespace {

using contract::BadField;

ExpectedGrant From(const contract::ParsedRecord& record, const std::string& compartment_key,
                   std::string_view recipient) {
  return {.compartment_key = compartment_key,
          .epochs = {},
          .recipient = *contract::PrincipalId::Parse(recipient),
          .recipient_key = {},
          .granter_key = record.author_key,
          .bundle_version = record.header.bundle_version()};
}

std::vector<ExpectedGrant> ForEpoch(const contract::ParsedRecord& record,
                                    const contract::CaseFold& after) {
  std::vector<ExpectedGrant> expected;
  for (const record::v1::Member& member : record.header.epoch_start().members()) {
    ExpectedGrant grant = From(record, record.compartment_key, member.principal());
    grant.epochs = {record.header.epoch_start().number()};
    grant.recipient_key = *contract::BoxKey::Parse(member.box_key());
    grant.role = after.RoleOf(grant.recipient);
    expected.push_back(std::move(grant));
  }
  return expected;
}

std::vector<ExpectedGrant> ForAddedReader(
    const contract::ParsedRecord& record,
    const std::map<contract::PrincipalId, contract::BoxKey>& keys) {
  const record::v1::AddReaderAct& act = record.header.add_reader();
  std::vector<ExpectedGrant> expected;
  for (const record::v1::CompartmentEpochs& opens : act.opens()) {
    ExpectedGrant grant =
        From(record, contract::CompartmentKey(opens.compartment()), act.principal());
    grant.epochs.assign(opens.epochs().begin(), opens.epochs().end());
    // Nobody has the zero key: without a present key the grant is refused.
    const auto key = keys.find(grant.recipient);
    if (key != keys.end()) grant.recipient_key = key->second;
    grant.role = act.role();
    expected.push_back(std::move(grant));
  }
  return expected;
}

bool SameEpochs(const ExpectedGrant& expected, const contract::ParsedGrant& grant) {
  return std::equal(expected.epochs.begin(), expected.epochs.end(), grant.header.epochs().begin(),
                    grant.header.epochs().end());
}

}  // namespace

std::vector<ExpectedGrant> GrantsFor(
    const contract::ParsedRecord& record, const contract::CaseFold& after,
    const std::map<contract::PrincipalId, contract::BoxKey>& keys) {
  switch (record.kind()) {
    case record::v1::RECORD_KIND_EPOCH:
      return ForEpoch(record, after);
    case record::v1::RECORD_KIND_ADD_READER:
      return ForAddedReader(record, keys);
    default:
      return {};
  }
}

absl::Status CheckGrant(const ExpectedGrant& expected, const contract::ParsedGrant& grant) {
  if (grant.recipient != expected.recipient) {
    return BadField("grants.header.recipient", "the members of the epoch, each once");
  }
  if (grant.compartment_key != expected.compartment_key) {
    return BadField("grants.header.compartment", "the compartment of the epoch");
  }
  if (!SameEpochs(expected, grant)) {
    return BadField("grants.header.epochs", "the epochs that the record names");
  }
  if (grant.recipient_key != expected.recipient_key || expected.recipient_key.IsZero()) {
    return BadField("grants.header.recipient_key", "the recipient's key in the epoch");
  }
  if (grant.granter_key != expected.granter_key) {
    return BadField("grants.header.granter_key", "the key that signed the record");
  }
  if (grant.header.bundle_version() != expected.bundle_version) {
    return BadField("grants.header.bundle_version", "the bundle of the record");
  }
  if (grant.header.role() != expected.role) {
    return BadField("grants.header.role", "what the recipient is in this case");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<contract::ParsedGrant>> TakeGrants(
    const std::vector<ExpectedGrant>& expected, std::vector<contract::ParsedGrant>& waiting) {
  std::vector<contract::ParsedGrant> taken;
  for (const ExpectedGrant& wanted : expected) {
    const auto found =
        std::find_if(waiting.begin(), waiting.end(), [&wanted](const contract::ParsedGrant& grant) {
          return grant.recipient == wanted.recipient &&
                 grant.compartment_key == wanted.compartment_key && SameEpochs(wanted, grant);
        });
    if (found == waiting.end()) {
      return BadField("grants", "one for each member of a new epoch and each opened compartment");
    }
    VN_RETURN_IF_ERROR(CheckGrant(wanted, *found));
    taken.push_back(std::move(*found));
    waiting.erase(found);
  }
  return taken;
}

}  // namespace vangnet::case_records
