// Bundles that a server offers in the place of the newest, and what is said of them.
#ifndef VANGNET_TESTS_SCENARIOS_OFFERED_BUNDLE_H_
#define VANGNET_TESTS_SCENARIOS_OFFERED_BUNDLE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/scenarios/cheats.h"

namespace vangnet::testing {

// What clients end with that do not believe a bundle.
inline constexpr int kBundleExitCode = 6;

using BundleChange = std::function<void(bundle::v1::Bundle&)>;

Said BundleSaid(const std::string& dutch, const std::string& english);
const Said& ByStrangers();
const Said& NoValidBundle();
const Said& ProgramTooOld();

bundle::v1::Bundle NewestBundle(const CheatedStory& story);
// The one after it, changed; not signed.
bundle::v1::Bundle NextBundleOf(const CheatedStory& story, const BundleChange& change);
// The same by these of the organisation's three signers, of whom two must sign.
std::string NextSigned(const CheatedStory& story, const BundleChange& change,
                       const std::vector<std::size_t>& signers);

// Gives, to whoever asks for the newest (0) or for a version, what stands here for it.
CheatingServer::Cheat OfferBundles(const std::map<std::uint32_t, std::string>& by_version);

CheatRow Offered(const std::string& name, const std::string& way, const std::string& label,
                 const Said& said, const std::function<std::string(CheatedStory&)>& make,
                 Scene scene = Scene::kReporterFiles);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_OFFERED_BUNDLE_H_
