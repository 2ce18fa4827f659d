// What one connection has changed since the last commit, in order, as the commit chain
// hashes it. Every table has triggers that call in here (schema/0002), so no code path can
// forget it. For this folder only.
#ifndef VANGNET_STORAGE_CHANGE_CAPTURE_H_
#define VANGNET_STORAGE_CHANGE_CAPTURE_H_

#include <cstddef>
#include <string>

#include "storage/row_hash.h"

struct sqlite3;
struct sqlite3_context;
struct sqlite3_value;

namespace vangnet::storage {

// Thread-compatible, as its connection.
class ChangeCapture {
 public:
  ChangeCapture() = default;
  ChangeCapture(const ChangeCapture&) = delete;
  ChangeCapture& operator=(const ChangeCapture&) = delete;

  // Gives the connection the function of the triggers. Without it every change fails.
  void Install(sqlite3* connection);

  // From here on changes are kept. Until then they are forgotten, and the full check of the
  // chain finds what they did.
  void Start(HashFunction hash) { hash_ = hash; }

  // What a savepoint or a statement that is rolled back must take away again.
  std::size_t mark() const { return changes_.size(); }
  void RollBackTo(std::size_t mark) { changes_.resize(mark); }

  // changes (SPEC.md section 9), and forgets them.
  std::string Take();

 private:
  static void OnChange(sqlite3_context* context, int count, sqlite3_value** values);

  HashFunction hash_ = nullptr;
  std::string changes_;
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_CHANGE_CAPTURE_H_
