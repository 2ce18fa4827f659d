// A record's place in its chain, and the epochs of each compartment.
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/case_fold.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using record::v1::CASE_ROLE_DEPUTY;
using record::v1::CASE_ROLE_RESERVE;
using record::v1::EpochAct;
using record::v1::RECORD_KIND_ACKNOWLEDGE;
using record::v1::RECORD_KIND_CLOSE;
using record::v1::RECORD_KIND_DECLINE;
using record::v1::RECORD_KIND_ENTRY;
using record::v1::RECORD_KIND_EPOCH;
using record::v1::RECORD_KIND_WITHDRAW;

constexpr char kChainMoved[] = "ABORTED/CHAIN_MOVED";
constexpr char kEpochStale[] = "FAILED_PRECONDITION/EPOCH_STALE";
constexpr char kBundleStale[] = "FAILED_PRECONDITION/BUNDLE_STALE";
constexpr char kChainNotFound[] = "NOT_FOUND";

class CaseFoldChainTest : public ::testing::Test {
 protected:
  CaseFoldChainTest() { bench_.FinishFiling(); }
  const CaseFold& fold() const { return bench_.fold(); }

  // An EPOCH that `change` has made wrong.
  absl::Status Epoch(char author, record::v1::CompartmentKind where, void (*change)(EpochAct&)) {
    Draft draft = bench_.Next(RECORD_KIND_EPOCH, author, where);
    change(*draft.header.mutable_epoch_start());
    return bench_.Apply(draft);
  }

  CaseBench bench_;
};

TEST_F(CaseFoldChainTest, HeadsAreThoseOfTheRecordsInTheirOrder) {
  const Hash before = fold().Head(CompartmentKey(kConversation));
  const ParsedRecord entry = ParsedOf(bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation));
  ASSERT_THAT(bench_.fold().Apply(entry), IsOk());
  EXPECT_EQ(fold().Head(CompartmentKey(kConversation)),
            ChainNext(Sha256, before, entry.record_hash));
  EXPECT_EQ(fold().Length(CompartmentKey(kConversation)), 3u);
  EXPECT_EQ(fold().Length(CompartmentKey(kCheck)), 3u);
  EXPECT_EQ(fold().Length(CompartmentKey(kCasefile)), 0u);
  EXPECT_EQ(fold().Head(CompartmentKey(kCasefile)),
            ChainStart(Sha256, SampleCase(), CompartmentKey(kCasefile)));
}

TEST_F(CaseFoldChainTest, EntryAndAcknowledgeMayHaveSeenAnEarlierHead) {
  const Draft entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  const Draft acknowledge = bench_.Next(RECORD_KIND_ACKNOWLEDGE, 'B');
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  Draft later = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  later.header.set_seen(entry.header.seen());
  EXPECT_THAT(bench_.Apply(later), IsOk());
  EXPECT_THAT(bench_.Apply(acknowledge), IsOk());
}

TEST_F(CaseFoldChainTest, EverythingElseMustHaveSeenTheHead) {
  const std::vector<Draft> drafts = {
      bench_.Next(RECORD_KIND_DECLINE, 'B'), bench_.NextRemove(kReporter, 'C'),
      bench_.Next(RECORD_KIND_WITHDRAW, kReporter), bench_.Next(RECORD_KIND_EPOCH, kReporter)};
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'D'), IsOk());
  for (const Draft& draft : drafts) EXPECT_THAT(bench_.Apply(draft), Refused(kChainMoved));
  EXPECT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_RESERVE), IsOk());
}

TEST_F(CaseFoldChainTest, WhatTheChainNeverSawIsNoPlace) {
  Draft entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  entry.header.set_seen(std::string(32, 'x'));
  EXPECT_THAT(bench_.Apply(entry), Refused(kChainMoved));
  entry.header.set_seen(fold().Head(CompartmentKey(kCheck)).ToBytes());  // Another chain's.
  EXPECT_THAT(bench_.Apply(entry), Refused(kChainMoved));
}

