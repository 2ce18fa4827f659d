// Words for people, in Dutch and in English. A text has both or does not compile.
#ifndef VANGNET_CLIENTS_SESSION_WORDS_H_
#define VANGNET_CLIENTS_SESSION_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

enum class Language { kDutch, kEnglish };

// One text in both languages. Neither has a default, so one without the other does not
// compile.
struct Words {
  constexpr Words(const char* nl_text, const char* en_text) : nl(nl_text), en(en_text) {}
  const char* nl;
  const char* en;

  const char* In(Language language) const { return language == Language::kDutch ? nl : en; }
};

// `words` in `language`, with $0, $1 ... replaced by `arguments`.
std::string Say(Language language, const Words& words,
                const std::vector<std::string>& arguments = {});

// A text of the bundle.
inline const std::string& In(Language language, const bundle::v1::Text& text) {
  return language == Language::kDutch ? text.nl() : text.en();
}

// Dutch unless LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with "en".
Language LanguageOfEnvironment();

// A failure that carries its own words: `reason` is a stable reason of error.h or of
// client_reason.h. The English words are the status message. Never the value that was
// wrong.
absl::Status Failure(absl::StatusCode code, std::string_view reason, const Words& words,
                     const std::vector<std::string>& arguments = {});

// What happened and what to do next, for a person. Never empty.
std::string Explain(const absl::Status& status, Language language);

// The reasons that Explain has words of its own for. For the test of completeness.
bool HasWordsFor(std::string_view reason);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_WORDS_H_
