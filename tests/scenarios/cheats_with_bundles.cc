// Bundle and availability: whom a report is sealed to. The anchor that a client keeps is
// what it holds a bundle against; the availability nobody signs.
#include "absl/time/clock.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "tests/scenarios/cheats.h"
#include "vangnet/publication/v1/publication_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kBundleRefused = 6;
constexpr int kBundleDamaged = 7;
constexpr int kRefused = 8;

using BundleChange = std::function<void(bundle::v1::Bundle&)>;

Said BundleSaid(const std::string& dutch, const std::string& english) {
  return {kBundleRefused, "\"reason\": \"BUNDLE_REFUSED\"", dutch, english};
}

const Said& ByStrangers() {
  static const Said said = BundleSaid("door onbekenden getekend", "signed by strangers");
  return said;
}

bundle::v1::Bundle Newest(const CheatedStory& story) {
  return story.organisation().Verified(absl::Now()).bundle();
}

void ChangeTelephone(bundle::v1::Bundle& bundle) {
  bundle.mutable_telephone_numbers(0)->set_number("0900 0000");
}

// The newest bundle with its signatures, and other content.
std::string WithOldSignatures(const CheatedStory& story, const BundleChange& change) {
  bundle::v1::SignedBundle outer;
  outer.ParseFromString(story.organisation().newest());
  bundle::v1::Bundle bundle = Newest(story);
  change(bundle);
  outer.set_bundle(contract::SerializeCanonical(bundle));
  return contract::SerializeCanonical(outer);
}

// The next bundle, changed, by these signers of the organisation's three.
std::string Next(const CheatedStory& story, const BundleChange& change,
                 const std::vector<std::size_t>& signers) {
  bundle::v1::Bundle bundle = Newest(story);
  bundle.set_version(bundle.version() + 1);
  bundle.set_previous_bundle_hash(
      story.organisation().Verified(absl::Now()).parsed().bundle_hash.ToBytes());
  change(bundle);
  return story.organisation().Sign(std::move(bundle), signers);
}

void AddGhost(bundle::v1::Bundle& bundle) {
  const auto ghost = Ghost();
  bundle::v1::Staff staff = bundle.staff(0);
  staff.set_principal(ghost.principal().ToBytes());
  staff.set_name("nieuw gezicht");
  staff.mutable_keys()->set_signing_key(ghost.signing_key().ToBytes());
  staff.mutable_keys()->set_box_key(ghost.box_key().ToBytes());
  *bundle.add_staff() = staff;
}

// Gives `signed_bundle` to whoever asks for the newest.
CheatingServer::Cheat Offer(const std::string& signed_bundle) {
  return [signed_bundle](Exchange& exchange, const std::function<void()>& ask) {
    ask();
    publication::v1::GetBundleRequest request;
    request.ParseFromString(exchange.request);
    if (!exchange.IsOf("GetBundle") || request.version() != 0) return;
    publication::v1::GetBundleResponse response;
    response.set_signed_bundle(signed_bundle);
    exchange.response = response.SerializeAsString();
  };
}

CheatRow Offered(const std::string& name, const std::string& way, const std::string& label,
                 const Said& said, const std::function<std::string(CheatedStory&)>& make,
                 Scene scene = Scene::kReporterFiles) {
  return {name,  way,  4,       label,
          scene, said, nullptr, [make](CheatedStory& story) { return Offer(make(story)); }};
}

