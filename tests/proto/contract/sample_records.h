// Records that keep every structural rule, for tests to break one at a time. Their
// signatures and sealed bodies are placeholders: nothing under test looks at them.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_RECORDS_H_
#define VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_RECORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// Ids that differ by their first byte, and sort by it.
PrincipalId SamplePrincipal(char first);
SigningKey SampleSigningKey(char first);
BoxKey SampleBoxKey(char first);
OrganisationId SampleOrganisation();
// The reporter's keys, and the case that belongs to them.
SigningKey SampleReporterKey();
BoxKey SampleReporterBoxKey();
CaseId SampleCase();

// A record before it is serialised.
struct Draft {
  record::v1::RecordHeader header;
  std::string nonce;
  std::string sealed;
  std::string signature = std::string(64, '\x5a');
  std::string Bytes() const;
};

// A draft of any kind that is built, by the reporter where the kind allows it, in
// `check` (ENTRY: conversation), with a body for an ENTRY.
Draft SampleDraft(record::v1::RecordKind kind);

// A sealed body of the smallest size.
std::string SampleSealed();

record::v1::Person SamplePerson(const PrincipalId& principal, record::v1::CaseRole role);

// Lead 'B', deputy 'C', reserve 'D', duty officer 'E'; coordinators 'X' and 'Y'.
record::v1::FilingAct SampleFilingAct();

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_RECORDS_H_
