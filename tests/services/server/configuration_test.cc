#include "services/server/configuration.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/server/exit_code.h"

namespace vangnet::server {
namespace {

constexpr char kStore[] = "[store]\npath = \"/s/v.db\"\nkey_file = \"/k/store.key\"\n";
constexpr char kLog[] = "[log]\nkey_file = \"/k/log.key\"\n";
constexpr char kSockets[] = "[sockets]\npublic = \"/r/p/v.sock\"\nstaff = \"/r/s/v.sock\"\n";

std::string Whole(const std::string& more = "") {
  return std::string(kStore) + kLog + kSockets + more;
}

void ExpectBad(const std::string& text, const std::string& word,
               ExitCode code = ExitCode::kConfigBad) {
  const auto configuration = ParseConfiguration(text);
  EXPECT_EQ(ExitCodeOf(configuration.status()), code) << text;
  EXPECT_NE(std::string(configuration.status().message()).find(word), std::string::npos)
      << configuration.status().message();
}

TEST(ConfigurationTest, WhatIsNotSaidHasItsDefault) {
  const auto configuration = ParseConfiguration(Whole());
  ASSERT_TRUE(configuration.ok()) << configuration.status().message();
  EXPECT_EQ(configuration->store_path, "/s/v.db");
  EXPECT_EQ(configuration->store_key_file, "/k/store.key");
  EXPECT_EQ(configuration->anchor_path, "/s/anchor/v.db.anchor");
  EXPECT_EQ(configuration->log_key_file, "/k/log.key");
  EXPECT_EQ(configuration->public_socket, "/r/p/v.sock");
  EXPECT_EQ(configuration->staff_socket, "/r/s/v.sock");
  EXPECT_FALSE(configuration->demonstration);
  EXPECT_EQ(configuration->calls, 64u);
  EXPECT_EQ(configuration->drain, absl::Seconds(10));
}

TEST(ConfigurationTest, EveryValueIsRead) {
  const auto configuration = ParseConfiguration(
      Whole("[organisation]\ndemonstration = true\n[limits]\ncalls = 7\nwaiting_writes = 8\n"
            "readers = 3\nmemory_mib = 64\ndrain_seconds = 2\n"));
  ASSERT_TRUE(configuration.ok()) << configuration.status().message();
  EXPECT_TRUE(configuration->demonstration);
  EXPECT_EQ(configuration->calls, 7u);
  EXPECT_EQ(configuration->waiting_writes, 8u);
  EXPECT_EQ(configuration->readers, 3u);
  EXPECT_EQ(configuration->memory_mib, 64u);
  EXPECT_EQ(configuration->drain, absl::Seconds(2));
}

TEST(ConfigurationTest, TheExampleIsGoodAndShowsTheDefaults) {
  const auto example = ReadConfiguration(VANGNET_SOURCE_ROOT "/deploy/vangnetd.example.toml");
  ASSERT_TRUE(example.ok()) << example.status().message();
  const Configuration defaults;
  EXPECT_EQ(example->anchor_path, DefaultAnchorPath(example->store_path));
  EXPECT_EQ(example->demonstration, defaults.demonstration);
  EXPECT_EQ(example->calls, defaults.calls);
  EXPECT_EQ(example->waiting_writes, defaults.waiting_writes);
  EXPECT_EQ(example->readers, defaults.readers);
  EXPECT_EQ(example->memory_mib, defaults.memory_mib);
  EXPECT_EQ(example->drain, defaults.drain);
}

TEST(ConfigurationTest, AnUnknownKeyIsAnErrorWhereverItStands) {
  ExpectBad(Whole("[strange]\n"), "strange");
  ExpectBad("strange = 1\n" + Whole(), "strange");
  ExpectBad(std::string(kStore) + "pth = 1\n" + kLog + kSockets, "store.pth");
  ExpectBad(std::string(kStore) + kLog + "x = 1\n" + kSockets, "log.x");
  ExpectBad(Whole("outbox = \"/r/o/v.sock\"\n"), "sockets.outbox");
  ExpectBad(Whole("[organisation]\ndemo = true\n"), "organisation.demo");
  ExpectBad(Whole("[limits]\ncall = 3\n"), "limits.call");
}

// A message is one line of a log, whatever somebody quoted as a key or a path.
TEST(ConfigurationTest, AQuotedKeyIsNotRepeated) {
  ExpectBad("\"x\\u000aERROR\" = 1\n", "a quoted key: is not known");
  ExpectBad(Whole("[limits]\n\"a b\" = 1\n"), "limits.a quoted key");
  ExpectBad(std::string(41, 'k') + " = 1\n", "a quoted key");
  ExpectBad("[store]\npath = \"/s\\u000aERROR\"\n", "store.path");
}

TEST(ConfigurationTest, WhatIsRequiredIsNamed) {
  ExpectBad("", "store.path");
  ExpectBad("[store]\npath = \"/s\"\n", "store.key_file");
  ExpectBad(std::string(kStore) + kSockets, "log.key_file");
  ExpectBad(std::string(kStore) + kLog, "sockets.public");
  ExpectBad(std::string(kStore) + kLog + "[sockets]\npublic = \"/r/p/v\"\n", "sockets.staff");
}

TEST(ConfigurationTest, ValuesOutOfTheirLimitsAreNamed) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"[limits]\ncalls = 0\n", "limits.calls"},
      {"[limits]\ncalls = 65537\n", "limits.calls"},
      {"[limits]\ncalls = \"7\"\n", "limits.calls"},
      {"[limits]\ncalls = 7.5\n", "limits.calls"},
      {"[limits]\nwaiting_writes = -1\n", "limits.waiting_writes"},
      {"[limits]\nreaders = 65\n", "limits.readers"},
      {"[limits]\nmemory_mib = 15\n", "limits.memory_mib"},
      {"[limits]\ndrain_seconds = 0\n", "limits.drain_seconds"},
      {"[organisation]\ndemonstration = \"yes\"\n", "organisation.demonstration"},
      {"organisation = 1\n", "sockets.organisation"},
  };
  for (const auto& [text, word] : rows) ExpectBad(Whole(text), word);
  ExpectBad("[store]\npath = \"v.db\"\n", "store.path");
  ExpectBad("[store]\npath = 3\n", "store.path");
  ExpectBad("store = 3\n", "store");
}

