// The rules of each act, one sample broken at a time.
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/parsed_record.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using record::v1::AddReaderAct;
using record::v1::EpochAct;
using record::v1::FilingAct;

template <typename Act>
struct Wrong {
  const char* field;
  void (*change)(Act&);
};

// Each change of an act that `act_of` finds in a sample is refused by its field.
template <typename Act, typename ActOf>
void ExpectRefused(record::v1::RecordKind kind, ActOf act_of,
                   const std::vector<Wrong<Act>>& wrongs) {
  for (std::size_t i = 0; i < wrongs.size(); ++i) {
    Draft draft = SampleDraft(kind);
    wrongs[i].change(*act_of(draft.header));
    EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), BadFieldNamed(wrongs[i].field)) << i;
  }
}

TEST(RecordActsTest, RefusesAFilingWithAFieldMissingOrOutOfRange) {
  ExpectRefused<FilingAct>(
      record::v1::RECORD_KIND_FILING, [](auto& header) { return header.mutable_filing(); },
      {
          {"reporter_box_key", [](FilingAct& f) { f.clear_reporter_box_key(); }},
          {"reporter_box_key", [](FilingAct& f) { f.set_reporter_box_key(std::string(32, 0)); }},
          {"category", [](FilingAct& f) { f.clear_category(); }},
          {"urgency", [](FilingAct& f) { f.clear_urgency(); }},
          {"calendar", [](FilingAct& f) { f.clear_calendar(); }},
          {"language", [](FilingAct& f) { f.clear_language(); }},
          {"persons", [](FilingAct& f) { f.clear_persons(); }},
          {"persons", [](FilingAct& f) { f.mutable_persons(1)->set_principal("short"); }},
          {"persons", [](FilingAct& f) { f.mutable_persons(1)->clear_role(); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_role(record::v1::CASE_ROLE_DEPLOYED); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_role(record::v1::CASE_ROLE_REPORTER); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_principal(SampleCase().ToBytes()); }},
          {"persons", [](FilingAct& f) { f.mutable_persons()->SwapElements(0, 1); }},
          {"persons", [](FilingAct& f) { *f.add_persons() = f.persons(3); }},
      });
}

TEST(RecordActsTest, AFilingNamesOneLeadAndAtMostOneDeputyAndOneReserve) {
  ExpectRefused<FilingAct>(
      record::v1::RECORD_KIND_FILING, [](auto& header) { return header.mutable_filing(); },
      {
          {"persons",
           [](FilingAct& f) { f.mutable_persons(0)->set_role(record::v1::CASE_ROLE_DUTY); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_role(record::v1::CASE_ROLE_LEAD); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_role(record::v1::CASE_ROLE_DEPUTY); }},
          {"persons",
           [](FilingAct& f) { f.mutable_persons(3)->set_role(record::v1::CASE_ROLE_RESERVE); }},
      });
  Draft draft = SampleDraft(record::v1::RECORD_KIND_FILING);
  draft.header.mutable_filing()->mutable_persons()->DeleteSubrange(1, 3);
  EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), IsOk()) << "a lead alone is enough";
}

TEST(RecordActsTest, AFilingNamesAtMost16PersonsAndNoMore) {
  Draft draft = SampleDraft(record::v1::RECORD_KIND_FILING);
  FilingAct& filing = *draft.header.mutable_filing();
  for (char c = 'F'; filing.persons_size() < 16; ++c) {
    *filing.add_persons() = SamplePerson(SamplePrincipal(c), record::v1::CASE_ROLE_DUTY);
  }
  EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), IsOk());
  *filing.add_persons() = SamplePerson(SamplePrincipal('Z'), record::v1::CASE_ROLE_DUTY);
  EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), BadFieldNamed("persons"));
}

TEST(RecordActsTest, RefusesCoordinatorsWhoAreUnsortedDoubledOrCanOpenTheCase) {
  ExpectRefused<FilingAct>(
      record::v1::RECORD_KIND_FILING, [](auto& header) { return header.mutable_filing(); },
      {
          {"coordinators", [](FilingAct& f) { f.set_coordinators(0, "short"); }},
          {"coordinators", [](FilingAct& f) { f.mutable_coordinators()->SwapElements(0, 1); }},
          {"coordinators", [](FilingAct& f) { f.set_coordinators(1, f.coordinators(0)); }},
          {"coordinators",
           [](FilingAct& f) { f.set_coordinators(0, SamplePrincipal('B').ToBytes()); }},
          {"coordinators", [](FilingAct& f) { f.set_coordinators(0, SampleCase().ToBytes()); }},
          {"coordinators",
           [](FilingAct& f) {
             f.clear_coordinators();
             for (char c = 'a'; c < 'a' + 17; ++c) {
               f.add_coordinators(SamplePrincipal(c).ToBytes());
             }
           }},
      });
  Draft draft = SampleDraft(record::v1::RECORD_KIND_FILING);
  draft.header.mutable_filing()->clear_coordinators();
  EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), IsOk()) << "none is fine";
}

