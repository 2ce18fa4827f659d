#include "clients/cli/help_words.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/context.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kUsage{"De opdracht klopt niet. Zie --help, met voorbeelden.",
                       "The command line is not right. See --help, with examples."};
constexpr Words kNoCommand{"Kies een opdracht: $0. Zie --help, met voorbeelden.",
                           "Choose a command: $0. See --help, with examples."};
constexpr Words kHelpUnknown{
    "Er staat een onbekende vlag of een woord te veel. Hier kan: $0. Wat u typte wordt niet "
    "herhaald: het kan geheim zijn.",
    "There is an unknown flag, or a word too many. Possible here: $0. What you typed is not "
    "repeated: it may be a secret."};
constexpr Words kNeedsValue{"Achter $0 hoort nog iets: $1.", "$0 needs a value: $1."};
constexpr Words kNeedsSomething{"Achter $0 hoort nog iets.", "$0 needs a value."};
constexpr Words kTakesNoValue{"Achter $0 hoort niets.", "$0 takes no value."};
constexpr Words kTwice{"$0 kan maar één keer.", "$0 can be given only once."};
constexpr Words kWrongValue{"Wat achter $0 staat kan daar niet. Goed is: $1.",
                            "What follows $0 cannot stand there. Right is: $1."};
constexpr Words kNotTogether{"$0 en $1 gaan niet samen.", "$0 and $1 do not go together."};
constexpr Words kGoesWith{"$0 kan alleen samen met $1.", "$0 goes only together with $1."};

constexpr Words kHelpFlag{"Deze hulp tonen", "Show this help"};
constexpr Words kHelpExamples{"Voorbeelden:", "Examples:"};
constexpr Words kForAll{
    "Bij elke opdracht kan ook: --home MAP, --lang nl|en, --json, --interactive.",
    "With every command also: --home DIR, --lang nl|en, --json, --interactive."};
constexpr Words kOptions{"Vlaggen", "Options"};
constexpr Words kHelpCommands{"Opdrachten", "Commands"};

struct Label {
  const char* of_cli11;
  Words words;
};
constexpr Label kLabels[] = {{"Usage", {"Gebruik", "Usage"}},
                             {"OPTIONS", {"VLAGGEN", "OPTIONS"}},
                             {"SUBCOMMAND", {"OPDRACHT", "COMMAND"}},
                             {"SUBCOMMANDS", {"OPDRACHTEN", "COMMANDS"}},
                             {"Positionals", {"Zonder streepjes", "Without dashes"}},
                             {"REQUIRED", {"(nodig)", "(required)"}},
                             {"Env", {"Omgeving", "Environment"}},
                             {"Needs", {"Alleen met", "Only with"}},
                             {"Excludes", {"Niet met", "Not with"}}};

// The command that the parser had come to.
const CLI::App& Deepest(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  return chosen.empty() ? app : Deepest(*chosen.back());
}

std::string Commands(const CLI::App& app) {
  std::vector<std::string> names;
  const auto is_shown = [](const CLI::App* command) { return !command->get_group().empty(); };
  for (const CLI::App* command : app.get_subcommands(is_shown)) {
    names.push_back(command->get_name());
  }
  return absl::StrJoin(names, ", ");
}

// What can be typed at `app`: its commands, its flags and those before it.
std::string Possible(const CLI::App& app) {
  std::vector<std::string> names;
  if (!app.get_subcommands(nullptr).empty()) names.push_back(Commands(app));
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent()) {
    for (const CLI::Option* option : at->get_options()) {
      if (option != at->get_help_ptr()) names.push_back(option->get_name());
    }
  }
  return absl::StrJoin(names, ", ");
}

// The option of that name, here or further up; null for a word that is none.
const CLI::Option* Find(const CLI::App& app, std::string_view name) {
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent()) {
    for (const CLI::Option* option : at->get_options()) {
      if (option->get_name() == name) return option;
    }
  }
  return nullptr;
}