TEST(ConfigurationTest, WhatIsNoTomlIsToldByItsLineAlone) {
  ExpectBad("[store]\npath = hunter2\n", "line 2");
  EXPECT_EQ(std::string(ParseConfiguration("[store]\npath = hunter2\n").status().message())
                .find("hunter2"),
            std::string::npos);
}

TEST(ConfigurationTest, ASocketPathThatTheSystemCannotHoldIsRefused) {
  const std::string sockets = "[sockets]\nstaff = \"/r/s/v.sock\"\npublic = \"/r/";
  const std::string longest = sockets + std::string(102, 'x') + "/v\"\n";
  EXPECT_TRUE(ParseConfiguration(std::string(kStore) + kLog + longest).ok());
  ExpectBad(std::string(kStore) + kLog + sockets + std::string(103, 'x') + "/v\"\n",
            "sockets.public", ExitCode::kSocketPathTooLong);
}

TEST(ConfigurationTest, TheAnchorLiesWhereItIsSaidButNotBesideTheStore) {
  const std::string rest = std::string(kLog) + kSockets;
  const auto elsewhere = ParseConfiguration(std::string(kStore) + "anchor = \"/a/v\"\n" + rest);
  ASSERT_TRUE(elsewhere.ok()) << elsewhere.status().message();
  EXPECT_EQ(elsewhere->anchor_path, "/a/v");
  ExpectBad(std::string(kStore) + "anchor = \"/s/v.anchor\"\n" + rest, "store.anchor");
  ExpectBad(std::string(kStore) + "anchor = \"v.anchor\"\n" + rest, "store.anchor");
  ExpectBad(std::string(kStore) + "anchor = 3\n" + rest, "store.anchor");
}

TEST(ConfigurationTest, FilesAndFoldersAreNotShared) {
  ExpectBad("[store]\npath = \"/s\"\nkey_file = \"/k/log.key\"\n" + std::string(kLog) + kSockets,
            "log.key_file");
  ExpectBad(
      std::string(kStore) + kLog + "[sockets]\npublic = \"/r/p.sock\"\nstaff = \"/r/s.sock\"\n",
      "sockets.staff");
}

}  // namespace
}  // namespace vangnet::server
