// vangnet_exchange_samples write FILE: a case as C++ seals it, for the web client to open.
// vangnet_exchange_samples open FILE: opens a case that the web client sealed in the same
// form. Receipts, keys and boxes are new in every run, which vectors are not.
// vangnet_exchange_samples judge FILE: gives each of the web client's mutants its class.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "clients/sealing/case_chain.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/login.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/sha256.h"
#include "google/protobuf/stubs/logging.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "tests/clients/sealing/json.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/vector_file.h"

namespace vangnet::sealing {
namespace {

using record::v1::CompartmentKind;
using testing::Sample;

constexpr const char* kPeople[] = {"anna", "bo", "cees", "dina", "ed", "fay"};

[[noreturn]] void GiveUp(const std::string& what) {
  std::fprintf(stderr, "exchange: %s\n", what.c_str());
  std::exit(1);
}

void Require(bool holds, const std::string& what) {
  if (!holds) GiveUp(what);
}

void Require(const absl::Status& status, const std::string& what) {
  if (!status.ok()) GiveUp(what + ": " + std::string(status.message()));
}

std::string NameOfKind(CompartmentKind kind) {
  if (kind == kCheck) return "check";
  return kind == kConversation ? "conversation" : "casefile";
}

std::vector<std::string> TextsOf(const CaseView& view) {
  std::vector<std::string> texts;
  for (const CaseRecord& record : view.records) {
    if (record.reading != EntryReading::kOpened) continue;
    if (record.body.has_message()) texts.push_back(record.body.message().text());
    if (record.body.has_note()) texts.push_back(record.body.note().text());
  }
  return texts;
}

// What happens in the case: accepted, answered, noted, answered again without bo and with
// cees, who may read what was said since the case was accepted.
void Tell(SampleCase& sample_case) {
  SampleWorld& world = sample_case.world();
  RecordWriter anna = sample_case.Writer(world.person("anna"));
  Require(anna.Acknowledge(), "acknowledge");
  Require(anna.WriteEntry(kConversation, MessageBody("Dag. Wat is er nu nodig? \u20ac")), "anna");
  Require(anna.WriteEntry(kCasefile, NoteBody("Belt morgen.")), "note");
  sample_case.Append(anna.Take());
  RecordWriter reporter = sample_case.Writer(sample_case.reporter().identity);
  Require(reporter.RemoveReader(world.principal("bo"), record::v1::REMOVAL_REASON_REPORTER_WISH),
          "remove");
  Require(reporter.AddReader(world.principal("cees"), record::v1::CASE_ROLE_DEPUTY,
                             {{kConversation, {2}}}),
          "add");
  Require(reporter.WriteEntry(kConversation, MessageBody(std::string(70000, 'x'))), "reporter");
  sample_case.Append(reporter.Take());
}

std::string ProofOf(const SampleCase& sample_case, SampleWorld& world) {
  record::v1::FilingProof proof;
  proof.set_statement(contract::SerializeCanonical(world.StatementOf(sample_case.filing().facts)));
  proof.set_log_key(world.log_identity().key().ToBytes());
  proof.set_signature(
      world.log_identity().Sign(contract::label::kFilingProof, proof.statement()).ToBytes());
  return contract::SerializeCanonical(proof);
}

std::string OutboxOf(const SampleCase& sample_case) {
  reportoutbox::v1::OutboxReport report;
  report.set_organisation_id(sample_case.filing().facts.organisation_id.ToBytes());
  report.set_filing(sample_case.filing().bytes);
  content::v1::Answer& answer = *report.add_answers();
  answer.set_question("what-happened");
  answer.set_text("Er stond iemand voor mijn deur.");
  report.set_urgency(record::v1::URGENCY_HIGH);
  report.set_language(record::v1::LANGUAGE_DUTCH);
  report.set_calendar(record::v1::CALENDAR_AMSTERDAM);
  const auto file = SealOutbox(std::move(report), sample_case.reporter(), SystemRandom());
  Require(file.status(), "outbox");
  return *file;
}

Json TextList(const std::vector<std::string>& texts) {
  Json list = Json::List();
  for (const std::string& text : texts) list.Add(Json::Text(text));
  return list;
}

Json BytesList(const std::vector<std::string>& list_of_bytes) {
  Json list = Json::List();
  for (const std::string& bytes : list_of_bytes) list.Add(Json::Text(Hex(bytes)));
  return list;
}

void Write(const std::string& path) {
  SampleWorld world(Hex(RandomBytes(SystemRandom(), 16)));
  const Receipt receipt = Receipt::Generate(SystemRandom());
  SampleCase sample_case(world, receipt);
  Tell(sample_case);

  Json people;
  Json texts;
  int number = 0;
  for (const char* name : kPeople) {
    people.Set(name, Json()
                         .SetBytes("principal", world.principal(name).view())
                         .SetBytes("seed", std::string(32, static_cast<char>(0x10 + number++))));
    const CaseView view = sample_case.View(world.person(name));
    Require(view.findings.empty(), std::string("findings of ") + name);
    texts.Set(name, TextList(TextsOf(view)));
  }
  texts.Set("reporter", TextList(TextsOf(sample_case.View(sample_case.reporter().identity))));
  Json chains;
  for (const CompartmentKind kind : {kCheck, kConversation, kCasefile}) {
    chains.Set(NameOfKind(kind), BytesList(sample_case.chain(kind)));
  }
  const std::string challenge = RandomBytes(SystemRandom(), 40);
  const auto login = SignLogin(sample_case.reporter().identity, world.pinned().organisation_id,
                               Audience::kReporter, challenge);
  Json file;
  file.SetBytes("organisation_id", world.pinned().organisation_id.view())
      .SetBytes("signed_bundle", world.Bundle1().parsed().signed_bundle)
      .SetNumber("now", contract::ToSeconds(world.now()))
      .Set("people", std::move(people))
      .SetText("receipt", receipt.ToText().Expose())
      .SetBytes("filing", sample_case.filing().bytes)
      .SetBytes("proof", ProofOf(sample_case, world))
      .Set("chains", std::move(chains))
      .Set("grants", BytesList(sample_case.grants()))
      .Set("texts", std::move(texts))
      .SetBytes("challenge", challenge)
      .SetBytes("login", login->view())
      .SetBytes("outbox", OutboxOf(sample_case));
  std::ofstream out(path);
  out << file.Print();
  Require(static_cast<bool>(out.flush()), "the file could not be written");
}

CaseMaterial MaterialOf(const Sample& file, const ReporterKeys& reporter) {
  CaseMaterial material;
  material.organisation_id = *contract::OrganisationId::Parse(file.Bytes("organisation_id"));
  material.case_id = reporter.case_id;
  const Sample chains = file.Object("chains");
  for (const CompartmentKind kind : {kCheck, kConversation, kCasefile}) {
    ChainMaterial chain;
    chain.compartment = kind;
    for (const std::string& record : chains.Texts(NameOfKind(kind))) {
      caseview::v1::StoredRecord stored;
      stored.set_record(testing::FromHex(record));
      stored.set_position(static_cast<std::uint32_t>(chain.records.size() + 1));
      chain.records.push_back(std::move(stored));
    }
    material.chains.push_back(std::move(chain));
  }
  for (const std::string& grant : file.Texts("grants")) {
    material.grants.push_back(testing::FromHex(grant));
  }
  return material;
}

void CheckLogin(const Sample& file, const ReporterKeys& reporter) {
  const auto again =
      SignLogin(reporter.identity, *contract::OrganisationId::Parse(file.Bytes("organisation_id")),
                Audience::kReporter, file.Bytes("challenge"));
  Require(again.ok() && again->view() == file.Bytes("login"), "login");
}

void CheckOutboxOf(const Sample& file, const ReporterKeys& reporter) {
  const auto report = OpenOutbox(file.Bytes("outbox"), reporter);
  Require(report.status(), "outbox");
  const auto kept = FilingOf(*report, reporter);
  Require(kept.status(), "filing in the outbox");
  Require(kept->filing.bytes == file.Bytes("filing"), "another filing in the outbox");
  Require(report->answers_size() == 1 && report->answers(0).question() == "what-happened",
          "answers in the outbox");
}

void Open(const std::string& path) {
  const Sample file = testing::LoadSample(path);
  const SampleWorld world;
  const auto receipt = ParseReceipt(file.Text("receipt"));
  Require(receipt.status(), "receipt");
  const ReporterKeys reporter = DeriveReporterKeys(*receipt);
  const BundleHistory history(world.Bundle1());
  const CaseMaterial material = MaterialOf(file, reporter);
  const Sample texts = file.Object("texts");
  std::size_t opened = 0;
  for (const std::string& name : texts.Names()) {
    const Identity& reader = name == "reporter" ? reporter.identity : world.person(name);
    const CaseView view = VerifyCase(material, history, reader);
    for (const Finding& finding : view.findings) {
      GiveUp(name + ": " + std::string(NameOf(finding.what)) + " " + finding.detail);
    }
    const std::vector<std::string> read = TextsOf(view);
    Require(read == texts.Texts(name), "texts of " + name);
    opened += read.size();
  }
  Require(opened >= 8, "fewer texts than were written");
  record::v1::Filing filing;
  Require(contract::ParseCanonical(file.Bytes("filing"), contract::limit::kFiling, filing),
          "filing");
  Require(filing.records(0) == material.chains[0].records[0].record(), "another FILING");
  CheckLogin(file, reporter);
  CheckOutboxOf(file, reporter);
}

std::string ClassOf(const absl::Status& status) {
  const std::string reason = contract::ReasonOf(status);
  return absl::StatusCodeToString(status.code()) + (reason.empty() ? "" : "/" + reason);
}

absl::Status Parse(const std::string& kind, const std::string& bytes) {
  if (kind == "record") return contract::ParseRecord(Sha256, bytes).status();
  if (kind == "grant") return contract::ParseGrant(Sha256, bytes).status();
  return contract::ParseBundle(Sha256, bytes).status();
}

void Judge(const std::string& path) {
  const google::protobuf::LogSilencer silence;  // Of bad UTF-8, which is refused.
  const std::vector<Sample> mutants = testing::LoadSample(path).List("mutants");
  Require(mutants.size() > 1000, "fewer mutants than were asked for");
  for (const Sample& mutant : mutants) {
    const std::string kind = mutant.Text("kind");
    const absl::Status status = Parse(kind, mutant.Bytes("bytes"));
    if (ClassOf(status) == mutant.Text("class")) continue;
    GiveUp("a " + kind + " is " + ClassOf(status) + " (" + std::string(status.message()) +
           ") here and " + mutant.Text("class") + " there: " + mutant.Text("bytes"));
  }
}

}  // namespace
}  // namespace vangnet::sealing

int main(int argc, char** argv) {
  const std::string act = argc == 3 ? argv[1] : "";
  if (act == "write") {
    vangnet::sealing::Write(argv[2]);
  } else if (act == "open") {
    vangnet::sealing::Open(argv[2]);
  } else if (act == "judge") {
    vangnet::sealing::Judge(argv[2]);
  } else {
    std::fprintf(stderr, "usage: vangnet_exchange_samples write|open|judge FILE\n");
    return 2;
  }
  return 0;
}
