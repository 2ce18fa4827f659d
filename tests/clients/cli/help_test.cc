// --help and the parser's errors, in both languages, for every command there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "absl/strings/str_split.h"
#include "clients/cli/app.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/help_words.h"
#include "tests/clients/cli/scripted_context.h"

namespace vangnet::cli {
namespace {

using session::Language;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The app in one language, with what it needs to live.
struct SpokenApp {
  explicit SpokenApp(Language language) : context("") {
    context->language = language;
    app = MakeApp(*context, flags);
  }
  ScriptedContext context;
  AppFlags flags;
  std::unique_ptr<CLI::App> app;
};

using Look = std::function<void(const CLI::App& dutch, const CLI::App& english)>;

// Every command with its twin in the other language.
void Walk(const CLI::App& dutch, const CLI::App& english, const Look& look) {
  SCOPED_TRACE(dutch.get_name());
  look(dutch, english);
  const auto all = [](const CLI::App*) { return true; };
  const std::vector<const CLI::App*> nl = dutch.get_subcommands(all);
  const std::vector<const CLI::App*> en = english.get_subcommands(all);
  ASSERT_EQ(nl.size(), en.size());
  for (std::size_t i = 0; i < nl.size(); ++i) Walk(*nl[i], *en[i], look);
}

class HelpTest : public ::testing::Test {
 protected:
  void ForEveryCommand(const Look& look) { Walk(*dutch_.app, *english_.app, look); }

  SpokenApp dutch_{Language::kDutch};
  SpokenApp english_{Language::kEnglish};
};

TEST_F(HelpTest, EveryCommandAndOptionIsDescribedInBothLanguages) {
  int commands = 0;
  ForEveryCommand([&](const CLI::App& dutch, const CLI::App& english) {
    ++commands;
    EXPECT_THAT(dutch.get_description(), Not(IsEmpty()));
    EXPECT_THAT(english.get_description(), Not(IsEmpty()));
    EXPECT_NE(dutch.get_description(), english.get_description());
    const std::vector<const CLI::Option*> nl = dutch.get_options();
    const std::vector<const CLI::Option*> en = english.get_options();
    ASSERT_EQ(nl.size(), en.size());
    for (std::size_t i = 0; i < nl.size(); ++i) {
      EXPECT_THAT(nl[i]->get_description(), Not(IsEmpty())) << nl[i]->get_name();
      EXPECT_THAT(en[i]->get_description(), Not(IsEmpty())) << en[i]->get_name();
      EXPECT_NE(nl[i]->get_description(), en[i]->get_description()) << nl[i]->get_name();
    }
  });
  EXPECT_GT(commands, 35);
}

TEST_F(HelpTest, EveryHelpEndsWithAnExampleOfItsCommand) {
  ForEveryCommand([](const CLI::App& dutch, const CLI::App& english) {
    for (const auto& [app, heading] :
         {std::pair{&dutch, "\nVoorbeelden:\n"}, std::pair{&english, "\nExamples:\n"}}) {
      const std::string help = app->help();
      const std::size_t examples = help.rfind(heading);
      ASSERT_NE(examples, std::string::npos) << help;
      EXPECT_THAT(help.substr(examples), HasSubstr("vangnet "));
      EXPECT_THAT(help.substr(examples), HasSubstr(app->get_name()));
    }
  });
}

// Lines of a help, without the examples: those are typed alike in both languages.
std::set<std::string> LinesOf(const std::string& help, const std::string& end) {
  const std::vector<std::string> lines = absl::StrSplit(help.substr(0, help.rfind(end)), '\n');
  return {lines.begin(), lines.end()};
}

TEST_F(HelpTest, NoLineOfTheDutchHelpIsEnglish) {
  // Of the sample of answers in JSON, whose codes are the same.
  const std::set<std::string> same = {
      "",
      R"(  {"answers": {"danger": "no", "topic": "integrity", "role": "alderman",)",
      R"(               "contact": ["portal-only"], "consent": "with-health",)",
      R"(               "next-deadline": "2026-11-25T14:00", "impact-safety": 7,)",
      R"(               "own-words": "..."},)",
      R"(   "organisation": "Gemeente Voorbeeld", "parties": ["..."], "must_not_see": "...",)",
      R"(   "urgency": 2, "language": "dutch", "calendar": "amsterdam"})"};
  ForEveryCommand([&](const CLI::App& dutch, const CLI::App& english) {
    const std::set<std::string> english_lines = LinesOf(english.help(), "\nExamples:\n");
    for (const std::string& line : LinesOf(dutch.help(), "\nVoorbeelden:\n")) {
      if (line.find_first_not_of(' ') == line.find("--") && line.find("  ", 4) == line.npos) {
        continue;  // A long option's name; what it means is on the next line.
      }
      EXPECT_TRUE(same.contains(line) || !english_lines.contains(line)) << line;
    }
  });
}

TEST_F(HelpTest, NoWordOfTheParserItselfIsLeftInTheDutchHelp) {
  ForEveryCommand([](const CLI::App& dutch, const CLI::App&) {
    const std::set<std::string> words = absl::StrSplit(dutch.help(), absl::ByAnyChar(" \n:[]()"));
    for (const char* word :
         {"Usage", "Options", "OPTIONS", "Subcommand", "SUBCOMMAND", "REQUIRED", "Positionals",
          "Print", "Display", "TEXT", "INT", "FLOAT", "Needs", "Excludes", "Examples"}) {
      EXPECT_FALSE(words.contains(word)) << word;
    }
  });
}

TEST(LanguageOfTest, TheFlagCountsWhereverItStandsAndElseTheEnvironment) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  const auto language_of = [](std::vector<const char*> typed) {
    typed.insert(typed.begin(), "vangnet");
    return LanguageOf(static_cast<int>(typed.size()), typed.data());
  };
  EXPECT_EQ(language_of({"report"}), Language::kDutch);
  EXPECT_EQ(language_of({"--lang", "en", "report"}), Language::kEnglish);
  EXPECT_EQ(language_of({"report", "--help", "--lang=en"}), Language::kEnglish);
  EXPECT_EQ(language_of({"report", "--", "--lang=en"}), Language::kDutch);
  EXPECT_EQ(language_of({"report", "--lang"}), Language::kDutch);
  EXPECT_EQ(language_of({"report", "--lang", "fr"}), Language::kDutch);
  setenv("LANG", "en_GB.UTF-8", 1);
  EXPECT_EQ(language_of({"report"}), Language::kEnglish);
  EXPECT_EQ(language_of({"report", "--lang", "nl"}), Language::kDutch);
  unsetenv("LANG");
}

class ParserErrorTest : public ::testing::Test {
 protected:
  // How the real app refuses what was typed.
  static absl::Status Refuse(const std::vector<std::string>& typed) {
    SpokenApp spoken(Language::kDutch);
    return RefuseBy(*spoken.app, typed);
  }
  static absl::Status RefuseBy(CLI::App& app, std::vector<std::string> typed) {
    std::reverse(typed.begin(), typed.end());
    try {
      app.parse(typed);
    } catch (const CLI::ParseError& error) {
      return UsageFailureOf(app, error);
    }
    return absl::OkStatus();
  }
  // Both languages, each in words of its own, and nothing of what was typed.
  static void ExpectSaid(const absl::Status& refused, const std::string& dutch,
                         const std::string& english) {
    EXPECT_EQ(ExitCodeOf(refused), ExitCode::kUsage);
    EXPECT_THAT(session::Explain(refused, Language::kDutch),
                AllOf(HasSubstr(dutch), Not(HasSubstr("canary"))));
    EXPECT_THAT(session::Explain(refused, Language::kEnglish),
                AllOf(HasSubstr(english), Not(HasSubstr("canary"))));
    EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("canary")));
  }
};

