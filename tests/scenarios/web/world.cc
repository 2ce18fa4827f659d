#include "tests/scenarios/web/world.h"

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/sealing/fingerprint.h"
#include "clients/session/home.h"
#include "proto/contract/clock.h"
#include "proto/contract/status_macros.h"
#include "tests/scenarios/web/store_shape.h"
#include "tests/support/people.h"
#include "tests/support/rpc.h"
#include "tests/support/webgates.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

constexpr char kPassphrase[] = "een lange zin om te onthouden";

Organisation MakeOrganisation() {
  // Some days old, so that the server's clock can be set back.
  Organisation organisation(absl::Now() - absl::Hours(5 * 24));
  for (const char* name : {"anna", "bo", "chantal", "esra", "frits"}) {
    organisation.AddStaff(name, TrustedPerson());
  }
  StaffTerms tied = TrustedPerson();
  tied.conflict_codes = {"nieuwwaarde"};
  organisation.AddStaff("daan", tied);
  for (const char* name : {"gerda", "hakim", "ilse", "joris"}) {
    organisation.AddStaff(name, SupportTeam());
  }
  organisation.AddStaff("karin", Coordinator());
  organisation.AddStaff("lex", Coordinator());
  organisation.AddStaff("mirjam", Administrator());
  return organisation;
}

void MustBe(const absl::Status& status, const char* what) {
  if (status.ok()) return;
  std::fprintf(stderr, "world: %s: %s\n", what, std::string(status.message()).c_str());
  std::abort();
}

// Two days of duty from a minute ago, by turns of a day.
absl::Status PutOnDuty(RunningSystem& system) {
  StaffMember mirjam(system, "mirjam");
  VN_ASSIGN_OR_RETURN(const std::string token, mirjam.Token());
  directory::v1::PublishDutyListRequest list;
  std::uint64_t start = contract::ToSeconds(absl::Now()) - 60;
  for (const char* name : {"gerda", "hakim"}) {
    bundle::v1::DutyPeriod& period = *list.add_periods();
    period.set_principal(system.organisation().principal(name).ToBytes());
    period.set_start_time(start);
    period.set_end_time(start += 24 * 3600);
  }
  directory::v1::PublishDutyListResponse response;
  return FromRpc(directory::v1::DirectoryService::NewStub(system.StaffChannel())
                     ->PublishDutyList(Context(token).get(), list, &response));
}

}  // namespace

World::World(bool recorded) : organisation_(MakeOrganisation()), system_(organisation_) {
  if (recorded) {
    const Front& front = system_.front();
    before_gate_ =
        std::make_unique<Recorder>(Sockets{front.public_webgate(), front.staff_webgate()});
    before_gate_->HandOnTo(GateSockets());
    behind_gate_ = std::make_unique<Recorder>();
    const ServerFolder& server = system_.server();
    behind_gate_->HandOnTo({server.public_socket(), server.staff_socket()});
  }
  // Started again with a clock that can be set.
  MustBe(SetClock(0), "clock");
  MustBe(StartGate(), "webgate");
  MustBe(PutOnDuty(system_), "duty");
  WriteFile(folder_ / "first.bundle", organisation_.newest());
  WriteFile(folder_ / "passphrase", absl::StrCat(kPassphrase, "\n"));
}

World::~World() {
  // Before the front, so that nothing of it is left waiting.
  public_gate_.Terminate();
  staff_gate_.Terminate();
}

cli::Json World::Description() const {
  const Front& front = system_.front();
  const auto address = [](int port) { return absl::StrCat("https://localhost:", port); };
  return cli::Json::Object()
      .Set("public", address(front.public_port()))
      .Set("staff", address(front.staff_port()))
      .Set("certificate", front.folder() + "/certificate.pem")
      .Set("pages", front.public_pages())
      .Set("folder", folder_.path())
      .Set("front", front.folder())
      .Set("server", system_.server().folder())
      .Set("programs", VANGNET_BIN)
      .Set("bundle", folder_ / "first.bundle")
      .Set("passphrase", folder_ / "passphrase")
      .Set("fingerprint", sealing::OrganisationFingerprint(organisation_.id()));
}

absl::Status World::StopServer() {
  const int code = system_.Stop();
  return code == 0 ? absl::OkStatus() : absl::InternalError(absl::StrCat("vangnetd: ", code));
}

absl::Status World::KillServer() {
  system_.process().Kill();
  return absl::OkStatus();
}

