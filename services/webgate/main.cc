// vangnet-webgate: what pages in a browser ask, for vangnetd. One process an audience. How it
// ends: services/server/exit_code.h.
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "CLI/CLI.hpp"
#include "proto/contract/status_macros.h"
#include "services/server/exit_code.h"
#include "services/server/process.h"
#include "services/webgate/bridge.h"
#include "spdlog/spdlog.h"

namespace {

using vangnet::server::ExitCode;
using vangnet::webgate::AllowList;
using vangnet::webgate::Bridge;
using vangnet::webgate::Configuration;

absl::StatusOr<AllowList> Allowed(bool staff) {
  using vangnet::policy::v1::SURFACE_PUBLIC;
  using vangnet::policy::v1::SURFACE_STAFF;
  absl::StatusOr<AllowList> list = AllowList::Build(staff ? SURFACE_STAFF : SURFACE_PUBLIC);
  if (list.ok()) return list;
  return vangnet::server::Fail(ExitCode::kMethodTable, std::string(list.status().message()));
}

absl::Status Serve(const std::string& path, const std::string& surface) {
  VN_ASSIGN_OR_RETURN(const Configuration configuration, vangnet::webgate::ReadConfiguration(path));
  const bool staff = surface == "staff";
  VN_ASSIGN_OR_RETURN(AllowList allowed, Allowed(staff));
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<Bridge> bridge,
                      Bridge::Start(staff ? configuration.of_staff : configuration.of_public,
                                    configuration.limits, std::move(allowed)));
  spdlog::info("serving: {}", surface);
  vangnet::server::WaitForStop();
  spdlog::info("stopping: calls under way are finished first");
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  vangnet::server::HardenProcess();
  vangnet::server::HoldStopSignals();
  vangnet::server::SetUpLog();

  CLI::App app("Passes on what pages in a browser ask (gRPC-Web) to vangnetd.", "vangnet-webgate");
  app.set_version_flag("--version", "vangnet-webgate " VANGNET_VERSION);
  std::string path;
  std::string surface;
  app.add_option("--config", path, "The configuration file (TOML)")->required()->type_name("FILE");
  app.add_option("--surface", surface, "public for members, staff for who handles cases")
      ->required()
      ->check(CLI::IsMember({"public", "staff"}));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kCommandLine);
  }
  const absl::Status status = Serve(path, surface);
  if (!status.ok()) std::cerr << "vangnet-webgate: " << status.message() << std::endl;
  return static_cast<int>(vangnet::server::ExitCodeOf(status));
}
