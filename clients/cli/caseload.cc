#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/caseload_remove.h"
#include "clients/cli/caseload_rows.h"
#include "clients/cli/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/staff_session.h"
#include "clients/cli/table.h"
#include "clients/cli/time_words.h"
#include "proto/contract/status_macros.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"

namespace vangnet::cli {
namespace {

using session::Words;
constexpr std::size_t kBarWidth = 24;

constexpr Words kCaseloadEmpty{"Er zijn geen open zaken waarin u als coördinator bent genoemd.",
                               "There are no open cases that name you as coordinator."};
constexpr Words kTotals{"Open zaken: $0. Over tijd: $1.", "Open cases: $0. Overdue: $1."};
constexpr Words kCaseloadName{"Zaak", "Case"};
constexpr Words kCaseloadUrgency{"Dringend", "Urgency"};
constexpr Words kCaseloadState{"Stand", "State"};
constexpr Words kHolder{"Bij", "With"};
constexpr Words kCaseloadBy{"Bevestig voor", "Accept by"};
constexpr Words kLast{"Laatste dag", "Last day"};
constexpr Words kCaseloadNobody{"niemand", "nobody"};
constexpr Words kOverdue{"TE LAAT", "OVERDUE"};
constexpr Words kLoad{"Werklast per persoon (gewogen: acuut telt 4, hoog 2, normaal 1, laag 0,5)",
                      "Load by person (weighted: urgent counts 4, high 2, normal 1, low 0.5)"};
constexpr Words kPerson{"Naam", "Name"};
constexpr Words kOpen{"Open", "Open"};
constexpr Words kWeight{"Gewogen", "Weighted"};
constexpr Words kCategories{"Open zaken naar onderwerp", "Open cases by topic"};
constexpr Words kCategory{"Onderwerp", "Topic"};
constexpr Words kSuppressed{
    "Onderwerpen met minder dan vijf zaken staan hier niet, en soms een tweede erbij: zo is "
    "niemand te herkennen.",
    "Topics with fewer than five cases are left out, and sometimes a second one with them: so that "
    "nobody can be recognised."};

std::string Weighted(std::uint32_t quarters, session::Language language) {
  static constexpr const char* kParts[] = {"", "25", "5", "75"};
  const char* const part = kParts[quarters % 4];
  const char* const mark = language == session::Language::kDutch ? "," : ".";
  return absl::StrCat(quarters / 4, *part == '\0' ? "" : mark, part);
}

std::string HolderName(Context& context, const bundle::v1::Bundle& bundle,
                       const std::string& principal) {
  const auto holder = contract::PrincipalId::Parse(principal);
  return holder.ok() ? NameOfPerson(bundle, *holder, context.language)
                     : context.In(kCaseloadNobody);
}

void ShowRows(Context& context, const bundle::v1::Bundle& bundle, const Caseload& caseload) {
  Table table({context.In(kCaseloadName), context.In(kCaseloadUrgency), context.In(kCaseloadState),
               context.In(kHolder), context.In(kCaseloadBy), context.In(kLast)});
  for (const caseload::v1::CaseloadRow& row : caseload.rows) {
    const std::uint64_t by = row.acknowledge_by_time();
    std::string due =
        by == 0 ? "" : TimeWords(by, record::v1::CALENDAR_AMSTERDAM, context.language);
    if (row.overdue()) absl::StrAppend(&due, " ", context.In(kOverdue));
    table.AddRow({session::ToHex(row.case_id()).substr(0, 12),
                  WordOf(row.urgency(), context.language), WordOf(row.state(), context.language),
                  HolderName(context, bundle, row.holder()), due,
                  DayWords(row.last_activity_day(), context.language)});
  }
  context.terminal.Lines(table.ToText());
}

// The bars stand beside the numbers and never instead of them.
void ShowLoad(Context& context, const bundle::v1::Bundle& bundle,
              const caseload::v1::CaseloadTotals& totals) {
  std::uint32_t greatest = 0;
  for (const caseload::v1::HolderLoad& load : totals.holders()) {
    greatest = std::max(greatest, load.weighted_quarters());
  }
  const bool people = context.terminal.traits().to_people;
  Table table({context.In(kPerson), context.In(kOpen), context.In(kWeight), ""});
  for (const caseload::v1::HolderLoad& load : totals.holders()) {
    table.AddRow({HolderName(context, bundle, load.principal()), absl::StrCat(load.open_cases()),
                  Weighted(load.weighted_quarters(), context.language),
                  people ? Bar(load.weighted_quarters(), greatest, kBarWidth,
                               !context.terminal.traits().styled)
                         : ""});
  }
  context.terminal.Heading(context.In(kLoad));
  context.terminal.Lines(table.ToText());
}

void ShowCategories(Context& context, const caseload::v1::CaseloadTotals& totals) {
  Table table({context.In(kCategory), context.In(kOpen)});
  for (const caseload::v1::CategoryTotal& total : totals.categories()) {
    table.AddRow({WordOf(total.category(), context.language), absl::StrCat(total.open_cases())});
  }
  context.terminal.Heading(context.In(kCategories));
  if (!table.empty()) context.terminal.Lines(table.ToText());
  context.Say(kSuppressed);
}

Json RowJson(Context& context, const bundle::v1::Bundle& bundle,
             const caseload::v1::CaseloadRow& row) {
  const auto holder = contract::PrincipalId::Parse(row.holder());
  Json persons = Json::Array();
  for (const std::string& bytes : row.persons()) {
    const auto person = contract::PrincipalId::Parse(bytes);
    if (person.ok()) persons.Add(PersonJson(bundle, *person, context.language));
  }
  return Json::Object()
      .Set("case_id", session::ToHex(row.case_id()))
      .Set("urgency", static_cast<int>(row.urgency()))
      .Set("state", CodeOf(row.state()))
      .Set("holder", holder.ok() ? PersonJson(bundle, *holder, context.language) : Json())
      .Set("acknowledge_by", row.acknowledge_by_time())
      .Set("filed_day", row.filed_day())
      .Set("last_activity_day", row.last_activity_day())
      .Set("overdue", row.overdue())
      .Set("persons", persons);
}

Json TotalsJson(Context& context, const bundle::v1::Bundle& bundle,
                const caseload::v1::CaseloadTotals& totals) {
  Json holders = Json::Array();
  for (const caseload::v1::HolderLoad& load : totals.holders()) {
    holders.Add(Json::Object()
                    .Set("principal", session::ToHex(load.principal()))
                    .Set("name", HolderName(context, bundle, load.principal()))
                    .Set("open_cases", load.open_cases())
                    .Set("weighted_quarters", load.weighted_quarters()));
  }
  Json categories = Json::Array();
  for (const caseload::v1::CategoryTotal& total : totals.categories()) {
    categories.Add(Json::Object()
                       .Set("category", CodeOf(total.category()))
                       .Set("open_cases", total.open_cases()));
  }
  return Json::Object()
      .Set("open_cases", totals.open_cases())
      .Set("overdue_cases", totals.overdue_cases())
      .Set("holders", holders)
      .Set("categories", categories);
}

absl::Status ShowCaseload(Context& context, const IdentityFlags& flags) {
  VN_ASSIGN_OR_RETURN(StaffSession staff, BeginStaffSession(context, flags));
  VN_ASSIGN_OR_RETURN(const Caseload caseload, FetchCaseload(*staff.session));
  const bundle::v1::Bundle& bundle = staff.connection->organisation().bundle();
  if (context.json) {
    Json rows = Json::Array();
    for (const caseload::v1::CaseloadRow& row : caseload.rows) {
      rows.Add(RowJson(context, bundle, row));
    }
    context.Print(Json::Object()
                      .Set("rows", rows)
                      .Set("totals", TotalsJson(context, bundle, caseload.totals)));
    return absl::OkStatus();
  }
  context.Say(kTotals, {absl::StrCat(caseload.totals.open_cases()),
                        absl::StrCat(caseload.totals.overdue_cases())});
  if (caseload.rows.empty()) {
    context.Say(kCaseloadEmpty);
    return absl::OkStatus();
  }
  ShowRows(context, bundle, caseload);
  ShowLoad(context, bundle, caseload.totals);
  ShowCategories(context, caseload.totals);
  return absl::OkStatus();
}

}  // namespace

void AddCaseload(const Command& app) {
  const Command command = app.Add("caseload",
                                  session::Words("Open zaken en drukte, voor coördinatoren",
                                                 "Open cases and load, for coordinators"),
                                  "  vangnet caseload --identity karin.key\n"
                                  "  vangnet caseload --identity karin.key --json");
  auto flags = std::make_shared<IdentityFlags>();
  flags->AddTo(command);
  command.Runs([&context = app.context(), flags] { return ShowCaseload(context, *flags); });
  AddCaseloadRemove(command, flags);
}

}  // namespace vangnet::cli