TEST_F(CaseFoldChainTest, TheAuthorsSequenceHasNoGapAndNoRepeat) {
  EXPECT_EQ(fold().NextAuthorSeq(CompartmentKey(kConversation), Who(kReporter)), 3u);
  EXPECT_EQ(fold().NextAuthorSeq(CompartmentKey(kConversation), Who('B')), 1u);
  for (const std::uint32_t wrong : {1u, 2u, 4u}) {
    Draft entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
    entry.header.set_author_seq(wrong);
    EXPECT_THAT(bench_.Apply(entry), BadFieldNamed("author_seq")) << wrong;
  }
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, kReporter, kConversation), IsOk());
}

TEST_F(CaseFoldChainTest, AnAuthorWhoWroteFromTwoPlacesAtOnceTriesAgain) {
  const Draft here = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  Draft there = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  ASSERT_THAT(bench_.Apply(here), IsOk());
  EXPECT_THAT(bench_.Apply(there), Refused(kChainMoved));
  there.header.set_author_seq(9);
  EXPECT_THAT(bench_.Apply(there), BadFieldNamed("author_seq")) << "a gap is a fault";
}

TEST_F(CaseFoldChainTest, ARecordOfAnotherCaseOrganisationOrReporterIsRefused) {
  Draft entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  entry.header.set_organisation_id(std::string(32, 'x'));
  EXPECT_THAT(bench_.Apply(entry), BadFieldNamed("organisation_id"));
  entry = bench_.Next(RECORD_KIND_ENTRY, 'B', kConversation);
  entry.header.set_case_id(std::string(16, 'x'));
  EXPECT_THAT(bench_.Apply(entry), BadFieldNamed("case_id"));
  entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  entry.header.set_author_key(SampleSigningKey('x').ToBytes());
  EXPECT_THAT(bench_.Apply(entry), BadFieldNamed("author_key"));
}

TEST_F(CaseFoldChainTest, NothingChangesWhenARecordIsRefused) {
  const Hash head = fold().Head(CompartmentKey(kCheck));
  EXPECT_FALSE(bench_.Do(RECORD_KIND_CLOSE, 'B').ok());
  EXPECT_FALSE(bench_.Remove('B', 'C').ok());
  EXPECT_FALSE(bench_.Add(kReporter, 'F', CASE_ROLE_DEPUTY).ok());
  EXPECT_EQ(fold().Head(CompartmentKey(kCheck)), head);
  EXPECT_EQ(fold().persons().size(), 4u);
  EXPECT_EQ(bench_.Access(), "BCDER");
  EXPECT_EQ(fold().NextAuthorSeq(CompartmentKey(kCheck), Who('B')), 1u);
}

TEST_F(CaseFoldChainTest, AnEpochFollowsOnTheOneBefore) {
  EXPECT_THAT(Epoch(kReporter, kConversation, [](EpochAct& e) { e.set_number(3); }),
              Refused(kChainMoved));
  EXPECT_THAT(Epoch(kReporter, kConversation,
                    [](EpochAct& e) {
                      e.set_number(1);
                      e.clear_previous_epoch_hash();
                    }),
              Refused(kChainMoved));
  EXPECT_THAT(Epoch(kReporter, kConversation,
                    [](EpochAct& e) { e.set_previous_epoch_hash(std::string(32, 'x')); }),
              Refused(kChainMoved));
  EXPECT_THAT(
      Epoch(kReporter, kConversation, [](EpochAct& e) { e.set_check_head(std::string(32, 'x')); }),
      Refused(kChainMoved));
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
  EXPECT_EQ(fold().NewestEpoch(CompartmentKey(kConversation))->number, 2u);
  EXPECT_EQ(fold().FindEpoch(CompartmentKey(kConversation), 1)->number, 1u);
  EXPECT_EQ(fold().FindEpoch(CompartmentKey(kConversation), 0), nullptr);
  EXPECT_EQ(fold().FindEpoch(CompartmentKey(kConversation), 3), nullptr);
}

