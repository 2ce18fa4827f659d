// The guided `vangnet report` and `vangnet follow`, from the first screen to the last, on
// a real terminal and through nginx: what a reporter sees and types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "clients/sealing/fingerprint.h"
#include "clients/sealing/receipt.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/scripted_terminal.h"

namespace vangnet::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kInterrupted = 130;
constexpr std::size_t kReceiptLetters = 34;  // Seven groups of four and six dashes.

class GuidedTest : public Scenario, public ::testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    const Organisation& organisation = system().organisation();
    WriteFile(folder_ / "first.bundle", organisation.newest());
    const Finished joined = RunCommand({ProgramPath("vangnet"), "--home", folder_ / "home", "join",
                                        folder_ / "first.bundle", "--fingerprint",
                                        sealing::OrganisationFingerprint(organisation.id())});
    ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
  }

  // The language comes from the environment, as it does for people.
  void Start(const std::string& command) {
    terminal_ = std::make_unique<ScriptedTerminal>(
        std::vector<std::string>{ProgramPath("vangnet"), "--home", folder_ / "home", command},
        std::map<std::string, std::string>{{"LC_ALL", IsDutch() ? "nl_NL.UTF-8" : "en_GB.UTF-8"},
                                           {"TERM", "xterm"}});
  }
  static bool IsDutch() { return std::string(GetParam()) == "nl"; }
  static std::string In(const std::string& dutch, const std::string& english) {
    return IsDutch() ? dutch : english;
  }
  [[nodiscard]] bool Shows(const std::string& dutch, const std::string& english) {
    return terminal_->Expect(In(dutch, english));
  }
  // A question of the form with this heading, answered with `typed`.
  [[nodiscard]] bool Answer(const std::string& dutch, const std::string& english,
                            const std::string& typed) {
    if (!Shows(dutch, english) || !Shows("/stop: stoppen. >", "/stop: stop. >")) return false;
    terminal_->Type(typed);
    return true;
  }
  // Passes over every question before the one with this heading, and comes to its prompt.
  [[nodiscard]] bool PassUntil(const std::string& dutch, const std::string& english) {
    const std::string prompt = In("/stop: stoppen. >", "/stop: stop. >");
    while (true) {
      const int next = terminal_->ExpectOneOf({In(dutch, english), prompt});
      if (next == 0) return terminal_->Expect(prompt);
      if (next < 0) return false;
      terminal_->Type("");
    }
  }

  void PassTheFirstScreens();
  void AnswerTheForms();
  void ChooseWhoReads();
  // Leaves the receipt in receipt_.
  void ConfirmTheReceipt();
  void FileAReport();
  void ComeBackWithTheReceipt();

  // What all who could be drawn hold in their inboxes.
  static std::size_t AllInboxes() {
    std::size_t cases = 0;
    for (const char* handle :
         {"anna", "bo", "chantal", "daan", "esra", "frits", "gerda", "hakim", "ilse", "joris"}) {
      cases += StaffMember(system(), handle).Inbox().value().size();
    }
    return cases;
  }

  TemporaryFolder folder_;
  std::unique_ptr<ScriptedTerminal> terminal_;
  std::string receipt_;
  std::string report_screens_;
};

void GuidedTest::PassTheFirstScreens() {
  Start("report");
  ASSERT_TRUE(Shows("Bent u nu in gevaar? Bel eerst.", "Are you in danger now? Call first."));
  ASSERT_TRUE(terminal_->Expect("112"));
  ASSERT_TRUE(terminal_->Expect("911"));
  ASSERT_TRUE(Shows("DEMONSTRATIE", "DEMONSTRATION"));
  ASSERT_TRUE(Shows("Het is geen formele melding", "It is no formal report"));
  ASSERT_TRUE(Shows("Vijf antwoorden zijn genoeg", "Five answers are enough"));
  ASSERT_TRUE(Shows("anders Enter. >", "otherwise Enter. >"));
  terminal_->Type("");
}

