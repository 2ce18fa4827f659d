// Two hundred canaries: what people typed, their receipts and keys, tokens, the server's keys.
// Each is searched for in every form where it may not be: in the store, the backup, the bytes
// between nginx and vangnetd, nginx's files, logs, the memory of the server, clients' files.
// The search is shown to find in each of them.
#include "tests/scenarios/canary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "tests/scenarios/canary_memory.h"
#include "tests/scenarios/canary_recorder.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr char kOrganisation[] = "Voorbeeldvereniging";
// A client that sends something unsealed gave it to the server. It keeps none of it.
const std::set<Where> kSentByMistake = {Where::kSocket, Where::kMemory};
// What a server has to know, and nobody who has its files.
const std::set<Where> kOfTheServer = {Where::kMemory, Where::kKeyFile};

std::string TextOf(const contract::SecretBytes& bytes) { return std::string(bytes.Expose()); }

Organisation MakeOrganisation() {
  Organisation organisation(absl::Now());
  for (const char* name : {"anna", "bo", "chantal", "daan"}) {
    organisation.AddStaff(name, TrustedPerson());
  }
  for (const char* name : {"gerda", "hakim"}) organisation.AddStaff(name, SupportTeam());
  for (const char* name : {"karin", "lex"}) organisation.AddStaff(name, Coordinator());
  return organisation;
}

class CanaryTest : public ::testing::Test {
 protected:
  CanaryTest() : organisation_(MakeOrganisation()), system_(organisation_, recorder_.sockets()) {
    recorder_.HandOnTo({system_.server().public_socket(), system_.server().staff_socket()});
    EXPECT_EQ(MemoryOf(system_.process().pid()), "") << "others of the user may read it";
    EXPECT_EQ(system_.Stop(), 0);
    system_.Start(ReadableMemory());
    for (const char* folder : {"clients", "typed", "backups", "restored"}) {
      fs::create_directory(folder_ / folder);
    }
  }

  std::string Plant(const std::string& name, const std::set<Where>& may_be = {}) {
    // What is sent to the server as it is has to be ASCII in some places; people write otherwise.
    std::string canary = (may_be.empty() ? "kanari\u00eb-" : "kanarie-") +
                         absl::BytesToHexString(sealing::RandomBytes(sealing::SystemRandom(), 8));
    Keep(name, canary, may_be);
    return canary;
  }
  void Keep(const std::string& name, const std::string& value, const std::set<Where>& may_be = {}) {
    ASSERT_TRUE(canaries_.insert({name, {value, may_be}}).second) << name;
  }
  void KeepReceipt(const std::string& name, const Reporter& reporter,
                   const std::set<Where>& may_be = {}) {
    Keep(name + ": receipt, text", TextOf(reporter.receipt().ToText()), may_be);
    Keep(name + ": receipt, bytes", TextOf(reporter.receipt().bytes()));
    Keep(name + ": outbox key", TextOf(reporter.keys().outbox_key));
  }

