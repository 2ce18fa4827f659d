#include "services/case_records/append_rules.h"

#include "proto/contract/bundle_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/routing_rules.h"
#include "storage/reader_store.h"

namespace vangnet::case_records {

using contract::BadField;
using contract::ErrorWithReason;
using record::v1::RecordKind;

namespace {

bool HasSigningRole(const bundle::v1::Staff& staff, RecordKind kind) {
  return contract::HandlesCases(staff) || (kind == record::v1::RECORD_KIND_REMOVE_READER &&
                                           contract::HasRole(staff, policy::v1::ROLE_COORDINATOR));
}

absl::Status LimitReached(std::string_view message) {
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, contract::reason::kLimitReached,
                         message);
}

}  // namespace

absl::Status CheckAuthorKey(const contract::ParsedRecord& record, const contract::CaseFold& fold,
                            const bundle::v1::Bundle& newest) {
  if (record.by_reporter()) {
    if (record.author_key == fold.reporter_key()) return absl::OkStatus();
    return BadField("records.header.author_key", "the reporter's key");
  }
  return CheckAuthorInBundle(record, newest);
}

absl::Status CheckAuthorInBundle(const contract::ParsedRecord& record,
                                 const bundle::v1::Bundle& named) {
  const bundle::v1::Staff* staff = contract::FindStaff(named, record.author);
  if (staff == nullptr || staff->keys().signing_key() != record.author_key.view()) {
    return BadField("records.header.author_key", "the author's key in the bundle");
  }
  if (HasSigningRole(*staff, record.kind())) return absl::OkStatus();
  return BadField("records.header.bundle_version", "a bundle in which the author may sign this");
}

absl::Status CheckBundleVersion(std::uint32_t version, std::uint32_t last, std::uint32_t newest) {
  if (version > newest) return BadField("records.header.bundle_version", "a published bundle");
  if (version < last) {
    return BadField("records.header.bundle_version", "not below the record before");
  }
  return absl::OkStatus();
}

absl::Status CheckGateAllows(std::uint32_t gate, RecordKind kind) {
  if (gate >= storage::kGateConversation) return absl::OkStatus();
  if (gate == storage::kGateCheck &&
      (kind == record::v1::RECORD_KIND_ACKNOWLEDGE || kind == record::v1::RECORD_KIND_DECLINE)) {
    return absl::OkStatus();
  }
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, contract::reason::kNotAcknowledged,
                         "acknowledge the case first");
}

std::map<contract::PrincipalId, contract::BoxKey> KeysOf(const bundle::v1::Bundle& newest,
                                                         const contract::CaseFold& fold) {
  std::map<contract::PrincipalId, contract::BoxKey> keys = contract::BoxKeysOf(newest);
  keys[contract::ReporterPrincipal(fold.case_id())] = fold.reporter_box_key();
  return keys;
}

absl::Status CheckEpochCurrent(const contract::CaseFold& after,
                               const contract::ParsedRecord& record,
                               const std::map<contract::PrincipalId, contract::BoxKey>& keys) {
  if (after.EpochIsCurrent(record.header.compartment().kind(), keys)) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, contract::reason::kEpochStale,
      "start an epoch for those who may read now, with the newest bundle's keys");
}

absl::Status CheckAddedPerson(const record::v1::AddReaderAct& act,
                              const bundle::v1::Bundle& newest) {
  const auto principal = contract::PrincipalId::Parse(act.principal());
  const bundle::v1::Staff* staff =
      principal.ok() ? contract::FindStaff(newest, *principal) : nullptr;
  if (staff == nullptr || !contract::HandlesCases(*staff)) {
    return BadField("records.header.add_reader.principal", "somebody who handles cases");
  }
  return absl::OkStatus();
}

bool NeedsRoom(RecordKind kind) {
  return kind == record::v1::RECORD_KIND_ENTRY || kind == record::v1::RECORD_KIND_EPOCH ||
         kind == record::v1::RECORD_KIND_ADD_READER;
}

absl::Status CheckRoom(const CaseSize& stored, const CaseSize& coming) {
  if (stored.records + coming.records <= contract::limit::kRecordsPerCase &&
      stored.bytes + coming.bytes <= contract::limit::kBytesPerCase) {
    return absl::OkStatus();
  }
  return LimitReached("this case holds as much as it can");
}

absl::Status CheckEpochNumber(std::uint32_t number, bool needed) {
  if (needed || number <= contract::limit::kNeedlessEpochs) return absl::OkStatus();
  return LimitReached("epoch: nothing asks for another one");
}

}  // namespace vangnet::case_records
