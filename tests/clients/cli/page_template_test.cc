// Filling the built page, and reading what it refers to.
#include "clients/cli/page_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "clients/session/words.h"
#include "proto/contract/canonical.h"
#include "tests/clients/cli/sample_organisation.h"
#include "vangnet/webpage/v1/page_pin.pb.h"

namespace vangnet::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class PageContentTest : public ::testing::Test {
 protected:
  PageContentTest() : bundle_(SampleOrganisation().bundle()) {
    anchor_.organisation_id = *contract::OrganisationId::Parse(bundle_.organisation_id());
    anchor_.signers = bundle_.signers();
  }
  std::string At(const std::string& place) {
    const auto content = PageContentOf(bundle_, anchor_);
    EXPECT_TRUE(content.ok()) << content.status();
    return content.ok() ? content->at(place) : "";
  }

  bundle::v1::Bundle bundle_;
  sealing::TrustAnchor anchor_;
};

TEST_F(PageContentTest, ThePinIsTheAnchorInCanonicalBytes) {
  anchor_.highest_version = 3;
  anchor_.newest_hash = *contract::Hash::Parse(std::string(32, 'h'));
  std::string bytes;
  ASSERT_TRUE(absl::Base64Unescape(At("@VANGNET_ORGANISATION@"), &bytes));
  webpage::v1::PagePin pin;
  ASSERT_TRUE(contract::ParseCanonical(bytes, 4096, pin).ok());
  EXPECT_EQ(pin.format(), 1u);
  EXPECT_EQ(pin.organisation_id(), bundle_.organisation_id());
  EXPECT_EQ(pin.signers().SerializeAsString(), bundle_.signers().SerializeAsString());
  EXPECT_EQ(pin.highest_version(), 3u);
  EXPECT_EQ(pin.newest_hash(), std::string(32, 'h'));
}

TEST_F(PageContentTest, ThePinOfAFirstPageHasNoHash) {
  std::string bytes;
  ASSERT_TRUE(absl::Base64Unescape(At("@VANGNET_ORGANISATION@"), &bytes));
  webpage::v1::PagePin pin;
  ASSERT_TRUE(contract::ParseCanonical(bytes, 4096, pin).ok());
  EXPECT_EQ(pin.highest_version(), 0u);
  EXPECT_EQ(pin.newest_hash(), "");
}

TEST_F(PageContentTest, NoTextOfTheBundleIsHtml) {
  const std::string hostile = "<script src=\"x\">&'</script>@VANGNET_NAME@";
  bundle_.set_name(hostile);
  for (auto& number : *bundle_.mutable_telephone_numbers()) {
    number.mutable_name()->set_nl(hostile);
    number.mutable_name()->set_en(hostile);
    number.set_number("\"><b>1");
  }
  for (const char* place : {"@VANGNET_NAME@", "@VANGNET_NUMBERS_NL@", "@VANGNET_NUMBERS_EN@"}) {
    EXPECT_THAT(At(place),
                AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\"x\"")), Not(HasSubstr("<b>")),
                      HasSubstr("&lt;script"), HasSubstr("&#39;")))
        << place;
  }
}

TEST_F(PageContentTest, EmergencyNumbersComeFirstInEachOfTheFourTerritories) {
  bundle_.clear_telephone_numbers();
  for (int territory = 1; territory <= 4; ++territory) {
    for (const bool emergency : {false, true}) {
      auto& number = *bundle_.add_telephone_numbers();
      number.set_territory(static_cast<bundle::v1::Territory>(territory));
      number.mutable_name()->set_nl(emergency ? "Nood" : "Team");
      number.mutable_name()->set_en(emergency ? "Urgent" : "Helpers");
      number.set_number(emergency ? "112" : "+31 88 1234");
      number.set_emergency(emergency);
    }
  }
  const std::string one =
      "<ul class=\"numbers\"><li class=\"emergency\"><span>Nood</span> <a "
      "href=\"tel:112\">112</a></li><li><span>Team</span> <a href=\"tel:+31881234\">+31 88 "
      "1234</a></li></ul></section>\n";
  const auto section = [](const std::string& code, const std::string& name) {
    return "<section class=\"territory\" data-territory=\"" + code + "\"><h3>" + name + "</h3>";
  };
  EXPECT_EQ(At("@VANGNET_NUMBERS_NL@"), section("netherlands", "Europees Nederland") + one +
                                            section("bonaire", "Bonaire") + one +
                                            section("sint-eustatius", "Sint Eustatius") + one +
                                            section("saba", "Saba") + one);
  EXPECT_THAT(At("@VANGNET_NUMBERS_EN@"),
              AllOf(HasSubstr("<h3>European Netherlands</h3>"), HasSubstr("Urgent"),
                    HasSubstr("Helpers"), Not(HasSubstr("Nood"))));
}

