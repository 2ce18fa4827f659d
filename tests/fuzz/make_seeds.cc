// Writes what a search begins with: `vangnet_make_fuzz_seeds FOLDER` makes
// FOLDER/<target>/<name>, from proto/vectors, good and bad, and from a few samples of its
// own. After a change of a format: make them again, and merge them into the corpus
// (tests/README.md).
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/draft_text.h"
#include "clients/sealing/enrolment.h"
#include "clients/session/home.h"
#include "proto/contract/canonical.h"
#include "proto/contract/parsed_record.h"
#include "tests/clients/sealing/vector_file.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/directory/v1/directory_service.pb.h"
#include "vangnet/reportoutbox/v1/outbox_file.pb.h"

namespace vangnet::fuzz {
namespace {

using testing::LoadVectors;
using testing::Sample;

std::filesystem::path out;
int count = 0;

void Seed(const std::string& target, const std::string& bytes) {
  std::filesystem::create_directories(out / target);
  std::ofstream(out / target / absl::StrCat("seed-", count++), std::ios::binary) << bytes;
}

std::string Mode(int mode) { return std::string(1, static_cast<char>(mode)); }

// The same record with one byte for a body: see short_body.h.
std::string Shortened(const std::string& bytes) {
  record::v1::Record record;
  if (!record.ParseFromString(bytes) || !contract::IsSealedSize(record.sealed().size())) {
    return bytes;
  }
  record.set_sealed(Mode(record.sealed().size() > 65536 ? 1 : 0));
  record.clear_nonce();
  return contract::SerializeCanonical(record);
}

void Records() {
  for (const char* list : {"good", "bad", "signatures"}) {
    for (const Sample& sample : LoadVectors("record.json").List(list)) {
      const std::string bytes = Shortened(sample.Bytes("bytes"));
      Seed("record", Mode(1) + bytes);
      if (bytes.size() < 2048) Seed("record", Mode(0) + bytes);
    }
  }
  for (const Sample& sample : LoadVectors("grant.json").List("grants")) {
    for (const int mode : {0, 1, 2}) Seed("grant", Mode(mode) + sample.Bytes("bytes"));
  }
  const Sample vectors = LoadVectors("filing.json");
  record::v1::Filing filing;
  Require(filing.ParseFromString(vectors.Bytes("filing")), "the target can be set up");
  for (std::string& record : *filing.mutable_records()) record = Shortened(record);
  const std::string bytes = contract::SerializeCanonical(filing);
  for (const int mode : {0, 1, 3}) Seed("filing", Mode(mode) + bytes);
  filing.mutable_grants()->RemoveLast();
  Seed("filing", Mode(1) + contract::SerializeCanonical(filing));
  // What a later call could hold: no FILING.
  filing.mutable_records()->DeleteSubrange(0, 1);
  for (const int mode : {0, 1, 5})
    Seed("filing", Mode(mode) + contract::SerializeCanonical(filing));
}

void Proofs() {
  const Sample vectors = LoadVectors("filing.json");
  for (const Sample& sample : vectors.List("bad_proofs")) {
    for (const int mode : {0, 1}) Seed("filing_proof", Mode(mode) + sample.Bytes("proof"));
  }
  record::v1::FilingProofStatement statement;
  record::v1::FilingProof proof;
  Require(
      proof.ParseFromString(vectors.Bytes("proof")) && statement.ParseFromString(proof.statement()),
      "the target can be set up");
  const std::string good_day = contract::SerializeCanonical(statement);
  Seed("filing_proof", Mode(1) + contract::SerializeCanonical(proof));
  Seed("canonical", Mode(4) + good_day);
}

void Bundles() {
  for (const Sample& sample : LoadVectors("bundle.json").List("bundles")) {
    const std::string bytes = sample.Bytes("signed_bundle");
    for (const int mode : {0, 1, 3}) Seed("bundle", Mode(mode) + bytes);
  }
  const auto text = cli::DraftText(World().first_bundle());
  Seed("draft", *text);
  Seed("draft", text->substr(0, text->size() / 2));
  Seed("canonical", Mode(5) + contract::SerializeCanonical(World().first_bundle()));
  bundle::v1::Availability availability;
  for (const auto& staff : World().first_bundle().staff()) {
    auto& person = *availability.add_persons();
    person.set_principal(staff.principal());
    person.set_taking_cases(true);
    person.set_load(bundle::v1::LOAD_FREE);
    auto& duty = *availability.add_duty();
    duty.set_principal(staff.principal());
    duty.set_start_time(1790000040);
    duty.set_end_time(1790086440);
  }
  const std::string bytes = contract::SerializeCanonical(availability);
  for (const int mode : {0, 1, 6, 0x35, 0x7f}) Seed("routing", Mode(mode) + bytes);
}

void Codes() {
  const Sample receipts = LoadVectors("receipt.json");
  for (const Sample& sample : receipts.List("good")) {
    Seed("receipt", sample.Text("typed"));
    Seed("receipt", sample.Bytes("bytes"));
  }
  for (const Sample& sample : receipts.List("bad")) Seed("receipt", sample.Text("typed"));
  for (const Sample& sample : LoadVectors("fingerprint.json").List("typed")) {
    Seed("receipt", sample.Text("typed"));
  }
  for (const Sample& sample : LoadVectors("organisation_code.json").List("samples")) {
    Seed("text", sample.Text("typed"));
  }
  Seed("text", "2026-11-25T14:00:00+01:00");
  Seed("text", "25-11-2026 14:00");
  Seed("text",
       "\xef\xbb\xbf\xed\xa0\x80\xf0\x9f\x98\x80 \"\\\x1b[31m\xe2\x80\xae end\n\ta\xcc\x81");
}

void Keys() {
  for (const char* list : {"good", "bad"}) {
    for (const Sample& sample : LoadVectors("ed25519.json").List(list)) {
      Seed("ed25519",
           Mode(0) + sample.Bytes("key") + sample.Bytes("signature") + sample.Bytes("message"));
    }
  }
  Seed("ed25519", Mode(1) + std::string(17, '\0'));
  for (int point = 0; point < 9; ++point) {
    Seed("ed25519", Mode(2) + Mode(point) + Mode(point | 0x80) + std::string(33, '\0'));
  }
  for (const Sample& sample : LoadVectors("key_file.json").List("good")) {
    Seed("identity_file", Mode(0) + sample.Bytes("file"));
  }
  const std::string request = sealing::MakeEnrolmentRequest(World().person("anna"), 1);
  Seed("enrolment", Mode(0) + request);
  Seed("enrolment", Mode(1) + request);
  for (int mode = 0; mode < 8; ++mode) Seed("server_key_file", Mode(mode) + std::string(32, 'k'));
  Seed("server_key_file", Mode(0) + std::string(33, 'k'));
  Seed("server_key_file", Mode(0));
}

void Bodies() {
  content::v1::EntryBody card;
  card.mutable_check_card()->set_organisation("Gemeente Voorbeeld");
  card.mutable_check_card()->set_role("alderman");
  card.mutable_check_card()->add_parties("een raadslid");
  card.mutable_check_card()->add_excluded_principals(World().principal("anna").ToBytes());
  Seed("body", Mode(1) + contract::SerializeCanonical(card));
  content::v1::EntryBody message;
  message.mutable_message()->set_text("tekst");
  Seed("body", Mode(2) + contract::SerializeCanonical(message));
  content::v1::EntryBody note;
  note.mutable_note()->set_text("tekst");
  Seed("body", Mode(3) + contract::SerializeCanonical(note));
  Seed("body", Mode(0) + "tekst\x80");
  content::v1::Account account;
  for (const char* code : {"consent", "contact", "danger", "role", "topic"}) {
    auto& answer = *account.add_answers();
    answer.set_question(code);
    answer.add_options("no");
  }
  account.mutable_answers(0)->set_options(0, "with-health");
  account.mutable_answers(3)->set_options(0, "alderman");
  account.mutable_answers(4)->set_options(0, "crisis");
  auto& scale = *account.add_answers();
  scale.set_question("impact-work");
  scale.set_scale_plus_one(8);
  auto& time = *account.add_answers();
  time.set_question("next-deadline");
  time.set_time(1790000000);
  Seed("forms", Mode(0) + contract::SerializeCanonical(account));
  message.clear_message();
  *message.mutable_account() = account;
  Seed("body", Mode(2) + contract::SerializeCanonical(message));
}

void Json() {
  constexpr char kAnswers[] =
      R"({"answers":{"danger":"no","topic":["integrity","crisis"],"role":"alderman",)"
      R"("contact":["call"],"consent":"with-health","impact-work":7,"own-words":"zo",)"
      R"("position":"accused","next-deadline":"2026-11-25T14:00","impact-family":{"scale":0}})";
  Seed("report_json", absl::StrCat(kAnswers, "}"));
  Seed("report_json",
       absl::StrCat(kAnswers, R"(,"organisation":"Gemeente X","parties":["A","B\n﻿C"],)",
                    R"("exclude":["anna"],"must_not_see":"D","urgency":1,"language":"english",)",
                    R"("calendar":"ast","lead":"bo","strike":["deputy","duty"]})"));
  Seed("report_json", absl::StrCat(kAnswers, R"(,"must_not_see":["A"],"organisation":5})"));
  Seed("duty_list", R"([{"person":"dina","start":"2026-11-23T18:00Z","end":"2026-11-24T18:00Z"},)"
                    R"({"person":"ed","start":"2026-11-24 18:00","end":"2026-11-25"}])");
  directory::v1::PublishDutyListRequest request;
  for (const std::uint64_t day : {0, 1}) {
    bundle::v1::DutyPeriod& period = *request.add_periods();
    period.set_principal(World().principal("dina").ToBytes());
    period.set_start_time((20000 + day) * 24 * 3600);
    period.set_end_time((20001 + day) * 24 * 3600);
  }
  Seed("duty_list", request.SerializeAsString());
}

void Files() {
  const auto anchor = World().pinned();
  std::string pin =
      absl::StrCat("organisation ", session::ToHex(anchor.organisation_id.view()),
                   "\nnewest 2\nversion 1\nthreshold 2\nhash ", std::string(64, 'a'), "\n");
  for (const std::string& key : anchor.signers.signer_keys()) {
    absl::StrAppend(&pin, "signer ", session::ToHex(key), "\n");
  }
  Seed("home", Mode(0) + pin);
  Seed("home",
       Mode(1) + absl::StrCat("1 12 ", std::string(64, 'b'), "\n2 3 ", std::string(64, 'c'), "\n"));
  Seed("home", Mode(2) + "12");
  std::ifstream example("deploy/vangnetd.example.toml");
  Seed("configuration", std::string(std::istreambuf_iterator<char>(example), {}));
  Seed("configuration",
       "store={path=\"/s\",key_file=\"/k\"}\nlog.key_file='/l'\n[sockets]\npublic=\"/a/\\u0041\"\n"
       "staff=\"\"\"/b/c\"\"\"\n[organisation]\ndemonstration=true\n[limits]\ncalls=0x10\n"
       "readers=1_0\nmemory_mib=16\ndrain_seconds=1\nwaiting_writes=1\n");
  Seed("configuration", "\"a\\u000ab\" = 1\n");
  Seed("token", "Bearer " + std::string(64, 'a'));
  Seed("token", "c" + std::string(32, 'b'));
  Seed("token", "p0000000a");
}

// See outbox_fuzz.cc for what the bytes of mode and of a filing stand for.
void Outbox() {
  const Sample vectors = LoadVectors("outbox.json");
  const std::string report = vectors.Bytes("report");
  for (const int mode : {2, 3}) {
    Seed("outbox", Mode(mode) + report);
    reportoutbox::v1::OutboxReport with_filing;
    Require(with_filing.ParseFromString(report), "the target can be set up");
    for (int way = 0; way < 6; ++way) {
      with_filing.set_organisation_id(World().pinned().organisation_id.ToBytes());
      with_filing.set_filing(Mode(way));
      Seed("outbox", Mode(mode) + contract::SerializeCanonical(with_filing));
    }
  }
  reportoutbox::v1::OutboxFile file;
  Require(file.ParseFromString(vectors.Bytes("file")), "the target can be set up");
  file.clear_sealed();
  for (const int mode : {0, 1}) Seed("outbox", Mode(mode) + contract::SerializeCanonical(file));
  file.set_header("ours");
  Seed("outbox", Mode(1) + contract::SerializeCanonical(file));
}

void Programs() {
  for (int i = 0; i < 14; ++i) {
    Seed("case_chain", Mode(i) + Mode(i % 3) + Mode(i) + Mode(2) + std::string(8, '\x11'));
  }
  for (int challenge = 0; challenge < 8; ++challenge) {
    for (int signature = 0; signature < 4; ++signature) {
      const std::string attempt = Mode(1) + Mode(challenge) + Mode(3) + Mode(1) + Mode(signature);
      Seed("login", attempt + attempt);
    }
  }
}

}  // namespace
}  // namespace vangnet::fuzz

int main(int argc, char** argv) {
  using namespace vangnet::fuzz;
  if (argc != 2) {
    std::fprintf(stderr, "vangnet_make_fuzz_seeds FOLDER\n");
    return 2;
  }
  out = argv[1];
  Records();
  Proofs();
  Bundles();
  Codes();
  Keys();
  Bodies();
  Json();
  Files();
  Outbox();
  Programs();
  std::printf("%d seeds\n", count);
  return 0;
}
