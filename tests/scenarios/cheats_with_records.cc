// Records that were altered, moved, or made by whoever may not make them. Where a server
// alone could not sign what the cheat needs, somebody of the case helps it: what then
// shows is that a helper gains no more than their own word.
#include "proto/contract/canonical.h"
#include "tests/scenarios/cheats_by_hand.h"

namespace vangnet::testing {
namespace {

using record::v1::Record;
using record::v1::RecordHeader;

Record ParsedRecordOf(const caseview::v1::StoredRecord& stored) {
  Record record;
  record.ParseFromString(stored.record());
  return record;
}

void Edit(caseview::v1::StoredRecord& stored, const std::function<void(Record&)>& edit) {
  Record record = ParsedRecordOf(stored);
  edit(record);
  stored.set_record(contract::SerializeCanonical(record));
}

void FlipLast(std::string& bytes) { bytes.back() = static_cast<char>(bytes.back() ^ 1); }

// The newest text of the lead, changed and signed by the lead.
void TextByLead(Shown& shown, const std::function<void(RecordHeader&)>& change) {
  Shown::Resign(shown.Conversation().back(), shown.story.identity("anna"), change);
}

// Verified by whoever does not look at the key: any message, by nobody's secret.
void SignBySmallOrderKey(Record& record) {
  const std::string identity_point = "\x01" + std::string(31, '\0');
  RecordHeader header;
  header.ParseFromString(record.header());
  header.set_author_key(identity_point);
  record.set_header(contract::SerializeCanonical(header));
  record.set_signature(identity_point + std::string(32, '\0'));
}

// A text of the lead that opens and is not padded as writers pad.
void PadWrongly(Shown& shown) {
  std::string padded(4096, '\0');
  padded.front() = '\x12';  // The beginning of a body, and no 0x80 after it.
  SealLastText(shown, padded);
}

void GiveTheOtherCase(Shown& shown) {
  const contract::CaseId asked = shown.material.case_id;
  shown.material = shown.other;
  shown.material.case_id = asked;
}

std::vector<CheatRow> AlteredInThemselves() {
  return {
      {"RecordWithOneFieldMore", "altered", 1, "", Scene::kReporterReads, Finding("not-canonical"),
       [](Shown& shown) { shown.Conversation().back().mutable_record()->append("\x28\x01"); }},
      {"KindThatIsReserved", "altered", 6, "", Scene::kReporterReads, Finding("not-canonical"),
       [](Shown& shown) {
         TextByLead(shown, [](RecordHeader& header) {
           header.set_kind(static_cast<record::v1::RecordKind>(12));
         });
       }},
      {"WrongSuite", "wrong suite", 6, "", Scene::kReporterReads, Finding("not-canonical"),
       [](Shown& shown) { TextByLead(shown, [](RecordHeader& header) { header.set_suite(2); }); }},
      {"AlteredText",
       "forged",
       6,
       "record",
       Scene::kReporterReads,
       Finding("bad-signature"),
       [](Shown& shown) {
         Edit(shown.Conversation().back(),
              [](Record& record) { FlipLast(*record.mutable_sealed()); });
       },
       nullptr,
       {"vierde antwoord"}},
      {"SignatureOfAnotherRecord",
       "forged",
       6,
       "record",
       Scene::kReporterReads,
       Finding("bad-signature"),
       [](Shown& shown) {
         const Record before = ParsedRecordOf(shown.Conversation()[7]);
         Edit(shown.Conversation()[8],
              [&](Record& record) { record.set_signature(before.signature()); });
       },
       nullptr,
       {"vierde antwoord"}},
      {"SignatureBySmallOrderKey",
       "forged",
       1,
       "record",
       Scene::kReporterReads,
       Finding("bad-signature"),
       [](Shown& shown) { Edit(shown.Conversation().back(), SignBySmallOrderKey); },
       nullptr,
       {"vierde antwoord"}},
      {"TextUnderAnotherHeader", "forged", 6, "body", Scene::kReporterReads,
       Finding("body-damaged"),
       [](Shown& shown) {
         const Record before = ParsedRecordOf(shown.Conversation()[7]);
         Edit(shown.Conversation()[8], [&](Record& record) {
           record.set_nonce(before.nonce());
           record.set_sealed(before.sealed());
         });
         TextByLead(shown, [](RecordHeader&) {});
       }},
      {"TextPaddedWrongly", "altered", 6, "body", Scene::kReporterReads, Finding("body-damaged"),
       PadWrongly},
  };
}

std::vector<CheatRow> ByTheWrongAuthor() {
  return {
      {"MadeUpKeyInTheNameOfTheLead",
       "forged",
       6,
       "record",
       Scene::kReporterReads,
       Finding("unknown-author"),
       [](Shown& shown) {
         const auto maker = MadeUp(shown.story.identity("anna").principal());
         Shown::Resign(shown.Conversation().back(), maker, [&](RecordHeader& header) {
           header.set_author_key(maker.signing_key().ToBytes());
         });
       },
       nullptr,
       {"vierde antwoord"}},
      {"MadeUpSignatureUnderTheKeyOfTheLead",
       "forged",
       6,
       "record",
       Scene::kReporterReads,
       Finding("bad-signature"),
       [](Shown& shown) {
         Shown::Resign(shown.Conversation().back(),
                       MadeUp(shown.story.identity("anna").principal()), [](RecordHeader&) {});
       },
       nullptr,
       {"vierde antwoord"}},
      {"ColleagueWhoIsNotInTheCase", "stranger", 7, "", Scene::kReporterReads,
       Finding("not-allowed"),
       [](Shown& shown) {
         const auto& chantal = shown.story.identity("chantal");
         Shown::Resign(shown.Conversation().back(), chantal, [&](RecordHeader& header) {
           header.set_author(chantal.principal().ToBytes());
           header.set_author_key(chantal.signing_key().ToBytes());
           header.set_author_seq(1);
         });
       }},
      {"CoordinatorWhoWritesInTheCase", "stranger", 7, "", Scene::kReporterReads,
       Finding("unknown-author"),
       [](Shown& shown) {
         const auto& karin = shown.story.identity("karin");
         Shown::Resign(shown.Conversation().back(), karin, [&](RecordHeader& header) {
           header.set_author(karin.principal().ToBytes());
           header.set_author_key(karin.signing_key().ToBytes());
           header.set_author_seq(1);
         });
       }},
      {"FilingByOtherKeysUnderTheCaseId",
       "swapped key",
       2,
       "case-id",
       Scene::kLeadReads,
       NothingLeft("unknown-author"),
       [](Shown& shown) {
         const auto maker = MadeUp(contract::ReporterPrincipal(shown.reporter.case_id()));
         Shown::Resign(shown.Check().front(), maker, [&](RecordHeader& header) {
           header.set_author_key(maker.signing_key().ToBytes());
           header.mutable_filing()->set_reporter_box_key(maker.box_key().ToBytes());
         });
       },
       nullptr,
       {"dank u"}},
  };
}

std::vector<CheatRow> OutOfTheirPlace() {
  return {
      {"RecordOfAnotherCase",
       "moved between cases",
       6,
       "",
       Scene::kReporterReads,
       Finding("other-case"),
       [](Shown& shown) {
         shown.Conversation().back() =
             Shown::Chain(shown.other, record::v1::COMPARTMENT_KIND_CONVERSATION).back();
       },
       nullptr,
       {"vierde antwoord"}},
      {"AllOfAnotherCase",
       "moved between cases",
       6,
       "case-id",
       Scene::kLeadReads,
       NothingLeft("other-case"),
       &GiveTheOtherCase,
       nullptr,
       {"het verhaal", "dank u"}},
      {"AnotherCaseForTheReceipt",
       "moved between cases",
       6,
       "case-id",
       Scene::kReporterReads,
       NothingLeft("other-case"),
       &GiveTheOtherCase,
       nullptr,
       {"het verhaal", "eerste antwoord"}},
      {"RecordOfAnotherCompartment", "moved between compartments", 6, "", Scene::kReporterReads,
       Finding("other-case"),
       [](Shown& shown) { shown.Check().push_back(shown.Conversation().back()); }},
      {"TextUnderAnEpochThatIsOver",
       "moved between epochs",
       7,
       "",
       Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) { TextByLead(shown, [](RecordHeader& header) { header.set_epoch(2); }); },
       nullptr,
       {}},
      {"NumberOfTheAuthorSkipped", "dropped", 6, "", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) {
         TextByLead(shown,
                    [](RecordHeader& header) { header.set_author_seq(header.author_seq() + 1); });
       }},
      {"HeadThatNobodySaw", "split chain", 6, "chain", Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) {
         TextByLead(shown, [](RecordHeader& header) { header.set_seen(std::string(32, 's')); });
       }},
      {"ListThatIsOlderThanBefore", "older bundle", 4, "", Scene::kReporterReads,
       Finding("version-fell"),
       [](Shown& shown) {
         TextByLead(shown, [](RecordHeader& header) { header.set_bundle_version(1); });
       }},
      {"ListThatNobodyHas", "withheld bundle", 4, "", Scene::kReporterReads,
       Finding("missing-bundle"),
       [](Shown& shown) {
         TextByLead(shown, [](RecordHeader& header) { header.set_bundle_version(9); });
       }},
  };
}

