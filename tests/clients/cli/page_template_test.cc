// Filling the built page, and reading what it refers to.
#include "clients/cli/page_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
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

constexpr bundle::v1::Territory kTerritories[] = {
    bundle::v1::TERRITORY_NETHERLANDS, bundle::v1::TERRITORY_BONAIRE,
    bundle::v1::TERRITORY_SINT_EUSTATIUS, bundle::v1::TERRITORY_SABA};

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
  void AddNumber(bundle::v1::Territory territory, const std::string& digits, bool emergency) {
    auto& number = *bundle_.add_telephone_numbers();
    number.set_territory(territory);
    number.mutable_name()->set_nl(emergency ? "Nood" : "Team");
    number.mutable_name()->set_en(emergency ? "Urgent" : "Helpers");
    number.set_number(digits);
    number.set_emergency(emergency);
  }
  static absl::string_view Between(absl::string_view text, absl::string_view from,
                                   absl::string_view to) {
    const std::size_t begin = text.find(from) + from.size();
    return text.substr(begin, text.find(to, begin) - begin);
  }
  // Of each section "codes: title", a line each.
  std::string Titles(const std::string& place) {
    const std::string html = At(place);
    std::string titles;
    for (const absl::string_view section :
         absl::StrSplit(html, "</section>\n", absl::SkipEmpty())) {
      absl::StrAppend(&titles, Between(section, "data-territories=\"", "\">"), ": ",
                      Between(section, "<h3>", "</h3>"), "\n");
    }
    return titles;
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

TEST_F(PageContentTest, EmergencyNumbersComeFirst) {
  bundle_.clear_telephone_numbers();
  for (const auto territory : kTerritories) {
    AddNumber(territory, "+31 88 1234", false);
    AddNumber(territory, "112", true);
  }
  EXPECT_THAT(At("@VANGNET_NUMBERS_NL@"),
              HasSubstr("<ul class=\"numbers\"><li class=\"emergency\"><span>Nood</span> <a "
                        "href=\"tel:112\">112</a></li><li><span>Team</span> <a "
                        "href=\"tel:+31881234\">+31 88 1234</a></li></ul></section>\n"));
  EXPECT_THAT(At("@VANGNET_NUMBERS_EN@"),
              AllOf(HasSubstr("Urgent"), HasSubstr("Helpers"), Not(HasSubstr("Nood"))));
}

TEST_F(PageContentTest, TerritoriesWithTheSameNumbersAreShownOnceInTheirOrder) {
  using ::vangnet::bundle::v1::TERRITORY_SINT_EUSTATIUS;
  bundle_.clear_telephone_numbers();
  for (const auto territory : kTerritories) {
    AddNumber(territory, territory == TERRITORY_SINT_EUSTATIUS ? "911" : "112", true);
  }
  EXPECT_EQ(Titles("@VANGNET_NUMBERS_NL@"),
            "netherlands bonaire saba: Europees Nederland, Bonaire en Saba\n"
            "sint-eustatius: Sint Eustatius\n");
  EXPECT_EQ(Titles("@VANGNET_NUMBERS_EN@"),
            "netherlands bonaire saba: European Netherlands, Bonaire and Saba\n"
            "sint-eustatius: Sint Eustatius\n");
}

TEST_F(PageContentTest, AnyDifferenceKeepsTerritoriesApart) {
  bundle_.clear_telephone_numbers();
  for (const auto territory : kTerritories) AddNumber(territory, "112", true);
  const auto named = [this](std::size_t territory, const std::string& english) {
    bundle_.mutable_telephone_numbers(static_cast<int>(territory))->mutable_name()->set_en(english);
  };
  EXPECT_EQ(
      Titles("@VANGNET_NUMBERS_NL@"),
      "netherlands bonaire sint-eustatius saba: Europees Nederland, Bonaire, Sint Eustatius en "
      "Saba\n");
  // Only in English, so that only English keeps them apart.
  named(1, "Police");
  named(2, "Police");
  EXPECT_THAT(Titles("@VANGNET_NUMBERS_NL@"),
              HasSubstr("netherlands bonaire sint-eustatius saba:"));
  EXPECT_EQ(Titles("@VANGNET_NUMBERS_EN@"),
            "netherlands saba: European Netherlands and Saba\n"
            "bonaire sint-eustatius: Bonaire and Sint Eustatius\n");
  // One number more.
  AddNumber(bundle::v1::TERRITORY_SABA, "+599 1", false);
  EXPECT_EQ(Titles("@VANGNET_NUMBERS_NL@"),
            "netherlands bonaire sint-eustatius: Europees Nederland, Bonaire en Sint Eustatius\n"
            "saba: Saba\n");
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
