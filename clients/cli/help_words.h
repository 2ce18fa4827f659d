// The words of the parser itself in both languages: the frame of --help, and what is
// wrong with a command line.
#ifndef VANGNET_CLIENTS_CLI_HELP_WORDS_H_
#define VANGNET_CLIENTS_CLI_HELP_WORDS_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "clients/session/words.h"

namespace vangnet::cli {

// The language of --lang, wherever it stands, else of the environment: --help and the
// parser's errors are wanted in it before anything is parsed.
session::Language LanguageOf(int argc, const char* const* argv);

// The headings of --help. Call it before anything is added to `app`.
void SetHelpWords(CLI::App& app, session::Language language);
std::string HelpFlagWords(session::Language language);
// The end of every --help.
std::string ExamplesOfHelp(const std::string& examples, session::Language language);

// INVALID_ARGUMENT/USAGE in both languages, for what CLI11 found wrong while it parsed for
// `app`. Names options and what would be right, from what `app` knows; never what was
// typed, which may be a secret in the wrong place.
absl::Status UsageFailureOf(const CLI::App& app, const CLI::ParseError& error);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_HELP_WORDS_H_
