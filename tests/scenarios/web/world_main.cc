// vangnet_web_world [--recorded]: stands a world up, says on one line where everything is, and then
// does what it reads, one command a line, each answered by one line of JSON: {"answer": ...} or
// {"failed": "..."}. It ends, and everything with it, when its standard input does.
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "proto/contract/status_macros.h"
#include "tests/scenarios/web/world.h"

namespace vangnet::testing {
namespace {

using Answer = absl::StatusOr<cli::Json>;
using Command = std::function<Answer(World&, const std::string& argument)>;

Command Doing(absl::Status (World::*act)()) {
  return [act](World& world, const std::string&) -> Answer {
    VN_RETURN_IF_ERROR((world.*act)());
    return cli::Json(true);
  };
}

Command WithText(absl::Status (World::*act)(const std::string&)) {
  return [act](World& world, const std::string& argument) -> Answer {
    VN_RETURN_IF_ERROR((world.*act)(argument));
    return cli::Json(true);
  };
}

Command WithNumber(absl::Status (World::*act)(std::int64_t)) {
  return [act](World& world, const std::string& argument) -> Answer {
    std::int64_t number = 0;
    if (!absl::SimpleAtoi(argument, &number)) return absl::InvalidArgumentError("a number");
    VN_RETURN_IF_ERROR((world.*act)(number));
    return cli::Json(true);
  };
}

const std::map<std::string, Command>& Commands() {
  static const auto* const commands = new std::map<std::string, Command>{
      {"stop-server", Doing(&World::StopServer)},
      {"kill-server", Doing(&World::KillServer)},
      {"start-server", Doing(&World::StartServer)},
      {"stop-gate", Doing(&World::StopGate)},
      {"start-gate", Doing(&World::StartGate)},
      {"stop-front", Doing(&World::StopFront)},
      {"start-front", Doing(&World::StartFront)},
      {"clock", WithNumber(&World::SetClock)},
      {"publish-expiring", WithNumber(&World::PublishExpiring)},
      {"publish-page", WithText(&World::PublishPage)},
      {"publish-without", WithText(&World::PublishWithout)},
      {"publish-for-client", WithText(&World::PublishForClient)},
      {"write-recorded",
       [](World& world, const std::string& argument) -> Answer {
         VN_RETURN_IF_ERROR(world.WriteRecorded(argument));
         return cli::Json(true);
       }},
      {"key",
       [](World& world, const std::string& argument) -> Answer {
         VN_ASSIGN_OR_RETURN(const std::string path, world.MakeKeyFile(argument));
         return cli::Json(path);
       }},
      {"shape", [](World& world, const std::string&) { return world.StoreShape(); }},
  };
  return *commands;
}

Answer Do(World& world, const std::string& line) {
  const std::pair<std::string, std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 1));
  const auto command = Commands().find(words.first);
  if (command == Commands().end()) return absl::InvalidArgumentError("no such command");
  return command->second(world, words.second);
}

void Serve(bool recorded) {
  World world(recorded);
  std::cout << world.Description().ToText() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    const Answer answer = Do(world, line);
    cli::Json said = cli::Json::Object();
    if (answer.ok()) {
      said.Set("answer", *answer);
    } else {
      said.Set("failed", std::string(answer.status().message()));
    }
    std::cout << said.ToText() << std::endl;
  }
}

}  // namespace
}  // namespace vangnet::testing

int main(int argc, char** argv) {
  vangnet::testing::Serve(argc > 1 && std::string_view(argv[1]) == "--recorded");
  return 0;
}
