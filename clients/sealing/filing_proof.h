// The server's signed word that it accepted a filing (SPEC.md section 9).
#ifndef VANGNET_CLIENTS_SEALING_FILING_PROOF_H_
#define VANGNET_CLIENTS_SEALING_FILING_PROOF_H_

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/case_chain.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

// What a client knows of a filing without the server.
struct FilingFacts {
  contract::OrganisationId organisation_id;
  contract::CaseId case_id;
  contract::Hash filing_record_hash;
  contract::Hash check_head;         // After record 3 of `check`.
  contract::Hash conversation_head;  // After record 2 of `conversation`.
  // Absent for who came back with the receipt alone and holds no filing bytes.
  std::optional<contract::Hash> filing_digest;
};

// From a verified case, for who came back. FAILED_PRECONDITION when the view holds no
// verified filing.
absl::StatusOr<FilingFacts> FactsOf(const CaseView& view);

// The proof's statement, when it is one: signed by a log key of `bundle` that was valid
// on its day, about exactly `facts`. DATA_LOSS otherwise (BAD_SIGNATURE, NOT_CANONICAL or
// BAD_FIELD naming what differs): the report must then count as not accepted. `bundle` is
// the one of the statement's version or any later one that still lists the log key.
absl::StatusOr<record::v1::FilingProofStatement> VerifyFilingProof(std::string_view proof,
                                                                   const bundle::v1::Bundle& bundle,
                                                                   const FilingFacts& facts);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_FILING_PROOF_H_
