// vangnetd is ended with SIGKILL at 20 places of its writing, while people file and
// answer: what was accepted is there afterwards, and nothing is half there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "tests/scenarios/scenario.h"
#include "tests/support/kill_point.h"
#include "tests/support/rpc.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

constexpr int kPlaces = 20;
constexpr std::uint64_t kSeed = 20261123;

// Something that was sent: it must be there when it was accepted, and otherwise be there
// as a whole or not at all.
struct Sent {
  std::string text;
  sealing::Batch batch;
  bool by_reporter = false;
  bool accepted = false;
};

// What one caller did to one case, in order; the last step may be the one cut off.
struct Story {
  std::string lead;
  std::unique_ptr<Reporter> reporter;
  sealing::BuiltFiling filing;
  std::string proof;  // Empty: not accepted.
  std::vector<Sent> sent;
};

content::v1::EntryBody MessageOf(const std::string& text) {
  content::v1::EntryBody body;
  body.mutable_message()->set_text(text);
  return body;
}

class NothingLostTest : public Scenario {
 protected:
  // False: the server is gone.
  bool SendStep(Story& story, Person& person, const std::string& text, const Person::Write& write) {
    const contract::CaseId& id = story.reporter->case_id();
    auto batch = person.Prepare(id, write);
    if (!batch.ok()) return false;
    story.sent.push_back({text, *batch, &person == story.reporter.get(), false});
    const auto calls = person.Calls(id);
    if (!calls.ok()) return false;
    story.sent.back().accepted = (*calls)->Append(*batch).ok();
    accepted_steps_ += story.sent.back().accepted ? 1 : 0;
    return story.sent.back().accepted;
  }

  bool SayStep(Story& story, Person& person, const std::string& text) {
    return SendStep(story, person, text, [&](sealing::RecordWriter& writer) {
      return writer.WriteEntry(record::v1::COMPARTMENT_KIND_CONVERSATION, MessageOf(text));
    });
  }

  // Files, acknowledges and answers, until the server is gone.
  void KeepWorking(const std::string& lead, std::vector<Story>& stories) {
    StaffMember handler(system(), lead);
    for (;;) {
      Story& story = stories.emplace_back();
      story.lead = lead;
      story.reporter = std::make_unique<Reporter>(system());
      ReportTerms terms = UsualReport();
      terms.lead = lead;
      story.filing = story.reporter->Seal(terms);
      const auto proof = story.reporter->Send(story.filing.bytes);
      if (!proof.ok()) return;
      story.proof = *proof;
      ++accepted_steps_;
      if (!SendStep(story, handler, "", [](auto& writer) { return writer.Acknowledge(); }) ||
          !SayStep(story, handler, "ik lees het") || !SayStep(story, *story.reporter, "dank u") ||
          !SayStep(story, handler, "tot vanavond")) {
        return;
      }
    }
  }

  void Count(const Story& story) {
    ++(story.proof.empty() ? filings_.cut_off : filings_.accepted);
    for (const Sent& sent : story.sent) ++(sent.accepted ? answers_.accepted : answers_.cut_off);
  }

  // The proof that the server keeps; empty when there is no such case.
  std::string ProofThere(Reporter& reporter) {
    reporter.ForgetToken();
    const auto token = reporter.Token();
    if (!token.ok()) {
      EXPECT_EQ(Outcome(token.status()), "UNAUTHENTICATED/NO_SESSION");
      return "";
    }
    const auto stub = followup::v1::FollowUpService::NewStub(system().PublicChannel());
    followup::v1::GetCaseResponse response;
    EXPECT_THAT(FromRpc(stub->GetCase(Context(*token).get(), {}, &response)), IsOk());
    return response.filing_proof();
  }

  // Sends what was cut off again, as a client does, and finds all of it once.
  void Check(Story& story) {
    const std::string there = ProofThere(*story.reporter);
    if (!story.proof.empty()) {
      ASSERT_EQ(there, story.proof) << "an accepted filing is lost or altered";
    }
    // Reading tells whether anything of it is half there.
    if (!there.empty()) Messages(*story.reporter, story.reporter->case_id());
    const auto again = story.reporter->Send(story.filing.bytes);
    ASSERT_THAT(again, IsOk());
    EXPECT_TRUE(there.empty() || *again == there);
    story.proof = *again;
    for (Sent& sent : story.sent) CheckSent(story, sent);
    ExpectWhole(story);
  }

