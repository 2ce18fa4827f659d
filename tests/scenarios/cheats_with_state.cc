// What a case would look like if it had gone otherwise: records left out, doubled, in
// another order, held back, or of a state that nobody brought about.
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "tests/scenarios/cheats.h"
#include "tests/support/hand_made_record.h"

namespace vangnet::testing {
namespace {

using record::v1::RecordHeader;
using record::v1::RecordKind;

constexpr auto kCheck = record::v1::COMPARTMENT_KIND_CHECK;
constexpr auto kConversation = record::v1::COMPARTMENT_KIND_CONVERSATION;

caseview::v1::StoredRecord Stored(const std::string& record) {
  caseview::v1::StoredRecord stored;
  stored.set_record(record);
  return stored;
}

// What `author` would sign next.
caseview::v1::StoredRecord NextAct(Shown& shown, RecordKind kind, const Person& author) {
  const auto batch = HandMadeBatch(kind, author, shown.reporter.case_id(), shown.reporter,
                                   shown.story.organisation());
  return Stored(batch.value().records.back());
}

// The same with somebody else's signature.
caseview::v1::StoredRecord Forged(const caseview::v1::StoredRecord& stored,
                                  const contract::PrincipalId& author) {
  return Stored(Resigned(stored.record(), MadeUp(author), [](RecordHeader&) {}));
}

// A message of the reporter's, who saw no more of the conversation.
caseview::v1::StoredRecord ReporterWritesAfter(Shown& shown, std::size_t records) {
  Reporter& reporter = shown.reporter;
  CheatedStory& story = shown.story;
  sealing::CaseMaterial seen = Fetch(*reporter.Calls(reporter.case_id()).value(),
                                     story.organisation().id(), reporter.case_id())
                                   .value();
  Shown::Chain(seen, kConversation).resize(records);
  for (sealing::ChainMaterial& chain : seen.chains) chain.claimed.reset();
  const absl::Time now = absl::Now();
  const sealing::VerifiedBundle bundle = story.organisation().Verified(now);
  sealing::BundleHistory history(bundle);
  EXPECT_TRUE(history.AddOlder(story.first_bundle()).ok());
  const sealing::CaseView view = sealing::VerifyCase(seen, history, reporter.identity());
  auto writer = sealing::RecordWriter::Create(view, reporter.identity(), bundle, now,
                                              sealing::SystemRandom());
  content::v1::EntryBody body;
  body.mutable_message()->set_text("ander bericht");
  EXPECT_TRUE(writer->WriteEntry(kConversation, body).ok());
  return Stored(writer->Take().records.back());
}

bool IsOfAnEpochIn(const sealing::CaseMaterial& material, const record::v1::GrantHeader& grant) {
  for (const sealing::ChainMaterial& chain : material.chains) {
    for (const caseview::v1::StoredRecord& stored : chain.records) {
      record::v1::Record record;
      RecordHeader header;
      record.ParseFromString(stored.record());
      header.ParseFromString(record.header());
      if (header.has_epoch_start() && chain.compartment == grant.compartment().kind() &&
          header.epoch_start().number() == grant.epochs(0)) {
        return true;
      }
    }
  }
  return false;
}

// A server that holds an epoch back holds back its grants, which would betray it.
void HoldBackGrants(sealing::CaseMaterial& material) {
  std::erase_if(material.grants, [&](const std::string& bytes) {
    record::v1::Grant grant;
    record::v1::GrantHeader header;
    grant.ParseFromString(bytes);
    header.ParseFromString(grant.header());
    return !IsOfAnEpochIn(material, header);
  });
}

void Leave(Shown& shown, record::v1::CompartmentKind kind, std::size_t count) {
  Shown::Chain(shown.material, kind).resize(count);
  HoldBackGrants(shown.material);
}

void WithoutConversation(Shown& shown) {
  std::erase_if(shown.material.chains, [](const sealing::ChainMaterial& chain) {
    return chain.compartment == kConversation;
  });
  HoldBackGrants(shown.material);
}

std::vector<CheatRow> InAnotherOrder() {
  return {
      {"DroppedMessage", "dropped", 6, "chain", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) { shown.Conversation().erase(shown.Conversation().begin() + 4); }},
      {"DroppedCheckCard", "dropped", 6, "chain", Scene::kLeadReads, Finding("out-of-place"),
       [](Shown& shown) { shown.Check().erase(shown.Check().begin() + 2); }},
      {"DroppedEpoch", "dropped", 7, "chain", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) { shown.Conversation().erase(shown.Conversation().begin() + 6); }},
      {"SwappedMessages", "swapped", 6, "chain", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) { std::swap(shown.Conversation()[4], shown.Conversation()[5]); }},
      {"LastMessageMovedToTheFront", "reordered", 6, "chain", Scene::kReporterReads,
       Finding("out-of-place"),
       [](Shown& shown) {
         Shown::Records& records = shown.Conversation();
         std::rotate(records.begin() + 1, records.end() - 1, records.end());
       }},
      {"MessageShownTwice", "replayed", 6, "chain", Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) { shown.Conversation().push_back(shown.Conversation().back()); }},
      {"AcknowledgementShownTwice", "replayed", 7, "chain", Scene::kLeadReads,
       Finding("version-fell"), [](Shown& shown) { shown.Check().push_back(shown.Check()[3]); }},
  };
}