  // Every free text of the forms.
  ReportTerms Report(const std::string& name) {
    ReportTerms terms = Scenario::UsualReport();
    terms.text = Plant(name + ": own words");
    for (const char* code : {"contact-name", "contact-address", "contact-times", "platform"}) {
      terms.more_answers[code] = Plant(absl::StrCat(name, ": ", code));
    }
    terms.organisation = "Gemeente " + Plant(name + ": organisation");
    terms.parties = {"Jan " + Plant(name + ": a name"), Plant(name + ": another name")};
    terms.must_not_see = Plant(name + ": must not see");
    return terms;
  }
  std::string ReportAsJson(const std::string& name) {
    const auto text = [&](const char* code) {
      return absl::StrCat(R"(,")", code, R"(":")", Plant(absl::StrCat(name, ": ", code)), R"(")");
    };
    return absl::StrCat(
        R"({"answers":{"danger":"no","topic":"intimidation","role":"alderman","contact":["call"],)",
        R"("consent":"with-health","channel":["social-media"])", text("own-words"),
        text("contact-name"), text("contact-address"), text("contact-times"), text("platform"), "}",
        text("organisation"), text("must_not_see"), R"(,"parties":[")", Plant(name + ": a name"),
        R"("],"lead":"anna"})");
  }

  Finished Vangnet(const std::string& home, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {ProgramPath("vangnet"), "--home",
                                         folder_ / "clients/home-" + home, "--lang", "en"});
    Finished finished = RunCommand(arguments);
    outputs_ += finished.standard_error;
    return finished;
  }
  Finished Vangnetd(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), ProgramPath("vangnetd"));
    Finished finished = RunCommand(arguments);
    outputs_ += finished.standard_output + finished.standard_error;
    return finished;
  }

  void ReportAndAnswer();
  void UseTheCommandLine();
  void SendWhatIsRefused();
  void MakeAndRestoreABackup();

  std::string Dump(const std::string& store) const;
  // Everything that there is now. The server serves, or `memory` is empty.
  Artefacts Look(const std::string& memory);

  TemporaryFolder folder_;
  Recorder recorder_;
  Organisation organisation_;
  RunningSystem system_;
  Canaries canaries_;
  std::string outputs_;
  contract::CaseId case_id_;
};

