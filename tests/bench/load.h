// Callers through the front, as fast as they are answered.
#ifndef VANGNET_TESTS_BENCH_LOAD_H_
#define VANGNET_TESTS_BENCH_LOAD_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace vangnet::bench {

struct LoadResult {
  double calls_per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
};

struct Overload {
  int admitted = 0;
  // Refused with RESOURCE_EXHAUSTED, or by nginx as UNAVAILABLE.
  int shed = 0;
  LoadResult of_admitted;
};

// Of an odd number of figures or results, the middle one; of results each figure apart.
double Median(std::vector<double> figures);
LoadResult Median(const std::vector<LoadResult>& results);
Overload Median(const std::vector<Overload>& results);

// Files each of `filings` once, shared out among `callers` threads with a TLS connection
// each. Ends the program when a call fails: a figure with failures in it means nothing.
LoadResult FileAll(int port, const std::string& certificate, absl::Span<const std::string> filings,
                   int callers);

// Makes the same call again and again, `calls` times by one caller. Ends the program when
// `call` answers false.
LoadResult CallAgain(int calls, const std::function<bool()>& call);

// Every filing is tried once by one of `callers`. Whoever is refused waits a moment, as a
// client does, and goes on with another. Ends the program on any other answer.
Overload FileTooMany(int port, const std::string& certificate,
                     absl::Span<const std::string> filings, int callers);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_LOAD_H_
