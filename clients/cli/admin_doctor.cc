// `vangnet admin doctor`: looks at what will fail soon, and says what to do. Reads no
// secret unless a key file is named.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "clients/cli/commands.h"
#include "clients/cli/doctor_checks.h"
#include "clients/cli/doctor_machine.h"
#include "clients/cli/doctor_report.h"
#include "clients/cli/people.h"
#include "clients/cli/secret_input.h"
#include "clients/session/front_certificate.h"
#include "clients/session/session.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/clock.h"
#include "proto/contract/health_name.h"
#include "proto/contract/status_macros.h"
#include "vangnet/operation/v1/operation_service.grpc.pb.h"
#include "vangnet/session/v1/staff_session_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using session::Words;

using HealthStub = grpc::health::v1::Health::Stub;
using OperationStub = operation::v1::OperationService::Stub;
using StaffStub = session::v1::StaffSessionService::Stub;

constexpr absl::Duration kPatience = absl::Seconds(5);
// SPEC.md section 8: 16 random bytes, the expiry in seconds, 16 bytes of HMAC.
constexpr std::size_t kChallengeSize = 40;
constexpr std::size_t kExpiryAt = 16;
constexpr absl::Duration kChallengeLife = absl::Seconds(60);

constexpr Words kNeedsServer{"de server is niet bereikt", "the server was not reached"};
constexpr Words kNeedsCertificate{"kan niet, zolang het certificaat niet klopt",
                                  "cannot, until the certificate is right"};
constexpr Words kNeedsFlag{"geef $0", "give $0"};
constexpr Words kNoRight{"hier niet te zien; doe dit als root op de machine van de server",
                         "cannot be seen here; do this as root on the server's machine"};
constexpr Words kNeedsAdministrator{"geef met --identity de sleutel van een beheerder",
                                    "give an administrator's key with --identity"};
constexpr Words kNotSignedIn{"kan niet aanmelden", "cannot sign in"};
constexpr Words kSignedIn{"aangemeld als $0", "signed in as $0"};

constexpr CheckName kBundle{"bundle", {"lijst van de organisatie", "bundle"}};
constexpr CheckName kDoctorProgram{"program", {"dit programma", "this program"}};
constexpr CheckName kClock{"clock", {"klok", "clock"}};
constexpr CheckName kStoreContent{"store", {"gegevens op de server", "server's store"}};
constexpr CheckName kRota{"rota", {"dienstrooster", "duty list"}};
constexpr CheckName kIdentity{"identity", {"sleutel", "key"}};
constexpr CheckName kServerProgram{"server-program",
                                   {"programma van de server", "server's program"}};
constexpr CheckName kDoctorDisk{"disk", {"schijf van de server", "server's disk"}};
constexpr CheckName kBackup{"backup", {"reservekopie", "backup"}};

struct Front {
  CheckName health;
  CheckName certificate;
};
constexpr Front kPublicFront = {
    {"public-front", {"ingang voor melders", "public front"}},
    {"public-certificate", {"certificaat voor melders", "public certificate"}}};
constexpr Front kStaffFront = {
    {"staff-front", {"ingang voor medewerkers", "staff front"}},
    {"staff-certificate", {"certificaat voor medewerkers", "staff certificate"}}};

struct DoctorFlags {
  IdentityFlags identity;
  std::string server_config;
  std::string backup_folder;
};

// Everything that one run knows.
struct Doctor {
  Context& context;
  const DoctorFlags& flags;
  std::optional<sealing::Identity> identity;
  std::unique_ptr<session::Connection> connection;  // To the public front.
  std::unique_ptr<session::Connection> staff;
  CheckLines lines = {};

  const bundle::v1::Bundle& bundle() const { return connection->organisation().bundle(); }
  session::Language language() const { return context.language; }
  void NotLookedAt(const CheckName& name, std::string why) {
    lines.push_back({name, {CheckState::kNotLookedAt, std::move(why), ""}});
  }
};

absl::Status HealthOf(session::Server& server) {
  VN_ASSIGN_OR_RETURN(const grpc::health::v1::HealthCheckResponse response,
                      server.Call(&HealthStub::Check, grpc::health::v1::HealthCheckRequest()));
  return response.status() == grpc::health::v1::HealthCheckResponse::SERVING
             ? absl::OkStatus()
             : absl::FailedPreconditionError("not serving");
}

