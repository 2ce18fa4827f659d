// What a case's records mean: who is lead, who may read what, where it stands. The one
// place of these rules; the server uses it to decide, clients to distrust the server.
// Pure: no keys, no signatures, no gate (which the server's clock and duty list move),
// no bundle. The caller checks those beside it. Thread-compatible.
#ifndef VANGNET_PROTO_CONTRACT_CASE_FOLD_H_
#define VANGNET_PROTO_CONTRACT_CASE_FOLD_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/contract/chain.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// Somebody whom a FILING or ADD_READER named.
struct CasePerson {
  PrincipalId principal;
  record::v1::CaseRole role = record::v1::CASE_ROLE_UNSPECIFIED;  // As named.
  bool left = false;     // Declined or removed: never comes back.
  bool present = true;   // On the access list now.
};

struct EpochState {
  std::uint32_t number = 0;
  Hash record_hash;
  std::vector<record::v1::Member> members;
  Hash key_commitment;
};

// Principals that may read a compartment now, sorted; the reporter's principal (the
// case id) is among them for `check` and `conversation`.
using AccessList = std::vector<PrincipalId>;

class CaseFold {
 public:
  // From the FILING, the first record of `check`. INVALID_ARGUMENT when it is not one.
  // `hash` computes chain heads.
  static absl::StatusOr<CaseFold> Begin(HashFunction hash, const ParsedRecord& filing);

  // Checks `record` against the state and applies it: the record is the next one of
  // its compartment. Records of different compartments may be applied in any order
  // that keeps each compartment's own and in which an EPOCH's check_head is already
  // known. Nothing changes on failure:
  //   NOT_FOUND                        the author is not on the access list
  //   PERMISSION_DENIED/WRONG_ROLE     on the list, but the kind is not theirs to sign
  //   ABORTED/CHAIN_MOVED              `seen` is not the head (ENTRY and ACKNOWLEDGE: is
  //                                    no earlier head either), or an EPOCH's number,
  //                                    previous hash or check_head is not the newest
  //   FAILED_PRECONDITION/TAKEN, NOT_ACKNOWLEDGED, CASE_CLOSED, EPOCH_STALE (an ENTRY
  //                                    whose epoch is not the newest of its compartment
  //                                    or whose author is not among its members)
  //   INVALID_ARGUMENT/BAD_FIELD       author_seq, act, members that are not the access
  //                                    list, added or removed person out of rule
  // Does not check whether the newest epoch's members still equal the access list:
  // that is EpochIsCurrent, because only the server and a writer must ask.
  absl::Status Apply(const ParsedRecord& record);

  // An EPOCH that was right when it was written stays right in a chain read later:
  // readers call this instead of Apply for EPOCH records of compartments other than
  // `check`. It accepts any known check_head at or after the last one used in that
  // compartment, and folds the members at that head.
  absl::Status ApplyHistoric(const ParsedRecord& record);

  // For a store that folds records which it checked when they came: moves the chain of a
  // compartment other than `check` past an ENTRY of which only author and the head after
  // it are read back, because the ENTRY itself changes neither state nor access.
  void PassEntry(const std::string& compartment_key, const PrincipalId& author,
                 const Hash& head_after);

  const CaseId& case_id() const { return case_id_; }
  const OrganisationId& organisation_id() const { return organisation_id_; }
  const SigningKey& reporter_key() const { return reporter_key_; }
  const BoxKey& reporter_box_key() const { return reporter_box_key_; }
  const record::v1::FilingAct& filing() const { return filing_; }
  const Hash& filing_record_hash() const { return filing_record_hash_; }

  caseview::v1::CaseState state() const;
  bool closed() const { return closed_ || withdrawn_; }
  const std::optional<PrincipalId>& lead() const { return lead_; }
  // In the order of rungs: named lead, deputy, reserve, duty officers by principal,
  // then those who were added, in the order in which they came.
  const std::vector<CasePerson>& persons() const { return persons_; }
  // Null for a stranger.
  const CasePerson* Find(const PrincipalId& principal) const;
  // What `principal` is now: lead (whoever acknowledged), deputy, reserve, duty or
  // reporter; unspecified for anybody who is not on the access list. Before the
  // ACKNOWLEDGE: as named.
  record::v1::CaseRole RoleOf(const PrincipalId& principal) const;
  // The persons who could acknowledge now, in the order of rungs; empty while somebody
  // leads, and when the case is closed.
  std::vector<PrincipalId> Rungs() const;

  AccessList Access(record::v1::CompartmentKind kind) const;
  bool MayRead(record::v1::CompartmentKind kind, const PrincipalId& principal) const;

  // 0 records: ChainStart and length 0.
  Hash Head(const std::string& compartment_key) const;
  std::uint32_t Length(const std::string& compartment_key) const;
  std::uint32_t NextAuthorSeq(const std::string& compartment_key,
                              const PrincipalId& author) const;
  // The newest epoch of a compartment, or null.
  const EpochState* NewestEpoch(const std::string& compartment_key) const;
  const EpochState* FindEpoch(const std::string& compartment_key, std::uint32_t number) const;

  // True when the newest epoch's members are exactly the access list and each member's
  // key is what `keys` holds (a principal missing in `keys` counts as removed). False:
  // the writer starts an epoch first.
  bool EpochIsCurrent(record::v1::CompartmentKind kind,
                      const std::map<PrincipalId, BoxKey>& keys) const;

  // Record hash of the latest change that altered the access list of `kind`: the cause
  // of the next epoch when members differ (for the first epoch of casefile, the
  // ACKNOWLEDGE).
  Hash LatestAccessChange(record::v1::CompartmentKind kind) const;

 private:
  struct Chain {
    std::vector<Hash> heads;  // heads[n] after n records.
    std::map<PrincipalId, std::uint32_t> author_seq;
    std::vector<EpochState> epochs;
    std::uint32_t newest_check_length = 0;  // Of the check_head last used by an EPOCH.
  };

  CaseFold() = default;
  Chain& ChainOf(const std::string& compartment_key);
  const Chain* FindChain(const std::string& compartment_key) const;
  absl::Status CheckPlace(const ParsedRecord& record) const;
  absl::Status CheckAct(const ParsedRecord& record) const;
  absl::Status CheckEpoch(const ParsedRecord& record, bool historic) const;
  absl::Status CheckAddReader(const ParsedRecord& record) const;
  absl::Status CheckRemoveReader(const ParsedRecord& record) const;
  absl::Status ApplyChecked(const ParsedRecord& record);
  void ApplyAcknowledge(const PrincipalId& author);
  void Leave(const PrincipalId& principal);

  HashFunction hash_ = nullptr;
  CaseId case_id_;
  OrganisationId organisation_id_;
  SigningKey reporter_key_;
  BoxKey reporter_box_key_;
  record::v1::FilingAct filing_;
  Hash filing_record_hash_;
  std::vector<CasePerson> persons_;
  std::optional<PrincipalId> lead_;
  std::optional<PrincipalId> deputy_;
  bool closed_ = false;
  bool withdrawn_ = false;
  Hash latest_access_change_;
  Hash latest_lead_change_;
  std::map<std::string, Chain> chains_;
  // Access to `conversation` and to `casefile` after n records of `check`.
  std::vector<std::pair<AccessList, AccessList>> access_history_;
};

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_CASE_FOLD_H_
