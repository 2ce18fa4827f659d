// What metrics tell, and above all what they do not.
#include "services/operation/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vangnet::operation {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFileReport[] = "/vangnet.intake.v1.IntakeService/FileReport";

absl::Time At(int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, 11, 24, hour, minute), absl::UTCTimeZone());
}

Activity Filed(std::uint64_t reports) {
  Activity activity;
  activity.calls[{kFileReport, grpc::StatusCode::OK}] = reports;
  return activity;
}

TEST(ShownActivityTest, IsReadOnceInEachHalfDayWhateverIsAsked) {
  ShownActivity shown(At(0));
  int measured = 0;
  const auto measure = [&] {
    ++measured;
    return Filed(static_cast<std::uint64_t>(measured));
  };
  EXPECT_EQ(shown.At(At(3, 59), measure).taken, At(0));
  EXPECT_EQ(measured, 0);
  EXPECT_EQ(shown.At(At(6, 30), measure).taken, At(6, 30));
  EXPECT_EQ(shown.At(At(6, 31), measure).taken, At(6, 30));
  EXPECT_EQ(shown.At(At(15, 59), measure).taken, At(6, 30));
  EXPECT_EQ(measured, 1);
  EXPECT_EQ(shown.At(At(16), measure).taken, At(16));
  EXPECT_EQ(measured, 2);
}

TEST(ShownActivityTest, IsNotReadTwiceAroundTheFixedTime) {
  ShownActivity shown(At(0));
  const auto measure = [] { return Activity(); };
  EXPECT_EQ(shown.At(At(15, 59), measure).taken, At(15, 59));
  EXPECT_EQ(shown.At(At(16, 1), measure).taken, At(15, 59));
  EXPECT_EQ(shown.At(At(21, 58), measure).taken, At(15, 59));
  EXPECT_EQ(shown.At(At(21, 59), measure).taken, At(21, 59));
}

TEST(MetricsTextTest, OneReportMoreOrLessLooksTheSame) {
  const auto text = [](std::uint64_t reports) {
    Activity activity = Filed(reports);
    activity.commits = reports;
    activity.operations = reports;
    activity.reporter_sessions = reports;
    activity.store_bytes = 10'000'000 + reports * 80'000;
    Machine machine;
    machine.started = At(0);
    machine.calls = activity.calls;
    machine.waiting_writes = reports % 16;
    machine.disk_free_bytes = 1'000'000'000 - reports * 80'000;
    return MetricsText(machine, {At(4), activity});
  };
  EXPECT_EQ(text(0), text(1));
  EXPECT_EQ(text(0), text(5));
  EXPECT_EQ(text(1), text(5));
  EXPECT_NE(text(0), text(10));  // It does count.
}

TEST(MetricsTextTest, FailuresAreToldAtOnceAndOfWhichMethodIsNot) {
  Machine machine;
  machine.writing = true;
  machine.calls[{kFileReport, grpc::StatusCode::UNAVAILABLE}] = 3;
  machine.calls[{"/vangnet.casework.v1.CaseworkService/GetCase", grpc::StatusCode::UNAVAILABLE}] =
      4;
  const std::string text = MetricsText(machine, {At(4), Activity{.calls = machine.calls}});
  EXPECT_THAT(text, AllOf(HasSubstr("vangnet_failures_total{code=\"UNAVAILABLE\"} 7\n"),
                          HasSubstr("vangnet_failures_total{code=\"INTERNAL\"} 0\n"),
                          HasSubstr("vangnet_writing 1\n"), Not(HasSubstr("FileReport"))));
}

TEST(MetricsTextTest, WhetherTheStoreIsInOrderIsToldAtOnce) {
  const auto text = [](health::StoreContent content) {
    Machine machine;
    machine.content = content;
    return MetricsText(machine, {At(4), Activity()});
  };
  EXPECT_THAT(
      text(health::StoreContent::kNotCompared),
      AllOf(HasSubstr("vangnet_store_compared 0\n"), HasSubstr("vangnet_store_in_order 0\n")));
  EXPECT_THAT(
      text(health::StoreContent::kNotInOrder),
      AllOf(HasSubstr("vangnet_store_compared 1\n"), HasSubstr("vangnet_store_in_order 0\n")));
  EXPECT_THAT(text(health::StoreContent::kInOrder), AllOf(HasSubstr("vangnet_store_compared 1\n"),
                                                          HasSubstr("vangnet_store_in_order 1\n")));
}

TEST(MetricsTextTest, IsTextThatPrometheusReads) {
  Activity activity = Filed(27);
  activity.staff_sessions = 31;
  const std::string text = MetricsText({}, {At(4), activity});
  EXPECT_THAT(
      text, AllOf(HasSubstr("# TYPE vangnet_calls_total counter\n"), HasSubstr("code=\"OK\"} 20\n"),
                  HasSubstr(kFileReport), HasSubstr("vangnet_sessions{audience=\"staff\"} 30\n"),
                  HasSubstr("# TYPE vangnet_store_bytes gauge\n")));
}

}  // namespace
}  // namespace vangnet::operation
