// The certificate that a front shows, looked at without trusting it first: gRPC only says
// that a connection failed, and an administrator has to know why, and before it happens.
#ifndef VANGNET_CLIENTS_SESSION_FRONT_CERTIFICATE_H_
#define VANGNET_CLIENTS_SESSION_FRONT_CERTIFICATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

struct FrontCertificate {
  absl::Time not_before;
  absl::Time not_after;
  bool names_host = false;  // The host or address of the endpoint stands in it.
  // The chain leads to the roots that clients use. Says nothing of dates and names.
  bool trusted = false;
};

// One TLS handshake, version 1.3, and nothing sent after it. `ca_certificate` as in
// Server::Create. Takes at most about twice `patience`. UNAVAILABLE: nobody listens
// there, or what listens speaks no TLS 1.3.
absl::StatusOr<FrontCertificate> LookAtCertificate(const bundle::v1::Endpoint& endpoint,
                                                   const std::string& ca_certificate,
                                                   absl::Duration patience);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_FRONT_CERTIFICATE_H_
