#include "clients/cli/command.h"

#include <cstdint>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/help_words.h"

namespace vangnet::cli {

const OptionTerms& OptionTerms::Required() const {
  option_->required();
  return *this;
}

const OptionTerms& OptionTerms::SeparatedBy(char delimiter) const {
  option_->delimiter(delimiter);
  return *this;
}

Command Command::Add(const std::string& name, const session::Words& description,
                     const session::Words& examples) const {
  CLI::App* added = app_->add_subcommand(name, context_->In(description));
  // Made before the group of the parent's options was known to it.
  added->set_help_flag("-h,--help", HelpFlagWords(context_->language));
  added->fallthrough();
  added->footer(ExamplesOfHelp(context_->In(examples), context_->language));
  return Command(*added, *context_);
}

void Command::Explain(const session::Words& words) const {
  app_->footer(absl::StrCat(context_->In(words), "\n\n", app_->get_footer()));
}

void Command::RequireSubcommand(std::size_t least, std::size_t most) const {
  app_->require_subcommand(static_cast<int>(least), static_cast<int>(most));
}

template <typename Variable>
OptionTerms Command::Option(const std::string& name, Variable& variable, const session::Words& kind,
                            const session::Words& description,
                            const std::vector<std::string>& arguments) const {
  return OptionTerms(*app_->add_option(name, variable, context_->In(description, arguments))
                          ->type_name(context_->In(kind)));
}

template OptionTerms Command::Option(const std::string&, std::string&, const session::Words&,
                                     const session::Words&, const std::vector<std::string>&) const;
template OptionTerms Command::Option(const std::string&, std::vector<std::string>&,
                                     const session::Words&, const session::Words&,
                                     const std::vector<std::string>&) const;
template OptionTerms Command::Option(const std::string&, int&, const session::Words&,
                                     const session::Words&, const std::vector<std::string>&) const;
template OptionTerms Command::Option(const std::string&, std::uint32_t&, const session::Words&,
                                     const session::Words&, const std::vector<std::string>&) const;

template <typename Integer>
OptionTerms Command::Number(const std::string& name, Integer& variable, Integer least, Integer most,
                            const session::Words& description) const {
  return OptionTerms(*app_->add_option(name, variable, context_->In(description))
                          ->type_name(absl::StrCat(least, "-", most))
                          ->check(CLI::Range(least, most).description("")));
}

template OptionTerms Command::Number(const std::string&, int&, int, int,
                                     const session::Words&) const;
template OptionTerms Command::Number(const std::string&, std::uint32_t&, std::uint32_t,
                                     std::uint32_t, const session::Words&) const;

OptionTerms Command::OneOf(const std::string& name, std::string& variable,
                           const std::vector<std::string>& words,
                           const session::Words& description) const {
  return OptionTerms(*app_->add_option(name, variable, context_->In(description))
                          ->type_name(absl::StrJoin(words, "|"))
                          ->check(CLI::IsMember(words).description("")));
}

OptionTerms Command::Flag(const std::string& name, bool& variable,
                          const session::Words& description) const {
  return OptionTerms(*app_->add_flag(name, variable, context_->In(description)));
}

OptionTerms Command::Positional(std::string& variable, const session::Words& kind,
                                const session::Words& description) const {
  return OptionTerms(
      *app_->add_option(context_->In(kind), variable, context_->In(description))->type_name(""));
}

void Command::Hide() const { app_->group(""); }

void Command::Runs(std::function<absl::Status()> run) const {
  app_->callback([app = app_, context = context_, run = std::move(run)] {
    if (app->get_subcommands().empty()) context->run = run;
  });
}

}  // namespace vangnet::cli
