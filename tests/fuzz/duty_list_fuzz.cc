// A duty list as JSON, as an administrator publishes it, and as the server takes it; and the
// same bytes as a call that some other program sends.
#include <algorithm>

#include "clients/cli/duty_list.h"
#include "proto/contract/routing_rules.h"
#include "services/directory/duty_list_rules.h"
#include "tests/fuzz/forms.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

absl::Status Parse(std::string_view text) {
  return cli::ParseDutyList(std::string(text), Forms()).status();
}

void CheckAtServer(const directory::v1::PublishDutyListRequest& request) {
  const auto rows = directory::CheckDutyList(Forms(), request);
  if (!rows.ok()) {
    RequireGoodMessage(rows.status(), {absl::StatusCode::kInvalidArgument});
    return;
  }
  Require(rows->size() == static_cast<std::size_t>(request.periods_size()), "nothing is left out");
  for (const storage::DutyRow& row : *rows) {
    const auto* staff = contract::FindStaff(Forms(), row.principal);
    Require(staff != nullptr && contract::HasRole(*staff, policy::v1::ROLE_SUPPORT_TEAM),
            "who is on duty is of the support team");
    Require(row.end_time > row.start_time && row.end_time - row.start_time <= 48 * 3600,
            "a period ends after it starts, within two days");
  }
  Require(std::is_sorted(rows->begin(), rows->end(),
                         [](const auto& a, const auto& b) {
                           return std::pair(a.start_time, a.principal) <
                                  std::pair(b.start_time, b.principal);
                         }),
          "periods are sorted");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace contract = vangnet::contract;
  const std::string text(reinterpret_cast<const char*>(data), size);
  vangnet::directory::v1::PublishDutyListRequest request;
  if (request.ParseFromString(text)) CheckAtServer(request);
  const auto periods = vangnet::cli::ParseDutyList(text, Forms());
  if (!periods.ok()) {
    RequireGoodRefusal(periods.status(), text, {absl::StatusCode::kInvalidArgument}, Parse);
    return 0;
  }
  request.Clear();
  for (const auto& period : *periods) *request.add_periods() = period;
  CheckAtServer(request);
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