TEST_F(CaseFoldChainTest, AnEpochOverAnEarlierHeadOfCheckIsTooLate) {
  const Draft epoch = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  EXPECT_THAT(bench_.Apply(epoch), Refused(kChainMoved));
}

TEST_F(CaseFoldChainTest, TheMembersAreExactlyTheAccessList) {
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  EXPECT_THAT(Epoch(kReporter, kConversation,
                    [](EpochAct& e) { e.mutable_members()->DeleteSubrange(0, 1); }),
              BadFieldNamed("members"));
  EXPECT_THAT(
      Epoch(kReporter, kConversation, [](EpochAct& e) { e.mutable_members()->RemoveLast(); }),
      BadFieldNamed("members"));
  EXPECT_THAT(Epoch(kReporter, kConversation,
                    [](EpochAct& e) {
                      for (record::v1::Member& member : *e.mutable_members()) {
                        if (member.principal() == Who('D').view()) {
                          member.set_principal(Who('E').ToBytes());  // Who has left.
                        }
                      }
                    }),
              BadFieldNamed("members"));
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
}

TEST_F(CaseFoldChainTest, AGhostAmongTheMembersIsRefused) {
  Draft draft = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  record::v1::Member& ghost = *draft.header.mutable_epoch_start()->add_members();
  ghost.set_principal(std::string(16, '\xff'));
  ghost.set_box_key(std::string(32, 'g'));
  EXPECT_THAT(bench_.Apply(draft), BadFieldNamed("members"));
}

TEST_F(CaseFoldChainTest, TheReportersKeyIsThatOfTheFiling) {
  EXPECT_THAT(Epoch(kReporter, kConversation,
                    [](EpochAct& e) {
                      for (record::v1::Member& member : *e.mutable_members()) {
                        if (member.principal() == Who(kReporter).view()) {
                          member.set_box_key(std::string(32, 'x'));
                        }
                      }
                    }),
              BadFieldNamed("members"));
}

TEST_F(CaseFoldChainTest, TheCauseIsTheLatestChangeOfAccess) {
  EXPECT_EQ(fold().LatestAccessChange(kCheck), fold().filing_record_hash());
  EXPECT_EQ(fold().LatestAccessChange(kConversation), fold().filing_record_hash());
  EXPECT_TRUE(fold().LatestAccessChange(kCasefile).IsZero());
  const ParsedRecord decline = ParsedOf(bench_.Next(RECORD_KIND_DECLINE, 'E'));
  ASSERT_THAT(bench_.fold().Apply(decline), IsOk());
  EXPECT_EQ(fold().LatestAccessChange(kConversation), decline.record_hash);
  EXPECT_TRUE(fold().LatestAccessChange(kCasefile).IsZero());
  const auto wrong = [](EpochAct& e) { e.set_cause(std::string(32, 'x')); };
  EXPECT_THAT(Epoch(kReporter, kConversation, wrong), BadFieldNamed("cause"));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
  EXPECT_THAT(Epoch(kReporter, kConversation, wrong), IsOk()) << "same members: the bundle's hash";
}

TEST_F(CaseFoldChainTest, TheFirstEpochNamesTheFilingOrTheChangeSince) {
  CaseBench bench;
  Draft epoch = bench.Next(RECORD_KIND_EPOCH, kReporter);
  epoch.header.mutable_epoch_start()->set_cause(std::string(32, 'b'));
  EXPECT_THAT(bench.Apply(epoch), BadFieldNamed("cause"));
}

