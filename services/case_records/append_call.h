// One call that appends records, as far as it can be judged from its bytes alone. What
// depends on the store is append_records.h.
#ifndef VANGNET_SERVICES_CASE_RECORDS_APPEND_CALL_H_
#define VANGNET_SERVICES_CASE_RECORDS_APPEND_CALL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/repeated_field.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::case_records {

// As what the caller writes: which service let the call in. What one may write, the other
// may not, whoever the caller is.
enum class Capacity {
  kReader,       // The reporter, or staff to whom the case is open.
  kCoordinator,  // A coordinator whom the FILING names: never a reader, REMOVE_READER only.
};

struct AppendCall {
  contract::CaseId case_id;
  contract::PrincipalId author;  // Of every record.
  Capacity capacity = Capacity::kReader;
  std::vector<contract::ParsedRecord> records;
  std::vector<contract::ParsedGrant> grants;

  bool by_coordinator() const { return capacity == Capacity::kCoordinator; }
  bool by_reporter() const { return !by_coordinator() && author.view() == case_id.view(); }
};

// Where the call came in and who makes it.
struct AppendContext {
  contract::OrganisationId organisation_id;
  contract::CaseId case_id;
  contract::PrincipalId caller;
  Capacity capacity = Capacity::kReader;
};

using ByteStrings = google::protobuf::RepeatedPtrField<std::string>;

// INVALID_ARGUMENT: not 1 to 16 records and 0 to 64 grants; ParseRecord and ParseGrant; a
// FILING; a record or grant of another organisation, case or author than the context; one
// record id twice. PERMISSION_DENIED/WRONG_ROLE: a kind that is not for this capacity. Pure.
absl::StatusOr<AppendCall> ParseAppendCall(const AppendContext& context, const ByteStrings& records,
                                           const ByteStrings& grants);

// INVALID_ARGUMENT/BAD_SIGNATURE unless each record and grant is signed by the key in its
// own header. Whose key that is, append_rules.h asks. About 66 us a signature: not for the
// writer thread.
absl::Status VerifySignatures(const std::vector<contract::ParsedRecord>& records,
                              const std::vector<contract::ParsedGrant>& grants);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_APPEND_CALL_H_
