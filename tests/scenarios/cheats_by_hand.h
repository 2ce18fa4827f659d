// What a helper in the case signs for a server that cheats: records and grants made by
// hand, in their place in what is shown, and wrong in what the cheat makes wrong.
#ifndef VANGNET_TESTS_SCENARIOS_CHEATS_BY_HAND_H_
#define VANGNET_TESTS_SCENARIOS_CHEATS_BY_HAND_H_

#include <cstddef>
#include <functional>
#include <string>

#include "tests/scenarios/cheats.h"

namespace vangnet::testing {

using HeaderChange = std::function<void(record::v1::RecordHeader&)>;

record::v1::RecordHeader HeaderOf(const caseview::v1::StoredRecord& stored);
contract::Hash RecordHashOf(const caseview::v1::StoredRecord& stored);

// The head of a chain, as it is shown, after so many of its records.
contract::Hash HeadAfter(Shown& shown, record::v1::CompartmentKind kind, std::size_t records);

// The header of what `author` would sign next: right in all but the act, which it lacks.
record::v1::RecordHeader NextHeader(Shown& shown, record::v1::CompartmentKind compartment,
                                    record::v1::RecordKind kind, const sealing::Identity& author);

// Puts it at the end of its chain. An ENTRY gets a body of the smallest size that nobody
// can open, every other kind none.
void Append(Shown& shown, const record::v1::RecordHeader& header, const sealing::Identity& author);

// The next record of `check`, as it would be or changed.
void AppendAct(
    Shown& shown, record::v1::RecordKind kind, const sealing::Identity& author,
    const HeaderChange& change = [](record::v1::RecordHeader&) {});

// The newest text of the lead of story.answered() with this padded body, sealed and signed.
void SealLastText(Shown& shown, const std::string& padded);

// The acts of a header, for AppendAct.
HeaderChange Adding(const contract::PrincipalId& person, record::v1::CaseRole role);
HeaderChange Removing(const contract::PrincipalId& person);
HeaderChange Acknowledging(Shown& shown);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CHEATS_BY_HAND_H_