void CanaryTest::ReportAndAnswer() {
  StaffMember anna(system_, "anna");
  for (int i = 1; i <= 12; ++i) {
    const std::string name = absl::StrCat("report ", i);
    Reporter reporter(system_);
    KeepReceipt(name, reporter);
    ASSERT_THAT(reporter.File(Report(name)), IsOk());
    if (i % 2 == 0) continue;
    case_id_ = reporter.case_id();
    ASSERT_THAT(anna.Acknowledge(case_id_), IsOk());
    ASSERT_THAT(anna.Say(case_id_, Plant(name + ": answer")), IsOk());
    ASSERT_THAT(reporter.Say(case_id_, Plant(name + ": more of the reporter")), IsOk());
    ASSERT_THAT(anna.Say(case_id_, Plant(name + ": note"), record::v1::COMPARTMENT_KIND_CASEFILE),
                IsOk());
    const auto view = anna.Read(case_id_);
    ASSERT_THAT(view, IsOk());
    for (const auto compartment :
         {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
      const sealing::EpochKey* key = view->keyring.Find(contract::CompartmentKey(compartment), 1);
      ASSERT_NE(key, nullptr);
      Keep(absl::StrCat(name, ": epoch key ", compartment), TextOf(key->bytes()));
      Keep(absl::StrCat(name, ": body key ", compartment), TextOf(key->BodyKey()));
    }
    Keep(name + ": the reporter's token", reporter.Token().value(), kSentByMistake);
    if (i == 11) {
      ASSERT_THAT(reporter.Withdraw(), IsOk());
    }
  }
  Keep("the token of anna", anna.Token().value(), kSentByMistake);
}

// The programs that people use, for what they leave on a disk.
void CanaryTest::UseTheCommandLine() {
  WriteFile(folder_ / "typed/bundle", organisation_.newest());
  for (const char* const who : {"reporter", "anna"}) {
    ASSERT_EQ(Vangnet(who, {"join", folder_ / "typed/bundle", "--fingerprint",
                            sealing::OrganisationFingerprint(organisation_.id())})
                  .exit_code,
              0);
  }
  const auto report = [&](const std::string& name) {
    WriteFile(folder_ / "typed/" + name, ReportAsJson(name));
    return Vangnet("reporter",
                   {"report", "--json", "--attempts", "1", "--from", folder_ / "typed/" + name,
                    "--receipt-file", folder_ / "typed/receipt of " + name, "--outbox",
                    folder_ / "clients/kept " + name});
  };
  const Finished sent = report("sent");
  ASSERT_EQ(sent.exit_code, 0) << sent.standard_error << sent.standard_output;
  EXPECT_EQ(system_.Stop(), 0);
  EXPECT_NE(report("kept").exit_code, 0);
  system_.Start(ReadableMemory());
  ASSERT_TRUE(fs::exists(folder_ / "clients/kept kept"));
  for (const char* const name : {"sent", "kept"}) {
    std::string receipt = ReadFile(folder_ / "typed/receipt of " + name);
    receipt.pop_back();  // The end of the line.
    Keep(absl::StrCat(name, ": receipt"), receipt);
  }
  const std::string passphrase = Plant("anna's passphrase");
  WriteFile(folder_ / "typed/passphrase", passphrase + "\n");
  WriteFile(folder_ / "clients/anna.key", organisation_.KeyFileOf("anna", passphrase));
  const Finished read = Vangnet(
      "anna", {"cases", "read", absl::BytesToHexString(case_id_.ToBytes()), "--identity",
               folder_ / "clients/anna.key", "--passphrase-file", folder_ / "typed/passphrase"});
  EXPECT_EQ(read.exit_code, 0) << read.standard_error;
  EXPECT_THAT(read.standard_output, HasSubstr(canaries_.at("report 11: answer").value));
}

// Mistakes of a client, so that every error that the server writes is searched too.
void CanaryTest::SendWhatIsRefused() {
  Reporter refused(system_);
  KeepReceipt("refused", refused, kSentByMistake);
  std::string filing = refused.Seal(Report("refused")).bytes;
  filing.back() = static_cast<char>(filing.back() ^ 1);
  EXPECT_THAT(refused.Send(filing), Not(IsOk()));
  EXPECT_THAT(refused.Send(Plant("text as a filing", kSentByMistake)), Not(IsOk()));
  EXPECT_THAT(refused.Send(TextOf(refused.receipt().ToText())), Not(IsOk()));
  StaffMember anna(system_, "anna");
  const auto stub = casework::v1::CaseworkService::NewStub(system_.StaffChannel());
  casework::v1::ListCasesRequest request;
  request.set_page_token(Plant("page token", kSentByMistake));
  casework::v1::ListCasesResponse response;
  EXPECT_THAT(FromRpc(stub->ListCases(Context(anna.Token().value()).get(), request, &response)),
              Not(IsOk()));
  EXPECT_THAT(FromRpc(stub->ListCases(Context(Plant("text as a token", kSentByMistake)).get(), {},
                                      &response)),
              Not(IsOk()));
  const auto calls = anna.Calls(case_id_);
  ASSERT_THAT(calls, IsOk());
  EXPECT_THAT((*calls)->Append({{Plant("text as a record", kSentByMistake)},
                                {Plant("text as a grant", kSentByMistake)}}),
              Not(IsOk()));
  Keep("another token of anna", anna.Token().value(), kSentByMistake);
}

void CanaryTest::MakeAndRestoreABackup() {
  const ServerFolder& server = system_.server();
  Keep("store key", server.store_key(), kOfTheServer);
  Keep("log key", ReadFile(server.log_key_file()), kOfTheServer);
  const std::string key = system_.folder() + "/backup.key";
  ASSERT_EQ(Vangnetd({"backup-key", "--backup-key", key}).exit_code, 0);
  Keep("backup key", ReadFile(key), {Where::kKeyFile});
  ASSERT_EQ(Vangnetd({"backup", "--config", server.config(), "--to", folder_ / "backups",
                      "--backup-key", key})
                .exit_code,
            0);
  WriteFile(folder_ / "restored.toml",
            absl::StrReplaceAll(ReadFile(server.config()),
                                {{server.store(), folder_ / "restored/vangnet.db"},
                                 {server.store_key_file(), folder_ / "restored.key"}}));
  WriteFile(folder_ / "restored.key", std::string(32, 'r'));
  const std::string backup = fs::directory_iterator(folder_ / "backups")->path();
  ASSERT_EQ(Vangnetd({"restore", "--config", folder_ / "restored.toml", "--from", backup,
                      "--backup-key", key})
                .exit_code,
            0)
      << outputs_;
  const Finished accepted = Vangnetd({"accept-restored", "--config", folder_ / "restored.toml"});
  ASSERT_EQ(accepted.exit_code, 0) << accepted.standard_error;
}

std::string CanaryTest::Dump(const std::string& store) const {
  const bool is_restored = store == folder_ / "restored/vangnet.db";
  const Finished dump =
      RunCommand({ProgramPath("vangnet_store_dump"), store,
                  is_restored ? folder_ / "restored.key" : system_.server().store_key_file()});
  EXPECT_EQ(dump.exit_code, 0) << dump.standard_error;
  return dump.standard_output;
}

Artefacts CanaryTest::Look(const std::string& memory) {
  Artefacts all;
  const auto add = [&all](const std::string& folder, Where usual) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string path = entry.path();
      Where where = usual;
      if (path.find("/front/") != std::string::npos) where = Where::kFront;
      if (path.ends_with("stderr") || path.ends_with("stdout")) where = Where::kOutput;
      if (usual == Where::kDisk && path.ends_with(".key")) where = Where::kKeyFile;
      all[path] = {where, ReadFile(path)};
    }
  };
  add(system_.folder(), Where::kDisk);
  add(folder_ / "backups", Where::kBackup);
  add(folder_ / "restored", Where::kBackup);
  add(folder_ / "clients", Where::kClient);
  all["dump"] = {Where::kStore, Dump(system_.server().store())};
  all["dump of the backup"] = {Where::kBackup, Dump(folder_ / "restored/vangnet.db")};
  all["outputs"] = {Where::kOutput, outputs_};
  all["sockets"] = {Where::kSocket, recorder_.Bytes()};
  if (!memory.empty()) all["memory"] = {Where::kMemory, memory};
  return all;
}