TEST_F(PageContentTest, OnlyADemonstrationSaysSoAndInBothLanguages) {
  EXPECT_THAT(At("@VANGNET_DEMONSTRATION@"),
              AllOf(HasSubstr("<p class=\"demonstration\">"), HasSubstr("lang=\"nl\">Dit is"),
                    HasSubstr("lang=\"en\">This is")));
  bundle_.set_demonstration(false);
  EXPECT_EQ(At("@VANGNET_DEMONSTRATION@"), "");
}

TEST_F(PageContentTest, WithoutANameOrAnEmergencyNumberThereIsNoPage) {
  bundle::v1::Bundle nameless = bundle_;
  nameless.clear_name();
  EXPECT_FALSE(PageContentOf(nameless, anchor_).ok());
  bundle::v1::Bundle numberless = bundle_;
  for (auto& number : *numberless.mutable_telephone_numbers()) {
    if (number.territory() == bundle::v1::TERRITORY_SABA) number.set_emergency(false);
  }
  const absl::Status refused = PageContentOf(numberless, anchor_).status();
  EXPECT_THAT(session::Explain(refused, session::Language::kEnglish), HasSubstr("saba"));
}

const PageContent kContent = {{"@VANGNET_NAME@", "Naam @VANGNET_NUMBERS_NL@"},
                              {"@VANGNET_NUMBERS_NL@", "1"}};

TEST(FillPageTest, EachPlaceIsFilledAndWhatIsPutInIsNotLookedAtAgain) {
  EXPECT_EQ(FillPage("<a>@VANGNET_NAME@</a> @VANGNET_NUMBERS_NL@ @VANGNET_NAME@", kContent).value(),
            "<a>Naam @VANGNET_NUMBERS_NL@</a> 1 Naam @VANGNET_NUMBERS_NL@");
}

TEST(FillPageTest, APlaceThatIsMissingOrUnknownIsNamed) {
  const auto refusal = [](const std::string& html) {
    return session::Explain(FillPage(html, kContent).status(), session::Language::kEnglish);
  };
  EXPECT_THAT(refusal("@VANGNET_NAME@"), HasSubstr("lacks the place @VANGNET_NUMBERS_NL@"));
  EXPECT_THAT(refusal(""), HasSubstr("lacks the place"));
  EXPECT_THAT(refusal("@VANGNET_NAME@ @VANGNET_NUMBERS_NL@ @VANGNET_STAFF@"),
              HasSubstr("has the place @VANGNET_STAFF@"));
  // Cut off, or not quite.
  for (const char* odd : {"@VANGNET_", "@VANGNET_NAME", "@VANGNET_NAME @", "@VANGNET_name@"}) {
    EXPECT_FALSE(FillPage(std::string("@VANGNET_NAME@ @VANGNET_NUMBERS_NL@ ") + odd, kContent).ok())
        << odd;
  }
}

TEST(ReferencesTest, WhatABrowserWouldLoadIsFound) {
  EXPECT_THAT(
      ReferencesOf("<!doctype html><LINK HREF=\"/assets/a.css\"/><script\n type=module async src = "
                   "'/assets/a.js'></script><img alt=\"a > b\" srcset=\"/b.png 1x, "
                   "https://e.example/c.png 2x\" src=/d.png><img src=\"data:x\">"),
      ElementsAre("/assets/a.css", "/assets/a.js", "/b.png", "/d.png", "https://e.example/c.png"));
}

TEST(ReferencesTest, WhereALinkLeadsAndWhatIsOnlyTextIsNone) {
  EXPECT_THAT(ReferencesOf("<a href=\"https://elsewhere.example/\">x</a><a href=\"tel:112\">112</a>"
                           "<use href=\"#mark\"/> src=\"/text.js\" <"),
              ElementsAre());
}

TEST(ReferencesTest, WhatIsCutOffEnds) {
  for (const char* cut :
       {"<", "<a", "<img ", "<img src", "<img src=", "<img =", "<img /", "</", "<>"}) {
    EXPECT_THAT(ReferencesOf(cut), ElementsAre()) << cut;
  }
  EXPECT_THAT(ReferencesOf("<img src=\"/open"), ElementsAre("/open"));
}

TEST(ReferencesTest, ThePathIsBelowTheAddressOrNone) {
  EXPECT_EQ(LocalPath("/"), "index.html");
  EXPECT_EQ(LocalPath("./"), "index.html");
  EXPECT_EQ(LocalPath("/assets/a-1.js"), "assets/a-1.js");
  EXPECT_EQ(LocalPath("./assets/a-1.js?x#y"), "assets/a-1.js");
  for (const char* elsewhere : {"https://e.example/a.js", "//e.example/a.js", "../a.js", "/../a.js",
                                "javascript:1", "/a b", "", "/manifest.txt"}) {
    EXPECT_EQ(LocalPath(elsewhere), "") << elsewhere;
  }
}

}  // namespace
}  // namespace vangnet::cli
