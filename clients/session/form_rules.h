// Walking the forms of the bundle: which questions are asked, in what order, with which
// options, and what counts as an answer. Pure.
#ifndef VANGNET_CLIENTS_SESSION_FORM_RULES_H_
#define VANGNET_CLIENTS_SESSION_FORM_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/session/answers.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::session {

// The questions to ask given the answers so far: the common block, then the forms of the
// topics that were chosen, the reporter's own words last. Questions about health only
// with consent. Pointers into `bundle`.
std::vector<const bundle::v1::Question*> QuestionsFor(const bundle::v1::Bundle& bundle,
                                                      const Answers& answers);

// The options that are shown to somebody with the role that was answered.
std::vector<const bundle::v1::Option*> OptionsFor(const bundle::v1::Question& question,
                                                  const Answers& answers);

// The question with this code in any form, or null.
const bundle::v1::Question* FindQuestion(const bundle::v1::Bundle& bundle, std::string_view code);

// INVALID_ARGUMENT/BAD_ANSWERS naming the question: an option that is not among those
// shown, two options for one, a scale over 10, a text where none is asked.
absl::Status CheckAnswer(const bundle::v1::Question& question, const Answers& answers,
                         const content::v1::Answer& answer);

// All of CheckAnswer, and that each question is asked at all. Health without consent is
// refused: it must not be sealed.
absl::Status CheckAnswers(const bundle::v1::Bundle& bundle, const Answers& answers);

// The required questions that have no answer yet. Empty: it can be sent.
std::vector<const bundle::v1::Question*> MissingRequired(const bundle::v1::Bundle& bundle,
                                                         const Answers& answers);

// Takes away answers that are no longer asked for: another topic or role was chosen, or
// consent was taken back.
void DropUnasked(const bundle::v1::Bundle& bundle, Answers& answers);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_FORM_RULES_H_
