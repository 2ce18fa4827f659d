#include "clients/session/front_certificate.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <memory>

#include "absl/strings/str_cat.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

template <auto kFree>
struct FreedWith {
  template <typename T>
  void operator()(T* owned) const {
    kFree(owned);
  }
};
using ContextPtr = std::unique_ptr<SSL_CTX, FreedWith<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, FreedWith<SSL_free>>;
using CertificatePtr = std::unique_ptr<X509, FreedWith<X509_free>>;
using BioPtr = std::unique_ptr<BIO, FreedWith<BIO_free_all>>;
using AddressesPtr = std::unique_ptr<addrinfo, FreedWith<freeaddrinfo>>;

class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// OpenSSL writes to a socket as to a file: a front that has closed it would end the program
// by SIGPIPE. Held back for this thread alone, since `vangnet ... | head` is to end by it.
class PipeSignalHeldBack {
 public:
  PipeSignalHeldBack() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~PipeSignalHeldBack() {
    const timespec at_once = {};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  PipeSignalHeldBack(const PipeSignalHeldBack&) = delete;
  PipeSignalHeldBack& operator=(const PipeSignalHeldBack&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool was_pending_ = false;
};

absl::Status Unavailable() { return absl::UnavailableError("front"); }

// Connects with a limit, and leaves a socket on which every read and write has the same.
bool ConnectWithin(int descriptor, const addrinfo& address, absl::Duration patience) {
  const timeval limit = absl::ToTimeval(patience);
  // For connect, SO_SNDTIMEO is the limit as well.
  return setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) == 0 &&
         setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) == 0 &&
         connect(descriptor, address.ai_addr, address.ai_addrlen) == 0;
}

absl::StatusOr<std::unique_ptr<Socket>> Connect(const bundle::v1::Endpoint& endpoint,
                                                absl::Duration patience) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* raw = nullptr;
  if (getaddrinfo(endpoint.host().c_str(), absl::StrCat(endpoint.port()).c_str(), &hints, &raw) !=
      0) {
    return Unavailable();
  }
  const AddressesPtr addresses(raw);
  for (const addrinfo* address = raw; address != nullptr; address = address->ai_next) {
    auto socket = std::make_unique<Socket>(
        ::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol));
    if (socket->get() >= 0 && ConnectWithin(socket->get(), *address, patience)) return socket;
  }
  return Unavailable();
}

bool IsAddress(const std::string& host) {
  unsigned char bytes[sizeof(in6_addr)];
  return inet_pton(AF_INET, host.c_str(), bytes) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

bool AddRoots(X509_STORE* store, const std::string& pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  bool any = false;
  while (bio != nullptr) {
    const CertificatePtr root(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (root == nullptr) break;
    any = X509_STORE_add_cert(store, root.get()) == 1 || any;
  }
  return any;
}

// The handshake goes on whatever is wrong with the certificate; SSL_get_verify_result
// says afterwards what it was.
ContextPtr MakeContext(const std::string& ca_certificate) {
  ContextPtr context(SSL_CTX_new(TLS_client_method()));
  if (context == nullptr) return nullptr;
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  if (ca_certificate.empty()) {
    SSL_CTX_set_default_verify_paths(context.get());
  } else {
    AddRoots(SSL_CTX_get_cert_store(context.get()), ca_certificate);
  }
  // Dates are told apart from trust.
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_NO_CHECK_TIME);
  return context;
}

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

bool Names(X509* certificate, const std::string& host) {
  return IsAddress(host) ? X509_check_ip_asc(certificate, host.c_str(), 0) == 1
                         : X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1;
}

}  // namespace

absl::StatusOr<FrontCertificate> LookAtCertificate(const bundle::v1::Endpoint& endpoint,
                                                   const std::string& ca_certificate,
                                                   absl::Duration patience) {
  const PipeSignalHeldBack no_pipe_signal;
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<Socket> socket, Connect(endpoint, patience));
  const ContextPtr context = MakeContext(ca_certificate);
  if (context == nullptr) return absl::InternalError("TLS context");
  const SslPtr tls(SSL_new(context.get()));
  if (tls == nullptr || SSL_set_fd(tls.get(), socket->get()) != 1) {
    return absl::InternalError("TLS");
  }
  static constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(tls.get(), kHttp2, sizeof(kHttp2));
  if (!IsAddress(endpoint.host())) {
    SSL_set_tlsext_host_name(tls.get(), endpoint.host().c_str());
  }
  if (SSL_connect(tls.get()) != 1) return Unavailable();
  const CertificatePtr shown(SSL_get1_peer_certificate(tls.get()));
  if (shown == nullptr) return Unavailable();
  FrontCertificate certificate;
  certificate.not_before = TimeOf(X509_get0_notBefore(shown.get()));
  certificate.not_after = TimeOf(X509_get0_notAfter(shown.get()));
  certificate.names_host = Names(shown.get(), endpoint.host());
  certificate.trusted = SSL_get_verify_result(tls.get()) == X509_V_OK;
  return certificate;
}

}  // namespace vangnet::session
