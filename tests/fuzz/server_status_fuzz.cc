// What a server says of a failure: a gRPC status whose details it may fill with anything. The
// input is a byte of code, then the message after a byte of its length, then the details.
#include <grpcpp/grpcpp.h>

#include "clients/session/server.h"
#include "clients/session/words.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using session::Language;

absl::Status Told(grpc::StatusCode code, const std::string& message, const std::string& details) {
  return session::FromGrpc(grpc::Status(code, message, details));
}

// A server's own words could say anything to a person. Its message may only tell whether it
// was a front that answered.
void CheckWords(grpc::StatusCode code, const std::string& message, const std::string& details,
                Language language) {
  const std::string words = session::Explain(Told(code, message, details), language);
  const std::string silent = session::Explain(Told(code, "", details), language);
  const std::string away = session::Explain(Told(grpc::StatusCode::UNAVAILABLE, "", ""), language);
  Require(!words.empty(), "every failure has words");
  Require(words == silent || (details.empty() && words == away),
          "what is shown does not depend on the server's message");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const auto code = static_cast<grpc::StatusCode>(input.Byte() % 17);
  const std::string message(input.TakeString());
  const std::string details(input.Rest());
  const absl::Status status = Told(code, message, details);
  Require(status.ok() == (code == grpc::StatusCode::OK),
          "a failure stays one, and nothing else is");
  if (status.ok()) return 0;
  CheckWords(code, message, details, Language::kDutch);
  CheckWords(code, message, details, Language::kEnglish);
  return 0;
}
