// What `vangnet report` keeps in a file when the person asks for it: first before anything
// is sent, last until it was accepted.
#ifndef VANGNET_CLIENTS_CLI_OUTBOX_KEEP_H_
#define VANGNET_CLIENTS_CLI_OUTBOX_KEEP_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "clients/cli/context.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/receipt.h"
#include "clients/session/outbox_file.h"
#include "vangnet/reportoutbox/v1/outbox_file.pb.h"

namespace vangnet::cli {

// Thread-compatible. `context` and `keys` must outlive it.
class ReportOutbox {
 public:
  // The report as it stands now, without a filing.
  using Describe = std::function<reportoutbox::v1::OutboxReport()>;

  // `file` is where it goes; empty: nowhere, until KeepIn.
  ReportOutbox(Context& context, const sealing::ReporterKeys& keys, std::string file,
               Describe describe)
      : context_(context), keys_(keys), file_(std::move(file)), describe_(std::move(describe)) {}

  // For SendingHooks: the file holds these bytes before they are sent.
  absl::Status Keep(const sealing::BuiltFiling& filing);
  // When nobody could be drawn yet: routed and sealed when it is sent.
  absl::Status KeepWithoutFiling();
  // The same as Keep, now that the person named a file. Also when nothing was sealed yet.
  absl::Status KeepIn(const std::string& file);
  bool kept() const { return held_.has_value(); }

  // AskForOutbox, where somebody can answer and nothing is kept yet. True: it is kept there
  // now, and the person wants to stop.
  bool Offer();
  // Where it is kept and what that means; nothing when it is not.
  void TellKept() const;

  // After a failure: what becomes of the report, in words, and how to send it later. OK when
  // the server could not be reached and the report is kept: the command did what it could,
  // and ends with kUnreachable all the same.
  absl::Status AfterFailure(const absl::Status& failure);
  // Accepted: the file is taken away, and what that does not do is said.
  void AfterAcceptance();

 private:
  absl::Status Write();

  Context& context_;
  const sealing::ReporterKeys& keys_;
  std::string file_;
  Describe describe_;
  std::string filing_;  // Canonical; empty: none yet.
  std::optional<session::OutboxFile> held_;
};

// The name of a file that can be made, from a person who may also want none: then empty.
std::string AskForOutbox(Context& context);

// Takes `file` away and says so. Words only: the report is on record whatever comes of it.
void RemoveAccepted(Context& context, session::OutboxFile& file);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_OUTBOX_KEEP_H_