void GuidedTest::AnswerTheForms() {
  ASSERT_TRUE(Answer("Bent u nu in direct gevaar? *", "Are you in immediate danger now? *", "7"));
  ASSERT_TRUE(
      Shows("Dat past hier niet. Typ één nummer. >", "That does not fit here. Type one number. >"));
  terminal_->Type("2");
  ASSERT_TRUE(Answer("Waar gaat het over? *", "What is it about? *", "2"));
  ASSERT_TRUE(Answer("Wie bent u? *", "Who are you? *", "1"));
  ASSERT_TRUE(Answer("Hoe mag uw vertrouwenspersoon u bereiken? *",
                     "How may your trusted person reach you? *", "1 4"));
  ASSERT_TRUE(Answer("Mogen wij vastleggen en gebruiken wat u hier schrijft",
                     "May we record and use what you write here", "2"));
  ASSERT_TRUE(Shows("U kunt nu versturen", "You can send now"));
  // The consents that may be given or not, each apart.
  ASSERT_TRUE(
      Answer("een ambtgenoot of deskundige erbij vragen", "bring in a peer or an expert", "1"));
  ASSERT_TRUE(Answer("meetellen in de jaarcijfers", "count in the yearly figures", "2"));
  ASSERT_TRUE(PassUntil("Wat is uw positie?", "What is your position?"));
  terminal_->Type("1");
  ASSERT_TRUE(Answer("Wat is de eerstvolgende datum die voor u telt?",
                     "What is the next date that matters to you?", "morgen, denk ik"));
  ASSERT_TRUE(PassUntil("Wilt u er zelf iets over vertellen?",
                        "Do you want to tell something about it in your own words?"));
  terminal_->Type("het verhaal");
  terminal_->Type("over twee regels");
  terminal_->Type(".");
}

void GuidedTest::ChooseWhoReads() {
  ASSERT_TRUE(Shows("Hoe dringend:", "How urgent:"));
  ASSERT_TRUE(Shows("Enter: zo is het goed. >", "Enter: this is good. >"));
  terminal_->Type("");
  const std::string choices = In("/stop: stoppen. >", "/stop: stop. >");
  ASSERT_TRUE(Shows("Wie uw melding kan openen", "Who can open your report"));
  ASSERT_TRUE(terminal_->Expect(choices));
  terminal_->Type("x anna");
  ASSERT_TRUE(Shows("anna ziet hier niets van.", "anna will see nothing of this."));
  ASSERT_TRUE(terminal_->Expect(choices));
  EXPECT_THAT(terminal_->Between(), Not(HasSubstr(" anna ")));
  terminal_->Type("x lex");
  ASSERT_TRUE(Shows("lex ziet hier niets van.", "lex will see nothing of this."));
  ASSERT_TRUE(terminal_->Expect(choices));
  EXPECT_THAT(terminal_->Between(), Not(HasSubstr("lex")));
  terminal_->Type("o");
  ASSERT_TRUE(Shows("Wie uw melding kan openen", "Who can open your report"));
  ASSERT_TRUE(terminal_->Expect(choices));
  EXPECT_THAT(terminal_->Between(), Not(HasSubstr(" anna ")));
  terminal_->Type("k niemand");
  ASSERT_TRUE(Shows("Die naam ken ik niet.", "That name is not known."));
  ASSERT_TRUE(terminal_->Expect(choices));
  terminal_->Type("k bo");
  ASSERT_TRUE(Shows("uw keuze", "your choice"));
  ASSERT_TRUE(terminal_->Expect(choices));
  terminal_->Type("");
  ASSERT_TRUE(Shows("Kijk het nog één keer na", "Look it over once more"));
  ASSERT_TRUE(terminal_->Expect("bo, "));
  ASSERT_TRUE(terminal_->Expect("het verhaal"));
  ASSERT_TRUE(terminal_->Expect("anna"));
  ASSERT_TRUE(Shows("er is nog niets verstuurd. >", "nothing was sent yet. >"));
}