TEST(RecordActsTest, RefusesAnEpochWithAFieldMissingOrOutOfRange) {
  ExpectRefused<EpochAct>(
      record::v1::RECORD_KIND_EPOCH, [](auto& header) { return header.mutable_epoch_start(); },
      {
          {"number", [](EpochAct& e) { e.clear_number(); }},
          {"previous_epoch_hash",
           [](EpochAct& e) { e.set_previous_epoch_hash(std::string(32, 'p')); }},
          {"previous_epoch_hash", [](EpochAct& e) { e.set_number(2); }},
          {"members", [](EpochAct& e) { e.clear_members(); }},
          {"members", [](EpochAct& e) { e.mutable_members(0)->clear_principal(); }},
          {"members", [](EpochAct& e) { e.mutable_members(0)->clear_box_key(); }},
          {"members", [](EpochAct& e) { *e.add_members() = e.members(0); }},
          {"members",
           [](EpochAct& e) {
             e.clear_members();
             for (int i = 0; i < 33; ++i) {
               record::v1::Member& member = *e.add_members();
               member.set_principal(SamplePrincipal(static_cast<char>('A' + i)).ToBytes());
               member.set_box_key(std::string(32, 'b'));
             }
           }},
          {"key_commitment", [](EpochAct& e) { e.clear_key_commitment(); }},
          {"cause", [](EpochAct& e) { e.set_cause("short"); }},
          {"check_head", [](EpochAct& e) { e.clear_check_head(); }},
      });
  Draft second = SampleDraft(record::v1::RECORD_KIND_EPOCH);
  second.header.mutable_epoch_start()->set_number(2);
  second.header.mutable_epoch_start()->set_previous_epoch_hash(std::string(32, 'p'));
  EXPECT_THAT(ParseRecord(Sha256, second.Bytes()), IsOk());
}

TEST(RecordActsTest, RefusesAnAddReaderWithAFieldMissingOrOutOfRange) {
  ExpectRefused<AddReaderAct>(
      record::v1::RECORD_KIND_ADD_READER, [](auto& header) { return header.mutable_add_reader(); },
      {
          {"principal", [](AddReaderAct& a) { a.clear_principal(); }},
          {"role", [](AddReaderAct& a) { a.clear_role(); }},
          {"role", [](AddReaderAct& a) { a.set_role(record::v1::CASE_ROLE_DUTY); }},
          {"role", [](AddReaderAct& a) { a.set_role(record::v1::CASE_ROLE_REPORTER); }},
          {"opens", [](AddReaderAct& a) { a.mutable_opens(0)->clear_compartment(); }},
          {"opens",
           [](AddReaderAct& a) {
             a.mutable_opens(0)->mutable_compartment()->set_kind(
                 record::v1::COMPARTMENT_KIND_CASEFILE);
           }},
          {"opens",
           [](AddReaderAct& a) {
             a.mutable_opens(0)->mutable_compartment()->set_deployment_id(std::string(16, 'd'));
           }},
          {"opens", [](AddReaderAct& a) { *a.add_opens() = a.opens(0); }},
          {"epochs", [](AddReaderAct& a) { a.mutable_opens(0)->clear_epochs(); }},
          {"epochs", [](AddReaderAct& a) { a.mutable_opens(0)->set_epochs(0, 0); }},
          {"epochs", [](AddReaderAct& a) { a.mutable_opens(0)->add_epochs(1); }},
          {"epochs",
           [](AddReaderAct& a) {
             for (int i = 2; i <= 65; ++i) a.mutable_opens(0)->add_epochs(i);
           }},
      });
  Draft draft = SampleDraft(record::v1::RECORD_KIND_ADD_READER);
  draft.header.mutable_add_reader()->clear_opens();
  EXPECT_THAT(ParseRecord(Sha256, draft.Bytes()), IsOk()) << "nothing of the past is fine";
}

TEST(RecordActsTest, RefusesTheSmallerActsWithoutTheirField) {
  Draft acknowledge = SampleDraft(record::v1::RECORD_KIND_ACKNOWLEDGE);
  acknowledge.header.mutable_acknowledge()->clear_filing_record_hash();
  EXPECT_THAT(ParseRecord(Sha256, acknowledge.Bytes()), BadFieldNamed("filing_record_hash"));
  Draft decline = SampleDraft(record::v1::RECORD_KIND_DECLINE);
  decline.header.mutable_decline()->clear_reason();
  EXPECT_THAT(ParseRecord(Sha256, decline.Bytes()), BadFieldNamed("reason"));
  Draft remove = SampleDraft(record::v1::RECORD_KIND_REMOVE_READER);
  remove.header.mutable_remove_reader()->clear_reason();
  EXPECT_THAT(ParseRecord(Sha256, remove.Bytes()), BadFieldNamed("reason"));
  remove = SampleDraft(record::v1::RECORD_KIND_REMOVE_READER);
  remove.header.mutable_remove_reader()->set_principal("short");
  EXPECT_THAT(ParseRecord(Sha256, remove.Bytes()), BadFieldNamed("principal"));
}

}  // namespace
}  // namespace vangnet::contract
