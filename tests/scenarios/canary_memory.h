// The memory of a running vangnetd, as a core file would hold it. vangnetd lets nobody read it
// (services/server/process.h): it is started with a library that leaves that one call out.
#ifndef VANGNET_TESTS_SCENARIOS_CANARY_MEMORY_H_
#define VANGNET_TESTS_SCENARIOS_CANARY_MEMORY_H_

#include <sys/types.h>

#include <map>
#include <string>

namespace vangnet::testing {

// For the process to be readable.
std::map<std::string, std::string> ReadableMemory();

// All that it may write: heap, stacks, data. Empty when the system does not let us.
std::string MemoryOf(pid_t process);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SCENARIOS_CANARY_MEMORY_H_
