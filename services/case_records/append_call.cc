#include "services/case_records/append_call.h"

#include <set>
#include <utility>

#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/sha256.h"

namespace vangnet::case_records {
namespace {

using contract::BadField;

absl::Status CheckCounts(const ByteStrings& records, const ByteStrings& grants) {
  if (records.empty() || records.size() > static_cast<int>(contract::limit::kRecordsPerCall)) {
    return BadField("records", "1 to 16");
  }
  if (grants.size() > static_cast<int>(contract::limit::kGrantsPerCall)) {
    return BadField("grants", "at most 64");
  }
  return absl::OkStatus();
}

absl::Status CheckRecord(const AppendContext& context, const contract::ParsedRecord& record) {
  if (record.organisation_id != context.organisation_id) {
    return BadField("records.header.organisation_id", "this organisation");
  }
  if (record.case_id != context.case_id) return BadField("records.header.case_id", "this case");
  if (record.author != context.caller) return BadField("records.header.author", "the caller");
  if (record.kind() == record::v1::RECORD_KIND_FILING) {
    return BadField("records.header.kind", "not FILING: a case is filed once");
  }
  return absl::OkStatus();
}

absl::Status CheckCapacity(Capacity capacity, record::v1::RecordKind kind) {
  if (capacity == Capacity::kReader || kind == record::v1::RECORD_KIND_REMOVE_READER) {
    return absl::OkStatus();
  }
  return contract::ErrorWithReason(absl::StatusCode::kPermissionDenied,
                                   contract::reason::kWrongRole,
                                   "records.header.kind: not a coordinator's to sign");
}

absl::Status CheckGrant(const AppendContext& context, const contract::ParsedGrant& grant) {
  if (grant.organisation_id != context.organisation_id) {
    return BadField("grants.header.organisation_id", "this organisation");
  }
  if (grant.case_id != context.case_id) return BadField("grants.header.case_id", "this case");
  if (grant.granter != context.caller) return BadField("grants.header.granter", "the caller");
  return absl::OkStatus();
}

absl::Status BadSignature(std::string_view field) {
  return contract::ErrorWithReason(absl::StatusCode::kInvalidArgument,
                                   contract::reason::kBadSignature, field);
}

}  // namespace

absl::StatusOr<AppendCall> ParseAppendCall(const AppendContext& context, const ByteStrings& records,
                                           const ByteStrings& grants) {
  VN_RETURN_IF_ERROR(CheckCounts(records, grants));
  AppendCall call;
  call.case_id = context.case_id;
  call.author = context.caller;
  call.capacity = context.capacity;
  std::set<contract::RecordId> ids;
  for (const std::string& bytes : records) {
    VN_ASSIGN_OR_RETURN(contract::ParsedRecord record,
                        contract::ParseRecord(&cryptography::Sha256, bytes));
    VN_RETURN_IF_ERROR(CheckRecord(context, record));
    VN_RETURN_IF_ERROR(CheckCapacity(context.capacity, record.kind()));
    if (!ids.insert(record.record_id).second) {
      return BadField("records.header.record_id", "each once");
    }
    call.records.push_back(std::move(record));
  }
  for (const std::string& bytes : grants) {
    VN_ASSIGN_OR_RETURN(contract::ParsedGrant grant,
                        contract::ParseGrant(&cryptography::Sha256, bytes));
    VN_RETURN_IF_ERROR(CheckGrant(context, grant));
    call.grants.push_back(std::move(grant));
  }
  return call;
}

absl::Status VerifySignatures(const std::vector<contract::ParsedRecord>& records,
                              const std::vector<contract::ParsedGrant>& grants) {
  for (const contract::ParsedRecord& record : records) {
    if (!cryptography::Verify(record.author_key, contract::label::kRecord, record.signed_message,
                              record.signature)) {
      return BadSignature("records.signature: by header.author_key");
    }
  }
  for (const contract::ParsedGrant& grant : grants) {
    if (!cryptography::Verify(grant.granter_key, contract::label::kGrant, grant.signed_message,
                              grant.signature)) {
      return BadSignature("grants.signature: by header.granter_key");
    }
  }
  return absl::OkStatus();
}

}  // namespace vangnet::case_records
