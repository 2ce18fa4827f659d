// Where a test can look at, or fail, the next statement. Armed only through
// tests/support/statement_watch.h, which no program includes; unarmed it costs one
// relaxed read a statement.
#ifndef VANGNET_STORAGE_STATEMENT_WATCH_H_
#define VANGNET_STORAGE_STATEMENT_WATCH_H_

namespace vangnet::storage {

// The result code with which `sql` is to fail without being run, or SQLITE_OK.
int WatchStatement(const char* sql);

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_STATEMENT_WATCH_H_
