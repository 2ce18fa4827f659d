// Both surfaces of a server in the test's own process, on real sockets and a real store,
// with a clock that the test moves, and somebody of every role.
#ifndef VANGNET_TESTS_SERVICES_SERVER_SERVED_ORGANISATION_H_
#define VANGNET_TESTS_SERVICES_SERVER_SERVED_ORGANISATION_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "services/server/configuration.h"
#include "services/server/server.h"
#include "tests/support/organisation.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::server {

class ServedOrganisation : public ::testing::Test {
 protected:
  // anna (trusted person), carla (support team), cora (coordinator), adam (administrator),
  // ada (auditor), and the reporter of one case.
  ServedOrganisation();
  ~ServedOrganisation() override;

  // Tokens; empty when the login failed, which fails the test.
  std::string SignInStaff(const std::string& handle);
  std::string SignInReporter();

  void Advance(absl::Duration by) { moved_ += absl::ToInt64Seconds(by); }
  absl::Time Now() const { return began_ + absl::Seconds(moved_.load()); }

  std::shared_ptr<grpc::Channel> public_channel() { return public_channel_; }
  std::shared_ptr<grpc::Channel> staff_channel() { return staff_channel_; }
  testing::Organisation& organisation() { return organisation_; }
  const contract::CaseId& case_id() const { return case_id_; }
  Server& server() { return *server_; }

 private:
  void AddCase();

  testing::TemporaryFolder folder_;
  const absl::Time began_;
  std::atomic<std::int64_t> moved_{0};
  testing::Organisation organisation_;
  Configuration configuration_;
  contract::CaseId case_id_;
  std::optional<sealing::Identity> reporter_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> public_channel_;
  std::shared_ptr<grpc::Channel> staff_channel_;
};

}  // namespace vangnet::server

#endif  // VANGNET_TESTS_SERVICES_SERVER_SERVED_ORGANISATION_H_
