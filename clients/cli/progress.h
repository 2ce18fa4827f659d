// Says that something is going on when it takes longer than a second: one plain line,
// then one every ten seconds, on stderr of a terminal. A screen reader follows it.
#ifndef VANGNET_CLIENTS_CLI_PROGRESS_H_
#define VANGNET_CLIENTS_CLI_PROGRESS_H_

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "clients/cli/context.h"
#include "clients/session/words.h"

namespace vangnet::cli {

// Nothing else may write to the terminal during its lifetime.
class Progress {
 public:
  Progress(Context& context, const session::Words& what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void Run();

  Terminal& terminal_;
  std::string what_;
  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PROGRESS_H_
