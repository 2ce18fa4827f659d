// `vangnet cases`: what a trusted person or member of the support team does.
#ifndef VANGNET_CLIENTS_CLI_CASES_FLAGS_H_
#define VANGNET_CLIENTS_CLI_CASES_FLAGS_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/cli/secret_input.h"

namespace vangnet::cli {

struct CasesFlags {
  IdentityFlags identity;
  std::string named;
  std::string reason;
  std::string person;
  std::string role;
  TextFlags text;
  bool with_history = false;
  bool despite_damage = false;
  bool yes = false;
};

absl::Status CasesList(Context& context, const CasesFlags& flags);
absl::Status CasesCheck(Context& context, const CasesFlags& flags);
absl::Status CasesRead(Context& context, const CasesFlags& flags);
absl::Status CasesNotes(Context& context, const CasesFlags& flags);

absl::Status CasesAccept(Context& context, const CasesFlags& flags);
absl::Status CasesDecline(Context& context, const CasesFlags& flags);
absl::Status CasesAnswer(Context& context, const CasesFlags& flags);
absl::Status CasesNote(Context& context, const CasesFlags& flags);
absl::Status CasesAdd(Context& context, const CasesFlags& flags);
absl::Status CasesRemove(Context& context, const CasesFlags& flags);
absl::Status CasesClose(Context& context, const CasesFlags& flags);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CASES_FLAGS_H_
