#include <grpcpp/grpcpp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/clock.h"
#include "proto/contract/health_name.h"
#include "proto/contract/status_macros.h"
#include "services/publication/newest_bundle.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/open_store.h"
#include "storage/migrations.h"

namespace vangnet::server {
namespace {

using grpc::health::v1::HealthCheckResponse;

constexpr std::chrono::seconds kPatience(5);
constexpr std::uint64_t kMebibyte = 1024 * 1024;

enum class Answer { kServes, kDoesNotServe, kNobody, kNoRight };

const char* WordsOf(Answer answer) {
  switch (answer) {
    case Answer::kServes:
      return "serves";
    case Answer::kDoesNotServe:
      return "does not serve; see the log, and whether the disk is full";
    case Answer::kNoRight:
      return "cannot be asked by this user; run as root";
    case Answer::kNobody:
      break;
  }
  return "nobody answers";
}

struct Listener {
  Answer answer = Answer::kNobody;
  std::optional<pid_t> process;
};

// Whether somebody listens on `path`, and which process; the system says it, not the peer.
Listener FindListener(const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return {Answer::kNoRight, std::nullopt};
  Listener listener;
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    listener.answer = Answer::kDoesNotServe;
    ucred peer = {};
    socklen_t size = sizeof(peer);
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0) {
      listener.process = peer.pid;
    }
  } else if (errno == EACCES || errno == EPERM) {
    listener.answer = Answer::kNoRight;
  }
  close(descriptor);
  return listener;
}

// Absent: nobody answered.
std::optional<HealthCheckResponse::ServingStatus> HealthOf(const std::string& path,
                                                           const std::string& service) {
  const auto stub = grpc::health::v1::Health::NewStub(
      grpc::CreateChannel("unix:" + path, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  if (!stub->Check(&context, request, &response).ok()) return std::nullopt;
  return response.status();
}

Listener Ask(const std::string& path) {
  Listener listener = FindListener(path);
  if (listener.answer != Answer::kDoesNotServe) return listener;
  if (HealthOf(path, "") == HealthCheckResponse::SERVING) listener.answer = Answer::kServes;
  return listener;
}

// Of a server that serves. True: what its store holds is not in order.
bool ShowContent(const std::string& path, std::ostream& out) {
  const auto said = HealthOf(path, contract::health_name::kStoreContent);
  out << "store content: ";
  if (said == HealthCheckResponse::SERVING) {
    out << "in order\n";
  } else if (said == HealthCheckResponse::NOT_SERVING) {
    out << "not in order; see the log, and run `vangnetd check`\n";
    return true;
  } else {
    out << (said.has_value() ? "not compared yet since the start\n" : "unknown\n");
  }
  return false;
}

// Of /proc: the folder of a process is made when it starts.
std::string StartOf(pid_t process) {
  struct stat folder = {};
  if (stat(absl::StrCat("/proc/", process).c_str(), &folder) != 0) return "unknown";
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::TimeFromTimespec(folder.st_ctim),
                          absl::UTCTimeZone());
}

std::uint64_t SizeOf(const std::string& path) {
  struct stat file = {};
  return stat(path.c_str(), &file) == 0 ? static_cast<std::uint64_t>(file.st_size) : 0;
}

void ShowFiles(const Configuration& configuration, std::ostream& out) {
  out << "store: " << SizeOf(configuration.store_path) << " bytes\n"
      << "wal: " << SizeOf(configuration.store_path + "-wal") << " bytes\n";
  const std::string folder =
      configuration.store_path.substr(0, configuration.store_path.rfind('/') + 1);
  struct statvfs disk = {};
  if (statvfs(folder.c_str(), &disk) != 0) return;
  out << "free disk: " << static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize / kMebibyte
      << " MiB\n";
}

// What the store itself says, read beside the server.
absl::Status ShowStore(const Configuration& configuration, absl::Time now, std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const Keys keys, ReadKeys(configuration));
  VN_ASSIGN_OR_RETURN(const storage::StoreKey key,
                      storage::StoreKey::FromBytes(keys.store_key.Clone()));
  const auto database = storage::OpenToExamine(configuration.store_path, key);
  VN_RETURN_IF_ERROR(StoreFailure(configuration, database.status()));
  VN_ASSIGN_OR_RETURN(const std::uint32_t schema, storage::SchemaVersion(**database));
  out << "schema: " << schema << "\n";
  const storage::Snapshot snapshot(**database);
  const auto newest = publication::NewestBundle::Load(snapshot);
  if (!newest.ok()) {
    return Fail(absl::IsNotFound(newest.status()) ? ExitCode::kStoreEmpty : ExitCode::kStoreDamaged,
                configuration.store_path + ": no bundle that can be read is in it");
  }
  const std::uint64_t expires = (*newest)->bundle.expires_time();
  const std::uint64_t seconds = contract::ToSeconds(now);
  out << "bundle: " << (*newest)->bundle.version() << ", ";
  if (seconds >= expires) {
    out << "expired\n";
  } else {
    out << (expires - seconds) / contract::kSecondsPerDay << " days left\n";
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ShowStatus(const Configuration& configuration, const std::string& version,
                        const contract::Clock& clock, std::ostream& out) {
  const Listener for_public = Ask(configuration.public_socket);
  const Listener for_staff = Ask(configuration.staff_socket);
  const bool serving = for_public.answer == Answer::kServes && for_staff.answer == Answer::kServes;
  out << "serving: " << (serving ? "yes" : "no") << "\n"
      << "public socket: " << WordsOf(for_public.answer) << "\n"
      << "staff socket: " << WordsOf(for_staff.answer) << "\n";
  if (for_public.process.has_value()) out << "since: " << StartOf(*for_public.process) << "\n";
  const bool in_doubt = serving && ShowContent(configuration.staff_socket, out);
  out << "version: " << version << "\n";
  absl::Status store = ShowStore(configuration, clock(), out);
  ShowFiles(configuration, out);
  out.flush();
  // What is wrong with the store says more than that nobody serves it.
  VN_RETURN_IF_ERROR(store);
  if (in_doubt) {
    return Fail(ExitCode::kNotInOrder,
                "what the store holds is not in order: see the log, and run `vangnetd check`");
  }
  if (serving) return absl::OkStatus();
  if (for_public.answer == Answer::kNoRight || for_staff.answer == Answer::kNoRight) {
    return Fail(ExitCode::kStatusUnknown, "the sockets cannot be asked by this user; run as root");
  }
  if (for_public.answer == Answer::kNobody && for_staff.answer == Answer::kNobody) {
    return Fail(ExitCode::kNotRunning, "nobody listens on the sockets: start `vangnetd serve`");
  }
  return Fail(ExitCode::kNotServing, "the server runs and does not serve; see its log");
}

}  // namespace vangnet::server
