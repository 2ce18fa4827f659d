// A duty list as JSON, as an administrator publishes it.
#include <algorithm>

#include "clients/cli/duty_list.h"
#include "proto/contract/routing_rules.h"
#include "tests/fuzz/forms.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

absl::Status Parse(std::string_view text) {
  return cli::ParseDutyList(std::string(text), Forms()).status();
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace contract = vangnet::contract;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto periods = vangnet::cli::ParseDutyList(text, Forms());
  if (!periods.ok()) {
    RequireGoodRefusal(periods.status(), text, {absl::StatusCode::kInvalidArgument}, Parse);
    return 0;
  }
  for (const auto& period : *periods) {
    const auto person = contract::PrincipalId::Parse(period.principal());
    Require(person.ok() && contract::FindStaff(Forms(), *person) != nullptr,
            "who is on duty is in the bundle");
    Require(period.start_time() > 0 && period.start_time() < period.end_time(),
            "a period ends after it starts");
  }
  Require(std::is_sorted(periods->begin(), periods->end(),
                         [](const auto& a, const auto& b) {
                           return std::pair(a.start_time(), a.principal()) <
                                  std::pair(b.start_time(), b.principal());
                         }),
          "periods are sorted");
  return 0;
}