// An act in its place that saw less than what stands before it, as only ENTRY and
// ACKNOWLEDGE may.
CheatRow SawLess(const std::string& name, Scene scene, const std::function<void(Shown&)>& alter) {
  return {name, "split chain", 6, "chain", scene, Finding("out-of-place"), alter};
}

HeaderChange With(const HeaderChange& change, const contract::Hash& seen) {
  return [change, seen](RecordHeader& header) {
    change(header);
    header.set_seen(seen.ToBytes());
  };
}

contract::Hash ThirdOfCheck(Shown& shown) {
  return HeadAfter(shown, record::v1::COMPARTMENT_KIND_CHECK, 3);
}

std::vector<CheatRow> ThatSawLess() {
  const auto nothing = [](RecordHeader&) {};
  const auto by_lead = [](const std::string& name, record::v1::RecordKind kind,
                          const std::function<HeaderChange(Shown&)>& change) {
    return SawLess(name, Scene::kReporterReads, [kind, change](Shown& shown) {
      AppendAct(shown, kind, shown.story.identity("anna"),
                With(change(shown), ThirdOfCheck(shown)));
    });
  };
  return {
      by_lead("ClosingThatSawLess", record::v1::RECORD_KIND_CLOSE,
              [nothing](Shown&) -> HeaderChange { return nothing; }),
      by_lead("ReaderAddedThatSawLess", record::v1::RECORD_KIND_ADD_READER,
              [](Shown& shown) {
                return Adding(shown.story.identity("chantal").principal(),
                              record::v1::CASE_ROLE_DEPUTY);
              }),
      by_lead("RemovalThatSawLess", record::v1::RECORD_KIND_REMOVE_READER,
              [](Shown& shown) { return Removing(shown.story.identity("anna").principal()); }),
      SawLess("DeclineThatSawLess", Scene::kReporterOfDecline,
              [](Shown& shown) {
                const contract::Hash seen = HeadAfter(shown, record::v1::COMPARTMENT_KIND_CHECK, 2);
                Shown::Resign(shown.Check()[3], shown.story.identity("anna"),
                              [&](RecordHeader& header) { header.set_seen(seen.ToBytes()); });
              }),
      SawLess("WithdrawalThatSawLess", Scene::kLeadReads,
              [nothing](Shown& shown) {
                AppendAct(shown, record::v1::RECORD_KIND_WITHDRAW, shown.reporter.identity(),
                          With(nothing, ThirdOfCheck(shown)));
              }),
      SawLess("EpochThatSawLess", Scene::kReporterReads,
              [](Shown& shown) {
                const contract::Hash seen =
                    HeadAfter(shown, record::v1::COMPARTMENT_KIND_CONVERSATION, 5);
                Shown::Resign(shown.Conversation()[6], shown.story.identity("anna"),
                              [&](RecordHeader& header) { header.set_seen(seen.ToBytes()); });
              }),
      SawLess("AcknowledgementThatSawWhatNobodySaw", Scene::kReporterLooks,
              [](Shown& shown) {
                const contract::Hash seen =
                    *contract::Hash::Parse(std::string(contract::Hash::kSize, 's'));
                AppendAct(shown, record::v1::RECORD_KIND_ACKNOWLEDGE, shown.story.identity("anna"),
                          With(Acknowledging(shown), seen));
              }),
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithRecords() {
  std::vector<CheatRow> rows = AlteredInThemselves();
  for (auto part : {ByTheWrongAuthor, OutOfTheirPlace, ThatSawLess}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
