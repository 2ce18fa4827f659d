// Whether an HTTP request is a call that may be passed on. Pure: decides from the head of
// the request alone, before its body is read.
#ifndef VANGNET_SERVICES_WEBGATE_REQUEST_CHECK_H_
#define VANGNET_SERVICES_WEBGATE_REQUEST_CHECK_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/webgate/allow_list.h"

namespace vangnet::webgate {

// As it was read, and nothing of it believed yet. Names of fields in any case.
struct RequestHead {
  std::string_view method;
  std::string_view target;
  bool http_1_1 = false;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
};

// What is passed on of a request, beside its message. No other field of it is.
struct Call {
  const AllowedMethod* method = nullptr;
  std::size_t body_size = 0;
  std::string authorization;  // As it came; empty for none.
  absl::Duration timeout;     // The caller's, at most the method's.
};

// In this order:
//  - UNIMPLEMENTED: the target is no method on `allowed`;
//  - INVALID_ARGUMENT/BAD_FIELD: not POST by HTTP/1.1; another content type than
//    application/grpc-web or application/grpc-web+proto; compressed; no exact length; a bad
//    grpc-timeout or authorization; one of these fields twice;
//  - PERMISSION_DENIED/BAD_FIELD: not from a page of ours. `origin` is one of `origins`, and
//    sec-fetch-site, which older browsers lack, says same-origin;
//  - INVALID_ARGUMENT/TOO_LARGE: the body is longer than the method's message may be.
// Cookies are not looked at. A message names the field, never what it held.
absl::StatusOr<Call> CheckRequest(const RequestHead& head, const AllowList& allowed,
                                  const std::vector<std::string>& origins);

// gRPC's "1 to 8 digits and one of H M S m u n". INVALID_ARGUMENT/BAD_FIELD otherwise.
absl::StatusOr<absl::Duration> ParseTimeout(std::string_view text);

}  // namespace vangnet::webgate

#endif  // VANGNET_SERVICES_WEBGATE_REQUEST_CHECK_H_
