// One case in a real store, and people who act on it through the functions that the
// services call: no gRPC, no sessions. Each call runs in two steps, as the gate runs it.
#ifndef VANGNET_TESTS_SERVICES_CASE_RECORDS_SAMPLE_CASE_H_
#define VANGNET_TESTS_SERVICES_CASE_RECORDS_SAMPLE_CASE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/record_seal.h"
#include "services/case_records/append_in_two_steps.h"
#include "services/case_records/repeat.h"
#include "services/cryptography/ed25519.h"
#include "services/gate/caller.h"
#include "services/publication/newest_bundle.h"
#include "storage/snapshot.h"
#include "tests/support/organisation.h"
#include "tests/support/temp_store.h"

namespace vangnet::testing {

// "OK", "NOT_FOUND" or "FAILED_PRECONDITION/TAKEN": code and stable reason.
std::string Outcome(const absl::Status& status);

// A record or grant with another header or body, signed anew by `signer`.
std::string ResignRecord(const std::string& record, const sealing::Identity& signer,
                         const std::function<void(record::v1::RecordHeader&)>& change);
std::string ResignGrant(const std::string& grant, const sealing::Identity& signer,
                        const std::function<void(record::v1::GrantHeader&)>& change);

class SampleCase {
 public:
  // An organisation of anna, bo and zoe (trusted persons), carla, dirk and emma (support
  // team), cora and cees (coordinators), with its bundle in a new store. No case yet. The
  // store's writer handles calls that wait in one batch.
  SampleCase();

  // Monday 23 November 2026, 10:00 in Amsterdam, until a test moves it.
  absl::Time now;
  Organisation organisation;
  mutable storage::testing::TempStore store;  // Reading submits, too.
  sealing::ReporterKeys reporter;

  const contract::CaseId& case_id() const { return reporter.case_id; }
  // "reporter" or a member of the staff.
  const sealing::Identity& identity(const std::string& who) const;
  gate::Caller caller(const std::string& who) const;
  const publication::NewestBundle& newest() const { return *newest_; }
  const cryptography::LogSigner& signer() const { return *signer_; }

  // Anna leads, Bo is deputy, Carla reserve, Cora coordinates; urgency 3, intimidation.
  sealing::FilingDraft Draft() const;
  sealing::BuiltFiling Build(const sealing::FilingDraft& draft) const;
  // As the intake service does; the filing proof.
  absl::StatusOr<std::string> File(const std::string& filing);
  // Builds and files; ends the test program when that fails.
  void MustFile(const sealing::FilingDraft& draft);
  void MustFile() { MustFile(Draft()); }
  // From now on another person files and follows up.
  void NewReporter();

  using Write = std::function<absl::Status(sealing::RecordWriter&)>;
  // The whole case as the store holds it, with the keys that `who` was granted.
  sealing::CaseView View(const std::string& who) const;
  // What `who` would send; ends the test program when it cannot be written.
  sealing::Batch Prepare(const std::string& who, const Write& write) const;
  absl::StatusOr<case_records::Heads> Send(
      const std::string& who, const sealing::Batch& batch,
      case_records::Capacity capacity = case_records::Capacity::kReader);
  // Prepare and Send.
  absl::Status Act(const std::string& who, const Write& write);
  // The acts that most tests need; they must succeed.
  void Acknowledge(const std::string& who);
  void Decline(const std::string& who);

  // Publishes organisation.draft() as the next bundle.
  void Republish();

  void Read(const std::function<void(const storage::Snapshot&)>& read) const;
  absl::Status Change(const storage::WriteOperation& write);
  // From the store.
  storage::CaseRow Summary() const;
  // Gate and whether the person left, as "closed", "check", "conversation" or "left".
  std::string GateOf(const std::string& who) const;
  std::size_t GrantsOf(const std::string& who) const;
  std::size_t LeafCount() const;
  std::vector<storage::DueRow> Dues() const;

 private:
  std::unique_ptr<publication::NewestBundle> newest_;
  std::unique_ptr<cryptography::LogSigner> signer_;
};

// Text for a message of the conversation.
content::v1::EntryBody MessageBody(const std::string& text);
content::v1::EntryBody NoteBody(const std::string& text);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SERVICES_CASE_RECORDS_SAMPLE_CASE_H_
