#include "clients/cli/doctor_checks.h"

#include <algorithm>
#include <set>
#include <utility>

#include "clients/cli/time_words.h"
#include "clients/session/client_reason.h"
#include "clients/session/organisation.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"

namespace vangnet::cli {
namespace {

using session::Language;
using session::Words;

constexpr absl::Duration kCheckedDay = absl::Hours(24);
constexpr int kBundleWarningDays = 30;
constexpr int kCertificateWarningDays = 14;
constexpr absl::Duration kRotaLooked = absl::Hours(48);
// Longer than a call takes, shorter than what makes a deadline look wrong to a person.
constexpr absl::Duration kClockGood = absl::Seconds(10);
constexpr absl::Duration kClockWrong = absl::Seconds(60);
constexpr std::uint64_t kMebibyte = 1024 * 1024;
// Of the disk beside the store. A year of an association is a few hundred MiB.
constexpr std::uint64_t kDiskLow = 2048 * kMebibyte;
constexpr std::uint64_t kDiskWrong = 256 * kMebibyte;
// A nightly backup that is late, and one that is forgotten.
constexpr absl::Duration kBackupLate = absl::Hours(36);
constexpr absl::Duration kBackupWrong = absl::Hours(7 * 24);

constexpr Words kBundleGood{"nummer $0, dagen over: $1", "number $0, days left: $1"};
constexpr Words kBundleExpired{"nummer $0 is verlopen: er kan niets gemeld worden",
                               "number $0 has expired: nothing can be reported"};
constexpr Words kBundleRefused{"de server geeft een lijst die niet deugt",
                               "the server gives a bundle that is refused"};
constexpr Words kRenewBundle{
    "Maak de volgende lijst (`vangnet admin next`), laat haar tekenen en publiceer haar.",
    "Make the next bundle (`vangnet admin next`), have it signed, and publish it."};
constexpr Words kCheckedProgram{"versie $0; nodig is ten minste $1",
                                "version $0; at least $1 is needed"};
constexpr Words kProgramTooOld{"versie $0 is te oud voor de nieuwste lijst",
                               "version $0 is too old for the newest bundle"};
constexpr Words kSameProgram{"versie $0, zoals dit programma", "version $0, as this program"};
constexpr Words kOtherProgram{"versie $0; dit programma is $1", "version $0; this program is $1"};
constexpr Words kUpdateOlder{"Werk het oudste van de twee bij.", "Update the older of the two."};
constexpr Words kUpdate{"Werk dit programma bij, hier en bij iedereen.",
                        "Update this program, here and with everybody."};
constexpr Words kServes{"bereikbaar, de server dient", "reachable, the server serves"};
constexpr Words kDoesNotServe{"bereikbaar, maar de server dient niet",
                              "reachable, but the server does not serve"};
constexpr Words kNotReached{"niet bereikbaar", "cannot be reached"};
constexpr Words kSeeStatus{
    "Kijk op de machine van de server met `vangnetd status` en in het logboek; staat de schijf vol?",
    "On the server's machine, look with `vangnetd status` and in the log; is the disk full?"};
constexpr Words kInOrder{"nagekeken en in orde", "compared, in order"};
constexpr Words kNotInOrder{"nagekeken en niet in orde", "compared, not in order"};
constexpr Words kRunCheck{"Lees op de machine van de server het logboek en doe `vangnetd check`.",
                          "On the server's machine, read the log and run `vangnetd check`."};
constexpr Words kNotCompared{"nog niet nagekeken sinds de server startte",
                             "not compared yet since the server started"};
constexpr Words kWaitForCheck{"Kijk over een paar minuten opnieuw; het nakijken gebeurt vanzelf.",
                              "Look again in a few minutes; it happens by itself."};
constexpr Words kSeeFront{
    "Kijk of nginx draait, of het adres in de lijst klopt, en of het netwerk hier naar buiten mag.",
    "See whether nginx runs, whether the address in the bundle is right, and whether this network "
    "lets connections out."};
constexpr Words kCertificateGood{"klopt, dagen over: $0", "right, days left: $0"};
constexpr Words kCertificateExpired{"is verlopen", "has expired"};
constexpr Words kCertificateEarly{"geldt nog niet", "is not valid yet"};
constexpr Words kOtherName{"noemt dit adres niet", "does not name this address"};
constexpr Words kUntrusted{"komt niet van een erkende uitgever",
                           "does not come from a recognised issuer"};
constexpr Words kNotTheBundles{"is niet dat van de lijst van de demonstratie",
                               "is not that of the demonstration's bundle"};
constexpr Words kRenewCertificate{"Vernieuw het certificaat en laat nginx het opnieuw lezen.",
                                  "Renew the certificate and have nginx read it again."};
constexpr Words kOtherCertificate{
    "Geef nginx het certificaat dat bij dit adres hoort. Deed niemand dit met opzet, behandel het "
    "dan als een inbraak.",
    "Give nginx the certificate that belongs to this address. If nobody did this on purpose, "
    "treat it as a break-in."};
constexpr Words kClockSame{"gelijk met de server ($0 s verschil)",
                           "agrees with the server ($0 s apart)"};
constexpr Words kClockApart{"$0 s verschil met de server", "$0 s apart from the server"};
constexpr Words kSetClock{
    "Kijk welke van beide klokken fout is; laat die door NTP gelijkzetten (timedatectl).",
    "See which of the two clocks is wrong; have NTP set it (timedatectl)."};
constexpr Words kRotaGood{"de komende 48 uur is er altijd iemand van dienst",
                          "somebody is on duty all of the next 48 hours"};
constexpr Words kRotaGap{"niemand van dienst van $0 tot $1", "nobody on duty from $0 to $1"};
constexpr Words kRotaGaps{"$2 gaten; het eerste van $0 tot $1", "$2 gaps; the first from $0 to $1"};
constexpr Words kFillRota{
    "Vul het rooster: `vangnet admin duty`. Zolang er niemand van dienst is "
    "ziet bij spoed alleen de eerste persoon de controlekaart.",
    "Fill the duty list: `vangnet admin duty`. While nobody is on duty an "
    "urgent report shows its check card to its first person only."};
constexpr Words kCheckedDisk{"$0 MiB vrij van $1 MiB", "$0 MiB free of $1 MiB"};
constexpr Words kMakeRoom{
    "Maak ruimte of geef een grotere schijf; is ze vol, dan kan niemand iets melden.",
    "Make room or give a larger disk; when it is full nobody can report anything."};
constexpr Words kBackupAge{"$0 uur oud", "$0 hours old"};
constexpr Words kNoBackup{"er is geen reservekopie", "there is no backup"};
constexpr Words kMakeBackup{"Zie het draaiboek over reservekopieën; probeer ook het terugzetten.",
                            "See the runbook on backups; try the restore as well."};

CheckLine Ok(std::string found) { return {CheckState::kOk, std::move(found), ""}; }

std::string DaysBetween(absl::Time from, absl::Time to) {
  return std::to_string(std::max<std::int64_t>(0, (to - from) / kCheckedDay));
}

bool SaysUpdate(const absl::Status& renewed) {
  return contract::ReasonOf(renewed) == session::client_reason::kUpdateClient;
}

// On duty and still a member of the support team.
std::set<std::string> SupportTeamOf(const bundle::v1::Bundle& bundle) {
  std::set<std::string> members;
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    const auto& roles = staff.roles();
    if (std::find(roles.begin(), roles.end(), policy::v1::ROLE_SUPPORT_TEAM) != roles.end()) {
      members.insert(staff.principal());
    }
  }
  return members;
}

std::string HourOf(std::uint64_t seconds, Language language) {
  return TimeWords(seconds, record::v1::CALENDAR_AMSTERDAM, language);
}

}  // namespace

