#include "services/operation/metrics.h"

#include <string_view>
#include <utility>
#include <vector>

#include "prometheus/metric_family.h"
#include "prometheus/text_serializer.h"
#include "services/publication/availability_rules.h"

namespace vangnet::operation {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr absl::Duration kLeastBetween = absl::Hours(6);
constexpr std::uint64_t kCountStep = 10;
constexpr std::uint64_t kWaitingStep = 16;
constexpr std::uint64_t kMebibyte = 1024 * 1024;
constexpr std::uint64_t kDiskStep = 64 * kMebibyte;

std::uint64_t InSteps(std::uint64_t value, std::uint64_t step) { return value - value % step; }

std::string_view NameOf(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:
      return "OK";
    case grpc::StatusCode::CANCELLED:
      return "CANCELLED";
    case grpc::StatusCode::INVALID_ARGUMENT:
      return "INVALID_ARGUMENT";
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return "DEADLINE_EXCEEDED";
    case grpc::StatusCode::NOT_FOUND:
      return "NOT_FOUND";
    case grpc::StatusCode::ALREADY_EXISTS:
      return "ALREADY_EXISTS";
    case grpc::StatusCode::PERMISSION_DENIED:
      return "PERMISSION_DENIED";
    case grpc::StatusCode::UNAUTHENTICATED:
      return "UNAUTHENTICATED";
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return "RESOURCE_EXHAUSTED";
    case grpc::StatusCode::FAILED_PRECONDITION:
      return "FAILED_PRECONDITION";
    case grpc::StatusCode::ABORTED:
      return "ABORTED";
    case grpc::StatusCode::UNIMPLEMENTED:
      return "UNIMPLEMENTED";
    case grpc::StatusCode::INTERNAL:
      return "INTERNAL";
    case grpc::StatusCode::UNAVAILABLE:
      return "UNAVAILABLE";
    default:
      return "OTHER";
  }
}

bool IsOurFault(grpc::StatusCode code) {
  return code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::UNAVAILABLE ||
         code == grpc::StatusCode::RESOURCE_EXHAUSTED;
}

// One family of counters or gauges.
class Family {
 public:
  Family(MetricType type, const std::string& name, const std::string& help)
      : family_{name, help, type, {}} {}

  Family& Add(double value, std::vector<ClientMetric::Label> labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    (family_.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family_.metric.push_back(std::move(metric));
    return *this;
  }
  Family& Add(std::uint64_t value, std::vector<ClientMetric::Label> labels = {}) {
    return Add(static_cast<double>(value), std::move(labels));
  }
  MetricFamily family() const { return family_; }

 private:
  MetricFamily family_;
};

MetricFamily FailuresOf(const Calls& calls) {
  std::map<grpc::StatusCode, std::uint64_t> failures = {{grpc::StatusCode::INTERNAL, 0},
                                                        {grpc::StatusCode::UNAVAILABLE, 0},
                                                        {grpc::StatusCode::RESOURCE_EXHAUSTED, 0}};
  for (const auto& [key, count] : calls) {
    if (IsOurFault(key.second)) failures[key.second] += count;
  }
  Family family(MetricType::Counter, "vangnet_failures_total",
                "Calls of all methods that the server could not serve, by code.");
  for (const auto& [code, count] : failures) {
    family.Add(count, {{"code", std::string(NameOf(code))}});
  }
  return family.family();
}

MetricFamily CallsOf(const Calls& calls) {
  Family family(MetricType::Counter, "vangnet_calls_total",
                "Calls by method and code at vangnet_activity_time_seconds, in tens.");
  for (const auto& [key, count] : calls) {
    if (IsOurFault(key.second)) continue;
    family.Add(InSteps(count, kCountStep),
               {{"method", key.first}, {"code", std::string(NameOf(key.second))}});
  }
  return family.family();
}

double SecondsOf(absl::Time time) { return static_cast<double>(absl::ToUnixSeconds(time)); }

}  // namespace

ShownActivity::Reading ShownActivity::At(absl::Time now, const std::function<Activity()>& measure) {
  const storage::MutexLock lock(mutex_);
  if (publication::LastRenewal(now) > taken_ && now - taken_ >= kLeastBetween) {
    activity_ = measure();
    taken_ = now;
  }
  return {taken_, activity_};
}

std::string MetricsText(const Machine& machine, const ShownActivity::Reading& reading) {
  const Activity& activity = reading.activity;
  const std::vector<MetricFamily> families = {
      Family(MetricType::Gauge, "vangnet_start_time_seconds", "When this server started.")
          .Add(SecondsOf(machine.started))
          .family(),
      Family(MetricType::Gauge, "vangnet_writing", "1 while the store takes writes.")
          .Add(machine.writing ? 1.0 : 0.0)
          .family(),
      Family(MetricType::Gauge, "vangnet_store_compared",
             "1 once the store was compared with what was committed, and the rows that say who "
             "may open a case with its records.")
          .Add(machine.content == health::StoreContent::kNotCompared ? 0.0 : 1.0)
          .family(),
      Family(MetricType::Gauge, "vangnet_store_in_order",
             "1 when that comparison found everything in order; 0 before it, too.")
          .Add(machine.content == health::StoreContent::kInOrder ? 1.0 : 0.0)
          .family(),
      FailuresOf(machine.calls),
      Family(MetricType::Gauge, "vangnet_waiting_writes", "Writes that wait, in sixteens.")
          .Add(InSteps(machine.waiting_writes, kWaitingStep))
          .family(),
      Family(MetricType::Gauge, "vangnet_disk_free_bytes", "Beside the store, in 64 MiB.")
          .Add(InSteps(machine.disk_free_bytes, kDiskStep))
          .family(),
      Family(MetricType::Gauge, "vangnet_activity_time_seconds",
             "When what follows was read: once in each half day.")
          .Add(SecondsOf(reading.taken))
          .family(),
      CallsOf(activity.calls),
      Family(MetricType::Counter, "vangnet_commits_total", "Commits of the store, in tens.")
          .Add(InSteps(activity.commits, kCountStep))
          .family(),
      Family(MetricType::Counter, "vangnet_operations_total",
             "Writes in them, in tens: by commits, the size of a batch.")
          .Add(InSteps(activity.operations, kCountStep))
          .family(),
      Family(MetricType::Gauge, "vangnet_sessions", "Who is signed in, in tens.")
          .Add(InSteps(activity.reporter_sessions, kCountStep), {{"audience", "reporter"}})
          .Add(InSteps(activity.staff_sessions, kCountStep), {{"audience", "staff"}})
          .family(),
      Family(MetricType::Gauge, "vangnet_store_bytes", "The store's file, in MiB.")
          .Add(InSteps(activity.store_bytes, kMebibyte))
          .family(),
      Family(MetricType::Gauge, "vangnet_wal_bytes", "Its write-ahead log, in MiB.")
          .Add(InSteps(activity.wal_bytes, kMebibyte))
          .family()};
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace vangnet::operation
