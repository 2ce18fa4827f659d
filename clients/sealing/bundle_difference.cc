#include "clients/sealing/bundle_difference.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/ids.h"

namespace vangnet::sealing {
namespace {

using bundle::v1::Bundle;
using bundle::v1::Staff;
using bundle::v1::TelephoneNumber;

using Changes = std::vector<BundleChange>;

std::string KeysShown(const Staff& staff) {
  const auto signing_key = contract::SigningKey::Parse(staff.keys().signing_key());
  const auto box_key = contract::BoxKey::Parse(staff.keys().box_key());
  return signing_key.ok() && box_key.ok() ? Fingerprint(*signing_key, *box_key) : std::string();
}

std::string RolesShown(const Staff& staff) {
  return absl::StrJoin(staff.roles(), ", ", [](std::string* out, int role) {
    absl::StrAppend(out, policy::v1::Role_Name(static_cast<policy::v1::Role>(role)));
  });
}

std::string SkillsShown(const Staff& staff) {
  return absl::StrCat(
      absl::StrJoin(staff.competences(), ", ",
                    [](std::string* out, int competence) {
                      absl::StrAppend(out, bundle::v1::Competence_Name(
                                               static_cast<bundle::v1::Competence>(competence)));
                    }),
      "; ",
      absl::StrJoin(staff.languages(), ", ",
                    [](std::string* out, int language) {
                      absl::StrAppend(out, record::v1::Language_Name(
                                               static_cast<record::v1::Language>(language)));
                    }),
      "; ", staff.region());
}

void ComparePerson(const Staff& before, const Staff& after, Changes& changes) {
  const auto compare = [&](BundleChangeKind kind, std::string old_text, std::string new_text) {
    if (old_text == new_text) return;
    changes.push_back({.kind = kind,
                       .subject = after.name(),
                       .principal = after.principal(),
                       .before = std::move(old_text),
                       .after = std::move(new_text)});
  };
  compare(BundleChangeKind::kKeysChanged, KeysShown(before), KeysShown(after));
  compare(BundleChangeKind::kRolesChanged, RolesShown(before), RolesShown(after));
  compare(BundleChangeKind::kNameChanged, before.name(), after.name());
  compare(BundleChangeKind::kConflictsChanged, absl::StrJoin(before.conflict_codes(), ", "),
          absl::StrJoin(after.conflict_codes(), ", "));
  compare(BundleChangeKind::kSkillsChanged, SkillsShown(before), SkillsShown(after));
}

void CompareStaff(const Bundle& before, const Bundle& after, Changes& changes) {
  std::map<std::string, const Staff*> old_staff;
  for (const Staff& staff : before.staff()) old_staff[staff.principal()] = &staff;
  for (const Staff& staff : after.staff()) {
    const auto old = old_staff.find(staff.principal());
    if (old == old_staff.end()) {
      changes.push_back({.kind = BundleChangeKind::kPersonAdded,
                         .subject = staff.name(),
                         .principal = staff.principal(),
                         .before = "",
                         .after = absl::StrCat(KeysShown(staff), "; ", RolesShown(staff), "; ",
                                               SkillsShown(staff))});
      continue;
    }
    ComparePerson(*old->second, staff, changes);
    old_staff.erase(old);
  }
  for (const auto& [principal, staff] : old_staff) {
    changes.push_back({.kind = BundleChangeKind::kPersonRemoved,
                       .subject = staff->name(),
                       .principal = principal,
                       .before = KeysShown(*staff),
                       .after = ""});
  }
}

// What makes a number the same line in both bundles.
std::string LineOf(const TelephoneNumber& number) {
  return absl::StrCat(number.territory(), "\n", number.name().nl(), "\n", number.name().en());
}

std::string NumberShown(const TelephoneNumber& number) {
  return absl::StrCat(number.number(), number.emergency() ? " (emergency)" : "");
}

void CompareTelephones(const Bundle& before, const Bundle& after, Changes& changes) {
  std::multimap<std::string, const TelephoneNumber*> old_numbers;
  for (const TelephoneNumber& number : before.telephone_numbers()) {
    old_numbers.emplace(LineOf(number), &number);
  }
  for (const TelephoneNumber& number : after.telephone_numbers()) {
    const auto old = old_numbers.find(LineOf(number));
    const std::string shown = NumberShown(number);
    if (old == old_numbers.end()) {
      changes.push_back({BundleChangeKind::kTelephoneAdded, number.name().nl(), "", "", shown});
      continue;
    }
    const std::string old_shown = NumberShown(*old->second);
    old_numbers.erase(old);
    if (old_shown == shown) continue;
    changes.push_back(
        {BundleChangeKind::kTelephoneChanged, number.name().nl(), "", old_shown, shown});
  }
  for (const auto& [line, number] : old_numbers) {
    changes.push_back(
        {BundleChangeKind::kTelephoneRemoved, number->name().nl(), "", NumberShown(*number), ""});
  }
}

// Enough of a key to tell it from one that was made to look like it.
void ShowStart(std::string* out, const std::string& key) {
  absl::StrAppend(out, absl::BytesToHexString(key.substr(0, 12)));
}

// What is too long to be shown: two people can compare this by telephone.
std::string HashShown(const std::string& bytes) {
  std::string shown;
  if (!bytes.empty()) ShowStart(&shown, Sha256(bytes).ToBytes());
  return shown;
}

// The parts of a bundle that are compared as a whole.
Bundle PartOf(const Bundle& bundle, BundleChangeKind kind) {
  Bundle part;
  switch (kind) {  // GCOVR_EXCL_BR_LINE: asked of these kinds alone.
    case BundleChangeKind::kSignersChanged:
      *part.mutable_signers() = bundle.signers();
      break;
    case BundleChangeKind::kLogKeysChanged:
      *part.mutable_log_keys() = bundle.log_keys();
      break;
    case BundleChangeKind::kEndpointChanged:
      *part.mutable_public_endpoint() = bundle.public_endpoint();
      *part.mutable_staff_endpoint() = bundle.staff_endpoint();
      part.set_ca_certificate(bundle.ca_certificate());
      break;
    case BundleChangeKind::kOrganisationChanged:
      part.set_name(bundle.name());
      part.set_demonstration(bundle.demonstration());
      break;
    case BundleChangeKind::kFormsChanged:
      *part.mutable_forms() = bundle.forms();
      break;
    case BundleChangeKind::kPolicyChanged:
      *part.mutable_routing() = bundle.routing();
      *part.mutable_deadlines() = bundle.deadlines();
      *part.mutable_retention() = bundle.retention();
      break;
    case BundleChangeKind::kClientChanged:
      part.set_minimum_client(bundle.minimum_client());
      break;
    case BundleChangeKind::kWebPageChanged:
      part.set_web_manifest_hash(bundle.web_manifest_hash());
      break;
    default:
      break;
  }
  return part;
}

std::string PartShown(const Bundle& bundle, BundleChangeKind kind) {
  switch (kind) {  // GCOVR_EXCL_BR_LINE: asked of these kinds alone.
    case BundleChangeKind::kSignersChanged:
      return absl::StrCat(bundle.signers().threshold(), " of ",
                          absl::StrJoin(bundle.signers().signer_keys(), ", ", ShowStart));
    case BundleChangeKind::kLogKeysChanged:
      return absl::StrJoin(
          bundle.log_keys(), ", ",
          [](std::string* out, const bundle::v1::LogKey& key) { ShowStart(out, key.key()); });
    case BundleChangeKind::kEndpointChanged:
      return absl::StrCat(bundle.public_endpoint().host(), ":", bundle.public_endpoint().port(),
                          ", ", bundle.staff_endpoint().host(), ":", bundle.staff_endpoint().port(),
                          ", ", HashShown(bundle.ca_certificate()));
    case BundleChangeKind::kOrganisationChanged:
      return bundle.name();
    case BundleChangeKind::kClientChanged:
      return bundle.minimum_client();
    case BundleChangeKind::kWebPageChanged:
      // Whole, as `web-page` tells it and `show-bundle` too.
      return absl::BytesToHexString(bundle.web_manifest_hash());
    case BundleChangeKind::kFormsChanged:
      return HashShown(contract::SerializeCanonical(PartOf(bundle, kind)));
    case BundleChangeKind::kPolicyChanged:
      return PartOf(bundle, kind).ShortDebugString();
    default:
      return "";
  }
}

}  // namespace

std::string_view NameOf(BundleChangeKind kind) {
  switch (kind) {
    case BundleChangeKind::kPersonAdded:
      return "person-added";
    case BundleChangeKind::kPersonRemoved:
      return "person-removed";
    case BundleChangeKind::kKeysChanged:
      return "keys-changed";
    case BundleChangeKind::kRolesChanged:
      return "roles-changed";
    case BundleChangeKind::kNameChanged:
      return "name-changed";
    case BundleChangeKind::kConflictsChanged:
      return "conflicts-changed";
    case BundleChangeKind::kSkillsChanged:
      return "skills-changed";
    case BundleChangeKind::kTelephoneAdded:
      return "telephone-added";
    case BundleChangeKind::kTelephoneRemoved:
      return "telephone-removed";
    case BundleChangeKind::kTelephoneChanged:
      return "telephone-changed";
    case BundleChangeKind::kSignersChanged:
      return "signers-changed";
    case BundleChangeKind::kLogKeysChanged:
      return "log-keys-changed";
    case BundleChangeKind::kEndpointChanged:
      return "endpoint-changed";
    case BundleChangeKind::kOrganisationChanged:
      return "organisation-changed";
    case BundleChangeKind::kFormsChanged:
      return "forms-changed";
    case BundleChangeKind::kPolicyChanged:
      return "policy-changed";
    case BundleChangeKind::kClientChanged:
      return "client-changed";
    case BundleChangeKind::kWebPageChanged:
      return "web-page-changed";
  }
  return "unknown";
}

std::vector<BundleChange> DifferencesOf(const Bundle& before, const Bundle& after) {
  Changes changes;
  CompareStaff(before, after, changes);
  CompareTelephones(before, after, changes);
  for (const BundleChangeKind kind :
       {BundleChangeKind::kSignersChanged, BundleChangeKind::kLogKeysChanged,
        BundleChangeKind::kEndpointChanged, BundleChangeKind::kOrganisationChanged,
        BundleChangeKind::kFormsChanged, BundleChangeKind::kPolicyChanged,
        BundleChangeKind::kClientChanged, BundleChangeKind::kWebPageChanged}) {
    if (contract::SerializeCanonical(PartOf(before, kind)) ==
        contract::SerializeCanonical(PartOf(after, kind))) {
      continue;
    }
    changes.push_back({kind, "", "", PartShown(before, kind), PartShown(after, kind)});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
    return std::tie(a.kind, a.subject) < std::tie(b.kind, b.subject);
  });
  return changes;
}

}  // namespace vangnet::sealing
