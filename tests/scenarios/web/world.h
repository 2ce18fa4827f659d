// What a browser test stands on: an organisation, vangnetd, a webgate for each audience and
// nginx that serves a page, as real processes on free ports of this machine. Members of the
// staff act with the command line, with homes and key files that are made here.
#ifndef VANGNET_TESTS_SCENARIOS_WEB_WORLD_H_
#define VANGNET_TESTS_SCENARIOS_WEB_WORLD_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/json.h"
#include "tests/scenarios/canary_recorder.h"
#include "tests/support/child_process.h"
#include "tests/support/organisation.h"
#include "tests/support/server.h"

namespace vangnet::testing {

class World {
 public:
  // Aborts when something does not come up: there is nothing to test then. `recorded`: all that
  // goes by before and behind the webgates is kept.
  explicit World(bool recorded);
  ~World();

  // Where everything is, for whoever drives the browser.
  cli::Json Description() const;

  // The server as its administrators know it: `stop` lets it end in order, `kill` does not.
  absl::Status StopServer();
  absl::Status KillServer();
  absl::Status StartServer();
  absl::Status StopGate();
  absl::Status StartGate();
  absl::Status StopFront();
  absl::Status StartFront();
  // How far the server's clock is ahead, from now on. The server starts anew.
  absl::Status SetClock(std::int64_t seconds);

  // The next version of the bundle, which expires in that many seconds.
  absl::Status PublishExpiring(std::int64_t seconds);
  // The next version names the page whose manifest has this hash, in hexadecimal.
  absl::Status PublishPage(const std::string& manifest_hash);
  // The next version names one person less, or asks for a client of this version.
  absl::Status PublishWithout(const std::string& handle);
  absl::Status PublishForClient(const std::string& version);

  // A key file of that person, for the command line; its path.
  absl::StatusOr<std::string> MakeKeyFile(const std::string& handle);
  // All that went by so far, in the files `before-webgate` and `behind-webgate` of that folder.
  absl::Status WriteRecorded(const std::string& folder) const;
  // Every row of every table, with sizes instead of what is secret or random:
  // {"cases": ["case_id=<16> category=1 ...", ...], ...}.
  absl::StatusOr<cli::Json> StoreShape();

 private:
  absl::Status Publish();
  // Where the webgates listen, and where they find vangnetd.
  Sockets GateSockets() const;
  Sockets ServerSockets() const;

  TemporaryFolder folder_;
  Organisation organisation_;
  RunningSystem system_;
  std::unique_ptr<Recorder> before_gate_;  // Null: not recorded.
  std::unique_ptr<Recorder> behind_gate_;
  ChildProcess public_gate_;
  ChildProcess staff_gate_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_WEB_WORLD_H_
