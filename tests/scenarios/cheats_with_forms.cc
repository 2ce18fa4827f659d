// Records of a form that none may have, and bodies that none may hold. The form is looked
// at before the author is, so that it is no matter who signs; mostly it is the lead.
#include "clients/sealing/record_sign.h"
#include "tests/scenarios/cheats_by_hand.h"

namespace vangnet::testing {
namespace {

using record::v1::RECORD_KIND_CLOSE;
using record::v1::RecordHeader;

CheatRow Formed(const std::string& name, Scene scene, const Said& said,
                const std::function<void(Shown&)>& alter) {
  return {name, "altered", 6, "", scene, said, alter};
}

// A closing by the lead, changed.
CheatRow Closing(const std::string& name, const std::string& code, const HeaderChange& change) {
  return Formed(name, Scene::kReporterReads, Finding(code), [change](Shown& shown) {
    AppendAct(shown, RECORD_KIND_CLOSE, shown.story.identity("anna"), change);
  });
}

// The newest text of the lead under another header, or with another nonce or sealed body.
CheatRow Text(
    const std::string& name, const std::string& code, const HeaderChange& change,
    const std::function<void(record::v1::Record&)>& edit = [](record::v1::Record&) {}) {
  return Formed(name, Scene::kReporterReads, Finding(code), [change, edit](Shown& shown) {
    caseview::v1::StoredRecord& stored = shown.Conversation().back();
    record::v1::Record record;
    record.ParseFromString(stored.record());
    edit(record);
    stored.set_record(record.SerializeAsString());
    Shown::Resign(stored, shown.story.identity("anna"), change);
  });
}

void AsItIs(RecordHeader&) {}

std::vector<CheatRow> Forms() {
  return {
      Closing("ActWithAnEpoch", "not-canonical", [](RecordHeader& header) { header.set_epoch(3); }),
      Closing("ActOfAnotherKind", "not-canonical",
              [](RecordHeader& header) {
                header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER);
              }),
      Closing("ActOutsideOfCheck", "not-canonical",
              [](RecordHeader& header) {
                header.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CONVERSATION);
              }),
      Formed("ActWithABody", Scene::kReporterReads, Finding("not-canonical"),
             [](Shown& shown) {
               AppendAct(shown, RECORD_KIND_CLOSE, shown.story.identity("anna"));
               record::v1::Record record;
               record.ParseFromString(shown.Check().back().record());
               shown.Check().back().set_record(sealing::SignRecordBytes(
                   record.header(), std::string(24, 'n'), std::string(4096 + 16, 's'),
                   shown.story.identity("anna")));
             }),
      Text("TextWithoutAnEpoch", "not-canonical",
           [](RecordHeader& header) { header.set_epoch(0); }),
      Text("TextWithAShortNonce", "not-canonical", AsItIs,
           [](record::v1::Record& record) { record.mutable_nonce()->resize(12); }),
      Text("TextOfASizeThatIsNone", "not-canonical", AsItIs,
           [](record::v1::Record& record) { record.mutable_sealed()->append(1, 's'); }),
      Text("RecordOfAnotherOrganisation", "other-case",
           [](RecordHeader& header) { header.set_organisation_id(std::string(32, 'o')); }),
      Formed("RecordIdUsedTwice", Scene::kReporterReads, Finding("out-of-place"),
             [](Shown& shown) {
               const std::string id = HeaderOf(shown.Conversation()[7]).record_id();
               Shown::Resign(shown.Conversation()[8], shown.story.identity("anna"),
                             [&id](RecordHeader& header) { header.set_record_id(id); });
             }),
  };
}

// The reporter's FILING, changed and signed by the reporter. What follows on it falls too.
CheatRow OtherFiling(const std::string& name, const std::string& code, const HeaderChange& change) {
  return Formed(name, Scene::kLeadReads, NothingLeft(code), [change](Shown& shown) {
    Shown::Resign(shown.Check().front(), shown.reporter.identity(), change);
  });
}

std::vector<CheatRow> Filings() {
  return {
      OtherFiling("FilingWithTwoLeads", "not-canonical",
                  [](RecordHeader& header) {
                    for (auto& person : *header.mutable_filing()->mutable_persons()) {
                      person.set_role(record::v1::CASE_ROLE_LEAD);
                    }
                  }),
      OtherFiling("FilingWithAReaderAsCoordinator", "not-canonical",
                  [](RecordHeader& header) {
                    record::v1::FilingAct& filing = *header.mutable_filing();
                    filing.clear_coordinators();
                    filing.add_coordinators(filing.persons(0).principal());
                  }),
      OtherFiling("FilingThatFollowsOnSomething", "out-of-place",
                  [](RecordHeader& header) { header.set_seen(std::string(32, 's')); }),
      Formed("FilingHeldBack", Scene::kReporterReads, NothingLeft("unknown-author"),
             [](Shown& shown) { shown.Check().erase(shown.Check().begin()); }),
      Formed("SecondFiling", Scene::kReporterReads, Finding("not-allowed"),
             [](Shown& shown) {
               const RecordHeader first = HeaderOf(shown.Check().front());
               AppendAct(shown, record::v1::RECORD_KIND_FILING, shown.reporter.identity(),
                         [&](RecordHeader& header) { *header.mutable_filing() = first.filing(); });
             }),
  };
}

std::vector<CheatRow> Bodies() {
  const auto sealed = [](const std::string& name, int section, const content::v1::EntryBody& body) {
    std::string padded = body.SerializeAsString();
    padded.push_back('\x80');
    padded.resize(4096);
    CheatRow row = Formed(name, Scene::kReporterReads, Finding("body-damaged"),
                          [padded](Shown& shown) { SealLastText(shown, padded); });
    row.section = section;
    return row;
  };
  content::v1::EntryBody note;
  note.mutable_note()->set_text("notitie voor wie mee leest");
  content::v1::EntryBody marked;
  marked.mutable_message()->set_text("\xEF\xBB\xBFtekst met een merkteken");
  return {sealed("NoteInTheConversation", 6, note), sealed("TextThatBeginsWithAMark", 1, marked)};
}

}  // namespace

std::vector<CheatRow> CheatsWithForms() {
  std::vector<CheatRow> rows = Forms();
  for (auto part : {Filings, Bodies}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