std::vector<CheatRow> HeldBack() {
  return {
      {"EndHeldBackUnderTheOldHead", "truncated", 6, "chain", Scene::kReporterReads,
       Finding("head-differs"),
       [](Shown& shown) {
         shown.Conversation().pop_back();
         shown.claims_fit = false;
       }},
      {"HeadOfAnotherChain", "forged", 6, "record-hash", Scene::kReporterReads,
       Finding("head-differs"),
       [](Shown& shown) {
         shown.material.chains.front().claimed->set_head(std::string(32, 'h'));
         shown.claims_fit = false;
       }},
      {"AccountHeldBackBehindTheProof", "truncated", 9, "filing-proof", Scene::kReporterReads,
       Finding("head-differs"), [](Shown& shown) { Leave(shown, kConversation, 1); }},
      {"AllButTheFilingHeldBack", "truncated", 9, "filing-proof", Scene::kReporterReads,
       Finding("head-differs"),
       [](Shown& shown) {
         Leave(shown, kCheck, 1);
         Leave(shown, kConversation, 0);
       }},
      {"ConversationNotShownToTheReporter", "withheld compartment", 6, "", Scene::kReporterReads,
       Finding("head-differs"), WithoutConversation},
      {"ConversationNotShownToTheLead",
       "withheld compartment",
       6,
       "",
       Scene::kLeadReads,
       NothingLeft("head-differs"),
       WithoutConversation,
       nullptr,
       {"Aanvaard de zaak eerst", "Accept the case first"}},
      {"NothingAtAll", "truncated", 6, "", Scene::kReporterReads, NothingLeft("not-canonical"),
       [](Shown& shown) {
         for (sealing::ChainMaterial& chain : shown.material.chains) chain.records.clear();
       }},
      {"EndHeldBackFromWhoSawIt", "truncated", 6, "", Scene::kLeadReads, Finding("head-differs"),
       [](Shown& shown) { Leave(shown, kConversation, 8); }},
      {"RemovalHeldBackFromWhoSawIt", "withheld removal", 7, "", Scene::kLeadReads,
       Finding("head-differs"),
       [](Shown& shown) {
         Leave(shown, kCheck, 4);
         Leave(shown, kConversation, 6);
       }},
      {"DeclineHeldBackBeforeWhatFollowedIt", "withheld decline", 6, "chain",
       Scene::kReporterOfDecline, Finding("out-of-place"),
       [](Shown& shown) { shown.Check().erase(shown.Check().begin() + 3); }},
      {"DeclineHeldBackFromWhoSawIt", "withheld decline", 6, "", Scene::kDeputyChecks,
       Finding("head-differs"),
       [](Shown& shown) {
         Leave(shown, kCheck, 3);
         WithoutConversation(shown);
       }},
      {"ChainThatSplitBeforeAnEpochOfTheOtherBranch", "split chain", 7, "chain",
       Scene::kReporterReads, Finding("out-of-place"),
       [](Shown& shown) { Leave(shown, kCheck, 4); }},
      // Both branches are genuine: what the reporter wrote after the eighth record, and what
      // the lead wrote there.
      {"OtherBranchThanTheOneSeen", "split chain", 6, "", Scene::kLeadReads,
       Finding("head-differs"),
       [](Shown& shown) { shown.Conversation().back() = ReporterWritesAfter(shown, 8); }},
  };
}

