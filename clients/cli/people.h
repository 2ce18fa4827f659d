// Members of the staff as people name them.
#ifndef VANGNET_CLIENTS_CLI_PEOPLE_H_
#define VANGNET_CLIENTS_CLI_PEOPLE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/json.h"
#include "clients/session/words.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// By principal in hexadecimal or by exact name. INVALID_ARGUMENT/UNKNOWN_PERSON; also for
// a name that two people share.
absl::StatusOr<contract::PrincipalId> FindPerson(const bundle::v1::Bundle& bundle,
                                                 std::string_view named);

// The name in the bundle; for the reporter and for somebody who left it, words.
std::string NameOfPerson(const bundle::v1::Bundle& bundle, const contract::PrincipalId& principal,
                         session::Language language);
// {"principal", "name"}
Json PersonJson(const bundle::v1::Bundle& bundle, const contract::PrincipalId& principal,
                session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PEOPLE_H_
