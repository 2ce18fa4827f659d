// What `vangnet admin doctor` makes of what it found. Pure: facts in, one line out.
#ifndef VANGNET_CLIENTS_CLI_DOCTOR_CHECKS_H_
#define VANGNET_CLIENTS_CLI_DOCTOR_CHECKS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/session/front_certificate.h"
#include "clients/session/words.h"
#include "grpc/health/v1/health.pb.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// Only kWrong makes the program end with another code than 0.
enum class CheckState { kOk, kLook, kWrong, kNotLookedAt };

struct CheckLine {
  CheckState state = CheckState::kNotLookedAt;
  std::string found;   // For the table: short.
  std::string advice;  // What to do; empty when there is nothing to do.
};

// `renewed` is what came of asking for a newer one; UNAVAILABLE is no matter of the bundle.
CheckLine CheckBundle(const bundle::v1::Bundle& bundle, const absl::Status& renewed, absl::Time now,
                      session::Language language);
CheckLine CheckProgram(const bundle::v1::Bundle& bundle, const absl::Status& renewed,
                       session::Language language);

// `server`: the version of the server's program. Another than this program's is looked at:
// what one of them was taught the other may lack.
CheckLine CheckServerProgram(const std::string& server, session::Language language);

// OK: the front hands on, and the server behind it serves. FAILED_PRECONDITION: it is
// there and says that it does not serve.
CheckLine CheckFront(const absl::Status& health, session::Language language);

// `content`: what the server's health says under health_name::kStoreContent.
CheckLine CheckStoreContent(grpc::health::v1::HealthCheckResponse::ServingStatus content,
                            session::Language language);

// `demonstration`: the only root is the bundle's own certificate.
CheckLine CheckCertificate(const session::FrontCertificate& certificate, bool demonstration,
                           absl::Time now, session::Language language);

// `ahead`: how far the server's clock is ahead of this machine's.
CheckLine CheckClock(absl::Duration ahead, session::Language language);

// When nobody of the support team is on duty in the 48 hours from `now`.
struct DutyGap {
  std::uint64_t start = 0;  // Seconds; both within the 48 hours.
  std::uint64_t end = 0;
  bool operator==(const DutyGap&) const = default;
};
std::vector<DutyGap> DutyGaps(const bundle::v1::Bundle& bundle,
                              const bundle::v1::Availability& availability, absl::Time now);
CheckLine CheckRota(const std::vector<DutyGap>& gaps, absl::Time now, session::Language language);

// Bytes, as statvfs says them.
CheckLine CheckDisk(std::uint64_t free, std::uint64_t total, session::Language language);
// `newest`: absent when the folder holds none.
CheckLine CheckBackup(std::optional<absl::Time> newest, absl::Time now, session::Language language);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_DOCTOR_CHECKS_H_
