// What stands in a bundle and what changed in it, in words and as JSON.
#ifndef VANGNET_CLIENTS_CLI_BUNDLE_WORDS_H_
#define VANGNET_CLIENTS_CLI_BUNDLE_WORDS_H_

#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "clients/sealing/bundle_difference.h"
#include "clients/session/words.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// One line each: what changed, for whom, from what to what.
std::string ChangeWords(const sealing::BundleChange& change, session::Language language);
Json ChangesJson(const std::vector<sealing::BundleChange>& changes);
const session::Words& WordsOf(sealing::BundleChangeKind kind);

// The telephone numbers of a territory: emergency numbers first, then the others. Always
// some: a territory without own numbers shows those of the Netherlands.
std::vector<bundle::v1::TelephoneNumber> NumbersOf(const bundle::v1::Bundle& bundle,
                                                   bundle::v1::Territory territory);
// "name: number", a line each.
std::string NumberLines(const std::vector<bundle::v1::TelephoneNumber>& numbers,
                        session::Language language);
Json NumbersJson(const std::vector<bundle::v1::TelephoneNumber>& numbers,
                 session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_BUNDLE_WORDS_H_