TEST_F(CaseFoldChainTest, TheCasefileStartsWithTheAcknowledgeAndGoesOnWithTheNextLead) {
  const ParsedRecord first = ParsedOf(bench_.Next(RECORD_KIND_ACKNOWLEDGE, 'B'));
  ASSERT_THAT(bench_.fold().Apply(first), IsOk());
  EXPECT_EQ(fold().LatestAccessChange(kCasefile), first.record_hash);
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kCasefile), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'B', kCasefile), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'B'), IsOk());
  const ParsedRecord second = ParsedOf(bench_.Next(RECORD_KIND_ACKNOWLEDGE, 'C'));
  ASSERT_THAT(bench_.fold().Apply(second), IsOk());
  EXPECT_EQ(fold().LatestAccessChange(kCasefile), second.record_hash);
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'C', kCasefile), Refused(kEpochStale));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'C', kCasefile), IsOk());
  EXPECT_EQ(fold().NewestEpoch(CompartmentKey(kCasefile))->number, 2u);
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'C', kCasefile), IsOk());
}

TEST_F(CaseFoldChainTest, AnEpochIsStartedByWhoMayWriteNext) {
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kConversation),
              Refused("FAILED_PRECONDITION/NOT_ACKNOWLEDGED"));
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kCheck),
              Refused("FAILED_PRECONDITION/NOT_ACKNOWLEDGED"));
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'B'), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'B', kCheck), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'C', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'D', kConversation), Refused(kChainNotFound));
  EXPECT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'C', kCasefile),
              Refused("PERMISSION_DENIED/WRONG_ROLE"));
}

TEST_F(CaseFoldChainTest, AnEntryIsOfTheNewestEpochAndByOneOfItsMembers) {
  Draft entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  entry.header.set_epoch(2);
  EXPECT_THAT(bench_.Apply(entry), Refused(kEpochStale));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
  entry = bench_.Next(RECORD_KIND_ENTRY, kReporter, kConversation);
  entry.header.set_epoch(1);
  EXPECT_THAT(bench_.Apply(entry), Refused(kEpochStale));

  CaseBench without;
  EXPECT_THAT(without.Do(RECORD_KIND_ENTRY, kReporter, kConversation), Refused(kEpochStale));

  // F joins after the newest epoch, leads, and is no member yet.
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'D'), IsOk());
  ASSERT_THAT(bench_.Add(kReporter, 'F', CASE_ROLE_RESERVE), IsOk());
  ASSERT_THAT(bench_.Do(RECORD_KIND_ACKNOWLEDGE, 'F'), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'F', kConversation), Refused(kEpochStale));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, 'F', kConversation), IsOk());
  EXPECT_THAT(bench_.Do(RECORD_KIND_ENTRY, 'F', kConversation), IsOk());
}

TEST_F(CaseFoldChainTest, AnEpochIsCurrentWhileMembersAndKeysAreThoseOfNow) {
  const auto all = KeysOf("BCDE");
  EXPECT_TRUE(fold().EpochIsCurrent(kConversation, all));
  EXPECT_FALSE(fold().EpochIsCurrent(kCasefile, all)) << "there is none";
  auto renewed = all;
  renewed[Who('C')] = SampleBoxKey('c');
  EXPECT_FALSE(fold().EpochIsCurrent(kConversation, renewed));
  EXPECT_FALSE(fold().EpochIsCurrent(kConversation, KeysOf("BCD"))) << "E left the bundle";
  ASSERT_THAT(bench_.Do(RECORD_KIND_DECLINE, 'E'), IsOk());
  EXPECT_FALSE(fold().EpochIsCurrent(kConversation, all));
  ASSERT_THAT(bench_.Do(RECORD_KIND_EPOCH, kReporter, kConversation), IsOk());
  EXPECT_TRUE(fold().EpochIsCurrent(kConversation, all));
  EXPECT_FALSE(fold().EpochIsCurrent(kCheck, all)) << "each compartment has its own";
}

