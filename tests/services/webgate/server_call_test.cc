#include "services/webgate/server_call.h"

#include <gtest/gtest.h>

#include "absl/synchronization/notification.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::webgate {
namespace {

// Else the last channel could go on a thread that has to end first: the process was aborted.
TEST(ServerCallTest, TheChannelIsLetGoOfBeforeTheEvents) {
  const vangnet::testing::TemporaryFolder folder;
  const std::shared_ptr<grpc::Channel> channel = ConnectTo(folder / "nobody-listens");
  const AllowedMethod method = {
      .path = "/a.B/C", .max_request_bytes = 1, .deadline = absl::Seconds(60)};
  Call checked;
  checked.method = &method;
  checked.timeout = method.deadline;
  long holders = 0;
  absl::Notification forgotten;
  absl::Notification gone;
  std::shared_ptr<void> held(nullptr, [&](void*) {
    holders = channel.use_count();
    gone.Notify();
  });
  std::shared_ptr<ServerCall> call = ServerCall::Start(
      channel, checked, "",
      {.on_message = [held](std::string) {},
       .on_end = [held, &forgotten](std::string) { forgotten.WaitForNotification(); }});
  held.reset();
  call.reset();
  forgotten.Notify();
  gone.WaitForNotification();
  EXPECT_EQ(holders, 1);
}

}  // namespace
}  // namespace vangnet::webgate
