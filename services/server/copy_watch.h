// Watches a copy of the store while it is made: says how far it is, and breaks it off when the
// process is told to stop.
#ifndef VANGNET_SERVICES_SERVER_COPY_WATCH_H_
#define VANGNET_SERVICES_SERVER_COPY_WATCH_H_

#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "proto/contract/clock.h"
#include "storage/backup.h"

namespace vangnet::server {

// For CopyOptions::progress. A line on `out` at most once a second, and none in the first one:
// "vangnetd: backup: 40 % of 120 MiB", and at last that it is being verified. `out` and `clock`
// outlive it.
storage::CopyProgress WatchCopy(const std::string& what, const contract::Clock& clock,
                                std::ostream& out);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_COPY_WATCH_H_