void GuidedTest::ConfirmTheReceipt() {
  terminal_->Type("");
  ASSERT_TRUE(Shows("Uw ontvangstcode ", "Your receipt "));
  ASSERT_TRUE(Shows("Schrijf deze code op papier", "Write this code down on paper"));
  receipt_ = terminal_->Between().substr(0, kReceiptLetters);
  ASSERT_THAT(sealing::ParseReceipt(receipt_), IsOk());
  ASSERT_TRUE(Shows("Typ ter controle groep ", "To check, type group "));
  ASSERT_TRUE(Shows("(vier tekens):", "(four symbols):"));
}

void GuidedTest::FileAReport() {
  ASSERT_NO_FATAL_FAILURE(PassTheFirstScreens());
  ASSERT_NO_FATAL_FAILURE(AnswerTheForms());
  ASSERT_NO_FATAL_FAILURE(ChooseWhoReads());
  ASSERT_NO_FATAL_FAILURE(ConfirmTheReceipt());
  const int group = std::atoi(terminal_->Between().c_str());
  const auto symbols = [&](int number) {
    return receipt_.substr(static_cast<std::size_t>(number - 1) * 5, 4);
  };
  terminal_->Type(symbols(group % 7 + 1));
  ASSERT_TRUE(Shows("Dat is niet groep", "That is not group"));
  ASSERT_TRUE(Shows("(vier tekens):", "(four symbols):"));
  terminal_->Type(symbols(group));
  ASSERT_TRUE(
      Shows("Uw melding is aangekomen en ligt vast", "Your report has arrived and is on record"));
  ASSERT_TRUE(Shows("Bewijs van ontvangst: ", "Proof of acceptance: "));
  ASSERT_TRUE(Shows("(gecontroleerd)", "(checked)"));
  ASSERT_TRUE(Shows("Nu wordt bo gevraagd", "Now bo is asked"));
  ASSERT_TRUE(Shows("Enter om het te laten. >", "Enter to leave it. >"));
  terminal_->Type("");
  EXPECT_EQ(terminal_->Wait(), 0) << terminal_->plain();
  report_screens_ = terminal_->plain();
}

void GuidedTest::ComeBackWithTheReceipt() {
  Start("follow");
  ASSERT_TRUE(
      Shows("Uw ontvangstcode (wordt niet getoond):", "Your receipt (not shown while you type):"));
  std::string mistyped = receipt_;
  std::swap(mistyped[0], mistyped[1]);
  if (mistyped == receipt_) mistyped[0] = mistyped[0] == '7' ? '8' : '7';
  terminal_->Type(mistyped);
  ASSERT_TRUE(Shows("Kijk elke groep na.", "Check each group."));
  ASSERT_TRUE(Shows("(wordt niet getoond):", "(not shown while you type):"));
  terminal_->Type(receipt_);
  const std::string choice = In("Keuze:", "Choice:");
  ASSERT_TRUE(Shows("bo heeft uw melding aanvaard.", "bo has accepted your report."));
  ASSERT_TRUE(Shows("Wie dit kan openen", "Who can open this"));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("1");
  ASSERT_TRUE(terminal_->Expect("over twee regels"));
  ASSERT_TRUE(terminal_->Expect("ik bel u vanavond"));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("2");
  ASSERT_TRUE(Shows("Een regel met alleen een punt", "A line with nothing but a dot"));
  terminal_->Type("dank u");
  terminal_->Type(".");
  ASSERT_TRUE(Shows("Verstuurd.", "Sent."));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("4");
  ASSERT_TRUE(Shows("pas als het zover is", "only when it is their turn"));
  ASSERT_TRUE(Shows("Wie iets opende, per dag", "Who opened what, by day"));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("5");
  ASSERT_TRUE(Shows("esra (vertrouwenspersoon)", "esra (trusted person)"));
  ASSERT_TRUE(Shows("zoals die hierboven staat:", "as it stands above:"));
  terminal_->Type("niemand");
  ASSERT_TRUE(Shows("Er is niets veranderd.", "Nothing was changed."));
  ASSERT_TRUE(terminal_->Expect(choice));
}

