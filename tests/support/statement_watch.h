// For tests alone: failing the next matching statement of the store, and recording what
// it runs. Process-wide, so that it reaches connections inside a server under test.
#ifndef VANGNET_TESTS_SUPPORT_STATEMENT_WATCH_H_
#define VANGNET_TESTS_SUPPORT_STATEMENT_WATCH_H_

#include <string>
#include <string_view>
#include <vector>

namespace vangnet::storage::testing {

// SQLite's codes, so that tests need not include sqlite3.h.
inline constexpr int kFull = 13;        // Stops writing: disk full.
inline constexpr int kIoError = 10;     // Stops writing: input/output.
inline constexpr int kCorrupt = 11;     // Stops writing: damaged.
inline constexpr int kConstraint = 19;  // Fails the operation alone.

// The next statement whose SQL contains `text` ("INSERT INTO leaf", "COMMIT") fails with
// `code` and is not run. One at a time: a second call replaces the first.
void FailNextStatement(std::string_view text, int code);
// True while the failure has not yet happened. Tests end with false.
bool FailurePending();
void ClearFailure();

// Records the SQL of every statement from here on; TakeRecorded ends it.
void RecordStatements();
std::vector<std::string> TakeRecorded();

}  // namespace vangnet::storage::testing

#endif  // VANGNET_TESTS_SUPPORT_STATEMENT_WATCH_H_