CheckLine CheckBundle(const bundle::v1::Bundle& bundle, const absl::Status& renewed, absl::Time now,
                      Language language) {
  const std::string number = std::to_string(bundle.version());
  const absl::Time end = absl::FromUnixSeconds(static_cast<std::int64_t>(bundle.expires_time()));
  if (!renewed.ok() && !absl::IsUnavailable(renewed) && !SaysUpdate(renewed)) {
    return {CheckState::kWrong, Say(language, kBundleRefused), session::Explain(renewed, language)};
  }
  if (now >= end) {
    return {CheckState::kWrong, Say(language, kBundleExpired, {number}),
            Say(language, kRenewBundle)};
  }
  const std::string found = Say(language, kBundleGood, {number, DaysBetween(now, end)});
  if (end - now > kBundleWarningDays * kCheckedDay) return Ok(found);
  return {CheckState::kLook, found, Say(language, kRenewBundle)};
}

CheckLine CheckProgram(const bundle::v1::Bundle& bundle, const absl::Status& renewed,
                       Language language) {
  if (SaysUpdate(renewed)) {
    return {CheckState::kWrong, Say(language, kProgramTooOld, {session::kClientVersion}),
            Say(language, kUpdate)};
  }
  return Ok(Say(language, kCheckedProgram, {session::kClientVersion, bundle.minimum_client()}));
}

CheckLine CheckServerProgram(const std::string& server, Language language) {
  if (server == session::kClientVersion) return Ok(Say(language, kSameProgram, {server}));
  // One from before it told its version says nothing.
  const std::string told = server.empty() ? "?" : server;
  return {CheckState::kLook, Say(language, kOtherProgram, {told, session::kClientVersion}),
          Say(language, kUpdateOlder)};
}

