#include "clients/session/words.h"

#include <cstdlib>
#include <map>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/optional.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"

namespace vangnet::session {
namespace {

namespace reason = contract::reason;

constexpr char kDutchPayload[] = "vangnet/words-nl";
constexpr char kEnglishPayload[] = "vangnet/words-en";

const std::map<std::string_view, Words>& Catalogue() {
  static const auto* catalogue = new std::map<std::string_view, Words>{
      {reason::kTaken,
       {"Deze zaak is al bevestigd, door iemand anders of eerder door uzelf. U hoeft niets te doen.",
        "This case has already been accepted, by somebody else or by yourself before. You need not "
        "do anything."}},
      {reason::kHandlerAway,
       {"De voorgestelde persoon neemt nu geen zaken aan. Kies opnieuw wie uw melding krijgt.",
        "The person who was proposed takes no cases now. Choose again who receives your report."}},
      {reason::kEpochStale,
       {"Wie mee mag lezen is net veranderd. Probeer het opnieuw; er is niets verstuurd.",
        "Who may read has just changed. Try again; nothing was sent."}},
      {reason::kBundleStale,
       {"De gegevens van de organisatie zijn vernieuwd. Probeer het opnieuw.",
        "The organisation's details were renewed. Try again."}},
      {reason::kCaseClosed,
       {"Deze zaak is gesloten; er kan niets meer bij. Bel het ondersteuningsteam als er iets is.",
        "This case is closed; nothing can be added. Call the support team if anything is wrong."}},
      {reason::kNotAcknowledged,
       {"Aanvaard de zaak eerst; daarna kunt u lezen en antwoorden.",
        "Accept the case first; then you can read and answer."}},
      {reason::kChainMoved,
       {"Er kwam net iets bij in deze zaak. Lees het eerst en probeer het dan opnieuw.",
        "Something was just added to this case. Read it first, then try again."}},
      {reason::kRecordExists,
       {"De server heeft hier al iets anders staan. Lees de zaak opnieuw voordat u verdergaat.",
        "The server already holds something else here. Read the case again before you go on."}},
      {reason::kCaseExists,
       {"Onder deze ontvangstcode staat al een melding. Kijk met `vangnet follow` wat er ligt.",
        "There is already a report under this receipt. Look at it with `vangnet follow`."}},
      {reason::kNotCanonical,
       {"De server kan dit niet lezen. Werk uw programma bij; blijft het zo, bel dan.",
        "The server cannot read this. Update your program; if it stays like this, call."}},
      {reason::kBadSignature,
       {"Een handtekening klopt niet. Er is niets veranderd. Werk uw programma bij of bel.",
        "A signature is not right. Nothing was changed. Update your program or call."}},
      {reason::kBadField,
       {"De server weigert wat er is ingevuld. Kijk de invoer na en probeer het opnieuw.",
        "The server refuses what was filled in. Check the input and try again."}},
      {reason::kTooLarge,
       {"Dit is te groot om in één keer te versturen. Maak het korter of verdeel het.",
        "This is too large to send at once. Make it shorter or split it."}},
      {reason::kOverloaded,
       {"De server heeft het nu te druk. Probeer het over een minuut opnieuw, of bel.",
        "The server is too busy now. Try again in a minute, or call."}},
      {reason::kLimitReached,
       {"Deze zaak is vol: er kan niets meer bij. Intrekken of sluiten kan altijd. Bel als u "
        "hulp nodig heeft.",
        "This case is full: nothing can be added. Withdrawing or closing is always possible. "
        "Call if you need help."}},
      {reason::kBundleExpired,
       {"De gegevens van de organisatie zijn verlopen. Versturen kan nu niet; lezen wel. Bel het "
        "ondersteuningsteam als u hulp nodig heeft.",
        "The organisation's details have expired. Nothing can be sent now; reading goes on. Call "
        "the support team if you need help."}},
      {reason::kBundleRefused,
       {"De gegevens van de organisatie zijn niet zoals ze horen te zijn en worden niet gebruikt. "
        "Bel het ondersteuningsteam en gebruik het nummer dat u al had.",
        "The organisation's details are not as they should be and are not used. Call the support "
        "team, on the number that you had before."}},
      {reason::kNoSession,
       {"U bent niet (meer) aangemeld. Probeer het opnieuw.",
        "You are not signed in (any more). Try again."}},
      {reason::kWrongRole,
       {"Dit hoort niet bij uw rol. Er is niets veranderd.",
        "This is not part of your role. Nothing was changed."}},
      {reason::kStopping,
       {"De server wordt net herstart. Probeer het over een minuut opnieuw.",
        "The server is just being restarted. Try again in a minute."}},
      {reason::kStoreUnavailable,
       {"De server kan nu niets bewaren. Er is niets verstuurd. Probeer het straks opnieuw of bel.",
        "The server cannot store anything now. Nothing was sent. Try again later or call."}},

      {client_reason::kUsage,
       {"De opdracht klopt niet. Kijk bij --help.", "The command is not right. See --help."}},
      {client_reason::kNotJoined,
       {"Dit programma kent nog geen organisatie. Gebruik eerst `vangnet join BESTAND "
        "--fingerprint ...` met het bestand en de code uit uw brief.",
        "This program knows no organisation yet. First use `vangnet join FILE --fingerprint ...` "
        "with the file and the code from your letter."}},
      {client_reason::kMistyped,
       {"Er zit een typefout in de code. Kijk hem na en typ hem opnieuw.",
        "There is a typing error in the code. Check it and type it again."}},
      {client_reason::kOtherOrganisation,
       {"Dit hoort bij een andere organisatie dan de uwe. Er is niets veranderd.",
        "This belongs to another organisation than yours. Nothing was changed."}},
      {client_reason::kWrongPassphrase,
       {"De wachtzin past niet bij dit sleutelbestand, of het bestand is beschadigd. Probeer het "
        "opnieuw.",
        "The passphrase does not fit this key file, or the file is damaged. Try again."}},
      {client_reason::kBadFile,
       {"Dit bestand kan niet worden gebruikt.", "This file cannot be used."}},
      {client_reason::kFileExists,
       {"Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam.",
        "This file exists already and is not overwritten. Choose another name."}},
      {client_reason::kBadAnswers,
       {"De antwoorden kloppen niet. Kijk met `vangnet report --show-form` welke vragen er zijn.",
        "The answers are not right. `vangnet report --show-form` shows the questions."}},
      {client_reason::kUnknownPerson,
       {"Deze persoon staat niet in de lijst van de organisatie. Kijk met `vangnet admin "
        "show-bundle`.",
        "This person is not in the organisation's list. See `vangnet admin show-bundle`."}},
      {client_reason::kExcludedPerson,
       {"Deze persoon mag er niet bij: de melder heeft hem of haar uitgesloten, of er is een belang "
        "bij de organisatie van de melder. Alleen de melder kan dat veranderen.",
        "This person may not come in: the reporter excluded them, or they have a conflict with the "
        "reporter's organisation. Only the reporter can change that."}},
      {client_reason::kUnknownReceipt,
       {"Bij deze ontvangstcode is geen zaak te vinden. Dat kan betekenen dat de melding nooit is "
        "aangekomen, dat ze al vernietigd is, of dat de code van een andere organisatie is. U "
        "kunt altijd opnieuw melden of bellen.",
        "No case can be found for this receipt. The report may never have arrived, may have been "
        "destroyed already, or the receipt may be another organisation's. You can always report "
        "again or call."}},
      {client_reason::kNobodyFits,
       {"Er is nu niemand die dit kan aannemen. Bel het ondersteuningsteam.",
        "There is nobody now who can take this. Call the support team."}},
      {client_reason::kDamaged,
       {"De server laat iets zien dat niet kan kloppen. Lezen kan; schrijven stopt tot u zelf zegt "
        "dat het moet (--despite-damage).",
        "The server shows something that cannot be right. Reading goes on; writing stops until you "
        "say that it must (--despite-damage)."}},
      {client_reason::kProofRefused,
       {"De server zegt dat de melding er is, maar het bewijs klopt niet. Vertrouw er niet op: bel "
        "het ondersteuningsteam.",
        "The server says that the report is there, but its proof is not right. Do not rely on it: "
        "call the support team."}},
      {client_reason::kReportRefused,
       {"De server neemt uw melding niet aan. Dat ligt niet aan u of aan wat u schreef. Bel het "
        "ondersteuningsteam, of bewaar uw melding en probeer het later nog eens.",
        "The server does not take your report. That is not your fault, nor what you wrote. Call "
        "the support team, or keep your report and try again later."}},
      {client_reason::kUpdateClient,
       {"Dit programma is te oud voor deze organisatie. Werk het bij. Tot die tijd: bel.",
        "This program is too old for this organisation. Update it. Until then: call."}},
      {client_reason::kUnreachable,
       {"De server is nu niet bereikbaar. Er is niets verloren en niets half verstuurd. Probeer "
        "het straks opnieuw, of bel.",
        "The server cannot be reached now. Nothing is lost and nothing is half sent. Try again "
        "later, or call."}},
      {client_reason::kNoWebPage,
       {"De lijst van de organisatie noemt geen pagina.",
        "The organisation's list names no page."}},
      {client_reason::kNotEnrolled,
       {"De server kent deze sleutel niet (meer). Vraag de beheerder of u in de lijst van de "
        "organisatie staat.",
        "The server does not know this key (any more). Ask the administrator whether you are in "
        "the organisation's list."}},
      {client_reason::kNo, {"Niet gedaan, zoals u koos.", "Not done, as you chose."}},
      {client_reason::kInterrupted, {"Gestopt.", "Stopped."}},
  };
  return *catalogue;
}

// For failures without a reason: by code alone.
const Words& ByCode(absl::StatusCode code) {
  static constexpr Words kNotFound{"Niet gevonden, of niet voor u.", "Not found, or not yours."};
  static constexpr Words kInput{"De invoer klopt niet. Kijk hem na en probeer het opnieuw.",
                                "The input is not right. Check it and try again."};
  static constexpr Words kLoss{
      "Iets is beschadigd en wordt niet gebruikt. Bel het ondersteuningsteam als u hulp nodig "
      "heeft.",
      "Something is damaged and is not used. Call the support team if you need help."};
  static constexpr Words kRefused{"De server weigert dit nu. Er is niets veranderd.",
                                  "The server refuses this now. Nothing was changed."};
  static constexpr Words kOther{
      "Er ging iets mis dat niet mis hoort te gaan. Probeer het opnieuw; blijft het zo, bel dan.",
      "Something went wrong that should not. Try again; if it stays like this, call."};
  switch (code) {
    case absl::StatusCode::kNotFound:
      return kNotFound;
    case absl::StatusCode::kInvalidArgument:
      return kInput;
    case absl::StatusCode::kDataLoss:
      return kLoss;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return Catalogue().at(client_reason::kUnreachable);
    case absl::StatusCode::kUnauthenticated:
      return Catalogue().at(reason::kNoSession);
    case absl::StatusCode::kPermissionDenied:
      return Catalogue().at(reason::kWrongRole);
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kResourceExhausted:
      return kRefused;
    default:
      return kOther;
  }
}

std::string Fill(std::string text, const std::vector<std::string>& arguments) {
  std::vector<std::pair<std::string, std::string>> replacements;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    replacements.emplace_back(absl::StrCat("$", i), arguments[i]);
  }
  return absl::StrReplaceAll(text, replacements);
}

}  // namespace

