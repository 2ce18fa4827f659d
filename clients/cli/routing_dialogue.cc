#include "clients/cli/routing_dialogue.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/guided_step.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/report_routing.h"
#include "clients/cli/table.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using contract::PrincipalId;
using session::Words;

constexpr Words kRoutingHeading{"Wie uw melding kan openen", "Who can open your report"};
constexpr Words kNumber{"Nr", "No"};
constexpr Words kRoutingName{"Naam", "Name"};
constexpr Words kRoutingRole{"Rol", "Role"};
constexpr Words kWhy{"Waarom", "Why"};
constexpr Words kCoordinators{
    "Coördinatoren zien alleen dat er een zaak is, hoe dringend ze is en bij wie ze ligt; nooit de "
    "inhoud, uw naam of uw organisatie: $0.",
    "Coordinators see only that there is a case, how urgent it is and with whom; never the content, "
    "your name or your organisation: $0."};
constexpr Words kTurns{
    "Nr 1 wordt het eerst gevraagd. Een vervanger of reserve kan pas openen als het zijn of haar "
    "beurt is.",
    "No 1 is asked first. A deputy or reserve can open it only when it is their turn."};
constexpr Words kRoutingNoSuchName{
    "Die naam ken ik niet. Typ het nummer, of de naam zoals die in de lijst staat; met l ziet u meer "
    "namen.",
    "That name is not known. Type the number, or the name as it stands in the list; l shows more "
    "names."};
constexpr Words kNoCoordinator{
    "Er is geen coördinator meer die meekijkt. Bevestigt niemand op tijd, dan is de telefoon de "
    "laatste stap:",
    "There is no coordinator left who watches. If nobody accepts in time, the telephone is the last "
    "step:"};
constexpr Words kRoutingChoices{
    "Enter: zo is het goed.\n"
    "o: opnieuw voorstellen.\n"
    "x NR of NAAM: deze persoon mag dit zeker niet zien, ook geen coördinator.\n"
    "s NR: deze vervanger, reserve of dienstdoende is niet nodig.\n"
    "k NAAM: deze vertrouwenspersoon wil ik als eerste.\n"
    "l: wie er nog meer zijn. /stop: stoppen.",
    "Enter: this is good.\n"
    "p: propose again.\n"
    "x NO or NAME: this person must not see this, a coordinator neither.\n"
    "s NO: this deputy, reserve or duty officer is not needed.\n"
    "c NAME: I choose this trusted person as lead.\n"
    "l: who else there is. /stop: stop."};
constexpr Words kRoutingPrompt{">", ">"};
constexpr Words kNotUnderstood{"Dat begreep ik niet.", "That was not understood."};
constexpr Words kLeadStays{
    "De eerste kan niet worden geschrapt; kies een ander met k of sluit uit met x.",
    "The lead cannot be struck; choose another with c or exclude with x."};
constexpr Words kStruckDeputy{
    "Zonder vervanger gaat uw melding, als de eerste niet kan, meteen naar de reserve.",
    "Without a deputy your report goes straight to the reserve when the lead cannot."};
constexpr Words kStruckReserve{
    "Zonder reserve uit het ondersteuningsteam is er een trede minder als de anderen niet kunnen.",
    "Without a reserve from the support team there is one step less when the others cannot."};
constexpr Words kStruckDuty{
    "Zonder dienstdoenden ziet niemand die dienst heeft uw melding. Er wordt nog niemand gewekt. Kan "
    "het niet wachten: bel.",
    "Without duty officers nobody on duty sees your report. Nobody is woken yet. If it cannot wait: "
    "call."};
constexpr Words kRoutingExcluded{"$0 ziet hier niets van. Hier is een nieuw voorstel.",
                                 "$0 will see nothing of this. Here is a new proposal."};

// The first letter of a choice in either language, as the Dutch one.
char VerbOf(std::string_view typed) {
  const char verb = absl::ascii_tolower(static_cast<unsigned char>(typed.front()));
  if (verb == 'p') return 'o';
  return verb == 'c' ? 'k' : verb;
}

struct Proposal {
  contract::RoutingRequest request;
  contract::Routing routing;
  std::vector<record::v1::Person> persons;  // As numbered.
};

PrincipalId PrincipalOf(const record::v1::Person& person) {
  return PrincipalId::Parse(person.principal()).value_or(PrincipalId());
}

void ShowRouting(Context& context, const bundle::v1::Bundle& bundle,
                 const bundle::v1::Availability& availability, const ReportInput& input,
                 const Proposal& proposal) {
  context.terminal.Heading(context.In(kRoutingHeading));
  Table table(
      {context.In(kNumber), context.In(kRoutingName), context.In(kRoutingRole), context.In(kWhy)});
  int number = 0;
  for (const record::v1::Person& person : proposal.persons) {
    table.AddRow({absl::StrCat(++number),
                  NameOfPerson(bundle, PrincipalOf(person), context.language),
                  WordOf(person.role(), context.language),
                  WhyWords(WhyProposed(bundle, availability, input, proposal.request, person),
                           context.language)});
  }
  context.terminal.Lines(table.ToText());
  context.Say(kTurns);
  std::string names;
  for (const PrincipalId& coordinator : proposal.routing.coordinators) {
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    NameOfPerson(bundle, coordinator, context.language));
  }
  if (!names.empty()) {
    context.Say(kCoordinators, {names});
  } else {
    context.Say(kNoCoordinator);
    context.terminal.Lines(
        NumberLines(NumbersOf(bundle, session::TerritoryOf(input.answers)), context.language));
  }
}

