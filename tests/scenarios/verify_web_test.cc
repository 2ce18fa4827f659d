// `vangnet admin web-page` and `verify-web` with a real nginx: the page that was signed, and each
// way in which what is served can differ from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "clients/sealing/fingerprint.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kNotFound = 4;
constexpr int kUnreachable = 5;
constexpr int kDamaged = 7;
constexpr char kSamplePage[] = "tests/support/sample_page";

void CopyTree(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

// One bit of the byte in the middle.
void ChangeOneByte(const std::string& path) {
  std::string bytes = ReadFile(path);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  WriteFile(path, bytes, 0644);
}

class VerifyWebTest : public Scenario {
 protected:
  // The first page is signed once; every test serves it anew.
  void SetUp() override {
    WriteFile(folder_ / "first.bundle", system().organisation().newest());
    const Finished joined =
        Vangnet({"join", folder_ / "first.bundle", "--fingerprint",
                 sealing::OrganisationFingerprint(system().organisation().id())});
    ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
  }

  Finished Vangnet(std::vector<std::string> arguments, const std::string& language = "en") {
    arguments.insert(arguments.begin(),
                     {ProgramPath("vangnet"), "--home", folder_ / "home", "--lang", language});
    return RunCommand(arguments);
  }
  Finished Verify(std::vector<std::string> more = {}, const std::string& language = "en") {
    more.insert(more.begin(), {"admin", "verify-web"});
    return Vangnet(more, language);
  }

  // The draft after the newest bundle, and `folder` with the page for it. The manifest's hash.
  std::string MakePage(const std::string& folder, const std::string& sample = kSamplePage) {
    WriteFile(folder_ / "newest.signed", system().organisation().newest());
    const std::string draft = folder + ".draft";
    const Finished next =
        Vangnet({"admin", "next", "--bundle", folder_ / "newest.signed", "--out", draft});
    EXPECT_EQ(next.exit_code, 0) << next.standard_error;
    const Finished made =
        Vangnet({"--json", "admin", "web-page", "--pages", sample, "--draft", draft, "--previous",
                 folder_ / "newest.signed", "--out", folder});
    EXPECT_EQ(made.exit_code, 0) << made.standard_error;
    const std::string name = "\"web_manifest_hash\": \"";
    const std::size_t at = made.standard_output.find(name);
    if (at == std::string::npos) return "";
    return session::FromHex(made.standard_output.substr(at + name.size(), 64)).value_or("");
  }

  static void PublishHash(const std::string& hash) {
    system().organisation().draft().set_web_manifest_hash(hash);
    directory::v1::PublishBundleRequest request;
    request.set_signed_bundle(system().organisation().Publish());
    StaffMember mirjam(system(), "mirjam");
    const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
    directory::v1::PublishBundleResponse response;
    ASSERT_THAT(FromRpc(directory->PublishBundle(Context(mirjam.Token().value()).get(), request,
                                                 &response)),
                IsOk());
  }

  static std::string Pages() { return system().front().public_pages(); }
  void ServeSignedPage() {
    const std::string page = folder_ / "page";
    const std::string hash = MakePage(page);
    ASSERT_EQ(hash.size(), 32u);
    ASSERT_NO_FATAL_FAILURE(PublishHash(hash));
    CopyTree(page, Pages());
  }

  // {"difference": "CODE", "path": "PATH"
  static std::string Line(const std::string& difference, const std::string& path) {
    return "\"difference\": \"" + difference + "\", \"path\": \"" + path + "\"";
  }
  // Verifies with --json: damaged, and that alone is told.
  void ExpectOnly(const std::string& line, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = more;
    arguments.insert(arguments.begin(), "--json");
    const Finished found = Verify(arguments);
    EXPECT_EQ(found.exit_code, kDamaged) << found.standard_error;
    EXPECT_THAT(found.standard_output, HasSubstr(line));
    const std::size_t first = found.standard_output.find("\"difference\"");
    EXPECT_EQ(found.standard_output.find("\"difference\"", first + 1), std::string::npos)
        << found.standard_output;
  }

  TemporaryFolder folder_;
  ChildProcess other_;
  std::string address_;
};

TEST_F(VerifyWebTest, TheSignedPageIsFoundGoodInBothLanguages) {
  ServeSignedPage();
  const Finished english = Verify();
  EXPECT_EQ(english.exit_code, 0) << english.standard_output << english.standard_error;
  EXPECT_THAT(english.standard_output,
              AllOf(HasSubstr("all 5 files are"), HasSubstr("to others a server can")));
  const Finished dutch = Verify({}, "nl");
  EXPECT_EQ(dutch.exit_code, 0);
  EXPECT_THAT(dutch.standard_output,
              AllOf(HasSubstr("alle 5 bestanden"), HasSubstr("aan een ander kan een server")));
  const Finished json = Verify({"--json"});
  EXPECT_THAT(json.standard_output,
              AllOf(HasSubstr("\"files\": 5"), HasSubstr("\"differences\": []")));
  const std::string page = ReadFile(Pages() + "/index.html");
  EXPECT_THAT(page, AllOf(HasSubstr("<title>Voorbeeldvereniging (demonstratie)</title>"),
                          HasSubstr("class=\"demonstration\""), HasSubstr("tel:112"),
                          Not(HasSubstr("@VANGNET_"))));
}

TEST_F(VerifyWebTest, OneChangedByteInAnyServedFileIsFoundAndNamed) {
  ServeSignedPage();
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(Pages())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string file = entry.path().string();
    const std::string name = file.substr(Pages().size());
    SCOPED_TRACE(name);
    const std::string whole = ReadFile(file);
    ChangeOneByte(file);
    if (name == "/manifest.txt") {
      ExpectOnly(Line("other-manifest", name));
    } else if (name.ends_with("index.html") || name.ends_with("index.html.gz")) {
      // Served under two names.
      const std::string code = name.ends_with(".gz") ? "packed-changed" : "changed";
      const Finished found = Verify({"--json"});
      EXPECT_EQ(found.exit_code, kDamaged);
      EXPECT_THAT(found.standard_output,
                  AllOf(HasSubstr(Line(code, "/")), HasSubstr(Line(code, "/index.html"))));
    } else if (name.ends_with(".gz")) {
      ExpectOnly(Line("packed-changed", name.substr(0, name.size() - 3)));
    } else {
      ExpectOnly(Line("changed", name));
    }
    WriteFile(file, whole, 0644);
  }
  EXPECT_EQ(files, 10);  // Five, four packed copies, the manifest.
  EXPECT_EQ(Verify().exit_code, 0) << "put back as it was, the page is good again";
}

