// Where a surface listens: a UNIX socket in a folder of its own.
#ifndef VANGNET_SERVICES_SERVER_SOCKET_PATH_H_
#define VANGNET_SERVICES_SERVER_SOCKET_PATH_H_

#include <string>

#include "absl/status/status.h"

namespace vangnet::server {

// Before listening. The folder exists and is closed to others than owner and group, who may
// not write (0750 or less): kSocketFolder. Under the name lies nothing, or a socket on which
// nobody listens, which is removed: else kSocketTaken or kSocketInUse.
absl::Status PrepareSocketPath(const std::string& path);

// After it: owner and group may connect (0660). Which group, the folder's setgid bit says.
absl::Status OpenSocketToGroup(const std::string& path);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_SOCKET_PATH_H_
