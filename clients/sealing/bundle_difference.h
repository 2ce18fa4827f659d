// What changed between two bundles, for staff clients to show before anything else: a
// swapped key or telephone number under good signatures is for people to notice. Pure.
#ifndef VANGNET_CLIENTS_SEALING_BUNDLE_DIFFERENCE_H_
#define VANGNET_CLIENTS_SEALING_BUNDLE_DIFFERENCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::sealing {

enum class BundleChangeKind {
  kPersonAdded,
  kPersonRemoved,
  kKeysChanged,  // before and after: fingerprints.
  kRolesChanged,
  kNameChanged,
  kConflictsChanged,
  kSkillsChanged,  // Competences, languages or region.
  kTelephoneAdded,
  kTelephoneRemoved,
  kTelephoneChanged,  // Same territory and name, other number or emergency mark.
  kSignersChanged,    // Members or threshold.
  kLogKeysChanged,
  kEndpointChanged,      // Addresses or the demonstration's certificate.
  kOrganisationChanged,  // Name, or whether it is a demonstration.
  kFormsChanged,
  kPolicyChanged,   // Routing, deadlines or retention.
  kClientChanged,   // Minimum client.
  kWebPageChanged,  // Web manifest; before and after: its whole hash.
};
// "person-added" ...: for --json.
std::string_view NameOf(BundleChangeKind kind);

struct BundleChange {
  BundleChangeKind kind = BundleChangeKind::kPersonAdded;
  // The person's name, the telephone's name (Dutch), or empty.
  std::string subject;
  // 16 bytes for what concerns a person, else empty.
  std::string principal;
  // Short forms to show beside each other; empty where there is none.
  std::string before;
  std::string after;
};

// In order of kind, then subject. Versions, dates and hashes always differ and are not
// listed.
std::vector<BundleChange> DifferencesOf(const bundle::v1::Bundle& before,
                                        const bundle::v1::Bundle& after);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_BUNDLE_DIFFERENCE_H_
