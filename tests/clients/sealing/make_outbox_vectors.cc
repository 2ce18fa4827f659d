// outbox.json: an outbox file, and ways in which it is not one, or not this receipt's.
#include <functional>
#include <string>

#include "clients/sealing/outbox.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

using reportoutbox::v1::OutboxFile;
using reportoutbox::v1::OutboxHeader;
using reportoutbox::v1::OutboxReport;

OutboxReport Report(const SampleWorld& world) {
  OutboxReport report;
  report.set_organisation_id(world.pinned().organisation_id.ToBytes());
  for (const auto& [question, option] :
       {std::pair{"danger", "no"}, {"role", "alderman"}, {"topic", "integrity"}}) {
    content::v1::Answer& answer = *report.add_answers();
    answer.set_question(question);
    answer.add_options(option);
  }
  report.add_excluded_principals(world.principal("bo").ToBytes());
  report.set_urgency(record::v1::URGENCY_NORMAL);
  report.set_language(record::v1::LANGUAGE_DUTCH);
  report.set_calendar(record::v1::CALENDAR_AST);
  report.set_lead(world.principal("anna").ToBytes());
  report.set_strike_reserve(true);
  return report;
}

// Where `changed` differs from `file`, of the same length, as few patches.
Json Patches(const std::string& file, const std::string& changed) {
  Json patches = Json::List();
  for (std::size_t at = 0; at < file.size(); ++at) {
    if (file[at] == changed[at]) continue;
    std::size_t end = at + 1;
    for (std::size_t next = end; next < file.size() && next < end + 8; ++next) {
      if (file[next] != changed[next]) end = next + 1;
    }
    patches.Add(Json().SetNumber("at", at).SetBytes("bytes", changed.substr(at, end - at)));
    at = end;
  }
  return patches;
}

Json Changed(const std::string& good) {
  Json list = Json::List();
  const auto add = [&](const std::string& name, const Receipt& receipt, const std::string& bytes,
                       const std::string& outcome) {
    Json sample;
    sample.SetText("name", name).SetBytes("receipt", receipt.bytes().Expose());
    if (bytes.size() < good.size()) {
      sample.SetNumber("keep", bytes.size()).Set("patches", Json::List());
    } else {
      sample.Set("patches", Patches(good, bytes));
    }
    list.Add(sample.SetText("outcome", outcome));
  };
  const auto changed = [&](const std::string& name, bool with_checksum,
                           const std::function<void(OutboxFile&, OutboxHeader&)>& change,
                           const std::string& outcome) {
    OutboxFile file;
    OutboxHeader header;
    file.ParseFromString(good);
    header.ParseFromString(file.header());
    change(file, header);
    file.set_header(contract::SerializeCanonical(header));
    if (with_checksum) {
      file.set_checksum(Sha256(std::string(contract::label::kOutboxFile) + file.header() +
                               file.nonce() + file.sealed())
                            .ToBytes());
    }
    add(name, SampleReceipt(), contract::SerializeCanonical(file), outcome);
  };
  add("another receipt", OtherReceipt(), good, "other-receipt");
  changed(
      "a bit of what is sealed", false,
      [](auto& file, auto&) { file.mutable_sealed()->at(70000) ^= 1; }, "damaged");
  changed(
      "a bit of the nonce", false, [](auto& file, auto&) { file.mutable_nonce()->at(3) ^= 1; },
      "damaged");
  changed(
      "a bit of the commitment: not another receipt", false,
      [](auto&, auto& header) { header.mutable_key_commitment()->at(9) ^= 1; }, "damaged");
  changed(
      "a bit of the checksum", false,
      [](auto& file, auto&) { file.mutable_checksum()->at(31) ^= 1; }, "damaged");
  changed(
      "a bit of what is sealed, and a checksum of that", true,
      [](auto& file, auto&) { file.mutable_sealed()->at(70000) ^= 1; }, "damaged");
  changed(
      "another commitment, and a checksum of that", true,
      [](auto&, auto& header) { header.mutable_key_commitment()->at(9) ^= 1; }, "other-receipt");
  changed(
      "suite 2", true, [](auto&, auto& header) { header.set_suite(2); }, "no-outbox-file");
  add("cut off", SampleReceipt(), good.substr(0, 70000), "no-outbox-file");
  add("nothing", SampleReceipt(), "", "no-outbox-file");
  return list;
}

}  // namespace

Json OutboxVectors() {
  SampleWorld world("outbox");
  const OutboxReport report = Report(world);
  const std::string good =
      SealOutbox(report, DeriveReporterKeys(SampleReceipt()), world.random()).value();
  Json file;
  file.SetText("about",
               "SPEC.md section 2. `file` opens with `receipt` and gives `report`; what happens to "
               "each of `changed` stands beside it.");
  file.SetBytes("receipt", SampleReceipt().bytes().Expose());
  file.SetBytes("report", contract::SerializeCanonical(report));
  file.SetBytes("file", good);
  return file.Set("changed", Changed(good));
}

}  // namespace vangnet::sealing