TEST_F(CanaryTest, NothingThatWasTypedIsAnywhereWithTheServer) {
  ASSERT_NO_FATAL_FAILURE(ReportAndAnswer());
  ASSERT_NO_FATAL_FAILURE(UseTheCommandLine());
  ASSERT_NO_FATAL_FAILURE(SendWhatIsRefused());
  ASSERT_NO_FATAL_FAILURE(MakeAndRestoreABackup());
  ASSERT_GE(canaries_.size(), 200U);
  for (const char* const temporary : {"body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    const std::string folder = system_.front().folder() + "/temp/" + temporary;
    EXPECT_TRUE(fs::is_empty(folder)) << "nginx kept something of a request: " << temporary;
    WriteFile(folder + "/some", "what another nginx could keep of a request");
  }

  // While it serves, with what is still in the WAL; after a crash; after a clean end.
  const std::string memory = MemoryOf(system_.process().pid());
  ASSERT_NE(memory.find(kOrganisation), std::string::npos) << memory.size() << " bytes";
  const Artefacts serving = Look(memory);
  ASSERT_EQ(serving.count(system_.server().store() + "-wal"), 1U);
  EXPECT_THAT(Search(serving, canaries_), IsEmpty());
  system_.process().Kill();
  system_.Start(ReadableMemory());
  EXPECT_THAT(Search(Look(MemoryOf(system_.process().pid())), canaries_), IsEmpty());
  EXPECT_EQ(system_.Stop(), 0);
  EXPECT_THAT(Search(Look(""), canaries_), IsEmpty());

  // What the server may know is where it belongs, and only there.
  for (const char* const place : {"dump", "dump of the backup", "memory", "sockets"}) {
    EXPECT_NE(serving.at(place).bytes.find(case_id_.ToBytes()), std::string::npos) << place;
  }
  for (const auto& [name, artefact] : serving) {
    if (artefact.where != Where::kDisk || name.ends_with(".bundle")) continue;
    EXPECT_EQ(artefact.bytes.find(kOrganisation), std::string::npos) << name;
  }
  // And where a canary may be, it is: the same search, forbidden everything.
  Canaries forbidden;
  for (const char* const name : {"the token of anna", "store key", "text as a filing"}) {
    forbidden[name] = {canaries_.at(name).value, {}};
  }
  EXPECT_THAT(Search(serving, forbidden),
              IsSupersetOf({std::string("sockets: the token of anna (as it is)"),
                            system_.server().store_key_file() + ": store key (as it is)",
                            std::string("sockets: text as a filing (as it is)")}));

  // In a copy of each artefact each form of a canary is found, with another canary for each.
  auto next = canaries_.begin();
  EXPECT_EQ(std::count_if(serving.begin(), serving.end(),
                          [](const auto& one) { return one.first.ends_with("/some"); }),
            5);
  for (const auto& [name, artefact] : serving) {
    if (++next == canaries_.end()) next = canaries_.begin();
    const Canaries one = {{next->first, {next->second.value, {}}}};
    std::string planted = artefact.bytes;
    std::set<std::string> expected;
    const std::map<std::string, std::string> forms = FormsOf(next->second.value);
    const std::size_t step = planted.size() / (forms.size() + 1);
    std::size_t at = step;
    for (const auto& [form, text] : forms) {
      planted.insert(at, text);
      at += step + text.size();
      expected.insert(absl::StrCat(name, ": ", next->first, " (", form, ")"));
    }
    EXPECT_THAT(Search({{name, {artefact.where, planted}}}, one), IsSupersetOf(expected))
        << name << ": " << next->first;
  }
}

// No more than a check of the check: whatever stands around it.
TEST(CanarySearchTest, EveryFormIsFoundAndNothingElse) {
  const std::string receipt = "003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4";
  const Canaries one = {{"receipt", {receipt, {Where::kMemory}}}};
  for (const auto& [form, text] : FormsOf(receipt)) {
    const std::string around = absl::StrCat("before", text, "after");
    EXPECT_THAT(Search({{"place", {Where::kDisk, around}}}, one), Not(IsEmpty())) << form;
    EXPECT_THAT(Search({{"place", {Where::kMemory, around}}}, one), IsEmpty()) << form;
  }
  EXPECT_THAT(Search({{"place", {Where::kDisk, "before and after"}}}, one), IsEmpty());
  for (std::size_t before = 0; before < 6; ++before) {
    std::string encoded;
    absl::Base64Escape(std::string(before, 'a') + receipt + "behind", &encoded);
    EXPECT_THAT(Search({{"place", {Where::kDisk, encoded}}}, one), Not(IsEmpty())) << before;
  }
  EXPECT_THAT(Search({{"place", {Where::kDisk, receipt.substr(1)}}}, one), IsEmpty());
}

TEST(CanarySearchTest, LettersAndBytesAreWrittenAsOthersWriteThem) {
  auto forms = FormsOf("kanari\u00eb \U0001f426");
  EXPECT_EQ(forms["JSON"], "kanari\\u00eb \\ud83d\\udc26");
  EXPECT_EQ(forms["percent"], "kanari%c3%ab%20%f0%9f%90%a6");
  EXPECT_EQ(forms["gRPC's PERCENT"], "kanari%C3%AB %F0%9F%90%A6");
  EXPECT_EQ(forms["UTF-16, little"].substr(10, 4), std::string("i\0\xeb\0", 4));
  EXPECT_EQ(forms["UTF-16, big"].substr(16), "\xd8\x3d\xdc\x26");
  // No text.
  forms = FormsOf(
      "\xff"
      "Ab-%\x01");
  EXPECT_EQ(forms["percent"], "%ffAb-%25%01");
  EXPECT_EQ(forms["gRPC's PERCENT"], "%FFAb-%25%01");
  EXPECT_EQ(forms["UTF-16, big"].substr(0, 4), std::string("\0\xff\0A", 4));
}

}  // namespace
}  // namespace vangnet::testing
