#include "tests/services/server/served_organisation.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "clients/sealing/random_source.h"
#include "services/server/commands.h"
#include "tests/support/child_process.h"
#include "tests/support/rpc.h"

namespace vangnet::server {
namespace {

void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << "served organisation: " << status << "\n";
  std::abort();
}

void MakeFolder(const std::string& path) {
  std::filesystem::create_directory(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

std::shared_ptr<grpc::Channel> Connect(const std::string& socket) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

ServedOrganisation::ServedOrganisation() : began_(absl::Now()), organisation_(began_) {
  organisation_.AddStaff("anna", testing::TrustedPerson());
  organisation_.AddStaff("carla", testing::SupportTeam());
  organisation_.AddStaff("cora", testing::Coordinator());
  organisation_.AddStaff("adam", testing::Administrator());
  organisation_.AddStaff("ada", testing::Auditor());

  configuration_.store_path = folder_ / "v.db";
  configuration_.anchor_path = folder_ / "anchor/v.anchor";
  configuration_.store_key_file = folder_ / "store.key";
  configuration_.log_key_file = folder_ / "log.key";
  configuration_.public_socket = folder_ / "public/v.sock";
  configuration_.staff_socket = folder_ / "staff/v.sock";
  configuration_.demonstration = true;
  configuration_.drain = absl::Seconds(1);
  MakeFolder(folder_ / "public");
  MakeFolder(folder_ / "staff");

  std::ostringstream log_key;
  OrDie(MakeKeys(configuration_, log_key));
  organisation_.AddLogKey(
      *contract::SigningKey::Parse(absl::HexStringToBytes(log_key.str().substr(0, 64))));
  testing::WriteFile(folder_ / "1.signed", organisation_.Publish());
  const contract::Clock clock = [this] { return Now(); };
  std::ostringstream ignored;
  OrDie(Initialise(configuration_, folder_ / "1.signed", clock, ignored));
  AddCase();
  auto server = Server::Start(configuration_, clock);
  OrDie(server.status());
  server_ = *std::move(server);
  public_channel_ = Connect(configuration_.public_socket);
  staff_channel_ = Connect(configuration_.staff_socket);
}

ServedOrganisation::~ServedOrganisation() = default;

void ServedOrganisation::AddCase() {
  sealing::RandomSource& random = sealing::SystemRandom();
  case_id_ = sealing::RandomId<contract::CaseId>(random);
  reporter_.emplace(*sealing::IdentityFromSeed(contract::ReporterPrincipal(case_id_),
                                               sealing::GenerateIdentitySeed(random)));
  const auto keys = ReadKeys(configuration_);
  OrDie(keys.status());
  const auto store = OpenStore(configuration_, keys->store_key);
  OrDie(store.status());
  storage::CaseRow row;
  row.case_id = case_id_;
  row.reporter_key = reporter_->signing_key();
  row.category = row.urgency = row.calendar = row.language = row.state = 1;
  OrDie((*store)->writes().SubmitAndWait([&](storage::Transaction& txn) {
    absl::Status status = txn.cases().Insert(row);
    status.Update(txn.proofs().Insert({case_id_, {}, "proof"}));
    return status;
  }));
}

std::string ServedOrganisation::SignInStaff(const std::string& handle) {
  const auto token = testing::SignIn(staff_channel_, organisation_.identity(handle),
                                     organisation_.id(), sealing::Audience::kStaff);
  EXPECT_TRUE(token.ok()) << token.status();
  return token.value_or("");
}

std::string ServedOrganisation::SignInReporter() {
  const auto token = testing::SignIn(public_channel_, *reporter_, organisation_.id(),
                                     sealing::Audience::kReporter);
  EXPECT_TRUE(token.ok()) << token.status();
  return token.value_or("");
}

}  // namespace vangnet::server
