// Loaded into vangnetd with LD_PRELOAD (canary_memory.h): its memory stays readable for the
// user that runs it. Everything else that prctl does is done.
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdarg>

extern "C" int prctl(int option, ...) {
  std::va_list arguments;
  va_start(arguments, option);
  unsigned long given[4];
  for (unsigned long& one : given) one = va_arg(arguments, unsigned long);
  va_end(arguments);
  if (option == PR_SET_DUMPABLE) return 0;
  return static_cast<int>(syscall(SYS_prctl, option, given[0], given[1], given[2], given[3]));
}
