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
#include <string_view>
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
  record::v1::CaseRole role = record::v1::CASE_ROLE_UNSPECIFIED;  // As named last.
  bool left = false;    // Declined or removed: never comes back.
  bool present = true;  // On the access list now.
};

struct EpochState {
  std::uint32_t number = 0;
  Hash record_hash;
  std::vector<record::v1::Member> members;
  Hash key_commitment;
  // How many records of `check` its check_head stands for.
  std::uint32_t check_length = 0;
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
  // its compartment. Nothing changes on failure; what is refused first decides:
  //   INVALID_ARGUMENT/BAD_FIELD       organisation, case, or the reporter's key
  //   NOT_FOUND                        the author is not on the access list of the case
  //                                    (nor a coordinator who signs a REMOVE_READER)
  //   FAILED_PRECONDITION/CASE_CLOSED  whatever it is
  //   FAILED_PRECONDITION/TAKEN        an ACKNOWLEDGE while somebody leads, also of a
  //                                    person whom that took off the list
  //   FAILED_PRECONDITION/NOT_ACKNOWLEDGED  what only a lead may do, by staff, while
  //                                    nobody leads
  //   PERMISSION_DENIED/WRONG_ROLE     the kind is not theirs to sign
  //   ABORTED/CHAIN_MOVED              `seen` is not the head (ENTRY and ACKNOWLEDGE: is
  //                                    no earlier head either; or it is an earlier one
  //                                    and author_seq is taken), or an EPOCH's number,
  //                                    previous hash or check_head is not the newest
  //   INVALID_ARGUMENT/BAD_FIELD       author_seq, act, members that are not the access
  //                                    list, added or removed person out of rule
  //   FAILED_PRECONDITION/EPOCH_STALE  an ENTRY whose epoch is not the newest of its
  //                                    compartment or whose author is not a member
  // Does not check whether the newest epoch's members still equal the access list:
  // that is EpochIsCurrent, because only the server and a writer must ask.
  absl::Status Apply(const ParsedRecord& record);

  // The same with the box keys of a bundle, by which an EPOCH's members are held: staff
  // on the access list who are not in `keys` count as removed and must be missing from
  // the members (BAD_FIELD); a member whose key is another one or who is not in `keys`
  // is FAILED_PRECONDITION/BUNDLE_STALE. Without keys the members are exactly the access
  // list, and of their keys only the reporter's is looked at. The server gives the
  // newest bundle's keys, a reader those of the bundle that the record's header names.
  absl::Status Apply(const ParsedRecord& record, const std::map<PrincipalId, BoxKey>& keys);

  // For a reader who has applied the whole of `check` before the other chains: an EPOCH
  // or ENTRY of another compartment that was right when it was written stays right. An
  // EPOCH is held against the state at its check_head, which may be any at or after that
  // of the epoch before; an ENTRY is in order when its author could write at some time
  // since the check_head of its epoch. Records of `check`: as Apply, but an ADD_READER may
  // open any epoch of the chains that are still to be read.
  absl::Status ApplyHistoric(const ParsedRecord& record);
  absl::Status ApplyHistoric(const ParsedRecord& record, const std::map<PrincipalId, BoxKey>& keys);

  // For a store that folds, in the order in which they came, records that it checked
  // then: as Apply, but staff may be missing from an EPOCH's members without a word,
  // because the bundle by which that was checked is not at hand.
  absl::Status ApplyStored(const ParsedRecord& record);

  // For a store that folds records which it checked when they came: moves a chain past an
  // ENTRY of which only author and the head after it are read back, because the ENTRY
  // itself changes neither state nor access.
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
  std::uint32_t NextAuthorSeq(const std::string& compartment_key, const PrincipalId& author) const;
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
  // ACKNOWLEDGE; all zero while nobody ever led).
  Hash LatestAccessChange(record::v1::CompartmentKind kind) const;
  // The same at the check_head of an epoch of this fold: its cause, unless a bundle is.
  Hash AccessChangeBefore(record::v1::CompartmentKind kind, const EpochState& epoch) const;

