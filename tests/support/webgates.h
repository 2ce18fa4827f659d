// The real vangnet-webgate, a process for each audience, between a front and a server.
#ifndef VANGNET_TESTS_SUPPORT_WEBGATES_H_
#define VANGNET_TESTS_SUPPORT_WEBGATES_H_

#include <string>

#include "tests/support/child_process.h"

namespace vangnet::testing {

// Whose pages it answers ("https://NAME:PORT"), where it listens, and where the server does.
struct WebgateTerms {
  std::string origin;
  std::string listen;
  std::string server;
};

// Writes `folder`/webgate.toml, which both read.
void ConfigureWebgates(const std::string& folder, const WebgateTerms& of_public,
                       const WebgateTerms& of_staff);

// That of `surface`, "public" or "staff", in the background; waits until it serves. A process
// that ended instead is returned as it is. What it says goes to `folder`/SURFACE.stderr and
// .stdout.
ChildProcess StartWebgate(const std::string& folder, const std::string& surface);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_WEBGATES_H_
