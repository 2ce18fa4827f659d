// Acts of people who may not do them, each in its place, whole, and signed by whoever it
// says: a server that passes on what it should have refused, and somebody who helps it.
#include "clients/sealing/sha256.h"
#include "proto/contract/parsed_record.h"
#include "tests/scenarios/cheats_by_hand.h"

namespace vangnet::testing {
namespace {

using record::v1::RECORD_KIND_ACKNOWLEDGE;
using record::v1::RECORD_KIND_ADD_READER;
using record::v1::RECORD_KIND_CLOSE;
using record::v1::RECORD_KIND_DECLINE;
using record::v1::RECORD_KIND_ENTRY;
using record::v1::RECORD_KIND_EPOCH;
using record::v1::RECORD_KIND_REMOVE_READER;
using record::v1::RECORD_KIND_WITHDRAW;

CheatRow Act(const std::string& name, const std::string& way, Scene scene,
             const std::function<void(Shown&)>& alter, const std::string& code = "not-allowed",
             const std::vector<std::string>& never = {}) {
  return {name, way, 7, "", scene, Finding(code), alter, nullptr, never};
}

const sealing::Identity& Of(Shown& shown, const std::string& handle) {
  return shown.story.identity(handle);
}

void Declining(record::v1::RecordHeader& header) {
  header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER);
}

void WriteAs(Shown& shown, const sealing::Identity& author, record::v1::CompartmentKind kind) {
  Append(shown, NextHeader(shown, kind, RECORD_KIND_ENTRY, author), author);
}

// The epoch of the conversation that is shown last, once more, in this compartment.
void StartEpochAs(Shown& shown, const sealing::Identity& author, record::v1::CompartmentKind kind) {
  record::v1::RecordHeader header = NextHeader(shown, kind, RECORD_KIND_EPOCH, author);
  for (const caseview::v1::StoredRecord& stored : shown.Conversation()) {
    const auto parsed = contract::ParseRecord(sealing::Sha256, stored.record());
    if (!parsed->header.has_epoch_start()) continue;
    *header.mutable_epoch_start() = parsed->header.epoch_start();
  }
  Append(shown, header, author);
}

const std::vector<std::string>& Accepted() {
  static const std::vector<std::string> words = {"heeft uw melding aanvaard",
                                                 "has accepted your report"};
  return words;
}

std::vector<CheatRow> BeforeAnybodyAccepted() {
  const Scene scene = Scene::kReporterLooks;
  return {
      Act("MessageByWhoDidNotAccept", "false right", scene,
          [](Shown& shown) {
            WriteAs(shown, Of(shown, "anna"), record::v1::COMPARTMENT_KIND_CONVERSATION);
          }),
      Act("EpochByWhoDidNotAccept", "false right", scene,
          [](Shown& shown) {
            StartEpochAs(shown, Of(shown, "anna"), record::v1::COMPARTMENT_KIND_CONVERSATION);
          }),
      Act("CheckCardByTheStaff", "false right", scene,
          [](Shown& shown) {
            WriteAs(shown, Of(shown, "anna"), record::v1::COMPARTMENT_KIND_CHECK);
          }),
      Act(
          "AcknowledgementByTheReporter", "false acknowledgement", scene,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, shown.reporter.identity(),
                      Acknowledging(shown));
          },
          "not-allowed", Accepted()),
      Act("DeclineByTheReporter", "false right", scene,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_DECLINE, shown.reporter.identity(), Declining);
          }),
      Act("ReaderAddedByWhoDidNotAccept", "ghost reader", scene,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "anna"),
                      Adding(Of(shown, "chantal").principal(), record::v1::CASE_ROLE_DEPUTY));
          }),
      Act("ColleagueRemovedByWhoDidNotAccept", "false removal", scene,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_REMOVE_READER, Of(shown, "anna"),
                      Removing(Of(shown, "bo").principal()));
          }),
      Act("ClosingByWhoDidNotAccept", "false closing", scene,
          [](Shown& shown) { AppendAct(shown, RECORD_KIND_CLOSE, Of(shown, "anna")); }),
      Act("ClosingByTheReporter", "false closing", scene,
          [](Shown& shown) { AppendAct(shown, RECORD_KIND_CLOSE, shown.reporter.identity()); }),
  };
}