TEST_F(VerifyWebTest, WhatIsMissingIsNamedAndWordsSayWhatToDo) {
  ServeSignedPage();
  fs::remove(Pages() + "/assets/later-3d4e5f6a.js");
  fs::remove(Pages() + "/assets/later-3d4e5f6a.js.gz");
  const Finished english = Verify();
  EXPECT_EQ(english.exit_code, kDamaged);
  EXPECT_THAT(english.standard_output,
              AllOf(HasSubstr("/assets/later-3d4e5f6a.js: this file is not there"),
                    ContainsRegex("Type nothing into it"), HasSubstr("Differences: 1.")));
  const Finished dutch = Verify({}, "nl");
  EXPECT_THAT(dutch.standard_output,
              AllOf(HasSubstr("dit bestand is er niet"), HasSubstr("Typ daar niets in")));
  fs::remove(Pages() + "/manifest.txt");
  ExpectOnly(Line("no-manifest", "/manifest.txt"));
}

TEST_F(VerifyWebTest, APageThatRefersToMoreThanWasSignedIsTold) {
  ServeSignedPage();
  WriteFile(Pages() + "/assets/extra.js", "1", 0644);
  EXPECT_EQ(Verify().exit_code, 0) << "a file that nothing refers to reaches nobody";
  std::string page = ReadFile(Pages() + "/index.html");
  page.insert(page.find("</head>"), "<script src=\"/assets/extra.js\"></script>");
  WriteFile(Pages() + "/index.html", page, 0644);
  const Finished found = Verify({"--json"});
  EXPECT_EQ(found.exit_code, kDamaged);
  EXPECT_THAT(found.standard_output, AllOf(HasSubstr(Line("not-listed", "/assets/extra.js")),
                                           HasSubstr(Line("changed", "/"))));
}

TEST_F(VerifyWebTest, APageOfBeforeIsNotThePageOfNow) {
  ServeSignedPage();
  const std::string sample = folder_ / "other-sample";
  CopyTree(kSamplePage, sample);
  WriteFile(sample + "/assets/later-3d4e5f6a.js", "export const later = false;\n");
  PublishHash(MakePage(folder_ / "page2", sample));
  ExpectOnly(Line("other-manifest", "/manifest.txt"));
  CopyTree(folder_ / "page2", Pages());
  EXPECT_EQ(Verify().exit_code, 0);
}

TEST_F(VerifyWebTest, AHashOfNothingInTheBundleFitsNoPage) {
  ServeSignedPage();
  PublishHash(std::string(32, 'x'));
  ExpectOnly(Line("other-manifest", "/manifest.txt"));
}

TEST_F(VerifyWebTest, ABundleWithoutAPageSaysSo) {
  ServeSignedPage();
  PublishHash("");
  const Finished english = Verify();
  EXPECT_EQ(english.exit_code, kNotFound) << english.standard_output;
  EXPECT_THAT(english.standard_error, HasSubstr("names no page"));
  EXPECT_THAT(Verify({}, "nl").standard_error, HasSubstr("staat geen pagina"));
}

