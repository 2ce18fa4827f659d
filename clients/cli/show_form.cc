#include "clients/cli/names.h"
#include "clients/cli/report_flags.h"
#include "clients/session/organisation.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

const char* KindCode(bundle::v1::QuestionKind kind) {
  switch (kind) {
    case bundle::v1::QUESTION_KIND_ONE:
      return "one";
    case bundle::v1::QUESTION_KIND_MANY:
      return "many";
    case bundle::v1::QUESTION_KIND_TEXT:
      return "text";
    case bundle::v1::QUESTION_KIND_SCALE:
      return "scale";
    case bundle::v1::QUESTION_KIND_DATE_TIME:
      return "date-time";
    default:
      return "unknown";
  }
}

Json QuestionJson(const bundle::v1::Question& question, session::Language language) {
  Json options = Json::Array();
  for (const bundle::v1::Option& option : question.options()) {
    options.Add(Json::Object()
                    .Set("code", option.code())
                    .Set("label", session::In(language, option.label()))
                    .Set("hidden_for_roles", JsonArray(option.hidden_for_roles())));
  }
  return Json::Object()
      .Set("code", question.code())
      .Set("kind", KindCode(question.kind()))
      .Set("required", question.required())
      .Set("about_health", question.about_health())
      .Set("prompt", session::In(language, question.prompt()))
      .Set("hint", session::In(language, question.hint()))
      .Set("options", options);
}

void SayQuestion(Context& context, const bundle::v1::Question& question) {
  context.terminal.Lines(question.code() + " (" + KindCode(question.kind()) +
                         (question.required() ? ", *" : "") +
                         "): " + session::In(context.language, question.prompt()));
  for (const bundle::v1::Option& option : question.options()) {
    context.terminal.Lines("    " + option.code() + ": " +
                           session::In(context.language, option.label()));
  }
}

}  // namespace

absl::Status ShowForm(Context& context) {
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  VN_ASSIGN_OR_RETURN(const session::Organisation organisation,
                      session::Organisation::Load(home, context.clock()));
  Json forms = Json::Array();
  for (const bundle::v1::Form& form : organisation.bundle().forms()) {
    const bool common = form.category() == record::v1::CATEGORY_UNSPECIFIED;
    const std::string category = common ? "common" : CodeOf(form.category());
    if (!context.json) context.terminal.Heading(session::In(context.language, form.title()));
    Json questions = Json::Array();
    for (const bundle::v1::Question& question : form.questions()) {
      questions.Add(QuestionJson(question, context.language));
      if (!context.json) SayQuestion(context, question);
    }
    forms.Add(Json::Object().Set("category", category).Set("questions", questions));
  }
  if (context.json) context.Print(Json::Object().Set("forms", forms));
  return absl::OkStatus();
}

}  // namespace vangnet::cli