  void CheckSent(Story& story, Sent& sent) {
    if (!sent.text.empty()) {
      const auto texts = Messages(*story.reporter, story.reporter->case_id());
      const auto found = std::count(texts.begin(), texts.end(), sent.text);
      EXPECT_LE(found, 1);
      EXPECT_TRUE(found == 1 || !sent.accepted) << "an accepted answer is lost";
    }
    StaffMember handler(system(), story.lead);
    Person& author = sent.by_reporter ? static_cast<Person&>(*story.reporter) : handler;
    const auto calls = author.Calls(story.reporter->case_id());
    ASSERT_THAT(calls, IsOk());
    EXPECT_THAT((*calls)->Append(sent.batch), IsOk());
    sent.accepted = true;
  }

  // Every message once and in order, for both who read it, and no finding.
  void ExpectWhole(Story& story) {
    std::vector<std::string> expected = {"het verhaal"};
    for (const Sent& sent : story.sent) {
      if (!sent.text.empty()) expected.push_back(sent.text);
    }
    story.reporter->ForgetToken();
    EXPECT_EQ(Messages(*story.reporter, story.reporter->case_id()), expected);
    if (story.sent.empty()) return;
    StaffMember handler(system(), story.lead);
    EXPECT_EQ(Messages(handler, story.reporter->case_id()), expected);
    const auto view = story.reporter->Read(story.reporter->case_id());
    ASSERT_THAT(view, IsOk());
    EXPECT_EQ(view->fold->lead(), handler.identity().principal());
  }

  std::atomic<int> accepted_steps_ = 0;
  struct Counts {
    int accepted = 0;
    int cut_off = 0;
  };
  Counts filings_;
  Counts answers_;
};

TEST_F(NothingLostTest, WhatWasAcceptedIsThereAfterAKillAtAnyWrite) {
  const KillPoint kill_point(system().folder() + "/kill");
  const std::vector<std::string> leads = {"anna", "chantal", "daan", "esra"};
  std::mt19937_64 random(kSeed);
  std::vector<Story> all;
  system().Stop();
  for (int place = 0; place < kPlaces; ++place) {
    const bool at_write = place % 2 == 0;
    const std::string where = at_write ? "write" : place % 4 == 1 ? "before-sync" : "after-sync";
    const int count = static_cast<int>(1 + random() % (at_write ? 300 : 12));
    SCOPED_TRACE(where + " " + std::to_string(count));
    system().Start(kill_point.Environment());
    accepted_steps_ = 0;
    std::vector<std::vector<Story>> done(leads.size());
    std::vector<std::thread> callers;
    for (std::size_t i = 0; i < leads.size(); ++i) {
      callers.emplace_back([&, i] { KeepWorking(leads[i], done[i]); });
    }
    // At a different step of their work each time.
    const int under_way = static_cast<int>(random() % 25);
    WaitUntil([&] { return accepted_steps_ >= under_way; });
    kill_point.Arm(where, count);
    for (std::thread& caller : callers) caller.join();
    ASSERT_TRUE(WaitUntil([&] { return !system().process().IsRunning(); }))
        << "a caller failed, and the server serves";
    ASSERT_EQ(system().process().Wait(), 128 + SIGKILL);
    kill_point.Disarm();
    system().Start();
    for (std::vector<Story>& stories : done) {
      for (Story& story : stories) {
        Count(story);
        Check(story);
        all.push_back(std::move(story));
      }
    }
    ASSERT_EQ(system().Stop(), 0);
  }
  const Finished check =
      RunCommand({ProgramPath("vangnetd"), "check", "--config", system().server().config()});
  EXPECT_EQ(check.exit_code, 0) << check.standard_error;
  system().Start();
  for (Story& story : all) ExpectWhole(story);
  // Else nothing was tried.
  EXPECT_GT(filings_.accepted, kPlaces);
  EXPECT_GT(filings_.cut_off, 0);
  EXPECT_GT(answers_.accepted, kPlaces);
  EXPECT_GT(answers_.cut_off, 0);
}

}  // namespace
}  // namespace vangnet::testing
