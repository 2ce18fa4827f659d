#include "services/case_records/append_records.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proto/contract/case_fold.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/append_rules.h"
#include "services/case_records/compartment_head.h"
#include "services/case_records/effects.h"
#include "services/case_records/grant_rules.h"
#include "services/case_records/load_case.h"
#include "services/case_records/open_reader.h"
#include "services/case_records/store_record.h"
#include "services/cryptography/sha256.h"

namespace vangnet::case_records {
namespace {

using contract::ErrorWithReason;
using contract::ParsedRecord;
namespace reason = contract::reason;

absl::Status CheckIsOpen(const storage::Snapshot& snapshot, const AppendCall& call) {
  if (call.by_coordinator()) return CheckCoordinates(snapshot, call.case_id, call.author);
  if (call.by_reporter()) return absl::OkStatus();  // The session stands for the case.
  return FindOpenWriter(snapshot, call).status();
}

// On the reader's thread for most, so that who has filled a case costs the writer nothing
// more; and on the writer's, where nothing comes between.
absl::Status CheckRoomFor(const storage::Snapshot& snapshot, const AppendCall& call) {
  CaseSize coming;
  bool grows = false;
  for (const ParsedRecord& record : call.records) {
    ++coming.records;
    coming.bytes += record.bytes.size();
    grows = grows || NeedsRoom(record.kind());
  }
  if (!grows) return absl::OkStatus();
  CaseSize stored;
  VN_ASSIGN_OR_RETURN(stored.records, snapshot.records().CountForCase(call.case_id));
  // So few that they have room however long they are need not be measured.
  const std::uint64_t most = (stored.records + coming.records) * contract::limit::kRecord;
  if (most > contract::limit::kBytesPerCase) {
    VN_ASSIGN_OR_RETURN(stored.bytes, snapshot.records().BytesOfCase(call.case_id));
  }
  return CheckRoom(stored, coming);
}

absl::Status RecordExists() {
  return ErrorWithReason(absl::StatusCode::kAlreadyExists, reason::kRecordExists,
                         "records.header.record_id: taken by other bytes");
}

// One append under way: the case as it is after each record, and what is still to come.
class Appending {
 public:
  Appending(storage::Transaction& txn, const AppendCall& call, contract::CaseFold fold,
            const storage::CaseRow& summary, const contract::ParsedBundle& newest, absl::Time now)
      : txn_(txn),
        call_(call),
        newest_(newest.bundle),
        now_(now),
        fold_(std::move(fold)),
        summary_(summary),
        keys_(KeysOf(newest_, fold_)),
        waiting_(call.grants) {}

  absl::StatusOr<Heads> Run() {
    for (const ParsedRecord& record : call_.records) VN_RETURN_IF_ERROR(Append(record));
    if (!waiting_.empty()) {
      return contract::BadField("grants", "none that no record of this call covers");
    }
    summary_.state = static_cast<std::uint32_t>(fold_.state());
    summary_.last_activity_day = contract::ToDay(now_);
    VN_RETURN_IF_ERROR(txn_.cases().Update(summary_));
    return HeadsWritten();
  }

 private:
  absl::Status Append(const ParsedRecord& record) {
    VN_RETURN_IF_ERROR(CheckAuthorKey(record, fold_, newest_));
    VN_RETURN_IF_ERROR(CheckBundle(record));
    const bool epoch_needed = !fold_.EpochIsCurrent(record.header.compartment().kind(), keys_);
    VN_RETURN_IF_ERROR(fold_.Apply(record, keys_));
    // After the fold: a closed case and a wrong role are what the author should hear first.
    VN_RETURN_IF_ERROR(CheckGate(record));
    if (record.kind() == record::v1::RECORD_KIND_EPOCH) {
      VN_RETURN_IF_ERROR(CheckEpochNumber(record.header.epoch_start().number(), epoch_needed));
    }
    VN_RETURN_IF_ERROR(CheckAgainstBundle(record));
    VN_ASSIGN_OR_RETURN(const std::vector<contract::ParsedGrant> grants,
                        TakeGrants(GrantsFor(record, fold_, keys_), waiting_));
    const Place place = {.position = fold_.Length(record.compartment_key),
                         .head = fold_.Head(record.compartment_key)};
    VN_RETURN_IF_ERROR(StoreRecord(txn_, record, place, now_));
    VN_RETURN_IF_ERROR(StoreGrants(txn_, grants));
    VN_RETURN_IF_ERROR(StoreLeaf(txn_, record, now_).status());
    return ApplyEffect(
        {.txn = txn_, .fold = fold_, .newest = newest_, .now = now_, .summary = summary_}, record);
  }

  // Asked for each record anew: an ACKNOWLEDGE opens the conversation to those behind it.
  absl::Status CheckGate(const ParsedRecord& record) const {
    // No gate stands before a coordinator: nothing is read.
    if (call_.by_reporter() || call_.by_coordinator()) return absl::OkStatus();
    VN_ASSIGN_OR_RETURN(const storage::ReaderRow reader, FindOpenWriter(txn_, call_));
    return CheckGateAllows(reader.gate, record.kind());
  }

