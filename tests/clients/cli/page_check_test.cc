// What verify-web finds, before a server that says what a test wants.
#include "clients/cli/page_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "clients/cli/page_headers.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/gzip.h"

namespace vangnet::cli {
namespace {

using session::Encoding;
using session::PageAnswer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class PageCheckTest : public ::testing::Test {
 protected:
  PageCheckTest() {
    sealing::WebFiles hashes;
    for (const auto& [path, bytes] : files_) hashes[path] = sealing::Sha256(bytes);
    manifest_ = sealing::WebManifestText(hashes);
    hash_ = sealing::WebManifestHash(manifest_);
  }

  // Serves everything as it should be, and then as `spoil` makes it.
  absl::StatusOr<PageAnswer> Serve(const std::string& path, Encoding encoding) {
    PageAnswer answer;
    answer.code = 200;
    const std::string name = path == "/" ? "index.html" : path.substr(1);
    answer.headers = RequiredHeaders();
    answer.headers["date"] = "today";
    if (name == "index.html") {
      for (const auto& header : RequiredHeadersOfIndex()) answer.headers.insert(header);
    }
    if (name == "manifest.txt") {
      answer.body = manifest_;
    } else if (!files_.contains(name)) {
      answer.code = 404;
    } else if (encoding == Encoding::kGzip) {
      answer.headers["content-encoding"] = "gzip";
      answer.body = session::Gzip(files_.at(name));
    } else {
      answer.body = files_.at(name);
    }
    if (spoil_) spoil_(path, encoding, answer);
    return answer;
  }

  // "changed /assets/a.js", ...
  std::vector<std::string> Found() {
    const auto verdict = CheckPage(
        [this](const std::string& path, Encoding encoding, std::size_t limit) {
          absl::StatusOr<PageAnswer> answer = Serve(path, encoding);
          if (answer.ok() && answer->body.size() > limit) answer->too_large = true;
          return answer;
        },
        hash_);
    EXPECT_TRUE(verdict.ok()) << verdict.status();
    std::vector<std::string> found;
    if (!verdict.ok()) return found;
    for (const PageDifference& difference : verdict->differences) {
      found.push_back(CodeOf(difference.fault) + " " + difference.path +
                      (difference.header.empty() ? "" : " " + difference.header));
    }
    return found;
  }

  std::map<std::string, std::string> files_ = {
      {"index.html", "<script src=\"/assets/a.js\"></script>"},
      {"assets/a.js", "import('./b.js')"},
      {"assets/b.js", "2"}};
  std::string manifest_;
  contract::Hash hash_;
  std::function<void(const std::string&, Encoding, PageAnswer&)> spoil_;
};

TEST_F(PageCheckTest, TheSignedPageHasNoDifference) { EXPECT_THAT(Found(), IsEmpty()); }

TEST_F(PageCheckTest, AChangedFileIsNamedByTheWayInWhichItWasChanged) {
  spoil_ = [](const std::string& path, Encoding encoding, PageAnswer& answer) {
    if (path == "/assets/b.js" && encoding == Encoding::kPlain) answer.body = "3";
  };
  EXPECT_THAT(Found(), ElementsAre("changed /assets/b.js"));
  spoil_ = [](const std::string& path, Encoding encoding, PageAnswer& answer) {
    if (path == "/assets/b.js" && encoding == Encoding::kGzip) answer.body = session::Gzip("3");
  };
  EXPECT_THAT(Found(), ElementsAre("packed-changed /assets/b.js"));
  // The page itself is asked for by both of its names.
  spoil_ = [](const std::string& path, Encoding encoding, PageAnswer& answer) {
    if (path == "/" && encoding == Encoding::kPlain) answer.body += " ";
  };
  EXPECT_THAT(Found(), ElementsAre("changed /"));
}

TEST_F(PageCheckTest, AnswersThatAreNoFileOfThePageAreTold) {
  spoil_ = [](const std::string& path, Encoding, PageAnswer& answer) {
    if (path == "/assets/a.js") answer.code = 404;
    if (path == "/assets/b.js") answer.code = 302;
  };
  EXPECT_THAT(Found(), ElementsAre("missing /assets/a.js", "elsewhere /assets/b.js"));
  spoil_ = [](const std::string& path, Encoding encoding, PageAnswer& answer) {
    if (path == "/assets/b.js" && encoding == Encoding::kGzip) {
      answer.headers["content-encoding"] = "br";
    }
    if (path == "/assets/a.js" && encoding == Encoding::kPlain) {
      answer.body = std::string(sealing::kWebFileLimit + 1024 * 1024, 'x');
    }
  };
  EXPECT_THAT(Found(), ElementsAre("too-large /assets/a.js", "packed-changed /assets/b.js"));
}

TEST_F(PageCheckTest, APackedCopyThatWasNotAskedForOrIsNotThereIsNoDifference) {
  spoil_ = [this](const std::string& path, Encoding, PageAnswer& answer) {
    if (path != "/assets/b.js") return;
    answer.headers["content-encoding"] = "gzip";
    answer.body = session::Gzip(files_.at("assets/b.js"));
  };
  EXPECT_THAT(Found(), IsEmpty());
  spoil_ = [this](const std::string& path, Encoding, PageAnswer& answer) {
    if (path != "/assets/b.js") return;
    answer.headers.erase("content-encoding");
    answer.body = files_.at("assets/b.js");
  };
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(PageCheckTest, WithoutTheSignedManifestNothingElseIsLookedAt) {
  spoil_ = [](const std::string& path, Encoding, PageAnswer& answer) {
    if (path == "/manifest.txt") answer.code = 404;
  };
  EXPECT_THAT(Found(), ElementsAre("no-manifest /manifest.txt"));
  spoil_ = [](const std::string& path, Encoding, PageAnswer& answer) {
    if (path == "/manifest.txt") answer.body[0] ^= 1;
  };
  EXPECT_THAT(Found(), ElementsAre("other-manifest /manifest.txt"));
  spoil_ = nullptr;
  manifest_ = "signed, and none\n";
  hash_ = sealing::WebManifestHash(manifest_);
  EXPECT_THAT(Found(), ElementsAre("unreadable-manifest /manifest.txt"));
}

TEST_F(PageCheckTest, WhatThePageRefersToHasToBeListed) {
  spoil_ = [](const std::string& path, Encoding, PageAnswer& answer) {
    if (path != "/") return;
    answer.headers.erase("content-encoding");
    answer.body =
        "<script src=\"/assets/extra.js\"></script><img src=\"https://elsewhere.example/x\">";
  };
  EXPECT_THAT(Found(), UnorderedElementsAre("changed /", "not-listed /assets/extra.js",
                                            "outside https://elsewhere.example/x"));
}

TEST_F(PageCheckTest, EachRequiredHeaderIsMissedAndComparedAndAStrangeOneTold) {
  std::string name;
  for (const auto& [header, value] : RequiredHeaders()) {
    name = header;
    spoil_ = [&](const std::string& path, Encoding, PageAnswer& answer) {
      if (path == "/assets/a.js") answer.headers.erase(name);
    };
    EXPECT_THAT(Found(), ElementsAre("header-missing /assets/a.js " + name));
    spoil_ = [&](const std::string& path, Encoding, PageAnswer& answer) {
      if (path == "/assets/a.js") answer.headers[name] += " x";
    };
    EXPECT_THAT(Found(), ElementsAre("header-changed /assets/a.js " + name));
  }
  for (const auto& [header, value] : RequiredHeadersOfIndex()) {
    name = header;
    spoil_ = [&](const std::string& path, Encoding, PageAnswer& answer) {
      if (path == "/") answer.headers.erase(name);
    };
    EXPECT_THAT(Found(), ElementsAre("header-missing / " + name));
  }
  for (const char* strange : {"set-cookie", "refresh", "link", "report-to", "location",
                              "content-security-policy-report-only", "x-anything"}) {
    name = strange;
    spoil_ = [&](const std::string& path, Encoding, PageAnswer& answer) {
      if (path == "/") answer.headers[name] = "x";
    };
    EXPECT_THAT(Found(), ElementsAre("header-unknown / " + name));
  }
}

TEST_F(PageCheckTest, AServerThatIsNotThereIsNoDifference) {
  const auto verdict = CheckPage(
      [](const std::string&, Encoding, std::size_t) -> absl::StatusOr<PageAnswer> {
        return absl::UnavailableError("away");
      },
      hash_);
  EXPECT_TRUE(absl::IsUnavailable(verdict.status()));
}

TEST(PageHeadersTest, AreThoseThatTheFrontSends) {
  std::ifstream file("deploy/nginx/surface.conf.in");
  const std::string conf((std::istreambuf_iterator<char>(file)), {});
  std::size_t sent = 0;
  for (std::size_t at = conf.find("add_header "); at != std::string::npos;
       at = conf.find("add_header ", at + 1)) {
    // Those of errors in gRPC's words are of no page.
    if (conf.compare(at, 16, "add_header grpc-") != 0) ++sent;
  }
  // All of these, and the freshness, which is told by path.
  EXPECT_EQ(sent, RequiredHeaders().size() + 1);
  for (const auto& [name, value] : RequiredHeaders()) {
    const auto line = [&value = value](const std::string& written) {
      return "add_header " + written + " " + value;
    };
    std::string lower = conf;
    std::transform(lower.begin(), lower.end(), lower.begin(), ::tolower);
    const std::size_t at = lower.find("add_header " + name + " ");
    ASSERT_NE(at, std::string::npos) << name;
    const std::string rest = conf.substr(at + 12 + name.size());
    EXPECT_TRUE(rest.starts_with(value + " always;") ||
                rest.starts_with("\"" + value + "\" always;"))
        << name << line(name);
  }
}

TEST(PageWordsTest, EachDifferenceHasWordsAndACodeOfItsOwn) {
  std::set<std::string> seen;
  for (int i = 0; i <= static_cast<int>(PageFault::kHeaderUnknown); ++i) {
    const auto fault = static_cast<PageFault>(i);
    EXPECT_TRUE(seen.insert(CodeOf(fault)).second) << CodeOf(fault);
    EXPECT_TRUE(seen.insert(WordsOf(fault).nl).second) << WordsOf(fault).nl;
    EXPECT_TRUE(seen.insert(WordsOf(fault).en).second) << WordsOf(fault).en;
  }
}

}  // namespace
}  // namespace vangnet::cli
