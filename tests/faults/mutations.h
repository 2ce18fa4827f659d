// Every operation that changes the store, prepared once on a small organisation: for each
// the very bytes that are sent, again and again, to copies of one store.
#ifndef VANGNET_TESTS_FAULTS_MUTATIONS_H_
#define VANGNET_TESTS_FAULTS_MUTATIONS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/support/people.h"

namespace vangnet::testing {

struct Mutation {
  // Sends the one call, the same bytes each time.
  using Send = std::function<absl::Status()>;

  std::string name;
  // Connects and signs in; no change of the store.
  std::function<absl::StatusOr<Send>(Doors&)> begin;
  // After it was done: whoever may see it sees it, whole and without a finding. Empty: as
  // it should be, otherwise what is wrong.
  std::function<std::string(Doors&)> look;
  // Doing it again adds rows: it is no record, and has no id that would tell.
  bool repeat_adds = false;
};

class PreparedStore {
 public:
  // Files, acknowledges and writes on a server of its own, and stops that.
  PreparedStore();

  Organisation& organisation() { return organisation_; }
  // The store as it was prepared. Nobody serves it.
  const ServerFolder& server() const { return server_; }
  const std::vector<Mutation>& mutations() const { return mutations_; }
  const Mutation& mutation(const std::string& name) const;

  // A report that is filed before each fault and must be there after it.
  Mutation::Send FileBefore(Doors& doors, std::string& proof) const;
  // As Mutation::look: at that report, and at a case that was there from the beginning.
  std::string LookAtBefore(Doors& doors) const;
  std::string LookAtTaken(Doors& doors) const;
  // The same bytes again: the proof that the server has.
  absl::StatusOr<std::string> ProofOfBefore(Doors& doors) const;

 private:
  using LookAt = std::function<std::string(const sealing::CaseView&)>;

  void PrepareCases(Doors& doors);
  void AddFiling();
  void AddAppend(const std::string& name, const std::string& handle, const Reporter& of,
                 const sealing::Batch& batch, LookAt look);
  void AddNote(StaffMember& lead);
  void AddReaderChanges(StaffMember& lead);
  void AddRemoval(const Reporter& of, const sealing::Batch& batch);
  void AddDirectory();
  void AddOpening();

  Organisation organisation_;
  TemporaryFolder folder_;
  ServerFolder server_;
  std::unique_ptr<Reporter> fresh_;   // Has filed and waits.
  std::unique_ptr<Reporter> taken_;   // Anna has acknowledged.
  std::unique_ptr<Reporter> before_;  // Files before each fault.
  std::unique_ptr<Reporter> filing_;  // Files where the fault is.
  std::string before_bytes_;
  std::string filing_bytes_;
  std::vector<Mutation> mutations_;
};

// Rows of each table, but those of the commit chain: a start of the server may add to it.
using RowCounts = std::map<std::string, std::int64_t>;
absl::StatusOr<RowCounts> CountRows(const ServerFolder& server);

// `vangnetd check`: pages, chain, anchor, readers, bundle. Empty: all in order.
std::string CheckStore(const ServerFolder& server);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FAULTS_MUTATIONS_H_
