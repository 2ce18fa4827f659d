// A reporter and a member of the staff, acting through any doors (mostly the real front)
// with the sealing code of the clients. Each step answers what the server answered.
#ifndef VANGNET_TESTS_SUPPORT_PEOPLE_H_
#define VANGNET_TESTS_SUPPORT_PEOPLE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/bundle_history.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/record_seal.h"
#include "tests/support/case_calls.h"
#include "tests/support/server.h"

namespace vangnet::testing {

// What a report is about and whom it names; staff by their handles.
struct ReportTerms {
  record::v1::Category category = record::v1::CATEGORY_INTIMIDATION;
  record::v1::Urgency urgency = record::v1::URGENCY_NORMAL;
  record::v1::Calendar calendar = record::v1::CALENDAR_AMSTERDAM;
  record::v1::Language language = record::v1::LANGUAGE_DUTCH;
  std::string lead;
  std::string deputy;   // Empty: none.
  std::string reserve;  // Empty: none.
  std::vector<std::string> duty;
  std::vector<std::string> coordinators;
  std::string organisation = "Gemeente Voorbeelddam";
  std::string text = "het verhaal";
  std::map<std::string, std::string> more_answers = {};  // Text by code of the question.
  std::vector<std::string> parties = {};
  std::string must_not_see = "";
};

// Someone who writes: reading and writing are the same for reporter and staff.
class Person {
 public:
  Person(Doors& system, const sealing::Identity& identity) : system_(system), identity_(identity) {}
  virtual ~Person() = default;

  // Everything that the server shows, and what the client makes of it.
  absl::StatusOr<sealing::CaseView> Read(const contract::CaseId& case_id);
  // A batch that `write` fills, from the case as it stands now.
  using Write = std::function<absl::Status(sealing::RecordWriter&)>;
  absl::StatusOr<sealing::Batch> Prepare(const contract::CaseId& case_id, const Write& write);
  // Prepare and append.
  absl::Status Act(const contract::CaseId& case_id, const Write& write);
  // An ENTRY with a message (conversation) or note (casefile).
  absl::Status Say(
      const contract::CaseId& case_id, const std::string& text,
      record::v1::CompartmentKind compartment = record::v1::COMPARTMENT_KIND_CONVERSATION);

  // The calls on this case, with this person's session.
  virtual absl::StatusOr<std::unique_ptr<CaseCalls>> Calls(const contract::CaseId& case_id) = 0;
  // Signs in when there is no token yet.
  virtual absl::StatusOr<std::string> Token() = 0;
  void ForgetToken() { token_.clear(); }

  const sealing::Identity& identity() const { return identity_; }

 protected:
  Doors& system_;
  const sealing::Identity& identity_;
  std::string token_;
};

class StaffMember : public Person {
 public:
  StaffMember(Doors& system, const std::string& handle)
      : Person(system, system.organisation().identity(handle)) {}

  absl::StatusOr<std::unique_ptr<CaseCalls>> Calls(const contract::CaseId& case_id) override;
  absl::StatusOr<std::string> Token() override;
  // The ids of the inbox.
  absl::StatusOr<std::vector<contract::CaseId>> Inbox();

  absl::Status Acknowledge(const contract::CaseId& case_id);
  absl::Status Decline(const contract::CaseId& case_id);
  absl::Status Close(const contract::CaseId& case_id);
};

class Reporter : public Person {
 public:
  explicit Reporter(Doors& system);
  // Who comes back with the receipt of another client.
  Reporter(Doors& system, const sealing::Receipt& receipt);

  const contract::CaseId& case_id() const { return keys_->case_id; }
  const sealing::Receipt& receipt() const { return receipt_; }
  const sealing::ReporterKeys& keys() const { return *keys_; }

  sealing::BuiltFiling Seal(const ReportTerms& terms) const;
  // The filing proof.
  absl::StatusOr<std::string> Send(const std::string& filing);
  // Seal and Send; keeps the facts and the proof.
  absl::Status File(const ReportTerms& terms);
  absl::Status Withdraw();

  absl::StatusOr<std::unique_ptr<CaseCalls>> Calls(const contract::CaseId& case_id) override;
  absl::StatusOr<std::string> Token() override;

  const std::optional<sealing::BuiltFiling>& filing() const { return filing_; }
  const std::string& proof() const { return proof_; }

 private:
  Reporter(Doors& system, const sealing::Receipt& receipt,
           std::unique_ptr<sealing::ReporterKeys> keys);

  sealing::Receipt receipt_;
  std::unique_ptr<sealing::ReporterKeys> keys_;
  std::optional<sealing::BuiltFiling> filing_;
  std::string proof_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_PEOPLE_H_
