// A real nginx with the configuration that deploy/nginx/generate writes, on loopback
// ports of its own, with a certificate made for the test.
#ifndef VANGNET_TESTS_SUPPORT_FRONT_H_
#define VANGNET_TESTS_SUPPORT_FRONT_H_

#include <string>

#include "tests/support/child_process.h"

namespace vangnet::testing {

class Front {
 public:
  // For each client address. Every caller of a test comes from one.
  enum class Limits { kOpen, kAsInstalled };

  // Files go to `folder`/front. Aborts the test program when nginx does not come up:
  // there is nothing to test then.
  Front(const std::string& folder, const std::string& public_socket,
        const std::string& staff_socket, Limits limits = Limits::kOpen);
  // Not by SIGKILL: nginx's workers would live on.
  ~Front() { Stop(); }

  int public_port() const { return public_port_; }
  int staff_port() const { return staff_port_; }
  // Where the webgates are looked for, each in a folder of its own, and the pages.
  std::string public_webgate() const { return folder_ + "/web-public/webgate.sock"; }
  std::string staff_webgate() const { return folder_ + "/web-staff/webgate.sock"; }
  std::string public_pages() const { return folder_ + "/pages"; }
  // PEM of the certificate, which is its own authority.
  const std::string& certificate() const { return certificate_; }
  // Everything that nginx may write to lies here.
  const std::string& folder() const { return folder_; }
  void Stop() { nginx_.Terminate(); }
  // Again, on the same ports.
  void Start();

 private:
  std::string folder_;
  int public_port_ = 0;
  int staff_port_ = 0;
  std::string certificate_;
  ChildProcess nginx_;
};

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_FRONT_H_
