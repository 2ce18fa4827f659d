#include "clients/cli/removals.h"

#include <vector>

#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/table.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kTakenOff{"Wie van uw zaak is gehaald", "Who was taken off your case"};
constexpr Words kRemovalName{"Naam", "Name"};
constexpr Words kRemovalBy{"Door", "By"};
constexpr Words kReason{"Reden", "Reason"};

struct ShownRemoval {
  contract::PrincipalId person;
  std::string by;
  record::v1::RemovalReason reason = record::v1::REMOVAL_REASON_UNSPECIFIED;
};

std::vector<ShownRemoval> RemovalsOf(const Context& context, const CaseReader& reader,
                                     const sealing::CaseView& view) {
  std::vector<ShownRemoval> removals;
  for (const sealing::CaseRecord& record : view.records) {
    if (!record.verified || record.header.kind() != record::v1::RECORD_KIND_REMOVE_READER) continue;
    const auto case_id = contract::CaseId::Parse(record.header.case_id());
    const auto person = contract::PrincipalId::Parse(record.header.remove_reader().principal());
    if (!case_id.ok() || !person.ok()) continue;
    removals.push_back({*person, NameInCase(reader, *case_id, record.author, context.language),
                        record.header.remove_reader().reason()});
  }
  return removals;
}

}  // namespace

void ShowRemovals(Context& context, const CaseReader& reader, const sealing::CaseView& view) {
  Table table({context.In(kRemovalName), context.In(kRemovalBy), context.In(kReason)});
  for (const ShownRemoval& removal : RemovalsOf(context, reader, view)) {
    table.AddRow({NameOfPerson(reader.bundle, removal.person, context.language), removal.by,
                  WordOf(removal.reason, context.language)});
  }
  if (table.empty()) return;
  context.terminal.Heading(context.In(kTakenOff));
  context.terminal.Lines(table.ToText());
}

Json RemovalsJson(const Context& context, const CaseReader& reader, const sealing::CaseView& view) {
  Json removals = Json::Array();
  for (const ShownRemoval& removal : RemovalsOf(context, reader, view)) {
    removals.Add(Json::Object()
                     .Set("person", PersonJson(reader.bundle, removal.person, context.language))
                     .Set("by", removal.by)
                     .Set("reason", CodeOf(removal.reason)));
  }
  return removals;
}

}  // namespace vangnet::cli
