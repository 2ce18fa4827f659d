// How a call meets the store: when it is run, when it is left out, when it is answered.
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "proto/contract/error.h"
#include "tests/services/gate/guarded_server.h"

namespace vangnet::gate {
namespace {

using casework::v1::AppendRecordsResponse;

contract::PrincipalId Somebody() { return *contract::PrincipalId::Parse(std::string(16, 's')); }

absl::Status PutAbsence(storage::Transaction& txn) {
  return txn.absences().Put({Somebody(), 1, 0, Somebody()});
}

class GateStoreTest : public ::testing::Test {
 protected:
  explicit GateStoreTest(GateLimits limits = {}) : server_(limits) {
    server_.tokens().roles[std::string(32, 't')] = {policy::v1::ROLE_STAFF,
                                                    policy::v1::ROLE_TRUSTED_PERSON};
    server_.on_write = [](const Caller&, storage::Transaction& txn) { return PutAbsence(txn); };
  }

  grpc::Status Write() {
    AppendRecordsResponse response;
    return server_.casework().AppendRecords(ContextWith(Bearer('t')).get(), {}, &response);
  }

  std::size_t Absences() {
    std::size_t count = 0;
    EXPECT_TRUE(server_.store()
                    .reads()
                    .SubmitAndWait([&](const storage::Snapshot& snapshot) {
                      const auto rows = snapshot.absences().ListOf(Somebody());
                      count = rows.ok() ? rows->size() : 99;
                      return rows.status();
                    })
                    .ok());
    return count;
  }

  void WaitUntilOneWaits() {
    while (server_.store().writes().waiting() == 0) std::this_thread::yield();
  }

  GuardedServer server_;
};

TEST_F(GateStoreTest, WhatWasAnsweredOkIsInTheStore) {
  ASSERT_TRUE(Write().ok());
  EXPECT_EQ(Absences(), 1u);
}

TEST_F(GateStoreTest, OfAFailedActNothingIsKept) {
  server_.on_write = [](const Caller&, storage::Transaction& txn) {
    EXPECT_TRUE(PutAbsence(txn).ok());
    return contract::NotFound();
  };
  EXPECT_EQ(Write().error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Absences(), 0u);
}

TEST_F(GateStoreTest, WhatFollowsACommitRunsBeforeTheAnswerAndOnlyThen) {
  int committed = 0;
  server_.on_committed = [&] { ++committed; };
  ASSERT_TRUE(Write().ok());
  EXPECT_EQ(committed, 1);
  server_.on_write = [](const Caller&, storage::Transaction&) { return contract::NotFound(); };
  EXPECT_FALSE(Write().ok());
  EXPECT_EQ(committed, 1);
}

TEST_F(GateStoreTest, ACallThatWasCancelledWhileItWaitedIsLeftOut) {
  HeldWriter writer(server_.store().writes());
  const auto context = ContextWith(Bearer('t'));
  AppendRecordsResponse response;
  grpc::Status status;
  std::thread caller(
      [&] { status = server_.casework().AppendRecords(context.get(), {}, &response); });
  WaitUntilOneWaits();
  context->TryCancel();
  caller.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED);
  while (!server_.last_write.load()->IsCancelled()) std::this_thread::yield();
  writer.Release();
  // The queue answers in order: when this one is through, the cancelled one is too.
  ASSERT_TRUE(server_.store()
                  .writes()
                  .SubmitAndWait([](storage::Transaction&) { return absl::OkStatus(); })
                  .ok());
  EXPECT_EQ(server_.acts, 0);
  EXPECT_EQ(Absences(), 0u);
}

TEST_F(GateStoreTest, AReadThatWasCancelledWhileItWaitedIsLeftOut) {
  HeldReaders readers(server_.store().reads());
  const auto context = ContextWith(Bearer('t'));
  casework::v1::ListRecordsResponse response;
  grpc::Status status;
  std::thread caller(
      [&] { status = server_.casework().ListRecords(context.get(), {}, &response); });
  while (server_.last_read == nullptr) std::this_thread::yield();
  context->TryCancel();
  caller.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED);
  while (!server_.last_read.load()->IsCancelled()) std::this_thread::yield();
  readers.Release();
  EXPECT_TRUE(Write().ok());
  server_.store().Stop();  // What waited is through.
  EXPECT_EQ(server_.acts, 1) << "the write alone";
}