absl::Status World::StartServer() {
  system_.Start({{"LD_PRELOAD", VANGNET_CLOCK_LIBRARY},
                 {"VANGNET_CLOCK_FILE", folder_ / "clock"},
                 // It wants to be the first library; here it need not be.
                 {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
  return absl::OkStatus();
}

absl::Status World::StopGate() {
  public_gate_.Terminate();
  staff_gate_.Terminate();
  return absl::OkStatus();
}

Sockets World::GateSockets() const {
  const Front& front = system_.front();
  return before_gate_ == nullptr
             ? Sockets{front.public_webgate(), front.staff_webgate()}
             : Sockets{folder_ / "public-webgate.sock", folder_ / "staff-webgate.sock"};
}

Sockets World::ServerSockets() const {
  const ServerFolder& server = system_.server();
  return behind_gate_ == nullptr ? Sockets{server.public_socket(), server.staff_socket()}
                                 : behind_gate_->sockets();
}

absl::Status World::StartGate() {
  const Front& front = system_.front();
  const Sockets gate = GateSockets();
  const Sockets server = ServerSockets();
  const auto origin = [](int port) { return absl::StrCat("https://localhost:", port); };
  ConfigureWebgates(folder_.path(), {origin(front.public_port()), gate.of_public, server.of_public},
                    {origin(front.staff_port()), gate.of_staff, server.of_staff});
  public_gate_ = StartWebgate(folder_.path(), "public");
  staff_gate_ = StartWebgate(folder_.path(), "staff");
  return public_gate_.IsRunning() && staff_gate_.IsRunning()
             ? absl::OkStatus()
             : absl::InternalError("a webgate does not serve");
}

absl::Status World::StopFront() {
  system_.front().Stop();
  return absl::OkStatus();
}

absl::Status World::StartFront() {
  system_.front().Start();
  return absl::OkStatus();
}

absl::Status World::SetClock(std::int64_t seconds) {
  WriteFile(folder_ / "clock.new", std::to_string(seconds));
  // Renamed: it is read at any moment, and never half.
  std::filesystem::rename(folder_ / "clock.new", folder_ / "clock");
  // Started anew, since Abseil asks the system's clock only every few seconds.
  VN_RETURN_IF_ERROR(StopServer());
  return StartServer();
}

absl::Status World::Publish() {
  StaffMember mirjam(system_, "mirjam");
  VN_ASSIGN_OR_RETURN(const std::string token, mirjam.Token());
  directory::v1::PublishBundleRequest request;
  request.set_signed_bundle(organisation_.Publish());
  directory::v1::PublishBundleResponse response;
  return FromRpc(directory::v1::DirectoryService::NewStub(system_.StaffChannel())
                     ->PublishBundle(Context(token).get(), request, &response));
}

absl::Status World::PublishExpiring(std::int64_t seconds) {
  bundle::v1::Bundle& draft = organisation_.draft();
  const std::uint64_t now = contract::ToSeconds(absl::Now());
  draft.set_issued_time(now);
  draft.set_expires_time(now + static_cast<std::uint64_t>(seconds));
  return Publish();
}

absl::Status World::PublishWithout(const std::string& handle) {
  auto& staff = *organisation_.draft().mutable_staff();
  const contract::PrincipalId principal = organisation_.principal(handle);
  for (int i = staff.size() - 1; i >= 0; --i) {
    if (staff.Get(i).principal() == principal.view()) staff.DeleteSubrange(i, 1);
  }
  return Publish();
}

absl::Status World::PublishPage(const std::string& manifest_hash) {
  VN_ASSIGN_OR_RETURN(const std::string hash, session::FromHex(manifest_hash));
  organisation_.draft().set_web_manifest_hash(hash);
  return Publish();
}

absl::Status World::PublishForClient(const std::string& version) {
  organisation_.draft().set_minimum_client(version);
  return Publish();
}

absl::StatusOr<std::string> World::MakeKeyFile(const std::string& handle) {
  const std::string path = folder_ / (handle + ".key");
  if (!std::filesystem::exists(path)) {
    WriteFile(path, organisation_.KeyFileOf(handle, kPassphrase));
  }
  return path;
}

absl::Status World::WriteRecorded(const std::string& folder) const {
  if (before_gate_ == nullptr) return absl::FailedPreconditionError("nothing is recorded");
  WriteFile(folder + "/before-webgate", before_gate_->Bytes());
  WriteFile(folder + "/behind-webgate", behind_gate_->Bytes());
  return absl::OkStatus();
}

absl::StatusOr<cli::Json> World::StoreShape() {
  return ShapeOfStore(system_.server().store(), system_.server().store_key());
}

}  // namespace vangnet::testing
