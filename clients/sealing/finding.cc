#include "clients/sealing/finding.h"

namespace vangnet::sealing {

std::string_view NameOf(FindingClass finding) {
  switch (finding) {
    case FindingClass::kNotCanonical:
      return "not-canonical";
    case FindingClass::kOtherCase:
      return "other-case";
    case FindingClass::kBadSignature:
      return "bad-signature";
    case FindingClass::kUnknownAuthor:
      return "unknown-author";
    case FindingClass::kVersionFell:
      return "version-fell";
    case FindingClass::kMissingBundle:
      return "missing-bundle";
    case FindingClass::kOutOfPlace:
      return "out-of-place";
    case FindingClass::kNotAllowed:
      return "not-allowed";
    case FindingClass::kWrongMembers:
      return "wrong-members";
    case FindingClass::kHeadDiffers:
      return "head-differs";
    case FindingClass::kBodyDamaged:
      return "body-damaged";
    case FindingClass::kGhostGrant:
      return "ghost-grant";
    case FindingClass::kGrantForged:
      return "grant-forged";
    case FindingClass::kGrantDamaged:
      return "grant-damaged";
  }
  return "unknown";
}

}  // namespace vangnet::sealing
