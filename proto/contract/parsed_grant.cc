#include <cstddef>
#include <string>
#include <utility>

#include "proto/contract/canonical.h"
#include "proto/contract/field_checks.h"
#include "proto/contract/limits.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/record_acts.h"
#include "proto/contract/status_macros.h"

namespace vangnet::contract {
namespace {

using record::v1::GrantHeader;

// A box for n epochs: crypto_box_seal's overhead, H(header), u8 n, n * (u32, K).
std::size_t BoxSize(int epochs) { return 48 + 32 + 1 + 36 * static_cast<std::size_t>(epochs); }

absl::Status CheckHeader(const GrantHeader& header) {
  VN_RETURN_IF_ERROR(Require(header.suite() == limit::kSuite, "suite", "1"));
  const record::v1::CompartmentKind kind = header.compartment().kind();
  VN_RETURN_IF_ERROR(Require(
      kind >= record::v1::COMPARTMENT_KIND_CHECK && kind <= record::v1::COMPARTMENT_KIND_CASEFILE,
      "compartment", "check, conversation or casefile"));
  VN_RETURN_IF_ERROR(
      Require(header.compartment().deployment_id().empty(), "deployment_id", "empty"));
  VN_RETURN_IF_ERROR(CheckEpochNumbers(header.epochs()));
  VN_RETURN_IF_ERROR(Require(header.bundle_version() >= 1, "bundle_version", "1 or more"));
  VN_RETURN_IF_ERROR(Require(header.role() != record::v1::CASE_ROLE_UNSPECIFIED &&
                                 header.role() != record::v1::CASE_ROLE_DEPLOYED,
                             "role", "lead, deputy, reserve, duty or reporter"));
  const bool is_reporter = header.recipient() == header.case_id();
  return Require((header.role() == record::v1::CASE_ROLE_REPORTER) == is_reporter, "role",
                 "reporter for the reporter alone");
}

absl::Status ReadIds(ParsedGrant& parsed) {
  const GrantHeader& header = parsed.header;
  VN_ASSIGN_OR_RETURN(parsed.organisation_id,
                      ParseIdField<OrganisationId>("organisation_id", header.organisation_id()));
  VN_ASSIGN_OR_RETURN(parsed.case_id, ParseIdField<CaseId>("case_id", header.case_id()));
  VN_ASSIGN_OR_RETURN(parsed.recipient, ParseIdField<PrincipalId>("recipient", header.recipient()));
  VN_ASSIGN_OR_RETURN(parsed.recipient_key,
                      ParseIdField<BoxKey>("recipient_key", header.recipient_key()));
  VN_ASSIGN_OR_RETURN(parsed.granter, ParseIdField<PrincipalId>("granter", header.granter()));
  VN_ASSIGN_OR_RETURN(parsed.granter_key,
                      ParseIdField<SigningKey>("granter_key", header.granter_key()));
  parsed.compartment_key = CompartmentKey(header.compartment());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ParsedGrant> ParseGrant(HashFunction hash, std::string_view bytes) {
  VN_ASSIGN_OR_RETURN(record::v1::Grant grant,
                      ParseCanonicalAs<record::v1::Grant>(bytes, limit::kGrant));
  ParsedGrant parsed;
  VN_RETURN_IF_ERROR(ParseCanonical(grant.header(), limit::kGrantHeader, parsed.header));
  VN_RETURN_IF_ERROR(CheckHeader(parsed.header));
  VN_RETURN_IF_ERROR(ReadIds(parsed));
  VN_RETURN_IF_ERROR(Require(grant.box().size() == BoxSize(parsed.header.epochs_size()), "box",
                             "the size for its epochs"));
  VN_ASSIGN_OR_RETURN(parsed.signature, ParseField<Signature>("signature", grant.signature()));
  parsed.bytes = std::string(bytes);
  parsed.box = std::move(*grant.mutable_box());
  parsed.header_hash = hash(grant.header());
  parsed.grant_hash = hash(bytes);
  parsed.signed_message = parsed.header_hash.ToBytes() + hash(parsed.box).ToBytes();
  return parsed;
}

}  // namespace vangnet::contract
