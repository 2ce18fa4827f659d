#include "tests/support/webgates.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/support/server.h"

namespace vangnet::testing {
namespace {

std::string Section(const std::string& name, const WebgateTerms& terms) {
  return absl::StrCat("[", name, "]\norigins = [\"", terms.origin, "\"]\nlisten = \"", terms.listen,
                      "\"\nserver = \"", terms.server, "\"\n");
}

}  // namespace

void ConfigureWebgates(const std::string& folder, const WebgateTerms& of_public,
                       const WebgateTerms& of_staff) {
  WriteFile(folder + "/webgate.toml", Section("public", of_public) + Section("staff", of_staff));
}

ChildProcess StartWebgate(const std::string& folder, const std::string& surface) {
  ChildProcess::Options options;
  options.arguments = {ProgramPath("vangnet-webgate"), "--config", folder + "/webgate.toml",
                       "--surface", surface};
  options.stdout_path = folder + "/" + surface + ".stdout";
  options.stderr_path = folder + "/" + surface + ".stderr";
  // What an earlier one said is no sign of this one.
  std::filesystem::remove(options.stderr_path);
  ChildProcess process = ChildProcess::Start(options);
  WaitUntil([&] {
    return !process.IsRunning() ||
           ReadFile(options.stderr_path).find("serving") != std::string::npos;
  });
  return process;
}

}  // namespace vangnet::testing
