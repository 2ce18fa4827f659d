// A real vangnetd on a real store, by itself or behind a real nginx. What a scenario stands
// on.
#ifndef VANGNET_TESTS_SUPPORT_SERVER_H_
#define VANGNET_TESTS_SUPPORT_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/child_process.h"
#include "tests/support/front.h"
#include "tests/support/organisation.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::testing {

// Configuration, keys and sockets of one vangnetd, all below one folder. Programs are
// taken from VANGNET_BIN, the build's own folder.
class ServerFolder {
 public:
  explicit ServerFolder(const std::string& folder);

  std::string config() const { return folder_ + "/vangnetd.toml"; }
  std::string store() const { return folder_ + "/vangnet.db"; }
  std::string store_key_file() const { return folder_ + "/store.key"; }
  std::string log_key_file() const { return folder_ + "/log.key"; }
  std::string public_socket() const { return folder_ + "/public/vangnetd.sock"; }
  std::string staff_socket() const { return folder_ + "/staff/vangnetd.sock"; }
  std::string stderr_file() const { return folder_ + "/vangnetd.stderr"; }
  // 32 bytes each, as they lie in the files.
  const std::string& store_key() const { return store_key_; }
  contract::SigningKey log_key() const;

  // `vangnetd init` with this bundle.
  Finished Init(const std::string& signed_bundle) const;
  // `vangnetd serve`, in the background; waits until both sockets answer. A process that
  // ended instead is returned as it is.
  ChildProcess Serve(const std::map<std::string, std::string>& environment = {}) const;
  // `vangnetd serve`, to its end: for starts that must be refused.
  Finished ServeToEnd() const;
  // Any program with these options, which serves below this folder: waits as Serve does.
  ChildProcess ServeWith(ChildProcess::Options options) const;

  // The same keys and the same store in a folder of its own. Nobody serves this one.
  ServerFolder CopyTo(const std::string& folder) const;
  // Store and anchor as they are in `other`, instead of what is here.
  void PutBack(const ServerFolder& other) const;

  const std::string& folder() const { return folder_; }
  std::string anchor() const { return folder_ + "/anchor/vangnet.db.anchor"; }

 private:
  ServerFolder(const std::string& folder, std::string store_key, std::string log_seed);

  std::string folder_;
  std::string store_key_;
  std::string log_seed_;
};

std::string ProgramPath(const std::string& name);

// Where a server listens for each audience.
struct Sockets {
  std::string of_public;
  std::string of_staff;
};

// What people act through: an organisation, and the ways to its server.
class Doors {
 public:
  virtual ~Doors() = default;
  virtual Organisation& organisation() = 0;
  virtual std::shared_ptr<grpc::Channel> PublicChannel() const = 0;
  virtual std::shared_ptr<grpc::Channel> StaffChannel() const = 0;
};

// Right to the sockets of a vangnetd, without a front. Every channel connects anew.
class SocketDoors : public Doors {
 public:
  SocketDoors(Organisation& organisation, const ServerFolder& server)
      : organisation_(organisation), sockets_{server.public_socket(), server.staff_socket()} {}

  Organisation& organisation() override { return organisation_; }
  std::shared_ptr<grpc::Channel> PublicChannel() const override;
  std::shared_ptr<grpc::Channel> StaffChannel() const override;

 private:
  Organisation& organisation_;
  const Sockets sockets_;
};

// The whole: organisation, store, server, front. Publishes the organisation's draft as
// its first bundle, with the front's ports and certificate and the server's log key.
class RunningSystem : public Doors {
 public:
  // The front speaks to the server, or to whoever listens on `instead` in its place.
  explicit RunningSystem(Organisation& organisation,
                         const std::optional<Sockets>& instead = std::nullopt);

  const ServerFolder& server() const { return server_; }
  ChildProcess& process() { return process_; }
  const Front& front() const { return *front_; }
  Front& front() { return *front_; }
  const std::string& folder() const { return folder_.path(); }
  Organisation& organisation() override { return organisation_; }

  std::shared_ptr<grpc::Channel> PublicChannel() const override;
  std::shared_ptr<grpc::Channel> StaffChannel() const override;

  // SIGKILL, then the same again on the same store.
  void KillAndRestart();
  // SIGTERM and wait; the exit code.
  int Stop() { return process_.Terminate(); }
  void Start(const std::map<std::string, std::string>& environment = {});

 private:
  TemporaryFolder folder_;
  Organisation& organisation_;
  ServerFolder server_;
  std::unique_ptr<Front> front_;
  ChildProcess process_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_SERVER_H_
