// What `vangnet follow` begins with: the receipt, a connection, a session, the case.
#ifndef VANGNET_CLIENTS_CLI_FOLLOW_SESSION_H_
#define VANGNET_CLIENTS_CLI_FOLLOW_SESSION_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/case_words.h"
#include "clients/cli/context.h"
#include "clients/sealing/receipt.h"
#include "clients/session/case_reading.h"
#include "clients/session/connection.h"
#include "clients/session/session.h"

namespace vangnet::cli {

struct FollowFlags {
  std::string receipt_file;
  bool despite_damage = false;
};

// Thread-compatible. Nothing of it is kept on disk.
class FollowSession {
 public:
  static absl::StatusOr<std::unique_ptr<FollowSession>> Begin(Context& context,
                                                              const FollowFlags& flags);
  static absl::StatusOr<std::unique_ptr<FollowSession>> BeginWith(Context& context,
                                                                  const sealing::Receipt& receipt);

  const contract::CaseId& case_id() const { return keys_.case_id; }
  session::Session& session() { return *session_; }
  const bundle::v1::Bundle& bundle() { return connection_->organisation().bundle(); }
  // With the filing proof checked: a server that turned the case back behind it is found
  // out, before reading and before writing.
  absl::StatusOr<session::CaseReading> Read();
  // DATA_LOSS/DAMAGED when Write would be: for asking before somebody types a text.
  absl::Status RefuseDamage(Context& context, const FollowFlags& flags);
  absl::Status Write(const FollowFlags& flags, const session::CaseAct& act);
  CaseReader ReaderOf(const session::CaseReading& reading);

 private:
  explicit FollowSession(sealing::ReporterKeys keys) : keys_(std::move(keys)) {}

  sealing::ReporterKeys keys_;
  std::unique_ptr<session::Connection> connection_;
  std::unique_ptr<session::Session> session_;
  std::unique_ptr<session::ReporterCasePort> port_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_FOLLOW_SESSION_H_
