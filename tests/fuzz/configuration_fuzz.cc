// The configuration of the server, and of the webgate, TOML: each reads the same text. Their
// messages may name keys of the file, and nothing else of it.
#include "absl/strings/str_cat.h"
#include "services/server/configuration.h"
#include "services/server/exit_code.h"
#include "services/webgate/configuration.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using server::Configuration;

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || byte < 0x20 || byte == 0x7f) {
      absl::StrAppend(&quoted, "\\u00", absl::Hex(byte, absl::kZeroPad2));
    } else {
      quoted.push_back(c);
    }
  }
  return quoted + "\"";
}

std::string TextOf(const Configuration& c) {
  return absl::StrCat(
      "[store]\npath = ", Quoted(c.store_path), "\nkey_file = ", Quoted(c.store_key_file),
      "\nanchor = ", Quoted(c.anchor_path), "\n[log]\nkey_file = ", Quoted(c.log_key_file),
      "\n[sockets]\npublic = ", Quoted(c.public_socket), "\nstaff = ", Quoted(c.staff_socket),
      "\n[organisation]\ndemonstration = ", c.demonstration ? "true" : "false",
      "\n[limits]\ncalls = ", c.calls, "\nwaiting_writes = ", c.waiting_writes,
      "\nreaders = ", c.readers, "\nmemory_mib = ", c.memory_mib,
      "\ndrain_seconds = ", absl::ToInt64Seconds(c.drain), "\n");
}

bool IsPath(const std::string& path) { return !path.empty() && path.front() == '/'; }

void CheckValues(const Configuration& c) {
  Require(IsPath(c.store_path) && IsPath(c.store_key_file) && IsPath(c.anchor_path) &&
              IsPath(c.log_key_file) && IsPath(c.public_socket) && IsPath(c.staff_socket),
          "every path is there and absolute");
  Require(c.store_key_file != c.log_key_file, "two keys are two files");
  Require(c.public_socket.size() <= 107 && c.staff_socket.size() <= 107, "a socket's path fits");
  Require(c.calls >= 1 && c.calls <= 65536 && c.waiting_writes >= 1 && c.waiting_writes <= 65536 &&
              c.readers >= 1 && c.readers <= 64 && c.memory_mib >= 16 && c.memory_mib <= 65536 &&
              c.drain >= absl::Seconds(1) && c.drain <= absl::Seconds(300),
          "every limit is within its limits");
}

void CheckInstance(const webgate::Instance& instance) {
  Require(!instance.origins.empty() && instance.origins.size() <= 8, "pages may call, and few");
  for (const std::string& origin : instance.origins) {
    Require(origin.rfind("https://", 0) == 0, "a page of TLS, and no other");
  }
  Require(IsPath(instance.listen) && IsPath(instance.server), "every path is absolute");
  Require(instance.listen.size() <= 107 && instance.server.size() <= 107, "a socket's path fits");
}

void CheckWebgate(std::string_view text) {
  const auto configuration = webgate::ParseConfiguration(text);
  if (!configuration.ok()) {
    const server::ExitCode code = server::ExitCodeOf(configuration.status());
    Require(code == server::ExitCode::kConfigBad || code == server::ExitCode::kSocketPathTooLong,
            "a bad configuration has its own exit code");
    RequireGoodMessage(configuration.status(), {configuration.status().code()});
    return;
  }
  CheckInstance(configuration->of_public);
  CheckInstance(configuration->of_staff);
  const webgate::Limits& limits = configuration->limits;
  Require(limits.connections >= 1 && limits.connections <= 65536, "a limit within its limits");
  for (const absl::Duration time : {limits.header, limits.body, limits.drain}) {
    Require(time >= absl::Seconds(1) && time <= absl::Seconds(300), "a time within its limits");
  }
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace server = vangnet::server;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckWebgate(text);
  const auto configuration = server::ParseConfiguration(text);
  if (!configuration.ok()) {
    const server::ExitCode code = server::ExitCodeOf(configuration.status());
    Require(code == server::ExitCode::kConfigBad || code == server::ExitCode::kSocketPathTooLong,
            "a bad configuration has its own exit code");
    RequireGoodMessage(configuration.status(), {configuration.status().code()});
    return 0;
  }
  CheckValues(*configuration);
  const auto again = server::ParseConfiguration(TextOf(*configuration));
  Require(again.ok() && TextOf(*again) == TextOf(*configuration),
          "what is accepted is read back as the same");
  return 0;
}
