// RecordWriter: what a person does in a case, as signed records (SPEC.md sections 6 and
// 7). It starts epochs by itself where the first-writer rule asks for one, and folds
// what it writes, so that several acts of one call chain correctly.
//
// A reporter files, and later reads and writes:
//
//   Receipt receipt = Receipt::Generate(SystemRandom());
//   ... show receipt.ToText(), have one group confirmed with receipt.GroupIs ...
//   ReporterKeys keys = DeriveReporterKeys(receipt);
//   VN_ASSIGN_OR_RETURN(BuiltFiling filing,                          // filing.h
//                       BuildFiling(keys, bundle, draft, now, SystemRandom()));
//   ... FileReport(filing.bytes); when no answer came, the same bytes again ...
//   VN_RETURN_IF_ERROR(VerifyFilingProof(proof, bundle.bundle(), filing.facts).status());
//
// A handler accepts after reading the check card, reads again, and answers:
//
//   CaseView view = VerifyCase(material, history, identity);         // case_chain.h
//   VN_ASSIGN_OR_RETURN(RecordWriter writer,
//                       RecordWriter::Create(view, identity, bundle, now, SystemRandom()));
//   VN_RETURN_IF_ERROR(writer.Acknowledge());     // Once; from then on the lead.
//   Batch batch = writer.Take();
//   ... AppendRecords(batch.records, batch.grants); then fetch the case again, now with
//       the conversation, and make a new view and writer ...
//   content::v1::EntryBody body;
//   body.mutable_message()->set_text(contract::CleanText(text));
//   VN_RETURN_IF_ERROR(writer.WriteEntry(COMPARTMENT_KIND_CONVERSATION, body));
//   batch = writer.Take();                        // EPOCH and ENTRY; grants.
//   ... AppendRecords; the same bytes again when no answer came; ABORTED or EPOCH_STALE:
//       read the case again and begin anew ...
#ifndef VANGNET_CLIENTS_SEALING_RECORD_SEAL_H_
#define VANGNET_CLIENTS_SEALING_RECORD_SEAL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/bundle_verify.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

// For one AppendRecords call; the order matters.
struct Batch {
  std::vector<std::string> records;  // Canonical Records.
  std::vector<std::string> grants;   // Canonical Grants.
};

// Not thread-safe. After a failed call the writer is as it was before it.
class RecordWriter {
 public:
  // `author`, `bundle` and `random` must outlive the writer. FAILED_PRECONDITION:
  // BUNDLE_EXPIRED; BUNDLE_STALE when the author's keys are not those in the bundle
  // (for the reporter: in the case), or the case was last written under a newer bundle;
  // no reason when the view has no fold. Looks at no finding: the program asks
  // view.writable() and then, if need be, the person.
  static absl::StatusOr<RecordWriter> Create(const CaseView& view, const Identity& author,
                                             const VerifiedBundle& bundle, absl::Time now,
                                             RandomSource& random);

  // Each of these appends to the batch. They fail with what CaseFold::Apply says: the
  // same codes and reasons that the server would answer.

  // Starts an epoch first when the present one's members are not who may read now.
  // FAILED_PRECONDITION also when the view was made without this compartment, and when
  // this author holds no key of the present epoch: the author may call StartEpoch, which
  // needs no older key.
  absl::Status WriteEntry(record::v1::CompartmentKind compartment,
                          const content::v1::EntryBody& body, std::size_t at_least = 0);
  // A new key for all who may read the compartment now.
  absl::Status StartEpoch(record::v1::CompartmentKind compartment);
  absl::Status Acknowledge();
  absl::Status Decline(record::v1::DeclineReason reason);
  // `opens`: epochs of the past that the person may open, by compartment; the author
  // must hold their keys. Empty: the person reads from the next epoch on.
  absl::Status AddReader(
      const contract::PrincipalId& principal, record::v1::CaseRole role,
      const std::map<record::v1::CompartmentKind, std::vector<std::uint32_t>>& opens);
  absl::Status RemoveReader(const contract::PrincipalId& principal,
                            record::v1::RemovalReason reason);
  absl::Status Withdraw();
  absl::Status Close();

  // The batch so far; the writer goes on from there, as if it had been accepted.
  Batch Take();

  // State after the batch.
  const contract::CaseFold& fold() const { return fold_; }

 private:
  RecordWriter(const CaseView& view, const Identity& author, const VerifiedBundle& bundle,
               RandomSource& random);

  record::v1::RecordHeader NewHeader(record::v1::CompartmentKind compartment,
                                     record::v1::RecordKind kind) const;
  // Members of the next epoch: the access list, with the bundle's keys.
  std::vector<record::v1::Member> MembersNow(record::v1::CompartmentKind compartment) const;
  contract::Hash CauseOfEpoch(record::v1::CompartmentKind compartment) const;
  absl::Status CheckRead(record::v1::CompartmentKind compartment) const;
  absl::Status AppendEpoch(record::v1::CompartmentKind compartment);
  absl::Status AppendEntry(record::v1::CompartmentKind compartment,
                           const content::v1::EntryBody& body, std::size_t at_least);
  absl::Status AppendGrant(const record::v1::Compartment& compartment,
                           const contract::PrincipalId& recipient, record::v1::CaseRole role,
                           const EpochKeys& keys);
  absl::Status Append(const record::v1::RecordHeader& header, const std::string& nonce,
                      const std::string& sealed);
  // Runs `act`; when it fails, fold, keys and batch are put back.
  absl::Status AllOrNothing(const std::function<absl::Status()>& act);

  contract::CaseFold fold_;
  std::set<record::v1::CompartmentKind> compartments_;
  Keyring keyring_;
  const Identity* author_;
  const VerifiedBundle* bundle_;
  RandomSource* random_;
  std::map<contract::PrincipalId, contract::BoxKey> box_keys_;
  Batch batch_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_RECORD_SEAL_H_
