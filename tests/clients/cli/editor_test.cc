// What an editor leaves behind goes with the text.
#include "clients/cli/editor.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace vangnet::cli {
namespace {

// $XDG_RUNTIME_DIR in memory, and a program as editor.
class EditorTest : public ::testing::Test {
 protected:
  EditorTest() {
    EXPECT_NE(mkdtemp(memory_), nullptr);
    setenv("XDG_RUNTIME_DIR", memory_, 1);
    setenv("VANGNET_TEST_PID", std::to_string(getpid()).c_str(), 1);
    unsetenv("VISUAL");
  }
  ~EditorTest() override {
    unsetenv("EDITOR");
    unsetenv("XDG_RUNTIME_DIR");
    std::filesystem::remove_all(memory_);
  }
  // `script` gets the file as $1.
  absl::StatusOr<std::string> WriteWith(const std::string& script) {
    setenv("EDITOR", ("sh -c '" + script + "' editor").c_str(), 1);
    return WriteInEditor();
  }
  bool NothingIsLeft() const { return std::filesystem::is_empty(memory_); }

  char memory_[32] = "/dev/shm/vnXXXXXX";
};

TEST_F(EditorTest, TheTextComesBackAndNothingIsLeft) {
  const auto text = WriteWith("printf tekst > \"$1\"");
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, "tekst");
  EXPECT_TRUE(NothingIsLeft());
}

TEST_F(EditorTest, CopiesAndSwapFilesGoToo) {
  const auto text = WriteWith(
      "d=$(dirname \"$1\"); printf tekst > \"$1\"; cp \"$1\" \"$1~\"; cp \"$1\" \"$d/.text.swp\"; "
      "mkdir \"$d/undo\"; cp \"$1\" \"$d/undo/1\"");
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_TRUE(NothingIsLeft());
}

TEST_F(EditorTest, NobodyElseMayLookMeanwhile) {
  const auto modes = WriteWith(
      "d=$(dirname \"$1\"); stat -c %a \"$d\" > \"$d/new\"; stat -c %a \"$d/new\" >> \"$d/new\"; "
      "mv \"$d/new\" \"$1\"");
  ASSERT_TRUE(modes.ok()) << modes.status();
  EXPECT_EQ(*modes, "700\n600\n");
}

TEST_F(EditorTest, AnEditorThatFailsOrIsInterruptedLeavesNothing) {
  EXPECT_FALSE(WriteWith("printf tekst > \"$1\"; exit 1").ok());
  EXPECT_TRUE(NothingIsLeft());
  // Ctrl-C reaches both; who waits must live to clean up.
  EXPECT_FALSE(WriteWith("printf tekst > \"$1\"; kill -INT $VANGNET_TEST_PID; kill -INT $$").ok());
  EXPECT_TRUE(NothingIsLeft());
}

}  // namespace
}  // namespace vangnet::cli
