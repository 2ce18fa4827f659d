// Callers that file reports through the front as fast as they are answered.
#ifndef VANGNET_TESTS_BENCH_LOAD_H_
#define VANGNET_TESTS_BENCH_LOAD_H_

#include <string>
#include <vector>

#include "absl/types/span.h"

namespace vangnet::bench {

struct LoadResult {
  double calls_per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
};

// Files each of `filings` once, shared out among `callers` threads with a TLS connection
// each. Ends the program when a call fails: a figure with failures in it means nothing.
LoadResult FileAll(int port, const std::string& certificate, absl::Span<const std::string> filings,
                   int callers);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_LOAD_H_
