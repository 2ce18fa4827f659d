// Who was taken off a case, by whom and why, as the signed records tell it.
#ifndef VANGNET_CLIENTS_CLI_REMOVALS_H_
#define VANGNET_CLIENTS_CLI_REMOVALS_H_

#include "clients/cli/case_words.h"
#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "clients/sealing/case_chain.h"

namespace vangnet::cli {

// Of verified records alone; nothing is shown when there are none. Who declined is not
// among them: nobody took them off.
void ShowRemovals(Context& context, const CaseReader& reader, const sealing::CaseView& view);
// [{"person": {…}, "by": "name", "reason": code}]
Json RemovalsJson(const Context& context, const CaseReader& reader, const sealing::CaseView& view);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_REMOVALS_H_