  absl::Status CheckBundle(const ParsedRecord& record) {
    const std::uint32_t version = record.header.bundle_version();
    auto last = last_versions_.find(record.compartment_key);
    if (last == last_versions_.end()) {
      VN_ASSIGN_OR_RETURN(const std::uint32_t stored,
                          LastBundleVersion(txn_, call_.case_id, record.compartment_key,
                                            fold_.Length(record.compartment_key)));
      last = last_versions_.emplace(record.compartment_key, stored).first;
    }
    VN_RETURN_IF_ERROR(CheckBundleVersion(version, last->second, newest_.version()));
    last->second = version;
    return version == newest_.version() ? absl::OkStatus() : CheckOlderBundle(record);
  }

  absl::Status CheckOlderBundle(const ParsedRecord& record) const {
    const auto row = txn_.bundles().ByVersion(record.header.bundle_version());
    if (absl::IsNotFound(row.status())) {
      return contract::BadField("records.header.bundle_version", "a published bundle");
    }
    VN_RETURN_IF_ERROR(row.status());
    if (record.by_reporter()) return absl::OkStatus();
    VN_ASSIGN_OR_RETURN(const contract::ParsedBundle named,
                        contract::ParseBundle(&cryptography::Sha256, row->signed_bundle));
    return CheckAuthorInBundle(record, named.bundle);
  }

  absl::Status CheckAgainstBundle(const ParsedRecord& record) const {
    switch (record.kind()) {
      case record::v1::RECORD_KIND_ADD_READER:
        return CheckAddedPerson(record.header.add_reader(), newest_);
      case record::v1::RECORD_KIND_ENTRY:
        return CheckEpochCurrent(fold_, record, keys_);
      case record::v1::RECORD_KIND_EPOCH:
        return CheckCause(record);
      default:
        return absl::OkStatus();
    }
  }

  // The fold takes any cause where the access list is that of the epoch before: it knows no
  // bundle.
  absl::Status CheckCause(const ParsedRecord& record) const {
    const std::string& cause = record.header.epoch_start().cause();
    const contract::EpochState& folded = *fold_.NewestEpoch(record.compartment_key);
    const contract::Hash change =
        fold_.AccessChangeBefore(record.header.compartment().kind(), folded);
    if (cause == change.view()) return absl::OkStatus();
    VN_ASSIGN_OR_RETURN(const storage::BundleRow bundle,
                        txn_.bundles().ByVersion(record.header.bundle_version()));
    if (cause == bundle.bundle_hash.view()) return absl::OkStatus();
    return contract::BadField("records.header.epoch_start.cause",
                              "the latest change of access, or the bundle of its version");
  }

  Heads HeadsWritten() const {
    std::map<std::string, caseview::v1::CompartmentHead> heads;
    for (const ParsedRecord& record : call_.records) {
      const std::string& key = record.compartment_key;
      heads[key] = MakeHead(record.header.compartment(), fold_.Length(key), fold_.Head(key));
    }
    Heads result;
    for (const auto& [key, head] : heads) result.push_back(head);
    return result;
  }

  storage::Transaction& txn_;
  const AppendCall& call_;
  const bundle::v1::Bundle& newest_;
  const absl::Time now_;
  contract::CaseFold fold_;
  storage::CaseRow summary_;
  const std::map<contract::PrincipalId, contract::BoxKey> keys_;
  std::vector<contract::ParsedGrant> waiting_;
  std::map<std::string, std::uint32_t> last_versions_;
};

}  // namespace

absl::StatusOr<std::optional<Heads>> CheckAppend(const storage::Snapshot& snapshot,
                                                 const AppendCall& call) {
  VN_ASSIGN_OR_RETURN(Repeat repeat, FindRepeat(snapshot, call));
  if (repeat.known == Known::kAll) return std::optional<Heads>(std::move(repeat.heads));
  VN_RETURN_IF_ERROR(CheckIsOpen(snapshot, call));
  if (repeat.known == Known::kConflict) return RecordExists();
  VN_RETURN_IF_ERROR(CheckRoomFor(snapshot, call));
  VN_RETURN_IF_ERROR(VerifySignatures(call.records, call.grants));
  return std::optional<Heads>();
}

absl::StatusOr<Heads> AppendRecords(storage::Transaction& txn, const AppendCall& call,
                                    const contract::ParsedBundle& newest, absl::Time now) {
  VN_ASSIGN_OR_RETURN(Repeat repeat, FindRepeat(txn, call));
  if (repeat.known == Known::kAll) return std::move(repeat.heads);
  VN_RETURN_IF_ERROR(CheckIsOpen(txn, call));
  if (repeat.known == Known::kConflict) return RecordExists();
  VN_RETURN_IF_ERROR(CheckRoomFor(txn, call));
  VN_ASSIGN_OR_RETURN(contract::CaseFold fold, LoadCase(txn, call.case_id));
  VN_ASSIGN_OR_RETURN(const storage::CaseRow summary, txn.cases().Get(call.case_id));
  return Appending(txn, call, std::move(fold), summary, newest, now).Run();
}

}  // namespace vangnet::case_records