std::vector<CheatRow> StatesThatNobodyBroughtAbout() {
  const std::vector<std::string> accepted = {"heeft uw melding aanvaard",
                                             "has accepted your report"};
  const std::vector<std::string> withdrawn = {"ingetrokken", "withdrawn"};
  return {
      {"AcknowledgementByTheServer", "false acknowledgement", 6, "record", Scene::kReporterLooks,
       Finding("bad-signature"),
       [](Shown& shown) {
         shown.Check().push_back(
             Forged(NextAct(shown, record::v1::RECORD_KIND_ACKNOWLEDGE, shown.story.anna()),
                    shown.story.identity("anna").principal()));
       },
       nullptr, accepted},
      {"AcknowledgementByAStranger", "false acknowledgement", 7, "", Scene::kReporterLooks,
       Finding("not-allowed"),
       [](Shown& shown) {
         StaffMember chantal(shown.story.system(), "chantal");
         shown.Check().push_back(NextAct(shown, record::v1::RECORD_KIND_ACKNOWLEDGE, chantal));
       },
       nullptr, accepted},
      {"AcknowledgementOfAnotherCase", "false acknowledgement", 6, "", Scene::kReporterLooks,
       Finding("other-case"),
       [](Shown& shown) { shown.Check().push_back(Shown::Chain(shown.other, kCheck)[3]); }, nullptr,
       accepted},
      {"AcknowledgementOfAnotherFiling", "false acknowledgement", 7, "record-hash",
       Scene::kReporterLooks, Finding("not-allowed"),
       [](Shown& shown) {
         auto act = NextAct(shown, record::v1::RECORD_KIND_ACKNOWLEDGE, shown.story.anna());
         Shown::Resign(act, shown.story.identity("anna"), [](RecordHeader& header) {
           header.mutable_acknowledge()->set_filing_record_hash(std::string(32, 'f'));
         });
         shown.Check().push_back(act);
       },
       nullptr, accepted},
      {"WithdrawalByTheServer", "false withdrawal", 6, "record", Scene::kLeadReads,
       Finding("bad-signature"),
       [](Shown& shown) {
         shown.Check().push_back(
             Forged(NextAct(shown, record::v1::RECORD_KIND_WITHDRAW, shown.reporter),
                    contract::ReporterPrincipal(shown.reporter.case_id())));
       },
       nullptr, withdrawn},
      {"WithdrawalByTheLead", "false withdrawal", 7, "", Scene::kReporterReads,
       Finding("not-allowed"),
       [](Shown& shown) {
         shown.Check().push_back(
             NextAct(shown, record::v1::RECORD_KIND_WITHDRAW, shown.story.anna()));
       },
       nullptr, withdrawn},
      {"ClosingByWhoWasRemoved", "false closing", 7, "", Scene::kReporterReads,
       Finding("not-allowed"),
       [](Shown& shown) {
         shown.Check().push_back(NextAct(shown, record::v1::RECORD_KIND_CLOSE, shown.story.bo()));
       }},
  };
}

}  // namespace

std::vector<CheatRow> CheatsWithState() {
  std::vector<CheatRow> rows = InAnotherOrder();
  for (auto part : {HeldBack, StatesThatNobodyBroughtAbout}) {
    for (CheatRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace vangnet::testing