// E is not in the bundle any more.
TEST_F(CaseFoldChainTest, WhoLeftTheBundleIsMissingFromTheMembersWhereItsKeysAreGiven) {
  const auto keys = KeysOf("BCD");
  Draft with_e = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  Draft without_e = with_e;
  EpochAct& act = *without_e.header.mutable_epoch_start();
  for (int i = 0; i < act.members_size(); ++i) {
    if (act.members(i).principal() == Who('E').view()) {
      act.mutable_members()->DeleteSubrange(i, 1);
    }
  }
  act.set_cause(std::string(32, 'b'));  // The bundle's hash: no record changed the list.
  EXPECT_THAT(bench_.fold().Apply(ParsedOf(with_e), keys), Refused(kBundleStale));
  EXPECT_THAT(bench_.fold().Apply(ParsedOf(without_e)), BadFieldNamed("members"));
  EXPECT_THAT(bench_.fold().Apply(ParsedOf(without_e), KeysOf("BCDE")), BadFieldNamed("members"));
  CaseFold stored = fold();
  EXPECT_THAT(bench_.fold().Apply(ParsedOf(without_e), keys), IsOk());
  EXPECT_TRUE(fold().EpochIsCurrent(kConversation, keys));
  EXPECT_THAT(stored.ApplyStored(ParsedOf(without_e)), IsOk()) << "as the store reads it again";
}

TEST_F(CaseFoldChainTest, AMembersKeyIsThatOfTheBundleWhereItsKeysAreGiven) {
  auto renewed = KeysOf("BCDE");
  renewed[Who('C')] = SampleBoxKey('c');
  const ParsedRecord epoch = ParsedOf(bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation));
  EXPECT_THAT(bench_.fold().Apply(epoch, renewed), Refused(kBundleStale));
  EXPECT_THAT(bench_.fold().Apply(epoch, KeysOf("BCDE")), IsOk());
}

TEST_F(CaseFoldChainTest, AStoredEpochStillNamesNobodyBesideTheAccessList) {
  Draft draft = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  record::v1::Member& ghost = *draft.header.mutable_epoch_start()->add_members();
  ghost.set_principal(std::string(16, '\xff'));
  ghost.set_box_key(std::string(32, 'g'));
  EXPECT_THAT(bench_.fold().ApplyStored(ParsedOf(draft)), BadFieldNamed("members"));
}

TEST_F(CaseFoldChainTest, PassingAnEntryMovesTheChainAsApplyingItDoes) {
  for (const record::v1::CompartmentKind where : {kCheck, kConversation}) {
    CaseFold passed = fold();
    const ParsedRecord entry = ParsedOf(bench_.Next(RECORD_KIND_ENTRY, kReporter, where));
    ASSERT_THAT(bench_.fold().Apply(entry), IsOk());
    const std::string key = CompartmentKey(where);
    passed.PassEntry(key, Who(kReporter), fold().Head(key));
    EXPECT_EQ(passed.Head(key), fold().Head(key));
    EXPECT_EQ(passed.Length(key), fold().Length(key));
    EXPECT_EQ(passed.NextAuthorSeq(key, Who(kReporter)), fold().NextAuthorSeq(key, Who(kReporter)));
    EXPECT_EQ(passed.LatestAccessChange(where), fold().LatestAccessChange(where));
    // What comes next finds the same state.
    EXPECT_THAT(passed.Apply(ParsedOf(bench_.Next(RECORD_KIND_EPOCH, kReporter, where))), IsOk());
  }
}

// What a reader does: the whole of `check`, then the conversation.
class HistoricTest : public CaseFoldChainTest {
 protected:
  // Applies to the case and remembers.
  void Write(const Draft& draft) {
    const ParsedRecord record = ParsedOf(draft);
    ASSERT_THAT(bench_.fold().Apply(record), IsOk());
    const bool in_check = record.compartment_key == CompartmentKey(kCheck);
    (in_check ? check_ : others_).push_back(record);
  }
  void Write(record::v1::RecordKind kind, char author, record::v1::CompartmentKind where = kCheck) {
    Write(bench_.Next(kind, author, where));
  }
  CaseFold ReadCheck() {
    CaseFold reader = start_;
    for (const ParsedRecord& record : check_) EXPECT_THAT(reader.ApplyHistoric(record), IsOk());
    return reader;
  }

