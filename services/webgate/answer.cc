#include "services/webgate/answer.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "services/gate/error_mapping.h"
#include "services/webgate/frame.h"

namespace vangnet::webgate {
namespace {

// Without padding, as gRPC asks.
std::string Base64(absl::string_view bytes) {
  std::string text = absl::Base64Escape(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

grpc::Status Unavailable() {
  google::rpc::Status details;
  details.set_code(grpc::StatusCode::UNAVAILABLE);
  details.set_message("the server cannot be reached now; try again soon");
  return {grpc::StatusCode::UNAVAILABLE, details.message(), details.SerializeAsString()};
}

// The gate of vangnetd gives every refusal details; gRPC never does.
grpc::Status Told(const grpc::Status& status) {
  if (status.ok() || !status.error_details().empty()) return status;
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) return Unavailable();
  return gate::ToGrpc(absl::Status(static_cast<absl::StatusCode>(status.error_code()), ""));
}

std::string FrameOf(const grpc::Status& status, const Metadata& more) {
  Trailers trailers = {{"grpc-status", absl::StrCat(static_cast<int>(status.error_code()))}};
  if (!status.error_message().empty()) {
    trailers.emplace_back("grpc-message", PercentEncoded(status.error_message()));
  }
  if (!status.error_details().empty()) {
    trailers.emplace_back("grpc-status-details-bin", Base64(status.error_details()));
  }
  for (const auto& [name, value] : more) {
    const absl::string_view key(name.data(), name.size());
    const absl::string_view bytes(value.data(), value.size());
    if (absl::StartsWith(key, "grpc-")) continue;
    trailers.emplace_back(key, absl::EndsWith(key, "-bin") ? Base64(bytes) : std::string(bytes));
  }
  return TrailerFrame(trailers);
}

}  // namespace

std::string EndOfCall(const grpc::Status& status, const Metadata& trailers) {
  return FrameOf(Told(status), trailers);
}

std::string Refusal(const absl::Status& status) { return FrameOf(gate::ToGrpc(status), {}); }

}  // namespace vangnet::webgate
