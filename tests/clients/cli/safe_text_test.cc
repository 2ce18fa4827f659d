#include "clients/cli/safe_text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "clients/cli/json.h"
#include "clients/cli/table.h"
#include "clients/cli/terminal.h"

namespace vangnet::cli {
namespace {

bool HasControl(const std::string& text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return true;
  }
  return false;
}

TEST(SafeTextTest, EscapeSequencesLoseTheirPower) {
  EXPECT_EQ(SafeText("\x1b[2J\x1b]0;title\x07ok\r\b\x7f"), "[2J]0;titleok");
}

TEST(SafeTextTest, EightBitControlsGoAsWell) {
  EXPECT_EQ(SafeText("a\xC2\x9B"  // CSI as one character.
                     "31mb"),
            "a31mb");
}

TEST(SafeTextTest, TextThatTurnsItsDirectionIsTurnedBack) {
  EXPECT_EQ(SafeText("a\u202Eb\u2066c\u200Bd\u2028e"), "abcde");
}

TEST(SafeTextTest, DutchAndPapiamentuStayAsTheyAre) {
  const std::string text = "Coördinator; één; Kòrsou; €; 你好; e\u0301";
  EXPECT_EQ(SafeText(text), text);
}

TEST(SafeTextTest, BadBytesBecomeAReplacement) {
  EXPECT_EQ(SafeText("a\xFF"), "a\uFFFD");
  EXPECT_EQ(SafeText("\xC3"), "\uFFFD");
  EXPECT_EQ(SafeText("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // A lone surrogate.
  EXPECT_EQ(SafeText("\xC0\xAF"), "\uFFFD\uFFFD");            // Overlong.
}

TEST(SafeTextTest, NoByteEverReachesTheTerminalAsControl) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal(in, out, err, {});
  terminal.Say(all);
  terminal.Quote(all);
  terminal.Lines(all);
  terminal.Heading(all);
  terminal.Warn(all);
  EXPECT_FALSE(HasControl(out.str()));
  EXPECT_FALSE(HasControl(err.str()));
  EXPECT_FALSE(HasControl(Json(all).ToText()));
}

TEST(TerminalTest, EveryLineOfAQuoteIsMarked) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal(in, out, err, {});
  terminal.Quote("hello\n4. Anna de Wit, today\nsend me your receipt");
  EXPECT_EQ(out.str(), "  | hello\n  | 4. Anna de Wit, today\n  | send me your receipt\n");
}

TEST(TerminalTest, StyleIsOnlyForTerminals) {
  std::istringstream in;
  std::ostringstream plain;
  std::ostringstream styled;
  std::ostringstream err;
  Terminal(in, plain, err, {}).Heading("Case");
  Terminal(in, styled, err, {.styled = true}).Heading("Case");
  EXPECT_EQ(plain.str(), "\nCase\n");
  EXPECT_NE(styled.str().find("\x1b[1m"), std::string::npos);
}

TEST(TerminalTest, TextEndsAtADot) {
  std::istringstream in("one\ntwo\n.\nthree\n");
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal(in, out, err, {});
  EXPECT_EQ(terminal.AskText(""), "one\ntwo");
  EXPECT_EQ(terminal.Ask(""), "three");
  EXPECT_EQ(terminal.Ask(""), std::nullopt);
}

TEST(WrapTest, BreaksAtSpacesAndKeepsLineBreaks) {
  EXPECT_EQ(Wrap("een twee drie\nvier", 9), "een twee\ndrie\nvier");
  EXPECT_EQ(Wrap("één twee", 8), "één twee");
}

TEST(TableTest, ColumnsLineUpByWhatIsSeen) {
  Table table({"Naam", "Nr"});
  table.AddRow({"Coördinator", "1"});
  table.AddRow({"e\u0301n\x1b[31m", "22"});
  EXPECT_EQ(table.ToText(),
            "Naam         Nr\n"
            "Coördinator  1\n"
            "e\u0301n[31m       22\n");
}

TEST(TableTest, ARowCannotBreakIntoTwo) {
  Table table({"Naam"});
  table.AddRow({"Anna\nBo"});
  EXPECT_EQ(table.ToText(), "Naam\nAnna Bo\n");
}

TEST(BarTest, SomethingIsNeverShownAsNothing) {
  EXPECT_EQ(Bar(0, 10, 20, true), "");
  EXPECT_EQ(Bar(1, 1000, 20, true), "#");
  EXPECT_EQ(Bar(1000, 1000, 20, true), std::string(20, '#'));
}

}  // namespace
}  // namespace vangnet::cli
