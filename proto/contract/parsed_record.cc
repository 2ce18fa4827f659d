#include "proto/contract/parsed_record.h"

#include <cstddef>
#include <string>
#include <utility>

#include "proto/contract/canonical.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/record_acts.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using record::v1::RecordHeader;

constexpr std::size_t kNonceSize = 24;

absl::Status CheckCompartment(const RecordHeader& header) {
  const record::v1::Compartment& compartment = header.compartment();
  VN_RETURN_IF_ERROR(Require(compartment.deployment_id().empty(), "deployment_id", "empty"));
  const bool anywhere = header.kind() == record::v1::RECORD_KIND_ENTRY ||
                        header.kind() == record::v1::RECORD_KIND_EPOCH;
  switch (compartment.kind()) {
    case record::v1::COMPARTMENT_KIND_CHECK:
      return absl::OkStatus();
    case record::v1::COMPARTMENT_KIND_CONVERSATION:
    case record::v1::COMPARTMENT_KIND_CASEFILE:
      return Require(anywhere, "compartment", "check for this kind");
    default:
      return BadField("compartment", "check, conversation or casefile");
  }
}

absl::Status CheckBody(const record::v1::Record& record, const RecordHeader& header) {
  if (header.kind() != record::v1::RECORD_KIND_ENTRY) {
    VN_RETURN_IF_ERROR(Require(header.epoch() == 0, "epoch", "0 without a body"));
    VN_RETURN_IF_ERROR(Require(record.nonce().empty(), "nonce", "empty without a body"));
    return Require(record.sealed().empty(), "sealed", "no body for this kind");
  }
  VN_RETURN_IF_ERROR(Require(header.epoch() >= 1, "epoch", "1 or more"));
  VN_RETURN_IF_ERROR(Require(record.nonce().size() == kNonceSize, "nonce", "24 bytes"));
  if (record.sealed().size() > limit::kPaddedBody + limit::kSealedOverhead) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kTooLarge,
                           "sealed: fewer bytes");
  }
  return Require(IsSealedSize(record.sealed().size()), "sealed", "a padded size and 16");
}

absl::Status CheckHeader(const RecordHeader& header) {
  VN_RETURN_IF_ERROR(Require(header.suite() == limit::kSuite, "suite", "1"));
  VN_RETURN_IF_ERROR(CheckCompartment(header));
  VN_RETURN_IF_ERROR(Require(header.author_seq() >= 1, "author_seq", "1 or more"));
  VN_RETURN_IF_ERROR(Require(header.bundle_version() >= 1, "bundle_version", "1 or more"));
  return CheckActOf(header);
}

absl::Status ReadIds(ParsedRecord& parsed) {
  const RecordHeader& header = parsed.header;
  VN_ASSIGN_OR_RETURN(parsed.organisation_id,
                      ParseIdField<OrganisationId>("organisation_id", header.organisation_id()));
  VN_ASSIGN_OR_RETURN(parsed.case_id, ParseIdField<CaseId>("case_id", header.case_id()));
  VN_ASSIGN_OR_RETURN(parsed.record_id, ParseIdField<RecordId>("record_id", header.record_id()));
  VN_ASSIGN_OR_RETURN(parsed.author, ParseIdField<PrincipalId>("author", header.author()));
  VN_ASSIGN_OR_RETURN(parsed.author_key,
                      ParseIdField<SigningKey>("author_key", header.author_key()));
  VN_ASSIGN_OR_RETURN(parsed.seen, ParseField<Hash>("seen", header.seen()));
  parsed.compartment_key = CompartmentKey(header.compartment());
  return absl::OkStatus();
}

void ComputeHashes(HashFunction hash, std::string_view header_bytes, ParsedRecord& parsed) {
  parsed.header_hash = hash(header_bytes);
  parsed.body_hash = hash(parsed.nonce + parsed.sealed);
  parsed.signed_message = parsed.header_hash.ToBytes() + parsed.body_hash.ToBytes();
  parsed.record_hash =
      hash(std::string(label::kRecordHash) + parsed.signed_message + parsed.signature.ToBytes());
}

}  // namespace

absl::StatusOr<ParsedRecord> ParseRecord(HashFunction hash, std::string_view bytes) {
  VN_ASSIGN_OR_RETURN(record::v1::Record record,
                      ParseCanonicalAs<record::v1::Record>(bytes, limit::kRecord));
  ParsedRecord parsed;
  VN_RETURN_IF_ERROR(ParseCanonical(record.header(), limit::kRecordHeader, parsed.header));
  VN_RETURN_IF_ERROR(CheckHeader(parsed.header));
  VN_RETURN_IF_ERROR(CheckBody(record, parsed.header));
  VN_RETURN_IF_ERROR(ReadIds(parsed));
  VN_ASSIGN_OR_RETURN(parsed.signature, ParseField<Signature>("signature", record.signature()));
  parsed.bytes = std::string(bytes);
  parsed.nonce = std::move(*record.mutable_nonce());
  parsed.sealed = std::move(*record.mutable_sealed());
  ComputeHashes(hash, record.header(), parsed);
  return parsed;
}

}  // namespace vangnet::contract
