// A Context with a person who types from a script, and everything shown kept for looking
// at. The clock stands still and nothing ever waits.
#ifndef VANGNET_TESTS_CLIENTS_CLI_SCRIPTED_CONTEXT_H_
#define VANGNET_TESTS_CLIENTS_CLI_SCRIPTED_CONTEXT_H_

#include <sstream>
#include <string>

#include "clients/cli/context.h"

namespace vangnet::cli {

inline const absl::Time kScriptNow = absl::FromUnixSeconds(1790000000);

class ScriptedContext {
 public:
  explicit ScriptedContext(const std::string& script)
      : in_(script),
        terminal_(in_, out_, err_, {.asks = true}),
        context_(
            terminal_, [] { return kScriptNow; }, [](absl::Duration) {}) {
    context_.language = session::Language::kEnglish;
  }

  Context& operator*() { return context_; }
  Context* operator->() { return &context_; }
  std::string shown() const { return out_.str(); }
  std::string warned() const { return err_.str(); }

 private:
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Terminal terminal_;
  Context context_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_TESTS_CLIENTS_CLI_SCRIPTED_CONTEXT_H_
