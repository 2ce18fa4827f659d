// A case as it is read: entries, people, findings; for people and as JSON. What somebody
// wrote is always quoted, so that it cannot pass for words of this program.
#ifndef VANGNET_CLIENTS_CLI_CASE_WORDS_H_
#define VANGNET_CLIENTS_CLI_CASE_WORDS_H_

#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/finding.h"
#include "clients/session/words.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/content/v1/content.pb.h"

namespace vangnet::cli {

// What a finding means, in words.
const session::Words& WordsOf(sealing::FindingClass what);
std::string FindingWords(const sealing::Finding& finding, session::Language language);
Json FindingsJson(const std::vector<sealing::Finding>& findings, session::Language language);
// On stderr, with what it means for writing; sets context.ending to kDamaged.
void WarnOfFindings(Context& context, const std::vector<sealing::Finding>& findings);

// Who reads the case decides how its authors are named.
struct CaseReader {
  const bundle::v1::Bundle& bundle;
  contract::PrincipalId self;
  record::v1::Calendar calendar = record::v1::CALENDAR_AMSTERDAM;
};

// Name of an author or reader: "you", "the reporter", or a name from the bundle.
std::string NameInCase(const CaseReader& reader, const contract::CaseId& case_id,
                       const contract::PrincipalId& principal, session::Language language);

// The entries of one compartment.
void ShowEntries(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                 record::v1::CompartmentKind compartment);
Json EntriesJson(Context& context, const CaseReader& reader, const sealing::CaseView& view,
                 record::v1::CompartmentKind compartment);

// The first check card of `check`, or null. Later ones of the reporter add to it.
std::vector<const content::v1::CheckCard*> CheckCards(const sealing::CaseView& view);

// One answer as lines: the question as asked, and what was answered.
std::string AnswerLines(const CaseReader& reader, const content::v1::Answer& answer,
                        session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CASE_WORDS_H_
