#include <string>

#include "gtest/gtest.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::contract {
namespace {

TEST(OrganisationCodeTest, IsLowerCaseWithoutAccents) {
  EXPECT_EQ(OrganisationCode("Gemeente S\xc3\xba"
                             "dwest-Frysl\xc3\xa2n"),
            "sudwest-fryslan");
  EXPECT_EQ(OrganisationCode("CURA\xc3\x87"
                             "AO"),
            "curacao");
  EXPECT_EQ(OrganisationCode("\xc5\x81\xc3\xb3"
                             "d\xc5\xba \xc3\x98st"),
            "lodz-ost");
}

TEST(OrganisationCodeTest, TakesAccentsThatStandByThemselves) {
  EXPECT_EQ(OrganisationCode("Su\xcc\x81"
                             "dwest"),
            "sudwest");
}

TEST(OrganisationCodeTest, WritesTheLigatureIjAsTwoLetters) {
  EXPECT_EQ(OrganisationCode("\xc4\xb2sselstein"), "ijsselstein");
  EXPECT_EQ(OrganisationCode("IJsselstein"), "ijsselstein");
}

TEST(OrganisationCodeTest, MakesOneHyphenOfAllElse) {
  EXPECT_EQ(OrganisationCode("'s-Hertogenbosch"), "s-hertogenbosch");
  EXPECT_EQ(OrganisationCode("  Bergen   (NH.) "), "bergen-nh");
  EXPECT_EQ(OrganisationCode("Alphen a/d Rijn"), "alphen-a-d-rijn");
  EXPECT_EQ(OrganisationCode("Stra\xc3\x9f"
                             "e"),
            "stra-e");
  EXPECT_EQ(OrganisationCode("a\xff\xfe"
                             "b"),
            "a-b")
      << "bytes that are no UTF-8";
  EXPECT_EQ(OrganisationCode("Wijk 2"), "wijk-2");
}

TEST(OrganisationCodeTest, DropsALeadingKindOfOrganisation) {
  EXPECT_EQ(OrganisationCode("gemeente Meerdam"), "meerdam");
  EXPECT_EQ(OrganisationCode("Provincie Meerland"), "meerland");
  EXPECT_EQ(OrganisationCode("Waterschap De Dam"), "de-dam");
  EXPECT_EQ(OrganisationCode("Openbaar Lichaam Bonaire"), "bonaire");
  EXPECT_EQ(OrganisationCode("Gemeentebelangen"), "gemeentebelangen") << "another word";
  EXPECT_EQ(OrganisationCode("Meerdam gemeente"), "meerdam-gemeente") << "not leading";
  EXPECT_EQ(OrganisationCode("Gemeente"), "gemeente") << "nothing else is left";
}

TEST(OrganisationCodeTest, OfNothingIsNothing) {
  EXPECT_EQ(OrganisationCode(""), "");
  EXPECT_EQ(OrganisationCode(" - ? "), "");
}

TEST(OrganisationCodeTest, ACodeIsItsOwnCode) {
  for (const char* typed :
       {"Gemeente S\xc3\xba"
        "dwest-Frysl\xc3\xa2n",
        "'s-Hertogenbosch", "gemeente provincie x", "Gemeente", "\xc4\xb2sselstein"}) {
    const std::string code = OrganisationCode(typed);
    EXPECT_EQ(OrganisationCode(code), code);
  }
}

}  // namespace
}  // namespace vangnet::contract
