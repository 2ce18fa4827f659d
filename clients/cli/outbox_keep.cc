#include "clients/cli/outbox_keep.h"

#include "clients/cli/guided_step.h"
#include "clients/cli/json.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/random_source.h"
#include "clients/session/home.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kOffer{
    "De server is nog steeds niet bereikbaar. U kunt uw melding verzegeld bewaren in een bestand en haar "
    "later versturen, met dezelfde ontvangstcode. Typ dan een naam voor het bestand. Met Enter bewaart "
    "u niets. Tot u kiest, wordt er niet opnieuw geprobeerd.",
    "The server still cannot be reached. You can keep your report sealed in a file and send it later, "
    "with the same receipt. Then type a name for the file. With Enter nothing is kept. Until you choose, "
    "nothing is tried again."};
constexpr Words kKeepPrompt{">", ">"};
constexpr Words kKept{
    "Uw melding is bewaard in $0, verzegeld met uw ontvangstcode. Er is nog geen bevestiging dat ze is "
    "aangekomen, en zolang ze niet is aangekomen weet niemand ervan. Versturen: `vangnet outbox send "
    "BESTAND`. Wie dit apparaat bekijkt, ziet dat er een bewaarde melding is.",
    "Your report is kept in $0, sealed with your receipt. There is no word yet that it has arrived, and "
    "until it arrives nobody knows of it. To send it: `vangnet outbox send FILE`. Who looks at this "
    "device sees that there is a kept report."};
constexpr Words kNotKept{
    "Uw melding is niet in een bestand bewaard. Met --outbox BESTAND wordt ze dat, verzegeld met uw "
    "ontvangstcode, voordat er iets wordt verstuurd.",
    "Your report is not kept in a file. With --outbox FILE it is, sealed with your receipt, before "
    "anything is sent."};
constexpr Words kKeepRemoved{
    "Bestand $0 is overschreven en weggehaald. Op een SSD, een USB-stick of een schijf met "
    "momentopnamen, en in reservekopieën, kan er nog iets van staan; zonder uw ontvangstcode kan "
    "niemand dat lezen.",
    "File $0 was overwritten and taken away. On an SSD, a USB stick or a disk with snapshots, and in "
    "backups, something of it may still be there; without your receipt nobody can read it."};

}  // namespace

absl::Status ReportOutbox::Write() {
  if (file_.empty()) return absl::OkStatus();
  reportoutbox::v1::OutboxReport report = describe_();
  report.set_filing(filing_);
  VN_ASSIGN_OR_RETURN(const std::string bytes,
                      sealing::SealOutbox(std::move(report), keys_, sealing::SystemRandom()));
  if (held_.has_value()) return held_->Replace(bytes);
  VN_ASSIGN_OR_RETURN(held_, session::OutboxFile::Make(file_, bytes));
  return absl::OkStatus();
}

absl::Status ReportOutbox::Keep(const sealing::BuiltFiling& filing) {
  filing_ = filing.bytes;
  return Write();
}

absl::Status ReportOutbox::KeepWithoutFiling() {
  filing_.clear();
  return Write();
}

absl::Status ReportOutbox::KeepIn(const std::string& file) {
  file_ = file;
  absl::Status written = Write();
  if (!written.ok()) file_.clear();
  return written;
}

std::string AskForOutbox(Context& context) {
  context.Say(kOffer);
  while (true) {
    std::string name = AskLine(context, kKeepPrompt);
    if (StepOf(name) != Step::kAnswer) return "";
    const absl::Status free = session::OutboxFile::CheckNothingAt(name);
    if (free.ok()) return name;
    context.terminal.Say(session::Explain(free, context.language));
  }
}

bool ReportOutbox::Offer() {
  if (kept() || !context_.terminal.traits().asks) return false;
  while (true) {
    const std::string name = AskForOutbox(context_);
    if (name.empty()) return false;
    const absl::Status written = KeepIn(name);
    if (written.ok()) return true;
    context_.terminal.Say(session::Explain(written, context_.language));
  }
}

void ReportOutbox::TellKept() const {
  if (kept()) context_.terminal.Warn(context_.In(kKept, {file_}));
}

absl::Status ReportOutbox::AfterFailure(const absl::Status& failure) {
  if (!kept()) {
    if (absl::IsUnavailable(failure)) context_.terminal.Warn(context_.In(kNotKept));
    return failure;
  }
  TellKept();
  if (!absl::IsUnavailable(failure)) return failure;
  context_.ending = ExitCode::kUnreachable;
  if (context_.json) {
    context_.Print(Json::Object()
                       .Set("case_id", session::ToHex(keys_.case_id.view()))
                       .Set("result", "kept")
                       .Set("outbox", file_)
                       .Set("sealed", !filing_.empty()));
  }
  return absl::OkStatus();
}

void ReportOutbox::AfterAcceptance() {
  if (!held_.has_value()) return;
  RemoveAccepted(context_, *held_);
  held_.reset();
}

void RemoveAccepted(Context& context, session::OutboxFile& file) {
  const absl::Status removed = file.Remove();
  if (removed.ok()) {
    context.Say(kKeepRemoved, {file.path()});
  } else {
    context.terminal.Warn(session::Explain(removed, context.language));
  }
}

}  // namespace vangnet::cli