 private:
  using BoxKeys = std::map<PrincipalId, BoxKey>;

  struct Chain {
    std::vector<Hash> heads;  // heads[n] after n records.
    std::map<PrincipalId, std::uint32_t> author_seq;
    std::vector<EpochState> epochs;
  };

  // What rights depend on, after so many records of `check`.
  struct Moment {
    AccessList access;  // Of `check` and `conversation`.
    std::optional<PrincipalId> lead;
    std::optional<PrincipalId> deputy;
    bool closed = false;
    Hash access_change;
    Hash lead_change;

    bool Acknowledged(const PrincipalId& principal) const;
    AccessList AccessTo(record::v1::CompartmentKind kind) const;
    Hash ChangeOf(record::v1::CompartmentKind kind) const;
  };

  // By what an EPOCH's members are held. `keys` may be null.
  struct MemberRule {
    const BoxKeys* keys = nullptr;
    bool staff_may_miss = false;  // Only where keys is null.
    // Chains other than `check` are read later: what an ADD_READER opens of them is not
    // known yet.
    bool check_comes_first = false;
  };

  CaseFold() = default;
  Chain& ChainOf(const std::string& compartment_key);
  const Chain* FindChain(const std::string& compartment_key) const;
  const Moment& Now() const { return moments_.back(); }
  record::v1::CaseRole RoleOf(const CasePerson& person) const;
  const CasePerson* FindPresent(record::v1::CaseRole role, const PrincipalId& but_not) const;
  bool IsCoordinator(const PrincipalId& principal) const;

  // case_fold_rights.cc: who may sign what.
  absl::Status CheckBelongs(const ParsedRecord& record) const;
  absl::Status CheckRight(const ParsedRecord& record) const;
  absl::Status CheckKind(const ParsedRecord& record) const;
  static absl::Status CheckMayWrite(const ParsedRecord& record, const Moment& moment);
  absl::Status CheckMayHaveWritten(const ParsedRecord& record) const;

  // case_fold_checks.cc: place in the chain, and act.
  absl::Status CheckPlace(const ParsedRecord& record) const;
  absl::Status CheckAct(const ParsedRecord& record, MemberRule rule) const;
  absl::Status CheckEntry(const ParsedRecord& record) const;
  absl::Status CheckEpoch(const ParsedRecord& record, std::uint32_t check_length,
                          MemberRule rule) const;
  absl::Status CheckMembers(const record::v1::EpochAct& epoch, const AccessList& access,
                            MemberRule rule) const;
  bool MayMiss(const PrincipalId& principal, MemberRule rule) const;
  absl::Status CheckMemberKey(const PrincipalId& principal, std::string_view key,
                              MemberRule rule) const;
  absl::Status CheckCause(const ParsedRecord& record, const Moment& moment) const;
  absl::Status CheckAddReader(const record::v1::AddReaderAct& add, MemberRule rule) const;
  absl::Status CheckRemoveReader(const record::v1::RemoveReaderAct& remove) const;
  // The number of records of `check` after which its head was `head`; 0 for none.
  std::uint32_t CheckLengthAt(std::string_view head) const;

  absl::Status ApplyWith(const ParsedRecord& record, MemberRule rule);
  absl::Status ApplyHistoricWith(const ParsedRecord& record, MemberRule rule);
  void Advance(const ParsedRecord& record);
  void TakeEffect(const ParsedRecord& record);
  void ApplyAcknowledge(const PrincipalId& author);
  void ApplyAddReader(const record::v1::AddReaderAct& add);
  void Leave(const PrincipalId& principal);
  void RememberMoment(const Hash& record_hash);

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
  std::map<std::string, Chain> chains_;
  std::vector<Moment> moments_;  // moments_[n - 1] after n records of `check`.
};

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_CASE_FOLD_H_