// The certificate first: what cannot be connected to is not asked for its health as well,
// and what gRPC does not trust it cannot ask.
void LookAtFront(Doctor& doctor, const Front& front, const bundle::v1::Endpoint& endpoint,
                 session::Server& server) {
  const bundle::v1::Bundle& bundle = doctor.bundle();
  const absl::StatusOr<session::FrontCertificate> certificate = session::LookAtCertificate(
      endpoint, bundle.demonstration() ? bundle.ca_certificate() : "", kPatience);
  if (!certificate.ok()) {
    doctor.lines.push_back({front.health, CheckFront(certificate.status(), doctor.language())});
    return doctor.NotLookedAt(front.certificate, doctor.context.In(kNeedsServer));
  }
  const CheckLine line = CheckCertificate(*certificate, bundle.demonstration(),
                                          doctor.context.clock(), doctor.language());
  const absl::Status health = HealthOf(server);
  if (!health.ok() && line.state == CheckState::kWrong) {
    doctor.NotLookedAt(front.health, doctor.context.In(kNeedsCertificate));
  } else {
    doctor.lines.push_back(
        {front.health,
         CheckFront(health.ok() ? health : absl::FailedPreconditionError("not serving"),
                    doctor.language())});
  }
  doctor.lines.push_back({front.certificate, line});
}

// How far the server's clock is ahead; by what its challenge says, which it gives to
// anybody.
absl::StatusOr<absl::Duration> ServerAhead(Doctor& doctor) {
  const absl::Time before = doctor.context.clock();
  VN_ASSIGN_OR_RETURN(const session::v1::BeginStaffLoginResponse begun,
                      doctor.staff->server().Call(&StaffStub::BeginStaffLogin,
                                                  session::v1::BeginStaffLoginRequest()));
  const absl::Time after = doctor.context.clock();
  if (begun.challenge().size() != kChallengeSize) return absl::DataLossError("challenge");
  std::uint64_t expiry = 0;
  for (std::size_t i = kExpiryAt; i < kExpiryAt + sizeof(expiry); ++i) {
    expiry = expiry << 8 | static_cast<unsigned char>(begun.challenge()[i]);
  }
  const absl::Time server =
      absl::FromUnixSeconds(static_cast<std::int64_t>(expiry)) - kChallengeLife;
  return server - (before + (after - before) / 2);
}

void LookAtServer(Doctor& doctor) {
  Context& context = doctor.context;
  const absl::StatusOr<absl::Duration> ahead = ServerAhead(doctor);
  if (ahead.ok()) {
    doctor.lines.push_back({kClock, CheckClock(*ahead, doctor.language())});
  } else {
    doctor.NotLookedAt(kClock, context.In(kNeedsServer));
  }
  grpc::health::v1::HealthCheckRequest of_content;
  of_content.set_service(contract::health_name::kStoreContent);
  const auto content = doctor.staff->server().Call(&HealthStub::Check, of_content);
  if (content.ok()) {
    doctor.lines.push_back(
        {kStoreContent, CheckStoreContent(content->status(), doctor.language())});
  } else {
    doctor.NotLookedAt(kStoreContent, context.In(kNeedsServer));
  }
  const absl::StatusOr<bundle::v1::Availability> availability =
      doctor.connection->FetchAvailability();
  if (availability.ok()) {
    const absl::Time now = context.clock();
    doctor.lines.push_back(
        {kRota, CheckRota(DutyGaps(doctor.bundle(), *availability, now), now, doctor.language())});
  } else {
    doctor.NotLookedAt(kRota, context.In(kNeedsServer));
  }
}

// The server tells it to administrators alone.
void LookAtServerProgram(Doctor& doctor, session::Session& session) {
  const auto metrics = session.Call(&OperationStub::GetMetrics, operation::v1::GetMetricsRequest());
  if (!metrics.ok()) {
    return doctor.NotLookedAt(
        kServerProgram,
        doctor.context.In(absl::IsUnavailable(metrics.status()) ? kNeedsServer
                                                                : kNeedsAdministrator));
  }
  doctor.lines.push_back(
      {kServerProgram, CheckServerProgram(metrics->server_version(), doctor.language())});
}

void LookAtIdentity(Doctor& doctor) {
  if (!doctor.identity.has_value()) {
    doctor.NotLookedAt(kServerProgram, doctor.context.In(kNeedsAdministrator));
    return doctor.NotLookedAt(kIdentity, doctor.context.In(kNeedsFlag, {"--identity"}));
  }
  const absl::StatusOr<std::unique_ptr<session::Session>> session =
      session::Session::Begin(doctor.staff->server(), *doctor.identity,
                              doctor.staff->organisation().id(), sealing::Audience::kStaff);
  if (absl::IsUnavailable(session.status())) {
    doctor.NotLookedAt(kServerProgram, doctor.context.In(kNeedsServer));
    return doctor.NotLookedAt(kIdentity, doctor.context.In(kNeedsServer));
  }
  CheckLine line;
  if (session.ok()) {
    line = {CheckState::kOk,
            doctor.context.In(
                kSignedIn,
                {NameOfPerson(doctor.bundle(), doctor.identity->principal(), doctor.language())}),
            ""};
  } else {
    line = {CheckState::kWrong, doctor.context.In(kNotSignedIn),
            session::Explain(session.status(), doctor.language())};
  }
  doctor.lines.push_back({kIdentity, line});
  if (session.ok()) {
    LookAtServerProgram(doctor, **session);
  } else {
    doctor.NotLookedAt(kServerProgram, doctor.context.In(kNotSignedIn));
  }
}