// After an ACKNOWLEDGE by anna, who may: bo is the deputy.
CheatRow ByDeputy(const std::string& name, const std::string& way,
                  const std::function<void(Shown&)>& alter) {
  return Act(name, way, Scene::kReporterLooks, [alter](Shown& shown) {
    AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, Of(shown, "anna"), Acknowledging(shown));
    alter(shown);
  });
}

std::vector<CheatRow> ByTheDeputy() {
  return {
      ByDeputy("ClosingByTheDeputy", "false closing",
               [](Shown& shown) { AppendAct(shown, RECORD_KIND_CLOSE, Of(shown, "bo")); }),
      ByDeputy("LeadRemovedByTheDeputy", "false removal",
               [](Shown& shown) {
                 AppendAct(shown, RECORD_KIND_REMOVE_READER, Of(shown, "bo"),
                           Removing(Of(shown, "anna").principal()));
               }),
      ByDeputy("AcknowledgementByTheDeputyOfALead", "false acknowledgement",
               [](Shown& shown) {
                 AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, Of(shown, "bo"), Acknowledging(shown));
               }),
      ByDeputy("ReaderAddedByTheDeputy", "ghost reader",
               [](Shown& shown) {
                 AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "bo"),
                           Adding(Of(shown, "chantal").principal(), record::v1::CASE_ROLE_DEPUTY));
               }),
      ByDeputy("SecondDeputyAdded", "ghost reader",
               [](Shown& shown) {
                 AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "anna"),
                           Adding(Of(shown, "chantal").principal(), record::v1::CASE_ROLE_DEPUTY));
               }),
      ByDeputy("DeclineByAReserveWhoWasTakenOff", "stranger",
               [](Shown& shown) {
                 AppendAct(shown, RECORD_KIND_DECLINE, Of(shown, "gerda"), Declining);
               }),
  };
}

std::vector<CheatRow> OfWhoLeftOrCameLate() {
  return {
      Act("AcknowledgementByWhoDeclined", "false acknowledgement", Scene::kReporterOfDecline,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, Of(shown, "anna"), Acknowledging(shown));
          }),
      Act("AcknowledgementByAReserveWhoCameTooLate", "false acknowledgement",
          Scene::kReporterOfDecline,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, Of(shown, "gerda"), Acknowledging(shown));
          }),
      Act("AcknowledgementByWhoLeadsAlready", "false acknowledgement", Scene::kReporterReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ACKNOWLEDGE, Of(shown, "anna"), Acknowledging(shown));
          }),
      Act("ClosingAfterClosing", "false closing", Scene::kReporterReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_CLOSE, Of(shown, "anna"));
            AppendAct(shown, RECORD_KIND_CLOSE, Of(shown, "anna"));
          }),
      Act("WithdrawalAfterClosing", "false withdrawal", Scene::kLeadReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_CLOSE, Of(shown, "anna"));
            AppendAct(shown, RECORD_KIND_WITHDRAW, shown.reporter.identity());
          }),
      Act("MessageByAColleagueWhoWasRemoved", "stranger", Scene::kReporterReads,
          [](Shown& shown) {
            WriteAs(shown, Of(shown, "bo"), record::v1::COMPARTMENT_KIND_CONVERSATION);
          }),
      Act("EpochByAColleagueWhoWasRemoved", "stranger", Scene::kReporterReads,
          [](Shown& shown) {
            StartEpochAs(shown, Of(shown, "bo"), record::v1::COMPARTMENT_KIND_CONVERSATION);
          }),
      Act("NotesOfTheLeadByTheReporter", "false right", Scene::kLeadReads,
          [](Shown& shown) {
            StartEpochAs(shown, shown.reporter.identity(), record::v1::COMPARTMENT_KIND_CASEFILE);
          }),
  };
}