CheckLine CheckFront(const absl::Status& health, Language language) {
  if (health.ok()) return Ok(Say(language, kServes));
  const bool there = absl::IsFailedPrecondition(health);
  return {CheckState::kWrong, Say(language, there ? kDoesNotServe : kNotReached),
          Say(language, there ? kSeeStatus : kSeeFront)};
}

CheckLine CheckStoreContent(grpc::health::v1::HealthCheckResponse::ServingStatus content,
                            Language language) {
  using grpc::health::v1::HealthCheckResponse;
  if (content == HealthCheckResponse::SERVING) return Ok(Say(language, kInOrder));
  if (content == HealthCheckResponse::NOT_SERVING) {
    return {CheckState::kWrong, Say(language, kNotInOrder), Say(language, kRunCheck)};
  }
  return {CheckState::kLook, Say(language, kNotCompared), Say(language, kWaitForCheck)};
}

CheckLine CheckCertificate(const session::FrontCertificate& certificate, bool demonstration,
                           absl::Time now, Language language) {
  const auto wrong = [&](const Words& found, const Words& advice) {
    return CheckLine{CheckState::kWrong, Say(language, found), Say(language, advice)};
  };
  if (!certificate.trusted) {
    return wrong(demonstration ? kNotTheBundles : kUntrusted, kOtherCertificate);
  }
  if (!certificate.names_host) return wrong(kOtherName, kOtherCertificate);
  if (now >= certificate.not_after) return wrong(kCertificateExpired, kRenewCertificate);
  if (now < certificate.not_before) return wrong(kCertificateEarly, kSetClock);
  const std::string found =
      Say(language, kCertificateGood, {DaysBetween(now, certificate.not_after)});
  if (certificate.not_after - now > kCertificateWarningDays * kCheckedDay) return Ok(found);
  return {CheckState::kLook, found, Say(language, kRenewCertificate)};
}

CheckLine CheckClock(absl::Duration ahead, Language language) {
  const absl::Duration apart = absl::AbsDuration(ahead);
  const std::string seconds = std::to_string(absl::ToInt64Seconds(apart));
  if (apart <= kClockGood) return Ok(Say(language, kClockSame, {seconds}));
  return {apart > kClockWrong ? CheckState::kWrong : CheckState::kLook,
          Say(language, kClockApart, {seconds}), Say(language, kSetClock)};
}

std::vector<DutyGap> DutyGaps(const bundle::v1::Bundle& bundle,
                              const bundle::v1::Availability& availability, absl::Time now) {
  const std::set<std::string> members = SupportTeamOf(bundle);
  std::vector<DutyGap> periods;
  for (const bundle::v1::DutyPeriod& period : availability.duty()) {
    if (members.count(period.principal()) == 0) continue;
    periods.push_back({period.start_time(), period.end_time()});
  }
  std::sort(periods.begin(), periods.end(),
            [](const DutyGap& a, const DutyGap& b) { return a.start < b.start; });
  std::vector<DutyGap> gaps;
  std::uint64_t covered = contract::ToSeconds(now);
  const std::uint64_t end = contract::ToSeconds(now + kRotaLooked);
  for (const DutyGap& period : periods) {
    if (period.start > covered && covered < end) {
      gaps.push_back({covered, std::min(period.start, end)});
    }
    covered = std::max(covered, period.end);
  }
  if (covered < end) gaps.push_back({covered, end});
  return gaps;
}

CheckLine CheckRota(const std::vector<DutyGap>& gaps, absl::Time now, Language language) {
  if (gaps.empty()) return Ok(Say(language, kRotaGood));
  const DutyGap& first = gaps.front();
  return {first.start <= contract::ToSeconds(now) ? CheckState::kWrong : CheckState::kLook,
          Say(language, gaps.size() == 1 ? kRotaGap : kRotaGaps,
              {HourOf(first.start, language), HourOf(first.end, language),
               std::to_string(gaps.size())}),
          Say(language, kFillRota)};
}

CheckLine CheckDisk(std::uint64_t free, std::uint64_t total, Language language) {
  const std::string found =
      Say(language, kCheckedDisk,
          {std::to_string(free / kMebibyte), std::to_string(total / kMebibyte)});
  if (free >= kDiskLow) return Ok(found);
  return {free < kDiskWrong ? CheckState::kWrong : CheckState::kLook, found,
          Say(language, kMakeRoom)};
}

CheckLine CheckBackup(std::optional<absl::Time> newest, absl::Time now, Language language) {
  if (!newest.has_value()) {
    return {CheckState::kWrong, Say(language, kNoBackup), Say(language, kMakeBackup)};
  }
  const absl::Duration age = now - *newest;
  const std::string found = Say(
      language, kBackupAge, {std::to_string(std::max<std::int64_t>(0, absl::ToInt64Hours(age)))});
  if (age <= kBackupLate) return Ok(found);
  return {age > kBackupWrong ? CheckState::kWrong : CheckState::kLook, found,
          Say(language, kMakeBackup)};
}

}  // namespace vangnet::cli