TEST_F(GateStoreTest, ACallThatWaitedLongerThanItsMethodAllowsIsLeftOut) {
  HeldWriter writer(server_.store().writes());
  grpc::Status status;
  std::thread caller([&] { status = Write(); });
  WaitUntilOneWaits();
  server_.Advance(absl::Seconds(30));
  writer.Release();
  caller.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(server_.acts, 0);
  EXPECT_EQ(Absences(), 0u);
}

TEST_F(GateStoreTest, ACallJustWithinItsTimeIsRun) {
  HeldWriter writer(server_.store().writes());
  grpc::Status status;
  std::thread caller([&] { status = Write(); });
  WaitUntilOneWaits();
  server_.Advance(absl::Seconds(29));
  writer.Release();
  caller.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(Absences(), 1u);
}

TEST_F(GateStoreTest, AStoppedStoreIsUnavailableAndSaysNoMore) {
  server_.store().Stop();
  const grpc::Status status = Write();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonIn(status), "STOPPING");
}

// The first step has read and filled the answer; whether there is a second is its word.
class GateTwoStepsTest : public GateStoreTest {
 protected:
  grpc::Status Ask() {
    response_.Clear();
    return server_.casework().GetCase(ContextWith(Bearer('t')).get(), {}, &response_);
  }

  casework::v1::GetCaseResponse response_;
};

TEST_F(GateTwoStepsTest, WriteFollowsTheReadThatAsksForIt) {
  ASSERT_TRUE(Ask().ok());
  EXPECT_EQ(server_.acts, 2);
  EXPECT_EQ(Absences(), 1u);
  EXPECT_EQ(response_.heads_size(), 1);
}

TEST_F(GateTwoStepsTest, ReadThatHasTheAnswerWritesNothing) {
  server_.on_read_first = [](const Caller&, const storage::Snapshot&) {
    return absl::StatusOr<Gate::Next>(Gate::Next::kAnswer);
  };
  ASSERT_TRUE(Ask().ok());
  EXPECT_EQ(server_.acts, 1);
  EXPECT_EQ(Absences(), 0u);
  EXPECT_EQ(response_.heads_size(), 1);
}

TEST_F(GateTwoStepsTest, WithoutATokenNothingIsRead) {
  EXPECT_EQ(server_.casework().GetCase(ContextWith("").get(), {}, &response_).error_code(),
            grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(server_.acts, 0);
}

TEST_F(GateTwoStepsTest, FailedReadWritesNothing) {
  server_.on_read_first = [](const Caller&, const storage::Snapshot&) {
    return absl::StatusOr<Gate::Next>(contract::NotFound());
  };
  EXPECT_EQ(Ask().error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(server_.acts, 1);
  EXPECT_EQ(Absences(), 0u);
}

TEST_F(GateTwoStepsTest, FailedWriteTakesTheAnswerOfTheReadBack) {
  server_.on_write = [](const Caller&, storage::Transaction&) { return contract::NotFound(); };
  EXPECT_EQ(Ask().error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(response_.heads_size(), 0);
}

TEST_F(GateTwoStepsTest, KeyThatIsNoLongerThereReadsNothing) {
  server_.tokens().confirms = false;
  EXPECT_EQ(Ask().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(server_.acts, 0);
}

TEST_F(GateTwoStepsTest, KeyThatEndsBetweenTheStepsWritesNothing) {
  server_.on_read_first = [this](const Caller&, const storage::Snapshot&) {
    server_.tokens().confirms = false;
    return absl::StatusOr<Gate::Next>(Gate::Next::kWrite);
  };
  EXPECT_EQ(Ask().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(Absences(), 0u);
}

class GateLimitTest : public GateStoreTest {
 protected:
  GateLimitTest() : GateStoreTest(GateLimits{.calls = 1}) {}
};

TEST_F(GateLimitTest, OneCallMoreThanTheLimitIsRefusedAndTheNextIsNot) {
  grpc::Status waiting;
  {
    HeldWriter writer(server_.store().writes());
    std::thread caller([&] { waiting = Write(); });
    WaitUntilOneWaits();
    const grpc::Status refused = Write();
    EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(ReasonIn(refused), "OVERLOADED");
    writer.Release();
    caller.join();
  }
  EXPECT_TRUE(waiting.ok()) << waiting.error_message();
  EXPECT_TRUE(Write().ok());
}

}  // namespace
}  // namespace vangnet::gate
