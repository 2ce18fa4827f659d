#include <string>
#include <vector>

#include "clients/cli/bundle_draft.h"
#include "clients/cli/commands.h"
#include "clients/cli/duty_list.h"
#include "clients/cli/people.h"
#include "clients/cli/secret_input.h"
#include "clients/cli/staff_session.h"
#include "clients/cli/time_words.h"
#include "clients/session/file.h"
#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::cli {
namespace {

using session::Words;

using DirectoryStub = directory::v1::DirectoryService::Stub;
constexpr std::size_t kDutyFileLimit = 1024 * 1024;

constexpr Words kPublished{"Lijst nummer $0 is gepubliceerd.", "List number $0 was published."};
constexpr Words kPublishAway{"Afwezig: er komen geen nieuwe zaken.", "Away: no new cases come."};
constexpr Words kBack{"Weer aanwezig: nieuwe zaken kunnen komen.", "Back: new cases may come."};
constexpr Words kEither{"Geef --away of --back.", "Give --away or --back."};
constexpr Words kUntil{
    "--until is een dag of tijd in de toekomst, zoals 2026-12-31, en hoort bij --away.",
    "--until is a day or time to come, such as 2026-12-31, and belongs to --away."};
constexpr Words kDuty{"Dienstlijst met $0 diensten gepubliceerd.",
                      "Duty list with $0 periods published."};

struct PublishFlags {
  std::string file;
  std::string person;
  bool away = false;
  bool back = false;
  std::string until;
  IdentityFlags identity;
};

absl::Status Publish(Context& context, const PublishFlags& flags) {
  VN_ASSIGN_OR_RETURN(const contract::ParsedBundle parsed, ReadSignedBundle(flags.file));
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags.identity));
  directory::v1::PublishBundleRequest request;
  request.set_signed_bundle(parsed.signed_bundle);
  VN_ASSIGN_OR_RETURN(const directory::v1::PublishBundleResponse response,
                      staff.session->Call(&DirectoryStub::PublishBundle, request));
  (void)staff.connection->Renew();  // So that this client knows it as well.
  if (context.json) {
    context.Print(Json::Object()
                      .Set("version", parsed.bundle.version())
                      .Set("bundle_hash", session::ToHex(response.bundle_hash())));
  } else {
    context.Say(kPublished, {std::to_string(parsed.bundle.version())});
  }
  return absl::OkStatus();
}

absl::Status SetAbsence(Context& context, const PublishFlags& flags) {
  if (flags.away == flags.back) return UsageFailure(kEither);
  directory::v1::SetAvailabilityRequest request;
  request.set_taking_cases(flags.back);
  if (!flags.until.empty()) {
    const absl::StatusOr<std::uint64_t> until =
        ParseTime(flags.until, record::v1::CALENDAR_AMSTERDAM);
    if (!until.ok() || !flags.away || *until <= contract::ToSeconds(context.clock())) {
      return UsageFailure(kUntil);
    }
    request.set_until_time(*until);
  }
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags.identity));
  if (!flags.person.empty()) {
    VN_ASSIGN_OR_RETURN(const contract::PrincipalId person,
                        FindPerson(staff.connection->organisation().bundle(), flags.person));
    request.set_principal(person.ToBytes());
  }
  VN_RETURN_IF_ERROR(staff.session->Call(&DirectoryStub::SetAvailability, request).status());
  if (context.json) {
    context.Print(Json::Object().Set("taking_cases", flags.back));
  } else {
    context.Say(flags.back ? kBack : kPublishAway);
  }
  return absl::OkStatus();
}

absl::Status PublishDuty(Context& context, const PublishFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::string text, ReadInput(flags.file, kDutyFileLimit));
  VN_RETURN_IF_ERROR(ParseJson(text).status());  // Before anybody types a passphrase.
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags.identity));
  VN_ASSIGN_OR_RETURN(const std::vector<bundle::v1::DutyPeriod> periods,
                      ParseDutyList(text, staff.connection->organisation().bundle()));
  directory::v1::PublishDutyListRequest request;
  *request.mutable_periods() = {periods.begin(), periods.end()};
  VN_RETURN_IF_ERROR(staff.session->Call(&DirectoryStub::PublishDutyList, request).status());
  if (context.json) {
    context.Print(Json::Object().Set("periods", periods.size()));
  } else {
    context.Say(kDuty, {std::to_string(periods.size())});
  }
  return absl::OkStatus();
}

}  // namespace

void AddPublish(const Command& admin) {
  const Command command =
      admin.Add("publish", Words("Een getekende lijst publiceren", "Publish a signed bundle"),
                "  vangnet admin publish b2.signed --identity admin.key");
  auto flags = std::make_shared<PublishFlags>();
  command
      .Positional(flags->file, value::kSigned,
                  Words("Getekend door genoeg ondertekenaars", "Signed by enough signers"))
      .Required();
  flags->identity.AddTo(command);
  command.Runs([&context = admin.context(), flags] { return Publish(context, *flags); });
}

void AddAbsence(const Command& admin) {
  const Command command =
      admin.Add("absence",
                Words("Zeggen dat iemand geen zaken aanneemt, of weer wel",
                      "Say that somebody takes no cases, or takes them again"),
                "  vangnet admin absence --away --until 2026-12-31 --identity anna.key\n"
                "  vangnet admin absence \"Anna de Wit\" --back --identity admin.key");
  auto flags = std::make_shared<PublishFlags>();
  command.Positional(flags->person, value::kPerson,
                     Words("Kenmerk of naam; anders uzelf", "Principal or name; else yourself"));
  command.Flag("--away", flags->away, Words("Neemt geen nieuwe zaken aan", "Takes no new cases"));
  command.Flag("--back", flags->back, Words("Neemt weer zaken aan", "Takes cases again"));
  command.Option("--until", flags->until, value::kDate,
                 Words("Tot wanneer de afwezigheid duurt", "Until when the absence lasts"));
  flags->identity.AddTo(command);
  command.Runs([&context = admin.context(), flags] { return SetAbsence(context, *flags); });
}

void AddDuty(const Command& admin) {
  const Command command = admin.Add("duty",
                                    Words("De dienstlijst van het ondersteuningsteam publiceren",
                                          "Publish the duty list of the support team"),
                                    "  echo '[{\"person\":\"Gerda Smit\","
                                    "\"start\":\"2026-11-23T18:00Z\","
                                    "\"end\":\"2026-11-24T18:00Z\"}]' > duty.json\n"
                                    "  vangnet admin duty duty.json --identity admin.key");
  auto flags = std::make_shared<PublishFlags>();
  command
      .Positional(flags->file, value::kFileOrStdin,
                  Words("JSON; - voor standaardinvoer", "JSON; - for stdin"))
      .Required();
  flags->identity.AddTo(command);
  command.Runs([&context = admin.context(), flags] { return PublishDuty(context, *flags); });
}

}  // namespace vangnet::cli
