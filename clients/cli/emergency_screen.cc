#include <string>

#include "clients/cli/bundle_words.h"
#include "clients/cli/form_dialogue.h"
#include "clients/cli/names.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kDanger{"Bent u nu in gevaar? Bel eerst.", "Are you in danger now? Call first."};
constexpr Words kIslands{"Bonaire, Sint Eustatius en Saba:", "Bonaire, Sint Eustatius and Saba:"};
constexpr Words kEmergencyWhat{
    "Hier vraagt u een vertrouwenspersoon om met u mee te denken (sparren). Het is geen formele "
    "melding, geen aangifte en geen klacht; zo'n stap zet u alleen zelf, later, als u dat wilt. "
    "Alleen de mensen die u straks ziet staan kunnen lezen wat u schrijft: niet uw gemeente, niet "
    "het bestuur of bureau van de vereniging, niet de beheerder van de server.",
    "Here you ask a trusted person to think along with you (sounding out). It is no formal report, "
    "no police report and no complaint; only you take such a step, later, if you want to. Only the "
    "people whom you will see listed can read what you write: not your municipality, not the board "
    "or office of the association, not the administrator of the server."};
constexpr Words kFive{
    "Vijf antwoorden zijn genoeg (met een *). Al het andere mag u overslaan en later aanvullen. "
    "Noem geen namen van anderen als het niet nodig is.",
    "Five answers are enough (those with a *). You may skip everything else and complete it later. "
    "Name no other people unless you need to."};

std::string Lines(Context& context, const bundle::v1::Bundle& bundle,
                  bundle::v1::Territory territory) {
  return NumberLines(NumbersOf(bundle, territory), context.language);
}

}  // namespace

void ShowEmergencyScreen(Context& context, const bundle::v1::Bundle& bundle) {
  context.terminal.Heading(context.In(kDanger));
  context.terminal.Lines(Lines(context, bundle, bundle::v1::TERRITORY_NETHERLANDS));
  const std::string bonaire = Lines(context, bundle, bundle::v1::TERRITORY_BONAIRE);
  const std::string statia = Lines(context, bundle, bundle::v1::TERRITORY_SINT_EUSTATIUS);
  const std::string saba = Lines(context, bundle, bundle::v1::TERRITORY_SABA);
  if (bonaire == statia && statia == saba) {
    context.terminal.Lines(context.In(kIslands));
    context.terminal.Lines(bonaire);
    return;
  }
  for (const auto territory : {bundle::v1::TERRITORY_BONAIRE, bundle::v1::TERRITORY_SINT_EUSTATIUS,
                               bundle::v1::TERRITORY_SABA}) {
    context.terminal.Lines(WordOf(territory, context.language) + ":");
    context.terminal.Lines(Lines(context, bundle, territory));
  }
}

void ShowWhatThisIs(Context& context) {
  context.Say(kEmergencyWhat);
  context.Say(kFive);
}

}  // namespace vangnet::cli
