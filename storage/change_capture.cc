#include "storage/change_capture.h"

#include <sqlite3.h>

#include <utility>

namespace vangnet::storage {

void ChangeCapture::Install(sqlite3* connection) {
  // Innocuous, or a trigger may not call it while the schema is not trusted. It can be
  // called by statements too, and then makes the chain disagree with the rows: only this
  // folder writes statements.
  (void)sqlite3_create_function_v2(connection, "vangnet_changed", -1,
                                   SQLITE_UTF8 | SQLITE_INNOCUOUS, this, &OnChange, nullptr,
                                   nullptr, nullptr);
}

std::string ChangeCapture::Take() { return std::exchange(changes_, std::string()); }

// vangnet_changed(act, table, column, ...).
void ChangeCapture::OnChange(sqlite3_context* context, int count, sqlite3_value** values) {
  auto* const capture = static_cast<ChangeCapture*>(sqlite3_user_data(context));
  if (capture->hash_ == nullptr || count < 2) return;
  RowBytes row(static_cast<std::uint8_t>(sqlite3_value_int(values[1])));
  for (int i = 2; i < count; ++i) row.AddValue(values[i]);
  capture->changes_ +=
      ChangeBytes(static_cast<Act>(sqlite3_value_int(values[0])), row.Digest(capture->hash_));
}

}  // namespace vangnet::storage
