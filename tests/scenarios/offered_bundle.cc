#include "tests/scenarios/offered_bundle.h"

#include "absl/time/clock.h"
#include "vangnet/publication/v1/publication_service.pb.h"

namespace vangnet::testing {

Said BundleSaid(const std::string& dutch, const std::string& english) {
  return {kBundleExitCode, "\"reason\": \"BUNDLE_REFUSED\"", dutch, english};
}

const Said& ByStrangers() {
  static const Said said = BundleSaid("door onbekenden getekend", "signed by strangers");
  return said;
}

const Said& NoValidBundle() {
  static const Said said = BundleSaid("geen geldige gegevens van een organisatie",
                                      "no valid details of an organisation");
  return said;
}

const Said& ProgramTooOld() {
  static const Said said = {kBundleExitCode, "\"reason\": \"UPDATE_CLIENT\"",
                            "Dit programma is te oud", "This program is too old"};
  return said;
}

bundle::v1::Bundle NewestBundle(const CheatedStory& story) {
  return story.organisation().Verified(absl::Now()).bundle();
}

bundle::v1::Bundle NextBundleOf(const CheatedStory& story, const BundleChange& change) {
  bundle::v1::Bundle bundle = NewestBundle(story);
  bundle.set_version(bundle.version() + 1);
  bundle.set_previous_bundle_hash(
      story.organisation().Verified(absl::Now()).parsed().bundle_hash.ToBytes());
  change(bundle);
  return bundle;
}

std::string NextSigned(const CheatedStory& story, const BundleChange& change,
                       const std::vector<std::size_t>& signers) {
  return story.organisation().Sign(NextBundleOf(story, change), signers);
}

CheatingServer::Cheat OfferBundles(const std::map<std::uint32_t, std::string>& by_version) {
  return [by_version](Exchange& exchange, const std::function<void()>& ask) {
    ask();
    publication::v1::GetBundleRequest request;
    request.ParseFromString(exchange.request);
    const auto offered = by_version.find(request.version());
    if (!exchange.IsOf("GetBundle") || offered == by_version.end()) return;
    publication::v1::GetBundleResponse response;
    response.set_signed_bundle(offered->second);
    exchange.status = grpc::Status::OK;
    exchange.response = response.SerializeAsString();
  };
}

CheatRow Offered(const std::string& name, const std::string& way, const std::string& label,
                 const Said& said, const std::function<std::string(CheatedStory&)>& make,
                 Scene scene) {
  return {name,    way,
          4,       label,
          scene,   said,
          nullptr, [make](CheatedStory& story) { return OfferBundles({{0, make(story)}}); }};
}

}  // namespace vangnet::testing
