// What callers give back: the token of a session in a call's metadata, and page tokens.
#include "absl/strings/escaping.h"
#include "proto/contract/error.h"
#include "services/case_records/page_token.h"
#include "services/gate/bearer_token.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

grpc::string_ref Ref(std::string_view text) { return {text.data(), text.size()}; }

void CheckBearer(std::string_view value) {
  const gate::Metadata metadata = {{"authorization", Ref(value)}, {"user-agent", "x"}};
  const auto token = gate::BearerToken(metadata);
  if (!token.ok()) {
    RequireGoodMessage(token.status(), {absl::StatusCode::kUnauthenticated});
    return;
  }
  Require(token->size() == 32 && value == "Bearer " + absl::BytesToHexString(*token),
          "one form of a token, and no other");
  gate::Metadata twice = metadata;
  twice.emplace("authorization", Ref(value));
  Require(!gate::BearerToken(twice).ok(), "two tokens are none");
}

void CheckPageTokens(std::string_view text) {
  const auto refuse = [&](const absl::Status& status) {
    RequireGoodRefusal(
        status, text, {absl::StatusCode::kInvalidArgument},
        [](std::string_view changed) { return case_records::CaseOfToken(changed).status(); });
    Require(contract::ReasonOf(status) == contract::reason::kBadField, "BAD_FIELD");
  };
  const auto of_case = case_records::CaseOfToken(text);
  if (!of_case.ok()) {
    refuse(of_case.status());
  } else if (of_case->has_value()) {
    Require(case_records::TokenAfter(**of_case) == text, "only tokens that we gave out");
  } else {
    Require(text.empty(), "the first page has no token");
  }
  const auto position = case_records::PositionOfToken(text);
  if (!position.ok()) {
    refuse(position.status());
  } else {
    Require(text.empty() ? *position == 0 : case_records::TokenAfter(*position) == text,
            "only tokens that we gave out");
  }
  Require(text.empty() || !of_case.ok() || !position.ok(), "a token is of one kind of list");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckBearer(text);
  CheckPageTokens(text);
  return 0;
}
