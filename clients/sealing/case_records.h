// The records of one case, each verified for itself and in its place. The first step of
// VerifyCase; programs use that.
#ifndef VANGNET_CLIENTS_SEALING_CASE_RECORDS_H_
#define VANGNET_CLIENTS_SEALING_CASE_RECORDS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/sealing/bundle_history.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/finding.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::sealing {

// A record as far as it could be trusted.
struct ReadRecord {
  CaseRecord shown;
  std::optional<contract::ParsedRecord> parsed;  // Absent: not the bytes of any record.
  // Signed by whom it says, for this case and compartment.
  bool authentic = false;
};

class CaseRecords {
 public:
  // Both must outlive this object.
  CaseRecords(const CaseMaterial& material, const BundleHistory& history);

  // Reads and folds one chain; `check` first.
  void ReadChain(const ChainMaterial& chain);
  // When all chains were read: whether each ADD_READER opened epochs that had begun. `check`
  // is folded before the chains that these lie in.
  void CheckOpenedEpochs();

  const std::optional<contract::CaseFold>& fold() const { return fold_; }
  // False without a FILING: then nothing of the reporter's can be judged.
  bool knows_reporter() const { return reporter_key_.has_value(); }
  std::vector<ReadRecord>& records() { return records_; }
  const std::vector<ReadRecord>& records() const { return records_; }
  std::vector<Finding>& findings() { return findings_; }
  const std::vector<caseview::v1::CompartmentHead>& verified_heads() const {
    return verified_heads_;
  }

  // True when `key` is what the bundle of `version` (for the reporter: the FILING) gives
  // as the signing key of `principal`, and the principal is one who may sign in a case.
  bool IsSigningKeyOf(const contract::PrincipalId& principal, const contract::SigningKey& key,
                      std::uint32_t version, bool may_coordinate) const;
  bool IsBoxKeyOf(const contract::PrincipalId& principal, const contract::BoxKey& key,
                  std::uint32_t version) const;

 private:
  struct Chain;
  // The finding for what is wrong with the record itself, or nothing.
  std::optional<Finding> CheckAlone(const Chain& chain, ReadRecord& record);
  // The same for its place among the others; applies it to the fold.
  std::optional<Finding> CheckPlace(Chain& chain, const ReadRecord& record);
  absl::Status Fold(const contract::ParsedRecord& record);
  // What the fold does not know of a record that it took: bundles, and ids of records.
  std::optional<Finding> CheckBesideFold(const ReadRecord& record);
  bool IsCauseKnown(const contract::ParsedRecord& epoch) const;
  bool MayBeAdded(const contract::ParsedRecord& addition) const;
  bool HadBegun(const record::v1::CompartmentEpochs& epochs, std::uint32_t check_record) const;
  bool UsesNewestEpoch(const contract::ParsedRecord& record) const;
  void LearnReporter(const contract::ParsedRecord& filing);
  void CheckHeads(const ChainMaterial& material, const Chain& chain);

  const CaseMaterial& material_;
  const BundleHistory& history_;
  std::optional<contract::CaseFold> fold_;
  std::optional<contract::SigningKey> reporter_key_;
  std::optional<contract::BoxKey> reporter_box_key_;
  std::vector<ReadRecord> records_;
  std::vector<Finding> findings_;
  std::vector<caseview::v1::CompartmentHead> verified_heads_;
  std::set<contract::RecordId> record_ids_;  // Of the records that have their place.
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_CASE_RECORDS_H_
