// A report as one canonical Filing (SPEC.md section 6): FILING, then EPOCH and ENTRY of
// `check`, then EPOCH and ENTRY of `conversation`, and the grants of both epochs for
// each person and for the reporter.
#ifndef VANGNET_CLIENTS_SEALING_FILING_H_
#define VANGNET_CLIENTS_SEALING_FILING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/filing_proof.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/receipt.h"
#include "proto/contract/routing_rules.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

struct FilingDraft {
  record::v1::Category category = record::v1::CATEGORY_UNSPECIFIED;
  record::v1::Urgency urgency = record::v1::URGENCY_UNSPECIFIED;
  record::v1::Calendar calendar = record::v1::CALENDAR_UNSPECIFIED;
  record::v1::Language language = record::v1::LANGUAGE_UNSPECIFIED;
  contract::Routing routing;  // From contract::DrawRouting, as the reporter left it.
  content::v1::CheckCard check_card;
  content::v1::Account account;
};

struct BuiltFiling {
  // Canonical Filing. To be sent, and sent again, as it is: sealing again makes other
  // bytes, which the server refuses once these were accepted.
  std::string bytes;
  // What the filing proof must say.
  FilingFacts facts;
};

// Strings of the draft are cleaned (contract::CleanText). FAILED_PRECONDITION:
// BUNDLE_EXPIRED, or somebody of the routing is not in the bundle (BUNDLE_STALE).
// INVALID_ARGUMENT: a field is missing or wrong, or the account does not fit into its one
// padded size of 64 KiB (TOO_LARGE): what is left goes into a message afterwards.
absl::StatusOr<BuiltFiling> BuildFiling(const ReporterKeys& reporter, const VerifiedBundle& bundle,
                                        const FilingDraft& draft, absl::Time now,
                                        RandomSource& random);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_FILING_H_
