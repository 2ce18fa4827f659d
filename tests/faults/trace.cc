#include "tests/faults/trace.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <sstream>
#include <utility>

namespace vangnet::testing {
namespace {

// What writes, and what prepares for it or tells of it.
constexpr char kCalls[] =
    "trace=pwrite64,write,fsync,fdatasync,ftruncate,fallocate,unlink,rename,mkdir,openat,close,fcntl,"
    "pread64,mmap,munmap,sendmsg,prctl,flock";

}  // namespace

std::vector<TracedCall> ReadTrace(const std::string& log) {
  std::vector<TracedCall> trace;
  std::map<std::pair<pid_t, std::string>, int> counts;
  std::istringstream lines(ReadFile(log));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    TracedCall call;
    std::string rest;
    words >> call.thread >> std::ws;
    std::getline(words, rest);
    const std::size_t parenthesis = rest.find('(');
    // Not "<... fsync resumed>", "+++ exited", "--- SIGTERM".
    if (parenthesis == std::string::npos || !std::isalpha(static_cast<unsigned char>(rest[0]))) {
      continue;
    }
    call.name = rest.substr(0, parenthesis);
    call.line = rest;
    call.count = ++counts[{call.thread, call.name}];
    trace.push_back(std::move(call));
  }
  return trace;
}

std::vector<TracedCall> PlacesIn(const std::vector<TracedCall>& trace, std::size_t begin,
                                 std::size_t end) {
  std::vector<TracedCall> places;
  std::map<std::pair<std::string, int>, pid_t> first;  // Who comes there first.
  for (std::size_t i = 0; i < std::min(end, trace.size()); ++i) {
    const TracedCall& call = trace[i];
    const bool came_first = first.emplace(std::pair(call.name, call.count), call.thread).second;
    if (i >= begin && came_first) places.push_back(call);
  }
  return places;
}

std::string NameOf(const TracedCall& place) {
  return place.name + " " + std::to_string(place.count);
}

std::vector<TracedCall> Spread(const std::vector<TracedCall>& places, std::size_t count,
                               std::size_t seed) {
  std::vector<TracedCall> spread;
  if (places.empty()) return spread;
  const std::size_t step =
      std::max<std::size_t>(1, places.size() / std::max<std::size_t>(1, count));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = i * places.size() / count + seed % step;
    spread.push_back(places[at % places.size()]);
  }
  return spread;
}

std::string KillAt(const TracedCall& place) {
  return "inject=" + place.name + ":signal=KILL:when=" + std::to_string(place.count);
}

std::string FailAt(const TracedCall& place, const std::string& error, Lasting lasting) {
  return "inject=" + place.name + ":error=" + error + ":when=" + std::to_string(place.count) +
         (lasting == Lasting::kForGood ? "+" : "");
}

ChildProcess::Options UnderStrace(std::vector<std::string> arguments, const std::string& log,
                                  const std::string& injection) {
  // Not --seccomp-bpf: with it strace 6.1 injects no signal.
  std::vector<std::string> all = {"strace", "-D", "-f", "-qq", "-o", log};
  all.insert(all.end(), {"-e", "signal=none", "-e", kCalls});
  if (!injection.empty()) all.insert(all.end(), {"-e", injection});
  all.insert(all.end(), arguments.begin(), arguments.end());
  ChildProcess::Options options;
  options.arguments = std::move(all);
  // The leak sanitizer cannot work in a process that is traced.
  options.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}};
  return options;
}

ChildProcess ServeTraced(const ServerFolder& server, const std::string& log,
                         const std::string& injection) {
  return server.ServeWith(
      UnderStrace({ProgramPath("vangnetd"), "serve", "--config", server.config()}, log, injection));
}

}  // namespace vangnet::testing
