// The folder of a page, read and written.
#include "clients/cli/page_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "clients/sealing/web_manifest.h"
#include "clients/session/gzip.h"
#include "clients/session/words.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Pair;
using testing::ReadFile;
using testing::WriteFile;

class PageFilesTest : public ::testing::Test {
 protected:
  PageFilesTest() {
    fs::create_directories(built_ + "/assets");
    WriteFile(built_ + "/index.html", "<p>");
    WriteFile(built_ + "/assets/a-1.js", "1");
    WriteFile(built_ + "/assets/b.png", "\x89");
  }
  std::string Refusal(const absl::Status& status) {
    return session::Explain(status, session::Language::kEnglish);
  }

  testing::TemporaryFolder folder_;
  const std::string built_ = folder_ / "built";
  const std::string out_ = folder_ / "out";
};

TEST_F(PageFilesTest, EveryFileOfTheTreeIsRead) {
  EXPECT_THAT(ReadPageFiles(built_).value(),
              ElementsAre(Pair("assets/a-1.js", "1"), Pair("assets/b.png", "\x89"),
                          Pair("index.html", "<p>")));
}

TEST_F(PageFilesTest, WhatIsNoPlainFileOfThePageIsRefusedByName) {
  EXPECT_THAT(Refusal(ReadPageFiles(folder_ / "none").status()), HasSubstr("no built page"));
  const auto refused_with = [&](const std::string& path) {
    const std::string said = Refusal(ReadPageFiles(built_).status());
    fs::remove_all(fs::path(built_) / path);
    return said;
  };
  fs::create_symlink("/etc/passwd", built_ + "/assets/link.js");
  EXPECT_THAT(refused_with("assets/link.js"), HasSubstr("assets/link.js is no plain file"));
  fs::create_directory_symlink("/etc", built_ + "/etc");
  EXPECT_THAT(refused_with("etc"), HasSubstr("etc is no plain file"));
  fs::create_symlink("nowhere", built_ + "/dangling");
  EXPECT_THAT(refused_with("dangling"), HasSubstr("dangling is no plain file"));
  ASSERT_EQ(mkfifo((built_ + "/pipe").c_str(), 0600), 0);
  EXPECT_THAT(refused_with("pipe"), HasSubstr("pipe is no plain file"));
  for (const char* name : {".hidden", "a b.js", "a.js.gz", "manifest.txt", "\xc3\xa9.js"}) {
    WriteFile(built_ + "/" + name, "x");
    EXPECT_THAT(refused_with(name), HasSubstr(std::string(name) + " is no plain file"));
  }
  fs::remove(built_ + "/index.html");
  fs::create_symlink("assets/a-1.js", built_ + "/index.html");
  EXPECT_THAT(Refusal(ReadPageFiles(built_).status()), HasSubstr("no index.html"));
}

TEST_F(PageFilesTest, WritesFilesPackedCopiesAndManifestForEverybodyToRead) {
  const mode_t before = umask(077);
  const auto manifest = WritePageFolder(out_, ReadPageFiles(built_).value());
  umask(before);
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(ReadFile(out_ + "/manifest.txt"), *manifest);
  EXPECT_THAT(sealing::ParseWebManifest(*manifest).value(),
              ElementsAre(Key("assets/a-1.js"), Key("assets/b.png"), Key("index.html")));
  EXPECT_EQ(ReadFile(out_ + "/index.html"), "<p>");
  EXPECT_EQ(session::Gunzip(ReadFile(out_ + "/assets/a-1.js.gz"), 10).value(), "1");
  EXPECT_FALSE(fs::exists(out_ + "/assets/b.png.gz"));
  EXPECT_FALSE(fs::exists(out_ + "/manifest.txt.gz"));
  for (const auto& entry : fs::recursive_directory_iterator(out_)) {
    EXPECT_EQ(static_cast<int>(entry.status().permissions()), entry.is_directory() ? 0755 : 0644)
        << entry.path();
  }
  // As a person without our program would look.
  EXPECT_EQ(testing::RunCommand(
                {"env", "-C", out_, "sha256sum", "--quiet", "--strict", "-c", "manifest.txt"})
                .exit_code,
            0);
}

TEST_F(PageFilesTest, TheSameFilesGiveTheSameFolder) {
  const PageFiles files = ReadPageFiles(built_).value();
  ASSERT_TRUE(WritePageFolder(out_, files).ok());
  ASSERT_TRUE(WritePageFolder(folder_ / "again", files).ok());
  EXPECT_EQ(testing::RunCommand({"diff", "-r", out_, folder_ / "again"}).exit_code, 0);
}

TEST_F(PageFilesTest, AFolderThatIsInUseIsNotTouchedAndAnEmptyOneIsFilled) {
  fs::create_directory(out_);
  const PageFiles files = ReadPageFiles(built_).value();
  EXPECT_TRUE(WritePageFolder(out_ + "/", files).ok());
  WriteFile(out_ + "/index.html", "mine");
  EXPECT_TRUE(absl::IsAlreadyExists(WritePageFolder(out_, files).status()));
  EXPECT_EQ(ReadFile(out_ + "/index.html"), "mine");
  WriteFile(folder_ / "file", "mine");
  EXPECT_TRUE(absl::IsAlreadyExists(WritePageFolder(folder_ / "file", files).status()));
  fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "link");
  EXPECT_TRUE(absl::IsAlreadyExists(WritePageFolder(folder_ / "link", files).status()));
}

TEST_F(PageFilesTest, WhereNothingCanBeWrittenNothingIsLeft) {
  const PageFiles files = ReadPageFiles(built_).value();
  EXPECT_THAT(Refusal(WritePageFolder(folder_ / "none/out", files).status()),
              HasSubstr("cannot be written"));
  // A file where a folder has to be, when half of it was written.
  EXPECT_THAT(
      Refusal(WritePageFolder(out_, {{"a", "1"}, {"a/b", "2"}, {"index.html", ""}}).status()),
      HasSubstr("cannot be written"));
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    EXPECT_EQ(entry.path().filename(), "built");
  }
}

}  // namespace
}  // namespace vangnet::cli