// CLI11 says which option it means only in its sentence. A sentence also holds what was
// typed; so only a word that is an option's name is taken from it.
std::vector<const CLI::Option*> OptionsIn(const CLI::App& app, std::string_view sentence) {
  std::vector<const CLI::Option*> found;
  std::size_t from = 0;
  while (from < sentence.size() && found.size() < 2) {
    const std::size_t end = std::min(sentence.find_first_of(" :", from), sentence.size());
    const CLI::Option* option = Find(app, sentence.substr(from, end - from));
    if (option != nullptr) found.push_back(option);
    from = end + 1;
  }
  return found;
}

bool IsFlag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

absl::Status WrongValue(const CLI::Option& option) {
  if (IsFlag(option)) return UsageFailure(kTakesNoValue, {option.get_name()});
  const std::string right = option.get_type_name();
  if (right.empty()) return UsageFailure(kUsage);
  return UsageFailure(kWrongValue, {option.get_name(), right});
}

absl::Status WrongCount(const CLI::Option& option, std::string_view sentence) {
  if (IsFlag(option)) return UsageFailure(kTakesNoValue, {option.get_name()});
  if (sentence.find("At Most") != std::string_view::npos) {
    return UsageFailure(kTwice, {option.get_name()});
  }
  const std::string wanted = option.get_type_name();
  if (wanted.empty()) return UsageFailure(kNeedsSomething, {option.get_name()});
  return UsageFailure(kNeedsValue, {option.get_name(), wanted});
}

}  // namespace

session::Language LanguageOf(int argc, const char* const* argv) {
  session::Language language = session::LanguageOfEnvironment();
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    std::string_view typed = argv[i];
    if (typed == "--lang" && i + 1 < argc) {
      typed = argv[i + 1];
    } else if (typed.substr(0, 7) == "--lang=") {
      typed.remove_prefix(7);
    } else {
      continue;
    }
    if (typed == "nl") language = session::Language::kDutch;
    if (typed == "en") language = session::Language::kEnglish;
  }
  return language;
}

void SetHelpWords(CLI::App& app, session::Language language) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  for (const Label& label : kLabels) formatter->label(label.of_cli11, label.words.In(language));
  app.formatter(formatter);
  app.option_defaults()->group(kOptions.In(language));
  app.group(kHelpCommands.In(language));
  app.set_help_flag("-h,--help", HelpFlagWords(language));
}

std::string HelpFlagWords(session::Language language) { return kHelpFlag.In(language); }

std::string ExamplesOfHelp(const std::string& examples, session::Language language) {
  return absl::StrCat(kForAll.In(language), "\n\n", kHelpExamples.In(language), "\n", examples);
}

absl::Status UsageFailureOf(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& at = Deepest(app);
  // The kind is told by the exit code: the name of an error may be that of a command.
  const auto kind = static_cast<CLI::ExitCodes>(error.get_exit_code());
  const std::string sentence = error.what();
  if (kind == CLI::ExitCodes::ExtrasError) return UsageFailure(kHelpUnknown, {Possible(at)});
  const std::vector<const CLI::Option*> options = OptionsIn(at, sentence);
  const bool lacks_command = options.empty() && !at.get_subcommands(nullptr).empty();
  if (kind == CLI::ExitCodes::RequiredError && lacks_command) {
    return UsageFailure(kNoCommand, {Commands(at)});
  }
  if (options.empty()) return UsageFailure(kUsage);
  const CLI::Option& option = *options.front();
  switch (kind) {
    case CLI::ExitCodes::RequiredError:
      return Missing(option.get_name());
    case CLI::ExitCodes::ArgumentMismatch:
      return WrongCount(option, sentence);
    case CLI::ExitCodes::ConversionError:
    case CLI::ExitCodes::ValidationError:
      return WrongValue(option);
    case CLI::ExitCodes::ExcludesError:
    case CLI::ExitCodes::RequiresError:
      if (options.size() != 2) return UsageFailure(kUsage);
      return UsageFailure(kind == CLI::ExitCodes::ExcludesError ? kNotTogether : kGoesWith,
                          {option.get_name(), options[1]->get_name()});
    default:
      return UsageFailure(kUsage);
  }
}

}  // namespace vangnet::cli