TEST_F(ParserErrorTest, EveryKindHasItsOwnWords) {
  ExpectSaid(Refuse({}), "Kies een opdracht: join, report", "Choose a command: join, report");
  ExpectSaid(Refuse({"admin"}), "Kies een opdracht: make-signer", "Choose a command: make-signer");
  ExpectSaid(Refuse({"report", "--canary"}), "onbekende vlag", "unknown flag");
  ExpectSaid(Refuse({"report", "--canary=canary"}), "--receipt-file", "--receipt-file");
  ExpectSaid(Refuse({"follow", "status", "canary"}), "een woord te veel", "a word too many");
  ExpectSaid(Refuse({"report", "--from"}), "Achter --from hoort nog iets: BESTAND|-.",
             "--from needs a value");
  ExpectSaid(Refuse({"report", "--attempts", "canary"}),
             "Wat achter --attempts staat kan daar niet. Goed is: 0-1000000.",
             "What follows --attempts cannot stand there. Right is: 0-1000000.");
  ExpectSaid(Refuse({"report", "--attempts", "-7"}), "Goed is: 0-1000000.", "Right is");
  ExpectSaid(Refuse({"--lang", "canary", "report"}), "--lang staat kan daar niet. Goed is: nl|en.",
             "Right is: nl|en.");
  ExpectSaid(Refuse({"report", "--dry-run=canary"}), "Achter --dry-run hoort niets.",
             "--dry-run takes no value.");
  ExpectSaid(Refuse({"report", "--from", "canary", "--from", "canary"}),
             "--from kan maar één keer.", "--from can be given only once.");
  ExpectSaid(Refuse({"admin", "make-signer"}), "geef --signer", "give --signer");
  ExpectSaid(Refuse({"join", "--fingerprint", "canary"}), "geef BESTAND", "give BESTAND");
}

TEST_F(ParserErrorTest, WhatTheAppDoesNotUseYetHasWordsToo) {
  CLI::App app("", "x");
  bool one = false;
  bool two = false;
  bool three = false;
  CLI::Option* first = app.add_flag("--one", one);
  app.add_flag("--two", two)->excludes(first);
  app.add_flag("--three", three)->needs(first);
  ExpectSaid(RefuseBy(app, {"--one", "--two"}), "gaan niet samen", "do not go together");
  ExpectSaid(RefuseBy(app, {"--three"}), "--three kan alleen samen met --one",
             "--three goes only together with --one");
}

// A word of the sentence that is no option of ours may have been typed: it is left out.
TEST_F(ParserErrorTest, AKindWithoutItsOptionIsOneGeneralSentence) {
  const CLI::App app("", "x");
  for (const char* sentence : {"canary: wrong", "canary is required", ""}) {
    ExpectSaid(UsageFailureOf(app, CLI::ValidationError(sentence, CLI::ExitCodes::ValidationError)),
               "De opdracht klopt niet.", "The command line is not right.");
  }
}

}  // namespace
}  // namespace vangnet::cli
