#include "proto/contract/record_acts.h"

#include <algorithm>
#include <string>

#include "proto/contract/field_checks.h"
#include "proto/contract/ids.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using record::v1::AddReaderAct;
using record::v1::EpochAct;
using record::v1::FilingAct;
using record::v1::RecordHeader;

// The act that a kind carries, or nothing for a kind that is not built.
bool ActOfKind(record::v1::RecordKind kind, RecordHeader::ActCase& act) {
  switch (kind) {
    case record::v1::RECORD_KIND_FILING:
      act = RecordHeader::kFiling;
      return true;
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      act = RecordHeader::kAcknowledge;
      return true;
    case record::v1::RECORD_KIND_DECLINE:
      act = RecordHeader::kDecline;
      return true;
    case record::v1::RECORD_KIND_EPOCH:
      act = RecordHeader::kEpochStart;
      return true;
    case record::v1::RECORD_KIND_ADD_READER:
      act = RecordHeader::kAddReader;
      return true;
    case record::v1::RECORD_KIND_REMOVE_READER:
      act = RecordHeader::kRemoveReader;
      return true;
    case record::v1::RECORD_KIND_ENTRY:
    case record::v1::RECORD_KIND_WITHDRAW:
    case record::v1::RECORD_KIND_CLOSE:
      act = RecordHeader::ACT_NOT_SET;
      return true;
    default:
      return false;
  }
}

absl::Status CheckPersons(const FilingAct& filing, const std::string& case_id) {
  const auto& persons = filing.persons();
  VN_RETURN_IF_ERROR(
      Require(!persons.empty() && persons.size() <= static_cast<int>(limit::kPersons), "persons",
              "1 to 16"));
  for (const record::v1::Person& person : persons) {
    VN_RETURN_IF_ERROR(ParseIdField<PrincipalId>("persons", person.principal()).status());
    VN_RETURN_IF_ERROR(Require(person.principal() != case_id, "persons", "staff"));
    VN_RETURN_IF_ERROR(Require(
        person.role() >= record::v1::CASE_ROLE_LEAD && person.role() <= record::v1::CASE_ROLE_DUTY,
        "persons", "lead, deputy, reserve or duty"));
  }
  VN_RETURN_IF_ERROR(
      Require(IsAscending(persons, [](const auto& person) { return person.principal(); }),
              "persons", "sorted, each once"));
  const auto count = [&persons](record::v1::CaseRole role) {
    return std::count_if(persons.begin(), persons.end(),
                         [role](const auto& person) { return person.role() == role; });
  };
  VN_RETURN_IF_ERROR(Require(count(record::v1::CASE_ROLE_LEAD) == 1, "persons", "one lead"));
  VN_RETURN_IF_ERROR(
      Require(count(record::v1::CASE_ROLE_DEPUTY) <= 1, "persons", "at most one deputy"));
  return Require(count(record::v1::CASE_ROLE_RESERVE) <= 1, "persons", "at most one reserve");
}

absl::Status CheckCoordinators(const FilingAct& filing, const std::string& case_id) {
  VN_RETURN_IF_ERROR(Require(filing.coordinators_size() <= static_cast<int>(limit::kPersons),
                             "coordinators", "at most 16"));
  for (const std::string& coordinator : filing.coordinators()) {
    VN_RETURN_IF_ERROR(ParseIdField<PrincipalId>("coordinators", coordinator).status());
    const bool is_person = std::any_of(
        filing.persons().begin(), filing.persons().end(),
        [&coordinator](const auto& person) { return person.principal() == coordinator; });
    VN_RETURN_IF_ERROR(Require(!is_person && coordinator != case_id, "coordinators",
                               "nobody who can open the case"));
  }
  return Require(IsAscending(filing.coordinators()), "coordinators", "sorted, each once");
}

absl::Status CheckFiling(const FilingAct& filing, const std::string& case_id) {
  VN_RETURN_IF_ERROR(ParseIdField<BoxKey>("reporter_box_key", filing.reporter_box_key()).status());
  VN_RETURN_IF_ERROR(
      Require(filing.category() != record::v1::CATEGORY_UNSPECIFIED, "category", "a value"));
  VN_RETURN_IF_ERROR(
      Require(filing.urgency() != record::v1::URGENCY_UNSPECIFIED, "urgency", "a value"));
  VN_RETURN_IF_ERROR(
      Require(filing.calendar() != record::v1::CALENDAR_UNSPECIFIED, "calendar", "a value"));
  VN_RETURN_IF_ERROR(
      Require(filing.language() != record::v1::LANGUAGE_UNSPECIFIED, "language", "a value"));
  VN_RETURN_IF_ERROR(CheckPersons(filing, case_id));
  return CheckCoordinators(filing, case_id);
}

