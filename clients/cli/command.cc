#include "clients/cli/command.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/help_words.h"

namespace vangnet::cli {

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

CLI::Option* Command::OneOf(const std::string& name, std::string& variable,
                            const std::vector<std::string>& words,
                            const session::Words& description) const {
  return app_->add_option(name, variable, context_->In(description))
      ->type_name(absl::StrJoin(words, "|"))
      ->check(CLI::IsMember(words).description(""));
}

void Command::Runs(std::function<absl::Status()> run) const {
  app_->callback([app = app_, context = context_, run = std::move(run)] {
    if (app->get_subcommands().empty()) context->run = run;
  });
}

}  // namespace vangnet::cli
