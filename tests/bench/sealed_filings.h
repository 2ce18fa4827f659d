// Reports sealed before anything is measured, as a client seals them.
#ifndef VANGNET_TESTS_BENCH_SEALED_FILINGS_H_
#define VANGNET_TESTS_BENCH_SEALED_FILINGS_H_

#include <string>
#include <vector>

#include "tests/support/organisation.h"

namespace vangnet::bench {

// Six trusted persons, four members of the support team, two coordinators, an
// administrator: what a report of the demonstration is routed among.
void AddUsualStaff(testing::Organisation& organisation);

// `count` canonical Filings, each of a reporter of its own, urgency normal.
std::vector<std::string> SealFilings(const testing::Organisation& organisation, int count);

}  // namespace vangnet::bench

#endif  // VANGNET_TESTS_BENCH_SEALED_FILINGS_H_
