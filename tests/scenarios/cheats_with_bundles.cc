// Bundle and availability: whom a report is sealed to. The anchor that a client keeps is
// what it holds a bundle against; the availability nobody signs.
#include "absl/time/clock.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "tests/scenarios/offered_bundle.h"
#include "vangnet/publication/v1/publication_service.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kBundleDamaged = 7;
constexpr int kRefused = 8;

void ChangeTelephone(bundle::v1::Bundle& bundle) {
  bundle.mutable_telephone_numbers(0)->set_number("0900 0000");
}

// The newest bundle with its signatures, and other content.
std::string WithOldSignatures(const CheatedStory& story, const BundleChange& change) {
  bundle::v1::SignedBundle outer;
  outer.ParseFromString(story.organisation().newest());
  bundle::v1::Bundle bundle = NewestBundle(story);
  change(bundle);
  outer.set_bundle(contract::SerializeCanonical(bundle));
  return contract::SerializeCanonical(outer);
}

// The bundle of an organisation that employs anna too.
std::string OfOthers(CheatedStory& story) {
  Organisation other(absl::Now());
  other.AddStaff("anna", TrustedPerson());
  other.AddLogKey(story.identity("anna").signing_key());
  return other.Publish();
}

const Said& TooFewSigned() {
  static const Said said =
      BundleSaid("door te weinig ondertekenaars getekend", "signed by too few");
  return said;
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
                return Organisation(absl::Now()).Sign(NewestBundle(story), {0, 1});
              }),
      Offered("BundleByOneOfTwoWhoMustSign", "forged", "bundle", TooFewSigned(),
              [](CheatedStory& story) { return NextSigned(story, ChangeTelephone, {0}); }),
      Offered("OtherBundleOfTheSameVersion", "split chain", "bundle-hash",
              BundleSaid("een andere lijst van de organisatie dan eerder",
                         "another list of the organisation than before"),
              [](CheatedStory& story) {
                bundle::v1::Bundle bundle = NewestBundle(story);
                ChangeTelephone(bundle);
                return story.organisation().Sign(std::move(bundle), {0, 1});
              }),
      Offered("NextBundleOfAnotherHistory", "split chain", "bundle-hash",
              BundleSaid("een andere lijst van de organisatie dan eerder",
                         "another list of the organisation than before"),
              [](CheatedStory& story) {
                return NextSigned(story,
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
              {kBundleExitCode, "\"reason\": \"OTHER_ORGANISATION\"",
               "hoort bij een andere organisatie", "belongs to another organisation"},
              OfOthers),
      Offered("HigherFormat", "wrong suite", "", ProgramTooOld(),
              [](CheatedStory& story) {
                bundle::v1::SignedBundle outer;
                outer.ParseFromString(story.organisation().newest());
                outer.set_format(2);
                return contract::SerializeCanonical(outer);
              }),
      Offered("NoBundleAtAll", "altered", "", NoValidBundle(),
              [](CheatedStory&) { return std::string("no bundle"); }),
      Offered(
          "BundleByStrangersToACoordinator", "forged", "bundle", ByStrangers(),
          [](CheatedStory& story) {
            return Organisation(absl::Now()).Sign(NewestBundle(story), {0, 1});
          },
          Scene::kCoordinatorLooks),
      // What as many signers as must sign agree upon is good; all staff are told of it.
      Offered(
          "ReaderAddedByCollusionOfSigners", "ghost reader", "",
          {0, "\"bundle_changes\": [{", "De lijst van de organisatie is veranderd",
           "The organisation's list has changed"},
          [](CheatedStory& story) {
            return NextSigned(story, AddGhost, {0, 1});
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
         return OfferBundles({{1, other}});
       }},
  };
}

using SignaturesChange =
    std::function<void(google::protobuf::RepeatedPtrField<bundle::v1::BundleSignature>&)>;

// The next bundle by two signers, and its signatures changed.
CheatRow WithSignatures(const std::string& name, const Said& said, const SignaturesChange& change) {
  return Offered(name, "altered", "bundle", said, [change](CheatedStory& story) {
    bundle::v1::SignedBundle outer;
    outer.ParseFromString(NextSigned(story, ChangeTelephone, {0, 1}));
    change(*outer.mutable_signatures());
    return contract::SerializeCanonical(outer);
  });
}

// The signers change in a bundle that the old ones did not sign; the next one is by the new.
CheatingServer::Cheat OfferByNewSigners(CheatedStory& story) {
  Organisation strangers(absl::Now());
  const std::string third = strangers.Sign(NextBundleOf(story,
                                                        [&](bundle::v1::Bundle& bundle) {
                                                          *bundle.mutable_signers() =
                                                              strangers.draft().signers();
                                                        }),
                                           {0, 1});
  const std::string fourth = strangers.Sign(
      sealing::NextBundle(contract::ParseBundle(sealing::Sha256, third).value()), {0, 1});
  return OfferBundles({{0, fourth}, {3, third}, {4, fourth}});
}