TEST_F(VerifyWebTest, AHeaderThatIsMissingOrTooManyIsNamed) {
  ServeSignedPage();
  // Another front on a port of its own, before the same pages.
  const auto front_with = [&](const std::string& from, const std::string& to) {
    const std::string& folder = system().front().folder();
    std::string conf = ReadFile(folder + "/nginx.conf");
    const int ports[] = {ReservedPort(), ReservedPort()};
    fs::create_directory(folder_ / "temp");
    const std::pair<std::string, std::string> changes[] = {
        {folder + "/temp", folder_ / "temp"},
        {":" + std::to_string(system().front().public_port()), ":" + std::to_string(ports[0])},
        {":" + std::to_string(system().front().staff_port()), ":" + std::to_string(ports[1])},
        {from, to}};
    for (const auto& [old_text, new_text] : changes) {
      std::size_t at = conf.find(old_text);
      EXPECT_NE(at, std::string::npos) << old_text;
      for (; at != std::string::npos; at = conf.find(old_text, at + new_text.size())) {
        conf.replace(at, old_text.size(), new_text);
      }
    }
    WriteFile(folder_ / "nginx.conf", conf);
    ChildProcess::Options options;
    options.arguments = {"nginx", "-e", "stderr", "-c", folder_ / "nginx.conf"};
    options.environment = {{"PATH", std::string(getenv("PATH")) + ":/usr/sbin"}};
    other_ = ChildProcess::Start(options);
    address_ = "https://localhost:" + std::to_string(ports[0]);
    return WaitUntil([&] { return Verify({address_}).exit_code != kUnreachable; });
  };
  ASSERT_TRUE(front_with("add_header X-Frame-Options DENY always;", ""));
  const Finished missing = Verify({address_});
  EXPECT_EQ(missing.exit_code, kDamaged);
  EXPECT_THAT(missing.standard_output,
              AllOf(HasSubstr("/: the header x-frame-options is missing"),
                    HasSubstr("/assets/page-1b2c3d4e.js: the header x-frame-options"),
                    Not(HasSubstr("was changed"))));
  other_.Terminate();
  ASSERT_TRUE(front_with("'self' 'wasm-unsafe-eval'", "'self' 'unsafe-eval'"));
  EXPECT_THAT(Verify({address_, "--json"}).standard_output,
              HasSubstr(Line("header-changed", "/") + ", \"header\": \"content-security-policy\""));
  other_.Terminate();
  ASSERT_TRUE(front_with("index index.html;", "index index.html; add_header Set-Cookie a=b;"));
  EXPECT_THAT(Verify({address_, "--json"}).standard_output,
              HasSubstr(Line("header-unknown", "/") + ", \"header\": \"set-cookie\""));
  other_.Terminate();
  // One that sends elsewhere is not followed.
  ASSERT_TRUE(
      front_with("gzip_static on;", "gzip_static on; rewrite ^/assets/dot https://localhost:" +
                                        std::to_string(system().front().public_port()) +
                                        "$request_uri redirect;"));
  ExpectOnly(Line("elsewhere", "/assets/dot-2c3d4e5f.png"), {address_});
  other_.Terminate();
}

TEST_F(VerifyWebTest, NobodyThereAndAStrangersCertificateAreNoDifference) {
  ServeSignedPage();
  const Finished nobody = Verify({"https://localhost:" + std::to_string(ReservedPort())});
  EXPECT_EQ(nobody.exit_code, kUnreachable);
  EXPECT_THAT(nobody.standard_error, HasSubstr("Nobody answers"));
  const TemporaryFolder other;
  const Front stranger(other.path(), system().server().public_socket(),
                       system().server().staff_socket());
  const Finished refused = Verify({"https://localhost:" + std::to_string(stranger.public_port())});
  EXPECT_EQ(refused.exit_code, kUnreachable);
  EXPECT_THAT(refused.standard_error, HasSubstr("is not the organisation's"));
  EXPECT_EQ(Verify({"http://localhost"}).exit_code, 2);
}

TEST_F(VerifyWebTest, SignersSeeTheHashThatChanges) {
  const std::string hash = session::ToHex(MakePage(folder_ / "page"));
  WriteFile(folder_ / "passphrase", "een lange wachtzin\n");
  ASSERT_EQ(Vangnet({"admin", "make-signer", "--signer", folder_ / "signer.key",
                     "--passphrase-file", folder_ / "passphrase"})
                .exit_code,
            0);
  // A stranger to the organisation: refused, but only after the changes were shown.
  const Finished shown =
      Vangnet({"admin", "sign", folder_ / "page.draft", "--previous", folder_ / "newest.signed",
               "--signer", folder_ / "signer.key", "--out", folder_ / "out", "--yes",
               "--passphrase-file", folder_ / "passphrase"});
  EXPECT_THAT(shown.standard_output,
              AllOf(HasSubstr("other page for reporters"), HasSubstr("-> " + hash)));
}

}  // namespace
}  // namespace vangnet::testing