// Somebody is added by the lead who may not be, or not so.
CheatRow Added(const std::string& name, const std::string& handle, record::v1::CaseRole role) {
  return Act(name, "ghost reader", Scene::kReporterReads, [handle, role](Shown& shown) {
    AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "anna"),
              Adding(Of(shown, handle).principal(), role));
  });
}

// Somebody is added who may be, and opens an epoch that nobody has begun.
CheatRow Opening(const std::string& name, record::v1::CompartmentKind kind) {
  return Act(name, "ghost reader", Scene::kReporterReads, [kind](Shown& shown) {
    const HeaderChange adding =
        Adding(Of(shown, "chantal").principal(), record::v1::CASE_ROLE_DEPUTY);
    AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "anna"),
              [&](record::v1::RecordHeader& header) {
                adding(header);
                record::v1::CompartmentEpochs& opens = *header.mutable_add_reader()->add_opens();
                opens.mutable_compartment()->set_kind(kind);
                opens.add_epochs(1);
                opens.add_epochs(9);
              });
  });
}

std::vector<CheatRow> Additions() {
  return {
      Added("ColleagueAddedWhoWasRemoved", "bo", record::v1::CASE_ROLE_DEPUTY),
      Added("ColleagueAddedWhoIsThere", "anna", record::v1::CASE_ROLE_DEPUTY),
      Added("CoordinatorAddedAsReader", "lex", record::v1::CASE_ROLE_DEPUTY),
      Added("SecondLeadAdded", "chantal", record::v1::CASE_ROLE_LEAD),
      Added("ReserveAddedWhileSomebodyLeads", "chantal", record::v1::CASE_ROLE_RESERVE),
      Added("AdministratorAddedAsReader", "mirjam", record::v1::CASE_ROLE_DEPUTY),
      Act("SomebodyAddedWhomNoBundleNames", "ghost reader", Scene::kReporterReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "anna"),
                      Adding(Ghost().principal(), record::v1::CASE_ROLE_DEPUTY));
          }),
      Opening("OpenedEpochOfCheckThatIsNot", record::v1::COMPARTMENT_KIND_CHECK),
      Opening("OpenedEpochOfTheConversationThatIsNot", record::v1::COMPARTMENT_KIND_CONVERSATION),
  };
}

std::vector<CheatRow> Removals() {
  const auto removed = [](const std::string& name, const std::string& by, const std::string& whom,
                          const std::string& code) {
    return Act(
        name, "false removal", Scene::kReporterReads,
        [by, whom](Shown& shown) {
          AppendAct(shown, RECORD_KIND_REMOVE_READER, Of(shown, by),
                    Removing(Of(shown, whom).principal()));
        },
        code);
  };
  return {
      removed("RemovalOfSomebodyWhoIsNotThere", "anna", "chantal", "not-allowed"),
      removed("RemovalByACoordinatorOfOtherCases", "nina", "anna", "not-allowed"),
      removed("RemovalByAColleagueOfOtherCases", "chantal", "anna", "not-allowed"),
      removed("RemovalByAnAdministrator", "mirjam", "anna", "unknown-author"),
      Act("RemovalOfTheReporter", "false removal", Scene::kReporterReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_REMOVE_READER, Of(shown, "anna"),
                      Removing(shown.reporter.identity().principal()));
          }),
      Act(
          "ReaderAddedByACoordinator", "ghost reader", Scene::kReporterReads,
          [](Shown& shown) {
            AppendAct(shown, RECORD_KIND_ADD_READER, Of(shown, "karin"),
                      Adding(Of(shown, "chantal").principal(), record::v1::CASE_ROLE_DEPUTY));
          },
          "unknown-author"),
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithRights() {
  std::vector<CheatRow> rows;
  for (auto part : {BeforeAnybodyAccepted, ByTheDeputy, OfWhoLeftOrCameLate, Additions, Removals}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