std::vector<CheatRow> SignersAndDates() {
  return {
      WithSignatures("SignaturesInAnotherOrder", NoValidBundle(),
                     [](auto& signatures) { signatures.SwapElements(0, 1); }),
      WithSignatures("OneSignatureTwice", NoValidBundle(),
                     [](auto& signatures) { signatures[1] = signatures[0]; }),
      WithSignatures("OneSignatureThatDoesNotVerify", TooFewSigned(),
                     [](auto& signatures) {
                       std::string& bytes = *signatures[1].mutable_signature();
                       bytes.back() = static_cast<char>(bytes.back() ^ 1);
                     }),
      {"NewSignersWhomTheOldOnesDidNotName", "forged", 4, "bundle", Scene::kReporterFiles,
       ByStrangers(), nullptr, OfferByNewSigners},
      // Not of the server alone, which can but hold the next one back.
      Offered("BundleThatHasExpired", "older bundle", "",
              {kBundleExitCode, "\"reason\": \"BUNDLE_EXPIRED\"",
               "De gegevens van de organisatie zijn verlopen",
               "The organisation's details have expired"},
              [](CheatedStory& story) {
                return NextSigned(story,
                                  [](bundle::v1::Bundle& bundle) {
                                    const std::uint64_t then =
                                        bundle.issued_time() - 30 * contract::kSecondsPerDay;
                                    bundle.set_issued_time(then);
                                    bundle.set_expires_time(then + contract::kSecondsPerDay);
                                    for (auto& person : *bundle.mutable_staff()) {
                                      person.mutable_keys()->set_first_published_time(
                                          contract::RoundToMinute(then));
                                    }
                                  },
                                  {0, 1});
              }),
      Offered("BundleForNewerPrograms", "wrong suite", "", ProgramTooOld(),
              [](CheatedStory& story) {
                return NextSigned(
                    story, [](bundle::v1::Bundle& bundle) { bundle.set_minimum_client("9.0.0"); },
                    {0, 1});
              }),
  };
}

const Said& OfAnotherFingerprint() {
  static const Said said = {kBundleExitCode, "\"reason\": \"OTHER_ORGANISATION\"",
                            "De vingerafdruk hoort niet bij dit bestand",
                            "The fingerprint does not belong to this file"};
  return said;
}

CheatRow HandedOut(const std::string& name, int section, const std::string& label, const Said& said,
                   const std::function<std::string(CheatedStory&)>& file) {
  CheatRow row{name, "swapped", section, label, Scene::kNewClientJoins, said};
  row.file = file;
  return row;
}

std::vector<CheatRow> FilesForJoining() {
  return {
      HandedOut("FileForJoiningOfAnotherOrganisation", 3, "fingerprint", OfAnotherFingerprint(),
                OfOthers),
      // The id of this organisation, and signers of another.
      HandedOut("FileForJoiningByOtherSigners", 4, "organisation", OfAnotherFingerprint(),
                [](CheatedStory& story) {
                  Organisation strangers(absl::Now());
                  return strangers.Sign(NextBundleOf(story,
                                                     [&](bundle::v1::Bundle& bundle) {
                                                       *bundle.mutable_signers() =
                                                           strangers.draft().signers();
                                                     }),
                                        {0, 1});
                }),
      HandedOut("FileForJoiningByTooFew", 4, "bundle", TooFewSigned(),
                [](CheatedStory& story) { return NextSigned(story, ChangeTelephone, {0}); }),
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

// Nobody can be drawn from such an availability: the client says so and whom to call.
CheatRow NobodyFits(const std::string& name, const std::string& way,
                    const std::function<void(bundle::v1::Availability&)>& change) {
  return {name,
          way,
          5,
          "",
          Scene::kReporterFiles,
          {kRefused, "\"reason\": \"NOBODY_FITS\"", "Bel het ondersteuningsteam",
           "Call the support team"},
          nullptr,
          [change](CheatedStory&) {
            return Availability([change](bundle::v1::Availability availability) {
              change(availability);
              return contract::SerializeCanonical(availability);
            });
          }};
}

std::vector<CheatRow> Availabilities() {
  return {
      NobodyFits("EverybodyClaimedAway", "false absence",
                 [](bundle::v1::Availability& availability) {
                   for (auto& person : *availability.mutable_persons()) {
                     person.set_taking_cases(false);
                   }
                 }),
      NobodyFits("NobodyNamedAsAvailable", "false absence",
                 [](bundle::v1::Availability& availability) { availability.clear_persons(); }),
      // A report goes to nobody whom the bundle does not name.
      NobodyFits("StrangersNamedAsAvailable", "stranger",
                 [](bundle::v1::Availability& availability) {
                   for (auto& person : *availability.mutable_persons()) {
                     person.set_principal(Ghost().principal().ToBytes());
                   }
                 }),
      {"LoadThatNobodyKnows",
       "altered",
       1,
       "",
       Scene::kReporterFiles,
       {kBundleDamaged, "\"code\": \"DATA_LOSS\"", "Iets is beschadigd en wordt niet gebruikt",
        "Something is damaged and is not used"},
       nullptr,
       [](CheatedStory&) {
         return Availability([](bundle::v1::Availability availability) {
           availability.mutable_persons(0)->set_load(static_cast<bundle::v1::Load>(9));
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
  for (auto part : {SignersAndDates, FilesForJoining, Availabilities}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
