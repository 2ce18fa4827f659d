// For whom a login is: part of what is signed, so that a login for one socket is nothing
// on another (SPEC.md section 8).
#ifndef VANGNET_SERVICES_SESSION_AUDIENCE_H_
#define VANGNET_SERVICES_SESSION_AUDIENCE_H_

#include <cstdint>

namespace vangnet::session {

enum class Audience : std::uint8_t { kReporter = 1, kStaff = 2 };

}  // namespace vangnet::session

#endif  // VANGNET_SERVICES_SESSION_AUDIENCE_H_