TEST_P(GuidedTest, AReportFromTheFirstScreenToTheAnswerAndItsWithdrawal) {
  ASSERT_NO_FATAL_FAILURE(FileAReport());
  Reporter reporter(system(), sealing::ParseReceipt(receipt_).value());
  StaffMember bo(system(), "bo");
  ASSERT_THAT(bo.Inbox().value(), Contains(reporter.case_id()));
  EXPECT_THAT(StaffMember(system(), "anna").Inbox().value(), Not(Contains(reporter.case_id())));
  ASSERT_THAT(bo.Acknowledge(reporter.case_id()), IsOk());
  ASSERT_THAT(bo.Say(reporter.case_id(), "ik bel u vanavond"), IsOk());

  ASSERT_NO_FATAL_FAILURE(ComeBackWithTheReceipt());
  EXPECT_THAT(Messages(bo, reporter.case_id()), Contains("dank u"));
  const std::string choice = In("Keuze:", "Choice:");
  const std::string confirm = In("Typ \"ja\" om door te gaan:", "Type \"yes\" to go on:");
  terminal_->Type("7");
  ASSERT_TRUE(Shows("Er kan niets meer bij.", "Nothing can be added."));
  ASSERT_TRUE(Shows("U kunt altijd opnieuw melden.", "You can always report again."));
  ASSERT_TRUE(terminal_->Expect(confirm));
  terminal_->Type(In("nee", "no"));
  ASSERT_TRUE(Shows("Niet gedaan, zoals u koos.", "Not done, as you chose."));
  EXPECT_THAT(bo.Inbox().value(), Contains(reporter.case_id()));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("7");
  ASSERT_TRUE(terminal_->Expect(confirm));
  terminal_->Type(In("ja", "yes"));
  ASSERT_TRUE(Shows("Uw melding is ingetrokken.", "Your report was withdrawn."));
  ASSERT_TRUE(terminal_->Expect(choice));
  terminal_->Type("8");
  EXPECT_EQ(terminal_->Wait(), 0) << terminal_->plain();
  EXPECT_THAT(terminal_->shown(), Not(HasSubstr(receipt_))) << "the receipt was echoed";
  EXPECT_THAT(terminal_->shown(), Not(HasSubstr(receipt_.substr(5)))) << "or most of it";
  EXPECT_THAT(bo.Inbox().value(), Not(Contains(reporter.case_id())));
  for (const char* word : {"epoch", "grant", "bundle", "principal", "compartment"}) {
    EXPECT_THAT(report_screens_ + terminal_->plain(), Not(HasSubstr(word)));
  }
}

TEST_P(GuidedTest, WhoStopsWithCtrlCOrEndsTheInputLeavesNothingAtTheServer) {
  const std::size_t before = AllInboxes();
  // At the draw, when everything was answered; and when the receipt is on the screen.
  for (const bool with_receipt : {false, true}) {
    for (const bool by_end_of_input : {false, true}) {
      ASSERT_NO_FATAL_FAILURE(PassTheFirstScreens());
      ASSERT_NO_FATAL_FAILURE(AnswerTheForms());
      ASSERT_NO_FATAL_FAILURE(ChooseWhoReads());
      if (with_receipt) {
        ASSERT_NO_FATAL_FAILURE(ConfirmTheReceipt());
      }
      if (by_end_of_input) {
        terminal_->PressCtrlD();
        EXPECT_TRUE(Shows("Er is niets verstuurd en niets bewaard.",
                          "Nothing was sent and nothing was kept."));
      } else {
        terminal_->PressCtrlC();
      }
      EXPECT_EQ(terminal_->Wait(), kInterrupted) << terminal_->plain();
      if (with_receipt) {
        Reporter reporter(system(), sealing::ParseReceipt(receipt_).value());
        EXPECT_EQ(Outcome(reporter.Token().status()), "UNAUTHENTICATED/NO_SESSION");
      }
    }
  }
  EXPECT_EQ(AllInboxes(), before);
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, GuidedTest, ::testing::Values("nl", "en"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace vangnet::testing
