#include "clients/cli/duty_list.h"

#include <algorithm>
#include <utility>

#include "clients/cli/json.h"
#include "clients/cli/people.h"
#include "clients/cli/time_words.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kBadDuty{
    "Dienst $0 klopt niet. Een dienst is {\"person\", \"start\", \"end\"} met tijden als "
    "2026-11-23T18:00Z.",
    "Period $0 is not right. A period is {\"person\", \"start\", \"end\"} with times such as "
    "2026-11-23T18:00Z."};
constexpr session::Words kNoList{"Een dienstlijst is een JSON-lijst van diensten.",
                                 "A duty list is a JSON list of periods."};

absl::StatusOr<bundle::v1::DutyPeriod> ParsePeriod(const google::protobuf::Value& value,
                                                   const bundle::v1::Bundle& bundle) {
  const auto& fields = value.struct_value().fields();
  const auto text = [&](const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second.string_value();
  };
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId person, FindPerson(bundle, text("person")));
  bundle::v1::DutyPeriod period;
  period.set_principal(person.ToBytes());
  VN_ASSIGN_OR_RETURN(const std::uint64_t start,
                      ParseTime(text("start"), record::v1::CALENDAR_AMSTERDAM));
  VN_ASSIGN_OR_RETURN(const std::uint64_t end,
                      ParseTime(text("end"), record::v1::CALENDAR_AMSTERDAM));
  if (start >= end) return absl::InvalidArgumentError("start is before end");
  if (fields.size() != 3) return absl::InvalidArgumentError("person, start and end");
  period.set_start_time(start);
  period.set_end_time(end);
  return period;
}

}  // namespace

absl::StatusOr<std::vector<bundle::v1::DutyPeriod>> ParseDutyList(
    const std::string& text, const bundle::v1::Bundle& bundle) {
  VN_ASSIGN_OR_RETURN(const google::protobuf::Value list, ParseJson(text));
  if (!list.has_list_value()) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kUsage,
                            kNoList);
  }
  std::vector<bundle::v1::DutyPeriod> periods;
  for (const google::protobuf::Value& value : list.list_value().values()) {
    absl::StatusOr<bundle::v1::DutyPeriod> period = ParsePeriod(value, bundle);
    if (!period.ok()) {
      return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                              kBadDuty, {std::to_string(periods.size() + 1)});
    }
    periods.push_back(*std::move(period));
  }
  std::sort(periods.begin(), periods.end(), [](const auto& a, const auto& b) {
    return std::pair(a.start_time(), a.principal()) < std::pair(b.start_time(), b.principal());
  });
  return periods;
}

}  // namespace vangnet::cli
