// The configuration of vangnet-webgate, TOML: one file for both of its instances.
//
//   [public]                                # required; for members
//   origins = ["https://meld.example.org"]  # required, 1 to 8: whose pages may call
//   listen = "/run/vangnet/webgate-public/webgate.sock"   # required, at most 107 bytes
//   server = "/run/vangnet/public/vangnetd.sock"          # required: vangnetd's
//
//   [staff]                                 # required; the same
//
//   [limits]                                # of each instance
//   connections = 256     # at one time; 1 to 65536. More are closed at once
//   header_seconds = 10   # for a request's head; 1 to 300
//   body_seconds = 30     # for its body; 1 to 300
//   drain_seconds = 10    # that calls under way get when it stops; 1 to 300
//
// An unknown key is an error.
#ifndef VANGNET_SERVICES_WEBGATE_CONFIGURATION_H_
#define VANGNET_SERVICES_WEBGATE_CONFIGURATION_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace vangnet::webgate {

struct Instance {
  std::vector<std::string> origins;
  std::string listen;
  std::string server;
};

struct Limits {
  std::size_t connections = 256;
  absl::Duration header = absl::Seconds(10);
  absl::Duration body = absl::Seconds(30);
  absl::Duration drain = absl::Seconds(10);
};

struct Configuration {
  Instance of_public;
  Instance of_staff;
  Limits limits;
};

// Fails with kConfigBad or kSocketPathTooLong (services/server/exit_code.h). Looks at no file.
absl::StatusOr<Configuration> ParseConfiguration(std::string_view toml);

// Fails with kConfigUnreadable too.
absl::StatusOr<Configuration> ReadConfiguration(const std::string& path);

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_CONFIGURATION_H_
