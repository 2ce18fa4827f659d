// The check card, opened before anything else.
#ifndef VANGNET_CLIENTS_CLI_CHECK_CARD_H_
#define VANGNET_CLIENTS_CLI_CHECK_CARD_H_

#include "clients/cli/case_words.h"
#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "clients/sealing/case_chain.h"

namespace vangnet::cli {

// All cards of the case, the reporter's additions included.
void ShowCheckCard(Context& context, const CaseReader& reader, const sealing::CaseView& view);
// Adds organisation, role, parties, excluded and must_not_see.
Json& AddCheckCard(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                   Json& object);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CHECK_CARD_H_
