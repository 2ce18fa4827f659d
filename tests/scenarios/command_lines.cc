#include "tests/scenarios/command_lines.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "clients/sealing/fingerprint.h"

namespace vangnet::testing {
namespace {

constexpr char kStaffPassphrase[] = "een lange wachtzin";

}  // namespace

Finished CommandLines::Run(const std::string& home, std::vector<std::string> arguments,
                           const std::map<std::string, std::string>& environment) {
  if (joined_.insert(home).second) Join(home);
  arguments.insert(arguments.begin(),
                   {ProgramPath("vangnet"), "--home", folder_ / home, "--lang", "en"});
  return RunCommand(arguments, "", environment);
}

Finished CommandLines::RunAs(const std::string& handle, std::vector<std::string> arguments) {
  static std::map<std::string, std::string> key_files;  // Argon2id once for each.
  std::string& key_file = key_files[handle];
  if (key_file.empty()) key_file = system_.organisation().KeyFileOf(handle, kStaffPassphrase);
  const std::string key = folder_ / absl::StrCat(handle, ".key");
  const std::string passphrase = folder_ / "passphrase";
  WriteFile(key, key_file);
  WriteFile(passphrase, absl::StrCat(kStaffPassphrase, "\n"));
  arguments.insert(arguments.end(), {"--identity", key, "--passphrase-file", passphrase});
  return Run(handle, std::move(arguments));
}

void CommandLines::Join(const std::string& home) {
  const Organisation& organisation = system_.organisation();
  WriteFile(folder_ / "first.bundle", organisation.newest());
  const Finished joined = Run(home, {"join", folder_ / "first.bundle", "--fingerprint",
                                     sealing::OrganisationFingerprint(organisation.id())});
  ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
}

}  // namespace vangnet::testing