void LookAtMachine(Doctor& doctor, const std::string& store_path) {
  Context& context = doctor.context;
  if (store_path.empty()) {
    doctor.NotLookedAt(kDoctorDisk, context.In(kNeedsFlag, {"--server-config"}));
  } else if (const absl::StatusOr<DiskSpace> disk = DiskBeside(store_path); disk.ok()) {
    doctor.lines.push_back({kDoctorDisk, CheckDisk(disk->free, disk->total, doctor.language())});
  } else {
    doctor.NotLookedAt(kDoctorDisk, context.In(kNoRight));
  }
  if (doctor.flags.backup_folder.empty()) {
    doctor.NotLookedAt(kBackup, context.In(kNeedsFlag, {"--backup-folder"}));
  } else if (const auto newest = NewestFileIn(doctor.flags.backup_folder); newest.ok()) {
    doctor.lines.push_back({kBackup, CheckBackup(*newest, context.clock(), doctor.language())});
  } else {
    doctor.NotLookedAt(kBackup, context.In(kNoRight));
  }
}

absl::Status RunDoctor(Context& context, const DoctorFlags& flags) {
  std::string store_path;
  if (!flags.server_config.empty()) {
    VN_ASSIGN_OR_RETURN(store_path, StorePathOf(flags.server_config));
  }
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  Doctor doctor{context, flags, std::nullopt, nullptr, nullptr};
  VN_ASSIGN_OR_RETURN(doctor.connection, session::Connection::Open(home, session::Door::kPublic,
                                                                   context.clock, context.sleep));
  if (!flags.identity.file.empty()) {
    VN_ASSIGN_OR_RETURN(sealing::Identity identity, OpenIdentity(context, flags.identity));
    doctor.identity.emplace(std::move(identity));
  }
  const absl::Status renewed = doctor.connection->Renew().status();
  // After that, so that it has the newest addresses as well.
  VN_ASSIGN_OR_RETURN(doctor.staff, session::Connection::Open(home, session::Door::kStaff,
                                                              context.clock, context.sleep));
  doctor.lines.push_back(
      {kBundle, CheckBundle(doctor.bundle(), renewed, context.clock(), context.language)});
  doctor.lines.push_back(
      {kDoctorProgram, CheckProgram(doctor.bundle(), renewed, context.language)});
  LookAtFront(doctor, kPublicFront, doctor.bundle().public_endpoint(), doctor.connection->server());
  LookAtFront(doctor, kStaffFront, doctor.bundle().staff_endpoint(), doctor.staff->server());
  LookAtServer(doctor);
  LookAtIdentity(doctor);
  LookAtMachine(doctor, store_path);
  if (ShowChecks(context, doctor.lines) > 0) context.ending = ExitCode::kSomethingWrong;
  return absl::OkStatus();
}

}  // namespace

void AddDoctor(const Command& admin) {
  const Command command =
      admin.Add("doctor",
                Words("Nagaan wat er fout is of binnenkort fout gaat, en wat eraan te doen is",
                      "See what is wrong or will be soon, and what to do about it"),
                "  vangnet admin doctor\n"
                "  vangnet admin doctor --server-config /etc/vangnet/vangnetd.toml \\\n"
                "      --backup-folder /var/backups/vangnet --json");
  auto flags = std::make_shared<DoctorFlags>();
  command.Option("--identity", flags->identity.file, value::kKeyFile,
                 Words("Ook nagaan of deze sleutel kan aanmelden",
                       "See as well whether this key can sign in"));
  flags->identity.passphrase.AddTo(command);
  command.Option("--server-config", flags->server_config, value::kFile,
                 Words("Op de machine van de server: de configuratie van vangnetd",
                       "On the server's machine: the configuration of vangnetd"));
  command.Option("--backup-folder", flags->backup_folder, value::kFolder,
                 Words("Op de machine van de server: waar de reservekopieën liggen",
                       "On the server's machine: where the backups are"));
  command.Runs([&context = admin.context(), flags] { return RunDoctor(context, *flags); });
}

}  // namespace vangnet::cli
