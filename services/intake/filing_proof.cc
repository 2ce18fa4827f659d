#include "services/intake/filing_proof.h"

#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "proto/contract/clock.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::intake {
namespace {

std::string HeadOf(const contract::CaseFold& fold, record::v1::CompartmentKind kind) {
  return fold.Head(contract::CompartmentKey(kind)).ToBytes();
}

}  // namespace

absl::StatusOr<std::string> MakeFilingProof(const ParsedFiling& filing,
                                            const contract::Hash& leaf_hash, std::uint32_t newest,
                                            absl::Time now, const cryptography::LogSigner& signer) {
  record::v1::FilingProofStatement statement;
  statement.set_organisation_id(filing.fold.organisation_id().ToBytes());
  statement.set_case_id(filing.case_id().ToBytes());
  statement.set_filing_record_hash(filing.fold.filing_record_hash().ToBytes());
  statement.set_check_head(HeadOf(filing.fold, record::v1::COMPARTMENT_KIND_CHECK));
  statement.set_conversation_head(HeadOf(filing.fold, record::v1::COMPARTMENT_KIND_CONVERSATION));
  statement.set_filing_digest(filing.digest.ToBytes());
  statement.set_day(contract::ToDay(now));
  statement.set_leaf_hash(leaf_hash.ToBytes());
  statement.set_bundle_version(newest);

  record::v1::FilingProof proof;
  proof.set_statement(contract::SerializeCanonical(statement));
  proof.set_log_key(signer.public_key().ToBytes());
  VN_ASSIGN_OR_RETURN(const contract::Signature signature,
                      signer.Sign(contract::label::kFilingProof, proof.statement()));
  proof.set_signature(signature.ToBytes());
  return contract::SerializeCanonical(proof);
}

}  // namespace vangnet::intake
