#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/page_check.h"
#include "clients/cli/progress.h"
#include "clients/cli/safe_text.h"
#include "clients/session/client_reason.h"
#include "clients/session/page_fetch.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kFetching{"De pagina ophalen en nakijken", "Fetching and checking the page"};
constexpr Words kNoPage{
    "In de lijst van de organisatie (nummer $0) staat geen pagina. Er is niets om tegen na te "
    "kijken; vraag de beheerder of er een pagina hoort te zijn.",
    "The organisation's list (number $0) names no page. There is nothing to check against; ask the "
    "administrator whether there should be a page."};
constexpr Words kGood{
    "$0: alle $1 bestanden zijn die welke de ondertekenaars van lijst $2 hebben getekend. Dit is wat "
    "dit adres aan u geeft; aan een ander kan een server iets anders geven.",
    "$0: all $1 files are those that the signers of list $2 signed. This is what this address gives "
    "to you; to others a server can give something else."};
constexpr Words kBad{
    "$0 is niet de pagina die bij lijst $1 hoort. Typ daar niets in. Meld het aan de beheerder en "
    "aan een ondertekenaar, niet via deze pagina. Verschillen: $2.",
    "$0 is not the page that belongs to list $1. Type nothing into it. Tell the administrator and a "
    "signer, not through this page. Differences: $2."};

struct VerifyFlags {
  std::string address;
};

void ReportVerdict(Context& context, const std::string& address, std::uint32_t version,
                   const PageVerdict& verdict) {
  if (context.json) {
    Json differences = Json::Array();
    for (const PageDifference& difference : verdict.differences) {
      differences.Add(Json::Object()
                          .Set("difference", CodeOf(difference.fault))
                          .Set("path", SafeLine(difference.path))
                          .Set("header", SafeLine(difference.header)));
    }
    context.Print(Json::Object()
                      .Set("address", address)
                      .Set("version", version)
                      .Set("files", verdict.files)
                      .Set("differences", differences));
    return;
  }
  for (const PageDifference& difference : verdict.differences) {
    context.terminal.Lines(
        absl::StrCat("  - ", context.In(WordsOf(difference.fault),
                                        {SafeLine(difference.path), SafeLine(difference.header)})));
  }
  if (verdict.differences.empty()) {
    context.Say(kGood, {address, std::to_string(verdict.files), std::to_string(version)});
  } else {
    context.Say(kBad,
                {address, std::to_string(version), std::to_string(verdict.differences.size())});
  }
}

absl::StatusOr<std::string> AddressOf(const VerifyFlags& flags, const bundle::v1::Bundle& bundle) {
  if (!flags.address.empty()) return session::PageAddress(flags.address);
  return session::PageAddress(absl::StrCat("https://", bundle.public_endpoint().host(), ":",
                                           bundle.public_endpoint().port()));
}

absl::Status VerifyWeb(Context& context, const VerifyFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::unique_ptr<session::Connection> connection,
                      context.Connect(session::Door::kPublic));
  const session::Organisation& organisation = connection->organisation();
  const bundle::v1::Bundle& bundle = organisation.bundle();
  if (organisation.ExpiredAt(context.clock())) {
    return session::RefusalOf(sealing::BundleOutcome::kExpired);
  }
  VN_ASSIGN_OR_RETURN(const std::string address, AddressOf(flags, bundle));
  const absl::StatusOr<contract::Hash> hash = contract::Hash::Parse(bundle.web_manifest_hash());
  if (!hash.ok()) {
    return session::Failure(absl::StatusCode::kNotFound, session::client_reason::kNoWebPage,
                            kNoPage, {std::to_string(bundle.version())});
  }
  absl::StatusOr<PageVerdict> verdict;
  {
    const Progress progress(context, kFetching);
    verdict = CheckPage(session::FetchPageFrom(address, bundle.ca_certificate()), *hash);
  }
  VN_RETURN_IF_ERROR(verdict.status());
  ReportVerdict(context, address, bundle.version(), *verdict);
  if (!verdict->differences.empty()) context.ending = ExitCode::kDamaged;
  return absl::OkStatus();
}

}  // namespace

void AddVerifyWeb(const Command& admin) {
  const Command command = admin.Add("verify-web",
                                    Words("Nakijken of een adres de getekende pagina geeft",
                                          "Check whether an address serves the signed page"),
                                    "  vangnet admin verify-web\n"
                                    "  vangnet admin verify-web https://meld.example.nl --json");
  command.Explain(
      {"Haalt het manifest en elk bestand van de pagina op, gewoon en ingepakt, en\n"
       "vergelijkt ze met de nieuwste lijst die deze map kent; ook de regels waaraan\n"
       "een browser zich houdt. Iedereen mag dit doen die de organisatie met `vangnet\n"
       "join` heeft vastgelegd. Het zegt wat dit adres nu aan u geeft: een server kan\n"
       "een ander een andere pagina geven. Doe het dus vaker, en vanaf plaatsen die\n"
       "niemand kent.",
       "Fetches the manifest and every file of the page, plain and packed, and\n"
       "compares them with the newest list that this folder knows; also the headers\n"
       "that a browser keeps to. Anybody may do this who pinned the organisation with\n"
       "`vangnet join`. It tells what this address gives to you now: a server can give\n"
       "somebody else another page. So do it often, and from places that nobody knows."});
  auto flags = std::make_shared<VerifyFlags>();
  command.Positional(
      flags->address, value::kWebAddress,
      Words("https://NAAM of https://NAAM:POORT; anders het adres voor melders in de lijst",
            "https://NAME or https://NAME:PORT; else the list's address for reporters"));
  command.Runs([&context = admin.context(), flags] { return VerifyWeb(context, *flags); });
}

}  // namespace vangnet::cli