std::vector<CheatRow> Bundles() {
  return {
      Offered("OtherTelephoneNumber", "altered", "bundle", ByStrangers(),
              [](CheatedStory& story) { return WithOldSignatures(story, ChangeTelephone); }),
      Offered("OtherKeyOfTheLead", "swapped key", "bundle", ByStrangers(),
              [](CheatedStory& story) {
                return WithOldSignatures(story, [](bundle::v1::Bundle& bundle) {
                  bundle.mutable_staff(0)->mutable_keys()->set_box_key(std::string(32, 'k'));
                });
              }),
      Offered("BundleByStrangers", "forged", "bundle", ByStrangers(),
              [](CheatedStory& story) {
                return Organisation(absl::Now()).Sign(Newest(story), {0, 1});
              }),
      Offered("BundleByOneOfTwoWhoMustSign", "forged", "bundle",
              BundleSaid("door te weinig ondertekenaars getekend", "signed by too few"),
              [](CheatedStory& story) { return Next(story, ChangeTelephone, {0}); }),
      Offered("OtherBundleOfTheSameVersion", "split chain", "bundle-hash",
              BundleSaid("een andere lijst van de organisatie dan eerder",
                         "another list of the organisation than before"),
              [](CheatedStory& story) {
                bundle::v1::Bundle bundle = Newest(story);
                ChangeTelephone(bundle);
                return story.organisation().Sign(std::move(bundle), {0, 1});
              }),
      Offered("NextBundleOfAnotherHistory", "split chain", "bundle-hash",
              BundleSaid("een andere lijst van de organisatie dan eerder",
                         "another list of the organisation than before"),
              [](CheatedStory& story) {
                return Next(story,
                            [](bundle::v1::Bundle& bundle) {
                              bundle.set_previous_bundle_hash(std::string(32, 'p'));
                            },
                            {0, 1});
              }),
      Offered("OlderBundleThanTheOneSeen", "older bundle", "",
              BundleSaid("een oudere lijst van de organisatie dan u al zag",
                         "an older list of the organisation than you saw before"),
              [](CheatedStory& story) { return story.first_bundle(); }),
      Offered("BundleOfAnotherOrganisation", "swapped", "organisation",
              {kBundleRefused, "\"reason\": \"OTHER_ORGANISATION\"",
               "hoort bij een andere organisatie", "belongs to another organisation"},
              [](CheatedStory& story) {
                Organisation other(absl::Now());
                other.AddStaff("anna", TrustedPerson());
                other.AddLogKey(story.identity("anna").signing_key());
                return other.Publish();
              }),
      Offered("HigherFormat", "wrong suite", "",
              {kBundleRefused, "\"reason\": \"UPDATE_CLIENT\"", "Dit programma is te oud",
               "This program is too old"},
              [](CheatedStory& story) {
                bundle::v1::SignedBundle outer;
                outer.ParseFromString(story.organisation().newest());
                outer.set_format(2);
                return contract::SerializeCanonical(outer);
              }),
      Offered("NoBundleAtAll", "altered", "",
              BundleSaid("geen geldige gegevens van een organisatie",
                         "no valid details of an organisation"),
              [](CheatedStory&) { return std::string("no bundle"); }),
      Offered(
          "BundleByStrangersToACoordinator", "forged", "bundle", ByStrangers(),
          [](CheatedStory& story) {
            return Organisation(absl::Now()).Sign(Newest(story), {0, 1});
          },
          Scene::kCoordinatorLooks),
      // What as many signers as must sign agree upon is good; all staff are told of it.
      Offered(
          "ReaderAddedByCollusionOfSigners", "ghost reader", "",
          {0, "\"bundle_changes\": [{", "De lijst van de organisatie is veranderd",
           "The organisation's list has changed"},
          [](CheatedStory& story) {
            return Next(story, AddGhost, {0, 1});
          },
          Scene::kStaffLists),
      {"OlderBundleThatIsNotTheOneNamed", "withheld bundle", 4, "bundle-hash",
       Scene::kNewClientReads, NothingLeft("missing-bundle"), nullptr,
       [](CheatedStory& story) {
         const std::string other = WithOldSignatures(story, [](bundle::v1::Bundle& bundle) {
           bundle.set_version(1);
           bundle.clear_previous_bundle_hash();
           ChangeTelephone(bundle);
         });
         return [other](Exchange& exchange, const std::function<void()>& ask) {
           ask();
           publication::v1::GetBundleRequest request;
           request.ParseFromString(exchange.request);
           if (!exchange.IsOf("GetBundle") || request.version() != 1) return;
           publication::v1::GetBundleResponse response;
           response.set_signed_bundle(other);
           exchange.response = response.SerializeAsString();
         };
       }},
      {"FileForJoiningOfAnotherOrganisation",
       "swapped",
       3,
       "fingerprint",
       Scene::kNewClientJoins,
       {kBundleRefused, "\"reason\": \"OTHER_ORGANISATION\"",
        "De vingerafdruk hoort niet bij dit bestand",
        "The fingerprint does not belong to this file"},
       nullptr,
       nullptr},
  };
}

CheatingServer::Cheat Availability(
    const std::function<std::string(bundle::v1::Availability)>& change) {
  return Change<publication::v1::GetAvailabilityResponse>(
      "GetAvailability", [change](publication::v1::GetAvailabilityResponse& response) {
        bundle::v1::Availability availability;
        availability.ParseFromString(response.availability());
        response.set_availability(change(availability));
      });
}

std::vector<CheatRow> Availabilities() {
  return {
      {"EverybodyClaimedAway",
       "false absence",
       5,
       "",
       Scene::kReporterFiles,
       {kRefused, "\"reason\": \"", "Bel", "Call"},
       nullptr,
       [](CheatedStory&) {
         return Availability([](bundle::v1::Availability availability) {
           for (auto& person : *availability.mutable_persons()) person.set_taking_cases(false);
           return contract::SerializeCanonical(availability);
         });
       }},
      {"NoAvailabilityAtAll",
       "altered",
       5,
       "",
       Scene::kReporterFiles,
       {kBundleDamaged, "\"code\": \"DATA_LOSS\"", "Iets is beschadigd en wordt niet gebruikt",
        "Something is damaged and is not used"},
       nullptr,
       [](CheatedStory&) {
         return Availability([](const bundle::v1::Availability&) { return "\x08"; });
       }},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithBundles() {
  std::vector<CheatRow> rows = Bundles();
  for (CheatRow& row : Availabilities()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace vangnet::testing
