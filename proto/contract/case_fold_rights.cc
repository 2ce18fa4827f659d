// Who may sign what, and what they are told who may not.
#include <algorithm>

#include "proto/contract/case_fold.h"
#include "proto/contract/error.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

absl::Status WrongRole() {
  return ErrorWithReason(absl::StatusCode::kPermissionDenied, reason::kWrongRole,
                         "kind: not this author's to sign");
}

absl::Status CaseClosed() {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kCaseClosed,
                         "the case is closed");
}

absl::Status Taken() {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kTaken,
                         "somebody else leads this case");
}

absl::Status NotAcknowledged() {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason::kNotAcknowledged,
                         "acknowledge the case first");
}

}  // namespace

bool CaseFold::Moment::Acknowledged(const PrincipalId& principal) const {
  return lead.has_value() && (lead == principal || deputy == principal);
}

absl::Status CaseFold::CheckBelongs(const ParsedRecord& record) const {
  VN_RETURN_IF_ERROR(
      Require(record.organisation_id == organisation_id_, "organisation_id", "that of the FILING"));
  VN_RETURN_IF_ERROR(Require(record.case_id == case_id_, "case_id", "that of the FILING"));
  return Require(!record.by_reporter() || record.author_key == reporter_key_, "author_key",
                 "the reporter's");
}

absl::Status CaseFold::CheckRight(const ParsedRecord& record) const {
  const Moment& now = Now();
  const bool listed = std::binary_search(now.access.begin(), now.access.end(), record.author);
  const CasePerson* person = Find(record.author);
  const bool too_late = !listed && record.kind() == record::v1::RECORD_KIND_ACKNOWLEDGE &&
                        now.lead.has_value() && person != nullptr && !person->left;
  const bool coordinates = !listed && record.kind() == record::v1::RECORD_KIND_REMOVE_READER &&
                           IsCoordinator(record.author);
  if (!listed && !too_late && !coordinates) return NotFound();
  if (now.closed) return CaseClosed();
  if (too_late) return Taken();
  return coordinates ? absl::OkStatus() : CheckKind(record);
}

// For an author on the access list of an open case.
absl::Status CaseFold::CheckKind(const ParsedRecord& record) const {
  const bool is_lead = lead_ == record.author;
  const bool is_reporter = record.by_reporter();
  // For what is the lead's alone.
  const absl::Status not_lead = is_reporter || lead_.has_value() ? WrongRole() : NotAcknowledged();
  switch (record.kind()) {
    case record::v1::RECORD_KIND_ENTRY:
    case record::v1::RECORD_KIND_EPOCH:
      return CheckMayWrite(record, Now());
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      if (is_reporter) return WrongRole();
      return lead_.has_value() ? Taken() : absl::OkStatus();
    case record::v1::RECORD_KIND_DECLINE:
      return is_reporter ? WrongRole() : absl::OkStatus();
    case record::v1::RECORD_KIND_ADD_READER:
      return is_reporter || is_lead ? absl::OkStatus() : not_lead;
    case record::v1::RECORD_KIND_REMOVE_READER:
      // Beside the lead only the deputy is on the list, so that a lead who may remove
      // the deputy may remove anybody.
      return is_reporter || is_lead ||
                     record.header.remove_reader().principal() == record.author.view()
                 ? absl::OkStatus()
                 : WrongRole();
    case record::v1::RECORD_KIND_WITHDRAW:
      return is_reporter ? absl::OkStatus() : WrongRole();
    case record::v1::RECORD_KIND_CLOSE:
      return is_lead ? absl::OkStatus() : not_lead;
    default:
      return BadField("kind", "one that may follow");
  }
}

// ENTRY, and EPOCH by whoever may write an ENTRY next; in `check` also by those who
// acknowledged, whose notes it does not hold but whose key may have changed.
absl::Status CaseFold::CheckMayWrite(const ParsedRecord& record, const Moment& moment) {
  const record::v1::CompartmentKind kind = record.header.compartment().kind();
  const bool entry = record.kind() == record::v1::RECORD_KIND_ENTRY;
  if (!std::binary_search(moment.access.begin(), moment.access.end(), record.author)) {
    return NotFound();
  }
  if (moment.closed) return CaseClosed();
  if (record.by_reporter()) {
    return kind == record::v1::COMPARTMENT_KIND_CASEFILE ? WrongRole() : absl::OkStatus();
  }
  if (kind == record::v1::COMPARTMENT_KIND_CHECK && entry) return WrongRole();
  if (!moment.lead.has_value()) return NotAcknowledged();
  if (kind == record::v1::COMPARTMENT_KIND_CASEFILE) {
    return moment.lead == record.author ? absl::OkStatus() : WrongRole();
  }
  return moment.Acknowledged(record.author) ? absl::OkStatus() : WrongRole();
}

// The chain does not say which records of `check` were there when an ENTRY was written,
// but not fewer than its epoch was folded from.
absl::Status CaseFold::CheckMayHaveWritten(const ParsedRecord& record) const {
  absl::Status refused = NotFound();
  for (std::size_t length = NewestEpoch(record.compartment_key)->check_length;
       length <= moments_.size(); ++length) {
    refused = CheckMayWrite(record, moments_[length - 1]);
    if (refused.ok()) break;
  }
  return refused;
}

}  // namespace vangnet::contract