std::string Say(Language language, const Words& words, const std::vector<std::string>& arguments) {
  return Fill(words.In(language), arguments);
}

Language LanguageOfEnvironment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).substr(0, 2) == "en" ? Language::kEnglish : Language::kDutch;
  }
  return Language::kDutch;
}

absl::Status Failure(absl::StatusCode code, std::string_view reason, const Words& words,
                     const std::vector<std::string>& arguments) {
  const std::string english = Say(Language::kEnglish, words, arguments);
  absl::Status status = contract::ErrorWithReason(code, reason, english);
  status.SetPayload(kEnglishPayload, absl::Cord(english));
  status.SetPayload(kDutchPayload, absl::Cord(Say(Language::kDutch, words, arguments)));
  return status;
}

std::string Explain(const absl::Status& status, Language language) {
  const absl::optional<absl::Cord> own =
      status.GetPayload(language == Language::kDutch ? kDutchPayload : kEnglishPayload);
  if (own.has_value()) return std::string(*own);
  const auto& catalogue = Catalogue();
  const auto found = catalogue.find(contract::ReasonOf(status));
  return found == catalogue.end() ? ByCode(status.code()).In(language) : found->second.In(language);
}

bool HasWordsFor(std::string_view reason) { return Catalogue().contains(reason); }

}  // namespace vangnet::session
