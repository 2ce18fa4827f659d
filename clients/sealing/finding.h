// What a client found wrong with what the server gave it. A finding is shown with its
// compartment and record number; it never hides the rest of the case.
#ifndef VANGNET_CLIENTS_SEALING_FINDING_H_
#define VANGNET_CLIENTS_SEALING_FINDING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

enum class FindingClass {
  kNotCanonical,  // Not the bytes of any record or grant that SPEC.md allows.
  kOtherCase,     // Signed for another case, organisation or compartment: moved here.
  kBadSignature,
  kUnknownAuthor,  // Key or role is not what the bundle of its version says.
  kVersionFell,    // A lower bundle version than an earlier record of the chain.
  kMissingBundle,  // The bundle of its version could not be had: not verified.
  kOutOfPlace,     // Sequence, `seen` or epoch does not continue the chain: dropped,
                   // doubled, swapped or put in.
  kNotAllowed,     // In its place, but the author may not do this.
  kWrongMembers,   // An epoch's members or keys are not those of case and bundle.
  kHeadDiffers,    // The chain does not end where the server says, or does not hold a
                   // head that this client saw before.
  kBodyDamaged,    // The body does not open, is badly padded or is no content.
  kGhostGrant,     // A grant that no epoch's members and no ADD_READER cover.
  kGrantForged,    // A grant that its granter did not sign or had no right to give.
  kGrantDamaged,   // A grant for this key that does not open or holds other keys.
};
// "not-canonical" ...: for vectors and --json.
std::string_view NameOf(FindingClass finding);

struct Finding {
  FindingClass what = FindingClass::kNotCanonical;
  record::v1::CompartmentKind compartment = record::v1::COMPARTMENT_KIND_UNSPECIFIED;
  // Position of the record, counted from 1; 0 when it concerns a grant or the whole
  // chain.
  std::uint32_t record_number = 0;
  // For a developer: the rule or field, never a value.
  std::string detail;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_FINDING_H_
