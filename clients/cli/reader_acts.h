// Adding a person to a case, the same for reporter and lead.
#ifndef VANGNET_CLIENTS_CLI_READER_ACTS_H_
#define VANGNET_CLIENTS_CLI_READER_ACTS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/record_seal.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::cli {

// `role` as typed; empty: deputy while there is none, else reserve.
absl::StatusOr<record::v1::CaseRole> RoleToAdd(const contract::CaseFold& fold,
                                               const std::string& role);

// What the reporter sealed in `check` binds whoever adds readers later: exclusions, and
// declared conflicts with the reporter's organisation. FAILED_PRECONDITION/EXCLUDED_PERSON.
absl::Status CheckMayBeAdded(const sealing::CaseView& view, const bundle::v1::Bundle& bundle,
                             const contract::PrincipalId& person);

// Who is on the list, declined or was removed cannot be added (SPEC.md section 7).
// FAILED_PRECONDITION/EXCLUDED_PERSON.
absl::Status CheckNotNamedYet(const contract::CaseFold& fold, const contract::PrincipalId& person);

// With `with_history` the person may open all epochs of `check` and `conversation` that
// `keyring` holds, else only what comes.
absl::Status AddPerson(sealing::RecordWriter& writer, const contract::PrincipalId& person,
                       const std::string& role, bool with_history, const sealing::Keyring& keyring);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_READER_ACTS_H_
