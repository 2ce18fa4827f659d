#include "tests/support/front.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace vangnet::testing {
namespace {

// The root of the source tree, for the scripts in deploy/.
std::string SourceRoot() { return VANGNET_SOURCE_ROOT; }

[[noreturn]] void GiveUp(const char* what, const std::string& output) {
  std::fprintf(stderr, "front: %s\n%s\n", what, output.c_str());
  std::abort();
}

bool Listens(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected =
      fd >= 0 && connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  if (fd >= 0) close(fd);
  return connected;
}

}  // namespace

Front::Front(const std::string& folder, const std::string& public_socket,
             const std::string& staff_socket, Limits limits)
    : folder_(folder + "/front"), public_port_(ReservedPort()), staff_port_(ReservedPort()) {
  mkdir(folder_.c_str(), 0700);
  for (const char* name : {"/temp", "/web-public", "/web-staff", "/pages"}) {
    mkdir((folder_ + name).c_str(), 0700);
  }
  const std::string certificate = folder_ + "/certificate.pem";
  const std::string key = folder_ + "/key.pem";
  const Finished made =
      RunCommand({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                  "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=localhost",
                  "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2"});
  if (made.exit_code != 0) GiveUp("no certificate", made.standard_error);
  certificate_ = ReadFile(certificate);

  const std::string address = "127.0.0.1:";
  std::vector<std::string> generate = {SourceRoot() + "/deploy/nginx/generate",
                                       "--run",
                                       folder_,
                                       "--temp",
                                       folder_ + "/temp",
                                       "--certificate",
                                       certificate,
                                       "--key",
                                       key,
                                       "--public-socket",
                                       public_socket,
                                       "--staff-socket",
                                       staff_socket,
                                       "--public-webgate",
                                       public_webgate(),
                                       "--staff-webgate",
                                       staff_webgate(),
                                       "--public-pages",
                                       public_pages(),
                                       "--public-listen",
                                       address + std::to_string(public_port_),
                                       "--staff-listen",
                                       address + std::to_string(staff_port_)};
  if (limits == Limits::kOpen) {
    for (const char* word :
         {"--rate", "100000", "--at-once", "100000", "--burst", "100000", "--connections", "500"}) {
      generate.emplace_back(word);
    }
  }
  const Finished generated = RunCommand(generate);
  if (generated.exit_code != 0) GiveUp("no configuration", generated.standard_error);
  WriteFile(folder_ + "/nginx.conf", generated.standard_output);
  Start();
}

void Front::Start() {
  ChildProcess::Options options;
  options.arguments = {"nginx", "-e", "stderr", "-c", folder_ + "/nginx.conf"};
  options.environment = {{"PATH", std::string(getenv("PATH")) + ":/usr/sbin"}};
  options.stdout_path = folder_ + "/stdout";
  options.stderr_path = folder_ + "/stderr";
  nginx_ = ChildProcess::Start(options);
  if (!WaitUntil([&] { return Listens(public_port_) && Listens(staff_port_); })) {
    GiveUp("nginx does not listen", ReadFile(options.stderr_path));
  }
}

}  // namespace vangnet::testing