absl::Status CheckEpoch(const EpochAct& epoch) {
  VN_RETURN_IF_ERROR(Require(epoch.number() >= 1, "number", "1 or more"));
  if (epoch.number() == 1) {
    VN_RETURN_IF_ERROR(Require(epoch.previous_epoch_hash().empty(), "previous_epoch_hash",
                               "empty for the first epoch"));
  } else {
    VN_RETURN_IF_ERROR(
        ParseField<Hash>("previous_epoch_hash", epoch.previous_epoch_hash()).status());
  }
  VN_RETURN_IF_ERROR(
      Require(!epoch.members().empty() && epoch.members_size() <= static_cast<int>(limit::kMembers),
              "members", "1 to 32"));
  for (const record::v1::Member& member : epoch.members()) {
    VN_RETURN_IF_ERROR(ParseIdField<PrincipalId>("members", member.principal()).status());
    VN_RETURN_IF_ERROR(ParseIdField<BoxKey>("members", member.box_key()).status());
  }
  VN_RETURN_IF_ERROR(
      Require(IsAscending(epoch.members(), [](const auto& member) { return member.principal(); }),
              "members", "sorted, each once"));
  VN_RETURN_IF_ERROR(ParseField<Hash>("key_commitment", epoch.key_commitment()).status());
  VN_RETURN_IF_ERROR(ParseField<Hash>("cause", epoch.cause()).status());
  return ParseField<Hash>("check_head", epoch.check_head()).status();
}

absl::Status CheckAddReader(const AddReaderAct& add) {
  VN_RETURN_IF_ERROR(ParseIdField<PrincipalId>("principal", add.principal()).status());
  VN_RETURN_IF_ERROR(Require(
      add.role() >= record::v1::CASE_ROLE_LEAD && add.role() <= record::v1::CASE_ROLE_RESERVE,
      "role", "lead, deputy or reserve"));
  for (const record::v1::CompartmentEpochs& opens : add.opens()) {
    const record::v1::CompartmentKind kind = opens.compartment().kind();
    VN_RETURN_IF_ERROR(Require(kind == record::v1::COMPARTMENT_KIND_CHECK ||
                                   kind == record::v1::COMPARTMENT_KIND_CONVERSATION,
                               "opens", "check or conversation"));
    VN_RETURN_IF_ERROR(
        Require(opens.compartment().deployment_id().empty(), "opens", "no deployment"));
    VN_RETURN_IF_ERROR(CheckEpochNumbers(opens.epochs()));
  }
  return Require(
      IsAscending(add.opens(), [](const auto& opens) { return opens.compartment().kind(); }),
      "opens", "in order of kind, each once");
}

}  // namespace

absl::Status CheckEpochNumbers(
    const google::protobuf::RepeatedField<google::protobuf::uint32>& epochs) {
  VN_RETURN_IF_ERROR(
      Require(!epochs.empty() && epochs.size() <= static_cast<int>(limit::kEpochsPerGrant),
              "epochs", "1 to 64"));
  return Require(epochs.Get(0) >= 1 && IsAscending(epochs), "epochs",
                 "from 1 on, ascending, each once");
}

absl::Status CheckActOf(const RecordHeader& header) {
  RecordHeader::ActCase act = RecordHeader::ACT_NOT_SET;
  VN_RETURN_IF_ERROR(Require(ActOfKind(header.kind(), act), "kind", "a kind that is built"));
  VN_RETURN_IF_ERROR(Require(header.act_case() == act, "act", "the one of the kind"));
  switch (act) {
    case RecordHeader::kFiling:
      return CheckFiling(header.filing(), header.case_id());
    case RecordHeader::kAcknowledge:
      return ParseField<Hash>("filing_record_hash", header.acknowledge().filing_record_hash())
          .status();
    case RecordHeader::kDecline:
      return Require(header.decline().reason() != record::v1::DECLINE_REASON_UNSPECIFIED, "reason",
                     "a value");
    case RecordHeader::kEpochStart:
      return CheckEpoch(header.epoch_start());
    case RecordHeader::kAddReader:
      return CheckAddReader(header.add_reader());
    case RecordHeader::kRemoveReader:
      VN_RETURN_IF_ERROR(
          ParseIdField<PrincipalId>("principal", header.remove_reader().principal()).status());
      return Require(header.remove_reader().reason() != record::v1::REMOVAL_REASON_UNSPECIFIED,
                     "reason", "a value");
    case RecordHeader::ACT_NOT_SET:
      return absl::OkStatus();
  }
  return BadField("act", "a known one");
}

}  // namespace vangnet::contract
