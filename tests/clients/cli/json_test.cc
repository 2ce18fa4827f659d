#include "clients/cli/json.h"

#include <gtest/gtest.h>

namespace vangnet::cli {
namespace {

TEST(JsonTest, KeepsItsOrderAndNests) {
  const Json json = Json::Object()
                        .Set("b", 1)
                        .Set("a", JsonArray(std::vector<std::string>{"x", "y"}))
                        .Set("c", Json::Object().Set("d", true).Set("e", Json()));
  EXPECT_EQ(json.ToText(), R"({"b": 1, "a": ["x", "y"], "c": {"d": true, "e": null}})");
}

TEST(JsonTest, EscapesWhatCouldBreakOutOrHide) {
  EXPECT_EQ(Json("a\"b\\c\nd\x1b\x7f\u202E").ToText(), R"("a\"b\\c\nd\u001b\u007f\u202e")");
  EXPECT_EQ(Json("\xC2\x9B").ToText(), R"("\u009b")");
  EXPECT_EQ(Json(std::string("\0", 1)).ToText(), R"("\u0000")");
}

TEST(JsonTest, WhatIsWrittenIsReadBack) {
  const std::string text = "één\n\"\\\t\u202E\U000E0001";
  const auto value = ParseJson(Json(text).ToText());
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->string_value(), text);
}

TEST(JsonTest, ARefusalNeverRepeatsTheText) {
  const auto value = ParseJson("{\"receipt\": 003G-W58W");
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.status().ToString().find("003G"), std::string::npos);
}

}  // namespace
}  // namespace vangnet::cli
