// What cheats are played on: an organisation with two bundles, cases in several states,
// and people, all made honestly through a server that can cheat afterwards.
#ifndef VANGNET_TESTS_SCENARIOS_CHEATED_STORY_H_
#define VANGNET_TESTS_SCENARIOS_CHEATED_STORY_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/scenarios/cheating_server.h"
#include "tests/support/people.h"

namespace vangnet::testing {

class CheatedStory {
 public:
  CheatedStory();

  CheatingServer& server() { return server_; }
  RunningSystem& system() { return *system_; }
  const Organisation& organisation() const { return *organisation_; }
  Organisation& organisation() { return *organisation_; }
  const sealing::Identity& identity(const std::string& handle) const {
    return organisation_->identity(handle);
  }
  const std::string& first_bundle() const { return first_bundle_; }

  // Each was filed with lead anna, deputy bo, reserve gerda, coordinators karin and lex.
  //
  // Anna acknowledged and answered; the reporter thanked; the second bundle came; anna
  // wrote again; the reporter removed bo; anna wrote twice more, under the third epoch:
  //   check         1 FILING 2 EPOCH 3 ENTRY 4 ACKNOWLEDGE 5 REMOVE_READER
  //   conversation  1 EPOCH 2 ENTRY 3 EPOCH 4 to 6 ENTRY 7 EPOCH 8 and 9 ENTRY
  Reporter& answered() { return *answered_; }
  // Anna acknowledged and answered; the reporter thanked.
  Reporter& other() { return *other_; }
  // Nobody has answered.
  Reporter& waiting() { return *waiting_; }
  // Anna declined; bo acknowledged and answered.
  //   check         1 FILING 2 EPOCH 3 ENTRY 4 DECLINE 5 ACKNOWLEDGE
  Reporter& declined() { return *declined_; }
  // Like `other`, for a client that may write.
  Reporter& written() { return *written_; }

  StaffMember& anna() { return *anna_; }
  StaffMember& bo() { return *bo_; }

 private:
  std::unique_ptr<Reporter> FileReport();
  void AnswerAndThank(Reporter& reporter);
  void PublishSecondBundle();

  CheatingServer server_;
  std::unique_ptr<Organisation> organisation_;
  std::unique_ptr<RunningSystem> system_;
  std::string first_bundle_;
  std::unique_ptr<StaffMember> anna_;
  std::unique_ptr<StaffMember> bo_;
  std::unique_ptr<Reporter> answered_;
  std::unique_ptr<Reporter> other_;
  std::unique_ptr<Reporter> waiting_;
  std::unique_ptr<Reporter> declined_;
  std::unique_ptr<Reporter> written_;
};

// Somebody whom no bundle names, in the name of `principal`.
sealing::Identity MadeUp(const contract::PrincipalId& principal);
// The same under a name of their own.
sealing::Identity Ghost();

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CHEATED_STORY_H_
