// vangnetd under strace, which can end it or fail one of its system calls.
//
// strace counts the calls of each name in each thread by itself. A place is therefore a name
// and a number; it is found by looking at one run without a fault, and it is the same place
// in the next run, because one caller and one writer thread do the same work again.
#ifndef VANGNET_TESTS_FAULTS_TRACE_H_
#define VANGNET_TESTS_FAULTS_TRACE_H_

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/server.h"

namespace vangnet::testing {

// One system call, as a log of strace tells it.
struct TracedCall {
  pid_t thread = 0;
  std::string name;
  int count = 0;     // The how many-th of this name in this thread, from 1.
  std::string line;  // As logged, without the thread.
};

// What the log of one run holds so far, in order.
std::vector<TracedCall> ReadTrace(const std::string& log);

// Those from `begin` to `end` that an injection at this name and number would meet first:
// no other thread comes to as many calls of that name before.
std::vector<TracedCall> PlacesIn(const std::vector<TracedCall>& trace, std::size_t begin,
                                 std::size_t end);

// "pwrite64 17".
std::string NameOf(const TracedCall& place);

// `count` of `places`, evenly spread; some several times when there are fewer. The same for
// the same `seed`, which says where the first lies.
std::vector<TracedCall> Spread(const std::vector<TracedCall>& places, std::size_t count,
                               std::size_t seed);

// SIGKILL in the place of that call, which is not made any more.
std::string KillAt(const TracedCall& place);
// `error` in its place, at that call alone or at it and all later ones.
enum class Lasting { kOnce, kForGood };
std::string FailAt(const TracedCall& place, const std::string& error, Lasting lasting);

// The command under strace, in front of `arguments`: the process is vangnetd's own, strace
// its grandchild. `injection` may be empty. The log gets the calls that write, and those that
// tell where they go.
ChildProcess::Options UnderStrace(std::vector<std::string> arguments, const std::string& log,
                                  const std::string& injection);

// `vangnetd serve` under strace.
ChildProcess ServeTraced(const ServerFolder& server, const std::string& log,
                         const std::string& injection);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FAULTS_TRACE_H_
