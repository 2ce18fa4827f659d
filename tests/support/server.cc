#include "tests/support/server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "clients/sealing/random_source.h"
#include "tests/support/rpc.h"

namespace vangnet::testing {
namespace {

bool Listens(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  const bool connected =
      fd >= 0 && connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  if (fd >= 0) close(fd);
  return connected;
}

void MakeFolder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) != 0) std::perror("mkdir");
}

}  // namespace

std::string ProgramPath(const std::string& name) { return std::string(VANGNET_BIN) + "/" + name; }

ServerFolder::ServerFolder(const std::string& folder)
    : ServerFolder(folder, sealing::RandomBytes(sealing::SystemRandom(), 32),
                   sealing::RandomBytes(sealing::SystemRandom(), 32)) {}

ServerFolder::ServerFolder(const std::string& folder, std::string store_key, std::string log_seed)
    : folder_(folder), store_key_(std::move(store_key)), log_seed_(std::move(log_seed)) {
  MakeFolder(folder_);
  MakeFolder(folder_ + "/public");
  MakeFolder(folder_ + "/staff");
  WriteFile(store_key_file(), store_key_);
  WriteFile(log_key_file(), log_seed_);
  WriteFile(config(), "[store]\npath = \"" + store() + "\"\nkey_file = \"" + store_key_file() +
                          "\"\n[log]\nkey_file = \"" + log_key_file() +
                          "\"\n[sockets]\npublic = \"" + public_socket() + "\"\nstaff = \"" +
                          staff_socket() + "\"\n[organisation]\ndemonstration = true\n");
}

contract::SigningKey ServerFolder::log_key() const {
  return sealing::SigningIdentity::FromSeed(contract::SecretBytes::CopyOf(log_seed_))->key();
}

Finished ServerFolder::Init(const std::string& signed_bundle) const {
  const std::string path = folder_ + "/first.bundle";
  WriteFile(path, signed_bundle);
  return RunCommand({ProgramPath("vangnetd"), "init", "--config", config(), "--bundle", path});
}

ChildProcess ServerFolder::Serve(const std::map<std::string, std::string>& environment) const {
  ChildProcess::Options options;
  options.arguments = {ProgramPath("vangnetd"), "serve", "--config", config()};
  options.environment = environment;
  return ServeWith(std::move(options));
}

ChildProcess ServerFolder::ServeWith(ChildProcess::Options options) const {
  options.stdout_path = folder_ + "/vangnetd.stdout";
  options.stderr_path = stderr_file();
  ChildProcess process = ChildProcess::Start(options);
  WaitUntil([&] {
    return (Listens(public_socket()) && Listens(staff_socket())) || !process.IsRunning();
  });
  return process;
}

Finished ServerFolder::ServeToEnd() const {
  return RunCommand({ProgramPath("vangnetd"), "serve", "--config", config()});
}

ServerFolder ServerFolder::CopyTo(const std::string& folder) const {
  ServerFolder copy(folder, store_key_, log_seed_);
  copy.PutBack(*this);
  return copy;
}

void ServerFolder::PutBack(const ServerFolder& other) const {
  namespace fs = std::filesystem;
  for (const char* part : {"/vangnet.db", "/vangnet.db-wal", "/vangnet.db-shm", "/anchor"}) {
    fs::remove_all(folder_ + part);
    if (fs::exists(other.folder_ + part)) {
      fs::copy(other.folder_ + part, folder_ + part, fs::copy_options::recursive);
    }
  }
}

std::shared_ptr<grpc::Channel> SocketDoors::PublicChannel() const {
  return ConnectSocket(sockets_.of_public);
}

std::shared_ptr<grpc::Channel> SocketDoors::StaffChannel() const {
  return ConnectSocket(sockets_.of_staff);
}

RunningSystem::RunningSystem(Organisation& organisation, const std::optional<Sockets>& instead)
    : organisation_(organisation), server_(folder_ / "server") {
  const Sockets behind = instead.value_or(Sockets{server_.public_socket(), server_.staff_socket()});
  front_ = std::make_unique<Front>(folder_.path(), behind.of_public, behind.of_staff);
  bundle::v1::Bundle& draft = organisation_.draft();
  draft.mutable_public_endpoint()->set_port(static_cast<std::uint32_t>(front_->public_port()));
  draft.mutable_staff_endpoint()->set_port(static_cast<std::uint32_t>(front_->staff_port()));
  draft.set_ca_certificate(front_->certificate());
  organisation_.AddLogKey(server_.log_key());
  const Finished made = server_.Init(organisation_.Publish());
  if (made.exit_code != 0) {
    std::fprintf(stderr, "vangnetd init: %d\n%s\n", made.exit_code, made.standard_error.c_str());
    std::abort();
  }
  Start();
}

void RunningSystem::Start(const std::map<std::string, std::string>& environment) {
  process_ = server_.Serve(environment);
  if (!process_.IsRunning()) {
    std::fprintf(stderr, "vangnetd does not serve\n%s\n", ReadFile(server_.stderr_file()).c_str());
    std::abort();
  }
}

void RunningSystem::KillAndRestart() {
  process_.Kill();
  Start();
}

std::shared_ptr<grpc::Channel> RunningSystem::PublicChannel() const {
  return ConnectTls(front_->public_port(), front_->certificate());
}

std::shared_ptr<grpc::Channel> RunningSystem::StaffChannel() const {
  return ConnectTls(front_->staff_port(), front_->certificate());
}

}  // namespace vangnet::testing
