// The one configuration file of vangnetd, TOML:
//
//   [store]
//   path = "/var/lib/vangnet/vangnet.db"     # required
//   key_file = "/etc/vangnet/store.key"      # required; 32 bytes, mode 0600 or 0400
//   anchor = "/var/lib/vangnet/anchor/vangnet.db.anchor"   # in another folder than the
//                                            # store; by default that one beside it
//
//   [log]
//   key_file = "/etc/vangnet/log.key"        # required; the same
//
//   [sockets]                                # each in a folder of its own, closed to others
//   public = "/run/vangnet/public/vangnetd.sock"   # required, at most 107 bytes
//   staff = "/run/vangnet/staff/vangnetd.sock"     # required
//
//   [organisation]
//   demonstration = false   # true: the front listens on loopback, demonstrations are served
//
//   [limits]
//   calls = 64              # under way at one time, each socket; 1 to 65536
//   waiting_writes = 1024   # 1 to 65536; more are refused
//   readers = 2             # connections that read; 1 to 64
//   memory_mib = 256        # for gRPC's buffers, each socket; 16 to 65536
//   drain_seconds = 10      # that calls under way get when the server stops; 1 to 300
//
// An unknown key is an error, so that a misspelt one is never taken for its default.
#ifndef VANGNET_SERVICES_SERVER_CONFIGURATION_H_
#define VANGNET_SERVICES_SERVER_CONFIGURATION_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace vangnet::server {

struct Configuration {
  std::string store_path;
  std::string store_key_file;
  std::string anchor_path;
  std::string log_key_file;
  std::string public_socket;
  std::string staff_socket;
  bool demonstration = false;
  std::size_t calls = 64;
  std::size_t waiting_writes = 1024;
  std::size_t readers = 2;
  std::size_t memory_mib = 256;
  absl::Duration drain = absl::Seconds(10);
};

// Where the anchor of a store lies unless the configuration says otherwise.
std::string DefaultAnchorPath(const std::string& store_path);

// Fails with kConfigBad, naming the key and what is wanted. Looks at no file.
absl::StatusOr<Configuration> ParseConfiguration(std::string_view toml);

// Fails with kConfigUnreadable also for a file over 64 KiB.
absl::StatusOr<Configuration> ReadConfiguration(const std::string& path);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_CONFIGURATION_H_
