// A command on the command line. Every text that --help shows of it is given here, in
// both languages or it does not compile; the parser's own words are in help_words.h. The
// parser's header takes six seconds to compile, so that only few files include it.
#ifndef VANGNET_CLIENTS_CLI_COMMAND_H_
#define VANGNET_CLIENTS_CLI_COMMAND_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/session/words.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace vangnet::cli {

// What stands in --help for the value of an option: what kind it is, or all that is right.
namespace value {
inline constexpr session::Words kFile{"BESTAND", "FILE"};
inline constexpr session::Words kFileOrStdin{"BESTAND|-", "FILE|-"};
inline constexpr session::Words kNewFile{"NIEUWBESTAND", "NEWFILE"};
inline constexpr session::Words kKeyFile{"SLEUTELBESTAND", "KEYFILE"};
inline constexpr session::Words kFolder{"MAP", "DIR"};
inline constexpr session::Words kPerson{"PERSOON", "PERSON"};
inline constexpr session::Words kCase{"ZAAK", "CASE"};
inline constexpr session::Words kSigned{"LIJST", "SIGNED"};
inline constexpr session::Words kDraft{"CONCEPT", "DRAFT"};
inline constexpr session::Words kTextproto{"TEXTPROTO", "TEXTPROTO"};
inline constexpr session::Words kPemFile{"PEMBESTAND", "PEMFILE"};
inline constexpr session::Words kHexOrFile{"HEX|@BESTAND", "HEX|@FILE"};
inline constexpr session::Words kAddress{"HOST:POORT", "HOST:PORT"};
inline constexpr session::Words kWebAddress{"ADRES", "URL"};
inline constexpr session::Words kDate{"JJJJ-MM-DD", "YYYY-MM-DD"};
inline constexpr session::Words kCode{"CODE", "CODE"};
inline constexpr session::Words kName{"NAAM", "NAME"};
inline constexpr session::Words kNumber{"N", "N"};
}  // namespace value

// What was said of one option, to say more of it.
class OptionTerms {
 public:
  explicit OptionTerms(CLI::Option& option) : option_(&option) {}
  // Without it the command is not understood.
  const OptionTerms& Required() const;
  // Several values may stand in one word.
  const OptionTerms& SeparatedBy(char delimiter) const;

 private:
  CLI::Option* option_;
};

// A copy is the same command. The context must outlive it.
class Command {
 public:
  // Of the whole program.
  Command(CLI::App& app, Context& context) : app_(&app), context_(&context) {}

  // A subcommand. `examples` are lines that can be typed, and end its --help.
  Command Add(const std::string& name, const session::Words& description,
              const session::Words& examples) const;
  Command Add(const std::string& name, const session::Words& description,
              const std::string& examples) const {
    return Add(name, description, session::Words(examples.c_str(), examples.c_str()));
  }
  // What --help tells before the examples.
  void Explain(const session::Words& words) const;
  void RequireSubcommand(std::size_t least, std::size_t most) const;

  // `description` may have $0, $1 ... for `arguments`. For texts and lists of texts; what
  // else is wanted is instantiated in command.cc.
  template <typename Variable>
  OptionTerms Option(const std::string& name, Variable& variable, const session::Words& kind,
                     const session::Words& description,
                     const std::vector<std::string>& arguments = {}) const;
  // A whole number, with its bounds for the value in --help.
  template <typename Integer>
  OptionTerms Number(const std::string& name, Integer& variable, Integer least, Integer most,
                     const session::Words& description) const;
  // One of a few words.
  OptionTerms OneOf(const std::string& name, std::string& variable,
                    const std::vector<std::string>& words, const session::Words& description) const;
  OptionTerms Flag(const std::string& name, bool& variable,
                   const session::Words& description) const;
  // Without dashes; `kind` is its name.
  OptionTerms Positional(std::string& variable, const session::Words& kind,
                         const session::Words& description) const;

  // For whoever packages, not for --help.
  void Hide() const;

  // What is done when this command was chosen, and none of its subcommands.
  void Runs(std::function<absl::Status()> run) const;

  const CLI::App& parser() const { return *app_; }
  Context& context() const { return *context_; }

 private:
  CLI::App* app_;
  Context* context_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_COMMAND_H_
