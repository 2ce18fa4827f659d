// A report that was kept in a file. Byte of mode, from its lowest two bits: 0 the file as it
// is; 1 the file with a good checksum and a body of a good size, as somebody without the
// receipt could make it; 2 an OutboxReport that a client seals; 3 one that the holder of
// the receipt sealed, whatever it says. A filing of one byte stands for a whole one, or for
// one that is spoilt in the way of that byte.
#include "clients/sealing/aead.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::fuzz {
namespace {

using contract::SecretBytes;
using reportoutbox::v1::OutboxFile;
using reportoutbox::v1::OutboxHeader;
using reportoutbox::v1::OutboxReport;

const sealing::BuiltFiling& TheFiling() {
  static const auto* const filing = new sealing::BuiltFiling(Must(sealing::BuildFiling(
      Reporter(), World().Bundle1(), World().Draft(), World().now(), World().random())));
  return *filing;
}

const sealing::ReporterKeys& Stranger() {
  static const auto* const keys =
      new sealing::ReporterKeys(sealing::DeriveReporterKeys(sealing::OtherReceipt()));
  return *keys;
}

std::string FilingFor(char way) {
  record::v1::Filing filing;
  Require(filing.ParseFromString(TheFiling().bytes), "the target can be set up");
  if (way == 1) filing.mutable_records()->RemoveLast();
  if (way == 2) filing.mutable_records()->SwapElements(0, 2);
  if (way == 3) filing.set_records(1, filing.records(0));
  if (way == 4) filing.add_records(std::string(1, 'x'));
  if (way == 5) filing.clear_grants();
  return contract::SerializeCanonical(filing);
}

void PutFiling(OutboxReport& report) {
  if (report.filing().size() == 1) report.set_filing(FilingFor(report.filing()[0]));
}

absl::Status Open(std::string_view bytes) {
  return sealing::OpenOutbox(bytes, Reporter()).status();
}

void CheckFile(std::string_view bytes) {
  const absl::Status whole = sealing::CheckOutbox(bytes);
  if (!whole.ok()) {
    RequireGoodRefusal(whole, bytes,
                       {absl::StatusCode::kInvalidArgument, absl::StatusCode::kDataLoss},
                       [](std::string_view other) { return sealing::CheckOutbox(other); });
    Require(Open(bytes) == whole, "a receipt makes no file of what is none");
    return;
  }
  OutboxFile file;
  OutboxHeader header;
  Require(contract::ParseCanonical(bytes, sealing::kOutboxFileLimit, file).ok() &&
              contract::ParseCanonical(file.header(), 1024, header).ok() && header.suite() == 1 &&
              header.key_commitment().size() == 32 && file.nonce().size() == 24,
          "what is whole is canonical and has all its parts");
  // Nobody without the receipt can make one that opens.
  const absl::Status opened = Open(bytes);
  const bool commits =
      header.key_commitment() == sealing::DeriveKey(Reporter().outbox_key, 2, "vnoutbox").Expose();
  RequireGoodRefusal(opened, bytes,
                     {commits ? absl::StatusCode::kDataLoss : absl::StatusCode::kUnauthenticated},
                     Open);
}

void CheckMadeFile(std::string_view bytes) {
  OutboxFile file;
  if (!contract::ParseCanonical(bytes, sealing::kOutboxFileLimit, file).ok()) return;
  if (file.header() == "ours") {
    OutboxHeader header;
    header.set_suite(1);
    header.set_key_commitment(
        std::string(sealing::DeriveKey(Reporter().outbox_key, 2, "vnoutbox").Expose()));
    file.set_header(contract::SerializeCanonical(header));
  }
  file.mutable_sealed()->resize(4096 + sealing::kAeadTag);
  file.set_checksum(sealing::Sha256(std::string(contract::label::kOutboxFile) + file.header() +
                                    file.nonce() + file.sealed())
                        .ToBytes());
  CheckFile(contract::SerializeCanonical(file));
}

void RequireSame(const OutboxReport& report, const OutboxReport& opened) {
  Require(contract::SerializeCanonical(report) == contract::SerializeCanonical(opened),
          "what opens is what was sealed");
  if (opened.filing().empty()) return;
  const auto kept = sealing::FilingOf(opened, Reporter());
  Require(kept.ok() && kept->filing.bytes == opened.filing() && kept->bundle_version >= 1 &&
              kept->filing.facts.filing_digest == sealing::Sha256(opened.filing()),
          "a filing that is kept has facts to check its proof by");
}

void CheckSealing(std::string_view bytes) {
  OutboxReport report;
  if (!contract::ParseCanonical(bytes, 256 * 1024, report).ok()) return;
  PutFiling(report);
  const auto file = sealing::SealOutbox(report, Reporter(), World().random());
  if (!file.ok()) {
    RequireGoodMessage(file.status(), {absl::StatusCode::kInvalidArgument});
    return;
  }
  for (auto& answer : *report.mutable_answers()) {
    answer.set_text(contract::CleanText(answer.text()));
  }
  const auto opened = sealing::OpenOutbox(*file, Reporter());
  Require(opened.ok(), "what a client seals opens");
  RequireSame(report, *opened);
  Require(absl::IsUnauthenticated(sealing::OpenOutbox(*file, Stranger()).status()),
          "and for nobody else");
}

// The same layout as in outbox.h, with nothing looked at.
void CheckOpening(std::string_view bytes) {
  OutboxReport report;
  std::string plain(bytes);
  if (contract::ParseCanonical(bytes, 256 * 1024, report).ok()) {
    PutFiling(report);
    plain = contract::SerializeCanonical(report);
  }
  const auto padded = sealing::Pad(SecretBytes::CopyOf(plain), 0);
  if (!padded.ok()) return;
  OutboxHeader header;
  header.set_suite(1);
  header.set_key_commitment(
      std::string(sealing::DeriveKey(Reporter().outbox_key, 2, "vnoutbox").Expose()));
  OutboxFile file;
  file.set_header(contract::SerializeCanonical(header));
  file.set_nonce(std::string(sealing::kAeadNonce, 'n'));
  file.set_sealed(
      sealing::AeadSeal(sealing::DeriveKey(Reporter().outbox_key, 1, "vnoutbox"), file.nonce(),
                        std::string(contract::label::kOutbox) + file.header(), *padded));
  file.set_checksum(sealing::Sha256(std::string(contract::label::kOutboxFile) + file.header() +
                                    file.nonce() + file.sealed())
                        .ToBytes());
  const auto opened = sealing::OpenOutbox(contract::SerializeCanonical(file), Reporter());
  if (opened.ok()) {
    RequireSame(report, *opened);
    Require(!opened->answers().empty() && opened->urgency() != record::v1::URGENCY_UNSPECIFIED,
            "what opens can be routed and sealed again");
    return;
  }
  RequireGoodMessage(opened.status(), {absl::StatusCode::kDataLoss});
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  static const auto* const report = [] {
    auto* made = new OutboxReport();
    made->set_organisation_id(World().pinned().organisation_id.ToBytes());
    made->set_filing(std::string(1, '\0'));
    made->add_answers()->set_question("danger");
    made->set_urgency(record::v1::URGENCY_NORMAL);
    made->set_language(record::v1::LANGUAGE_DUTCH);
    made->set_calendar(record::v1::CALENDAR_AMSTERDAM);
    return made;
  }();
  return *report;
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int mode = input.Byte() & 3;
  const std::string_view bytes = input.Rest();
  if (mode == 0) CheckFile(bytes);
  if (mode == 1) CheckMadeFile(bytes);
  if (mode == 2) CheckSealing(bytes);
  if (mode == 3) CheckOpening(bytes);
  return 0;
}
