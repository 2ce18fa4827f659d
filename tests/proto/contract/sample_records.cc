#include "tests/proto/contract/sample_records.h"

#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

template <typename Id>
Id Sample(char first) {
  std::string bytes(Id::kSize, '\x01');
  bytes[0] = first;
  return *Id::Parse(bytes);
}

void FillEpoch(record::v1::EpochAct& epoch) {
  epoch.set_number(1);
  record::v1::Member& member = *epoch.add_members();
  member.set_principal(SampleCase().ToBytes());
  member.set_box_key(SampleReporterBoxKey().ToBytes());
  epoch.set_key_commitment(std::string(32, 'k'));
  epoch.set_cause(std::string(32, 'c'));
  epoch.set_check_head(std::string(32, 'h'));
}

void FillAddReader(record::v1::AddReaderAct& add) {
  add.set_principal(SamplePrincipal('F').ToBytes());
  add.set_role(record::v1::CASE_ROLE_DEPUTY);
  record::v1::CompartmentEpochs& opens = *add.add_opens();
  opens.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
  opens.add_epochs(1);
}

void FillAct(record::v1::RecordHeader& header) {
  switch (header.kind()) {
    case record::v1::RECORD_KIND_FILING:
      *header.mutable_filing() = SampleFilingAct();
      break;
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      header.mutable_acknowledge()->set_filing_record_hash(std::string(32, 'f'));
      break;
    case record::v1::RECORD_KIND_DECLINE:
      header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_CONFLICT);
      break;
    case record::v1::RECORD_KIND_EPOCH:
      FillEpoch(*header.mutable_epoch_start());
      break;
    case record::v1::RECORD_KIND_ADD_READER:
      FillAddReader(*header.mutable_add_reader());
      break;
    case record::v1::RECORD_KIND_REMOVE_READER:
      header.mutable_remove_reader()->set_principal(SamplePrincipal('C').ToBytes());
      header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_REPORTER_WISH);
      break;
    default:
      break;
  }
}

}  // namespace

PrincipalId SamplePrincipal(char first) { return Sample<PrincipalId>(first); }
SigningKey SampleSigningKey(char first) { return Sample<SigningKey>(first); }
BoxKey SampleBoxKey(char first) { return Sample<BoxKey>(first); }
OrganisationId SampleOrganisation() { return Sample<OrganisationId>('o'); }
SigningKey SampleReporterKey() { return Sample<SigningKey>('r'); }
BoxKey SampleReporterBoxKey() { return Sample<BoxKey>('r'); }
CaseId SampleCase() { return CaseIdOf(Sha256, SampleReporterKey(), SampleReporterBoxKey()); }

std::string SampleSealed() { return std::string(4096 + 16, 's'); }

std::string Draft::Bytes() const {
  record::v1::Record record;
  record.set_header(SerializeCanonical(header));
  record.set_nonce(nonce);
  record.set_sealed(sealed);
  record.set_signature(signature);
  return SerializeCanonical(record);
}

record::v1::Person SamplePerson(const PrincipalId& principal, record::v1::CaseRole role) {
  record::v1::Person person;
  person.set_principal(principal.ToBytes());
  person.set_role(role);
  return person;
}

record::v1::FilingAct SampleFilingAct() {
  record::v1::FilingAct filing;
  filing.set_reporter_box_key(SampleReporterBoxKey().ToBytes());
  filing.set_category(record::v1::CATEGORY_INTIMIDATION);
  filing.set_urgency(record::v1::URGENCY_HIGH);
  filing.set_calendar(record::v1::CALENDAR_AMSTERDAM);
  filing.set_language(record::v1::LANGUAGE_DUTCH);
  *filing.add_persons() = SamplePerson(SamplePrincipal('B'), record::v1::CASE_ROLE_LEAD);
  *filing.add_persons() = SamplePerson(SamplePrincipal('C'), record::v1::CASE_ROLE_DEPUTY);
  *filing.add_persons() = SamplePerson(SamplePrincipal('D'), record::v1::CASE_ROLE_RESERVE);
  *filing.add_persons() = SamplePerson(SamplePrincipal('E'), record::v1::CASE_ROLE_DUTY);
  filing.add_coordinators(SamplePrincipal('X').ToBytes());
  filing.add_coordinators(SamplePrincipal('Y').ToBytes());
  return filing;
}

Draft SampleDraft(record::v1::RecordKind kind) {
  Draft draft;
  record::v1::RecordHeader& header = draft.header;
  const bool has_body = kind == record::v1::RECORD_KIND_ENTRY;
  header.set_suite(1);
  header.set_organisation_id(SampleOrganisation().ToBytes());
  header.set_case_id(SampleCase().ToBytes());
  header.mutable_compartment()->set_kind(has_body ? record::v1::COMPARTMENT_KIND_CONVERSATION
                                                  : record::v1::COMPARTMENT_KIND_CHECK);
  header.set_record_id(std::string(16, 'i'));
  header.set_kind(kind);
  header.set_author(SampleCase().ToBytes());
  header.set_author_key(SampleReporterKey().ToBytes());
  header.set_author_seq(1);
  header.set_seen(std::string(32, 'h'));
  header.set_epoch(has_body ? 1 : 0);
  header.set_bundle_version(1);
  FillAct(header);
  if (has_body) {
    draft.nonce = std::string(24, 'n');
    draft.sealed = SampleSealed();
  }
  return draft;
}

}  // namespace vangnet::contract
