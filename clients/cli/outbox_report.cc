#include "clients/cli/outbox_report.h"

#include "clients/sealing/outbox.h"
#include "clients/session/client_reason.h"

namespace vangnet::cli {
namespace {

namespace client_reason = session::client_reason;
using session::Words;

constexpr Words kKeptNone{"Bestand $0 is geen bewaarde melding, of alleen het begin ervan.",
                          "File $0 is not a kept report, or only the beginning of one."};
constexpr Words kKeptDamaged{
    "Bestand $0 is een bewaarde melding, maar beschadigd: het is niet meer zoals het werd bewaard. "
    "Er is niets uit verstuurd. Neem een kopie als u die heeft; meld anders opnieuw, of bel.",
    "File $0 is a kept report, but damaged: it is not as it was kept. Nothing of it was sent. Take a "
    "copy if you have one; else report again, or call."};
constexpr Words kKeptOther{
    "Deze ontvangstcode is niet die van bestand $0. Het bestand zelf is heel.",
    "This receipt is not the one of file $0. The file itself is whole."};

absl::Status InWords(const absl::Status& status, const std::string& path) {
  if (absl::IsDataLoss(status)) {
    return session::Failure(status.code(), client_reason::kBadFile, kKeptDamaged, {path});
  }
  if (absl::IsUnauthenticated(status)) {
    return session::Failure(status.code(), client_reason::kMistyped, kKeptOther, {path});
  }
  return session::Failure(absl::StatusCode::kInvalidArgument, client_reason::kBadFile, kKeptNone,
                          {path});
}

}  // namespace

reportoutbox::v1::OutboxReport OutboxReportOf(const contract::OrganisationId& organisation,
                                              const ReportInput& input,
                                              record::v1::Urgency urgency) {
  reportoutbox::v1::OutboxReport report;
  report.set_organisation_id(organisation.ToBytes());
  for (const auto& [code, answer] : input.answers) *report.add_answers() = answer;
  for (const contract::PrincipalId& excluded : input.excluded) {
    report.add_excluded_principals(excluded.ToBytes());
  }
  report.set_urgency(urgency);
  report.set_language(input.language);
  report.set_calendar(input.calendar);
  if (input.lead.has_value()) report.set_lead(input.lead->ToBytes());
  report.set_strike_deputy(input.strike_deputy);
  report.set_strike_reserve(input.strike_reserve);
  report.set_strike_duty(input.strike_duty);
  return report;
}

ReportInput InputOf(const reportoutbox::v1::OutboxReport& report) {
  ReportInput input;
  for (const content::v1::Answer& answer : report.answers()) {
    input.answers.insert_or_assign(answer.question(), answer);
  }
  for (const std::string& bytes : report.excluded_principals()) {
    const auto excluded = contract::PrincipalId::Parse(bytes);
    if (excluded.ok()) input.excluded.insert(*excluded);
  }
  input.wanted_urgency = report.urgency();
  input.language = report.language();
  input.calendar = report.calendar();
  const auto lead = contract::PrincipalId::Parse(report.lead());
  if (lead.ok()) input.lead = *lead;
  input.strike_deputy = report.strike_deputy();
  input.strike_reserve = report.strike_reserve();
  input.strike_duty = report.strike_duty();
  return input;
}

absl::Status CheckOutboxFile(const session::OutboxFile& file) {
  const absl::Status status = sealing::CheckOutbox(file.bytes());
  return status.ok() ? status : InWords(status, file.path());
}

absl::StatusOr<reportoutbox::v1::OutboxReport> OpenOutboxFile(const session::OutboxFile& file,
                                                              const sealing::ReporterKeys& keys) {
  absl::StatusOr<reportoutbox::v1::OutboxReport> report = sealing::OpenOutbox(file.bytes(), keys);
  if (!report.ok()) return InWords(report.status(), file.path());
  return report;
}

}  // namespace vangnet::cli
