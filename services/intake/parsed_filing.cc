#include "services/intake/parsed_filing.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/grant_rules.h"
#include "services/cryptography/sha256.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::intake {
namespace {

using contract::BadField;
using contract::ParsedGrant;
using contract::ParsedRecord;

struct Part {
  record::v1::RecordKind kind;
  record::v1::CompartmentKind compartment;
};

constexpr std::array<Part, 5> kParts = {{
    {record::v1::RECORD_KIND_FILING, record::v1::COMPARTMENT_KIND_CHECK},
    {record::v1::RECORD_KIND_EPOCH, record::v1::COMPARTMENT_KIND_CHECK},
    {record::v1::RECORD_KIND_ENTRY, record::v1::COMPARTMENT_KIND_CHECK},
    {record::v1::RECORD_KIND_EPOCH, record::v1::COMPARTMENT_KIND_CONVERSATION},
    {record::v1::RECORD_KIND_ENTRY, record::v1::COMPARTMENT_KIND_CONVERSATION},
}};

constexpr std::size_t kCheckCard = 2;
constexpr std::size_t kAccount = 4;
constexpr std::size_t kSmallestCheckCard = 4 * 1024 + contract::limit::kSealedOverhead;
constexpr std::size_t kAccountSize = 64 * 1024 + contract::limit::kSealedOverhead;

absl::StatusOr<std::vector<ParsedRecord>> ParseRecords(
    const record::v1::Filing& filing, const contract::OrganisationId& organisation) {
  if (filing.records_size() != static_cast<int>(kParts.size())) {
    return BadField("filing.records", "exactly five");
  }
  std::vector<ParsedRecord> records;
  for (const std::string& bytes : filing.records()) {
    VN_ASSIGN_OR_RETURN(ParsedRecord record, contract::ParseRecord(&cryptography::Sha256, bytes));
    const Part& part = kParts[records.size()];
    if (record.kind() != part.kind || record.header.compartment().kind() != part.compartment) {
      return BadField("filing.records",
                      "FILING; EPOCH, ENTRY of check; EPOCH, ENTRY of conversation");
    }
    if (record.organisation_id != organisation) {
      return BadField("filing.records.header.organisation_id", "this organisation");
    }
    records.push_back(std::move(record));
  }
  return records;
}

absl::Status CheckSameAuthor(const std::vector<ParsedRecord>& records) {
  const ParsedRecord& first = records.front();
  for (const ParsedRecord& record : records) {
    if (record.case_id != first.case_id || !record.by_reporter() ||
        record.author_key != first.author_key) {
      return BadField("filing.records.header.author", "the reporter of the one case");
    }
    if (record.header.bundle_version() != first.header.bundle_version()) {
      return BadField("filing.records.header.bundle_version", "the same in all records");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSizes(const std::vector<ParsedRecord>& records) {
  if (records[kCheckCard].sealed.size() < kSmallestCheckCard) {
    return BadField("filing.records.sealed", "check: at least 4 KiB and the tag");
  }
  if (records[kAccount].sealed.size() != kAccountSize) {
    return BadField("filing.records.sealed", "conversation: 64 KiB and the tag");
  }
  return absl::OkStatus();
}

// The fold sees to the case id, to chain and epochs, and to the reporter's own key.
absl::StatusOr<contract::CaseFold> FoldRecords(const std::vector<ParsedRecord>& records) {
  VN_ASSIGN_OR_RETURN(contract::CaseFold fold,
                      contract::CaseFold::Begin(&cryptography::Sha256, records.front()));
  for (std::size_t i = 1; i < records.size(); ++i) {
    const absl::Status applied = fold.Apply(records[i]);
    // Outside of a filing some of these would be answers about a case; here the bytes are
    // at fault.
    if (!applied.ok() && !absl::IsInvalidArgument(applied)) {
      return BadField("filing.records", "each where the chain wants it");
    }
    VN_RETURN_IF_ERROR(applied);
  }
  return fold;
}

absl::Status CheckGrants(const std::vector<ParsedRecord>& records, const contract::CaseFold& fold,
                         const std::vector<ParsedGrant>& grants) {
  std::vector<case_records::ExpectedGrant> expected;
  for (const ParsedRecord& record : records) {
    if (record.kind() != record::v1::RECORD_KIND_EPOCH) continue;
    for (auto& grant : case_records::GrantsFor(record, fold, {})) {
      expected.push_back(std::move(grant));
    }
  }
  if (expected.size() != grants.size()) {
    return BadField("filing.grants", "one for each member of both epochs");
  }
  for (std::size_t i = 0; i < grants.size(); ++i) {
    if (grants[i].case_id != fold.case_id() ||
        grants[i].organisation_id != fold.organisation_id() ||
        grants[i].granter.view() != fold.case_id().view()) {
      return BadField("filing.grants.header", "by the reporter, of this case");
    }
    VN_RETURN_IF_ERROR(case_records::CheckGrant(expected[i], grants[i]));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ParsedFiling> ParseFiling(std::string_view bytes,
                                         const contract::OrganisationId& organisation) {
  VN_ASSIGN_OR_RETURN(
      const record::v1::Filing filing,
      contract::ParseCanonicalAs<record::v1::Filing>(bytes, contract::limit::kFiling));
  VN_ASSIGN_OR_RETURN(std::vector<ParsedRecord> records, ParseRecords(filing, organisation));
  VN_RETURN_IF_ERROR(CheckSameAuthor(records));
  VN_RETURN_IF_ERROR(CheckSizes(records));
  if (filing.grants_size() > static_cast<int>(contract::limit::kGrantsPerCall)) {
    return BadField("filing.grants", "one for each member of both epochs");
  }
  VN_ASSIGN_OR_RETURN(contract::CaseFold fold, FoldRecords(records));
  std::vector<ParsedGrant> grants;
  for (const std::string& grant_bytes : filing.grants()) {
    VN_ASSIGN_OR_RETURN(ParsedGrant grant,
                        contract::ParseGrant(&cryptography::Sha256, grant_bytes));
    grants.push_back(std::move(grant));
  }
  VN_RETURN_IF_ERROR(CheckGrants(records, fold, grants));
  return ParsedFiling{.digest = cryptography::Sha256(bytes),
                      .records = std::move(records),
                      .grants = std::move(grants),
                      .fold = std::move(fold)};
}

}  // namespace vangnet::intake