  HistoricTest() : start_(fold()) {}
  const CaseFold start_;
  std::vector<ParsedRecord> check_;
  std::vector<ParsedRecord> others_;
};

TEST_F(HistoricTest, WhatWasRightWhenItWasWrittenStaysRight) {
  Write(RECORD_KIND_ENTRY, kReporter, kConversation);
  Write(RECORD_KIND_DECLINE, 'E');
  Write(RECORD_KIND_EPOCH, kReporter, kConversation);
  Write(RECORD_KIND_ACKNOWLEDGE, 'B');
  Write(RECORD_KIND_EPOCH, 'B', kConversation);
  Write(RECORD_KIND_ENTRY, 'B', kConversation);
  Write(RECORD_KIND_EPOCH, 'B', kCasefile);
  Write(RECORD_KIND_ENTRY, 'B', kCasefile);
  Write(RECORD_KIND_DECLINE, 'B');  // Who wrote has left,
  Write(RECORD_KIND_ACKNOWLEDGE, 'C');
  Write(RECORD_KIND_EPOCH, 'C', kConversation);
  Write(RECORD_KIND_ENTRY, 'C', kConversation);
  Write(RECORD_KIND_CLOSE, 'C');  // and the case is closed.
  CaseFold reader = ReadCheck();
  for (const ParsedRecord& record : others_) EXPECT_THAT(reader.ApplyHistoric(record), IsOk());
  for (const auto where : {kCheck, kConversation, kCasefile}) {
    EXPECT_EQ(reader.Head(CompartmentKey(where)), fold().Head(CompartmentKey(where)));
    EXPECT_EQ(reader.Access(where), fold().Access(where));
  }
  EXPECT_EQ(reader.state(), fold().state());
}

TEST_F(HistoricTest, AnEpochIsHeldAgainstTheStateThatItNames) {
  const Draft early = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  Write(RECORD_KIND_DECLINE, 'E');
  Draft ghost = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  *ghost.header.mutable_epoch_start()->mutable_members() = early.header.epoch_start().members();
  CaseFold reader = ReadCheck();
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(ghost)), BadFieldNamed("members")) << "E had left";
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(early)), IsOk());
}

TEST_F(HistoricTest, AnEpochNeverNamesAnEarlierStateThanTheOneBefore) {
  Draft early = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  Write(RECORD_KIND_DECLINE, 'E');
  Write(RECORD_KIND_EPOCH, kReporter, kConversation);
  CaseFold reader = ReadCheck();
  ASSERT_THAT(reader.ApplyHistoric(others_[0]), IsOk());
  Draft back = bench_.Next(RECORD_KIND_EPOCH, kReporter, kConversation);
  back.header.mutable_epoch_start()->set_check_head(early.header.epoch_start().check_head());
  *back.header.mutable_epoch_start()->mutable_members() = early.header.epoch_start().members();
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(back)), Refused(kChainMoved));
  back.header.mutable_epoch_start()->set_check_head(std::string(32, 'x'));
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(back)), Refused(kChainMoved)) << "never seen";
  back.header.mutable_epoch_start()->set_check_head(
      ChainStart(Sha256, SampleCase(), CompartmentKey(kCheck)).ToBytes());
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(back)), Refused(kChainMoved)) << "before the FILING";
}

TEST_F(HistoricTest, AnEntryOfSomebodyWhoNeverAcknowledgedIsNotAccepted) {
  Write(RECORD_KIND_DECLINE, 'E');
  CaseFold reader = ReadCheck();
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(bench_.Next(RECORD_KIND_ENTRY, 'B', kConversation))),
              Refused("FAILED_PRECONDITION/NOT_ACKNOWLEDGED"));
  EXPECT_THAT(reader.ApplyHistoric(ParsedOf(bench_.Next(RECORD_KIND_ENTRY, 'Q', kConversation))),
              Refused(kChainNotFound));
}

}  // namespace
}  // namespace vangnet::contract