// By number of the table or by name.
absl::StatusOr<PrincipalId> PersonNamed(const bundle::v1::Bundle& bundle, const Proposal& proposal,
                                        const std::string& named) {
  std::size_t number = 0;
  if (absl::SimpleAtoi(named, &number) && number >= 1 && number <= proposal.persons.size()) {
    return PrincipalOf(proposal.persons[number - 1]);
  }
  return FindPerson(bundle, named);
}

void Strike(Context& context, const Proposal& proposal, const PrincipalId& person,
            ReportInput& input) {
  if (person == proposal.routing.lead) return context.Say(kLeadStays);
  if (person == proposal.routing.deputy) {
    input.strike_deputy = true;
    return context.Say(kStruckDeputy);
  }
  if (person == proposal.routing.reserve) {
    input.strike_reserve = true;
    return context.Say(kStruckReserve);
  }
  input.strike_duty = true;
  context.Say(kStruckDuty);
}

void ShowOthers(Context& context, const bundle::v1::Bundle& bundle,
                const bundle::v1::Availability& availability, const Proposal& proposal) {
  const contract::CandidateList list =
      contract::LeadCandidates(bundle, availability, proposal.request);
  for (const contract::Candidate& candidate : list.candidates) {
    context.terminal.Lines(absl::StrCat("  ",
                                        NameOfPerson(bundle, candidate.principal, context.language),
                                        " (", WordOf(candidate.load, context.language), ")"));
  }
}

// True: draw again with what `input` says now. A routing that is kept after a strike is
// changed in place, so that nobody else moves.
absl::StatusOr<bool> Change(Context& context, const bundle::v1::Bundle& bundle, char verb,
                            const std::string& named, ReportInput& input, Proposal& proposal) {
  VN_ASSIGN_OR_RETURN(const PrincipalId person, PersonNamed(bundle, proposal, named));
  if (verb == 'x') {
    input.excluded.insert(person);
    if (input.lead == person) input.lead.reset();
    context.Say(kRoutingExcluded, {NameOfPerson(bundle, person, context.language)});
    return true;
  }
  if (verb == 'k') {
    input.lead = person;
    return true;
  }
  Strike(context, proposal, person, input);
  if (input.strike_deputy) proposal.routing.deputy.reset();
  if (input.strike_reserve) proposal.routing.reserve.reset();
  if (input.strike_duty) proposal.routing.duty.clear();
  proposal.persons = InOrderOfRungs(proposal.routing);
  return false;
}

absl::StatusOr<Proposal> Propose(const bundle::v1::Bundle& bundle,
                                 const bundle::v1::Availability& availability,
                                 const ReportInput& input, const session::Triage& triage,
                                 absl::Time now, const contract::RandomNumber& random) {
  Proposal proposal;
  proposal.request = RoutingRequestOf(input, triage, now);
  VN_ASSIGN_OR_RETURN(proposal.routing,
                      DrawFor(bundle, availability, input, proposal.request, random));
  proposal.persons = InOrderOfRungs(proposal.routing);
  return proposal;
}

}  // namespace

absl::StatusOr<contract::Routing> AgreeOnRouting(Context& context, const bundle::v1::Bundle& bundle,
                                                 const bundle::v1::Availability& availability,
                                                 ReportInput& input, const session::Triage& triage,
                                                 const contract::RandomNumber& random) {
  while (true) {
    absl::StatusOr<Proposal> proposal =
        Propose(bundle, availability, input, triage, context.clock(), random);
    if (!proposal.ok() && input.lead.has_value()) {
      // The one whom the reporter chose cannot be lead: say so, and propose again.
      context.terminal.Say(session::Explain(proposal.status(), context.language));
      input.lead.reset();
      continue;
    }
    VN_RETURN_IF_ERROR(proposal.status());
    for (bool again = false; !again;) {
      ShowRouting(context, bundle, availability, input, *proposal);
      context.terminal.Lines(context.In(kRoutingChoices));
      const std::string typed = AskLine(context, kRoutingPrompt);
      if (typed.empty()) return proposal->routing;
      if (StepOf(typed) == Step::kStop) return Stopped();
      const char verb = VerbOf(typed);
      const std::string named(absl::StripAsciiWhitespace(typed.substr(1)));
      if (verb == 'o' && named.empty()) {
        again = true;
      } else if (verb == 'l' && named.empty()) {
        ShowOthers(context, bundle, availability, *proposal);
      } else if ((verb == 'x' || verb == 's' || verb == 'k') && !named.empty()) {
        const absl::StatusOr<bool> changed = Change(context, bundle, verb, named, input, *proposal);
        if (!changed.ok()) {
          context.Say(kRoutingNoSuchName);
        } else {
          again = *changed;
        }
      } else {
        context.Say(kNotUnderstood);
      }
    }
  }
}

}  // namespace vangnet::cli
