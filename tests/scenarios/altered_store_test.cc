// The real client against a real server whose store somebody altered, with the store key
// in hand. The client says what is wrong in words and ends with the code for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/alter_store.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using storage::testing::SqlBytes;
using ::testing::HasSubstr;

constexpr int kBundleRefused = 6;
constexpr int kDamaged = 7;

class AlteredStoreTest : public Scenario {
 protected:
  // A client that joined, and a report of its own that was answered and read.
  void SetUp() override {
    const Organisation& organisation = system().organisation();
    WriteFile(folder_ / "first.bundle", organisation.newest());
    const Finished joined = Vangnet({"join", folder_ / "first.bundle", "--fingerprint",
                                     sealing::OrganisationFingerprint(organisation.id())});
    ASSERT_EQ(joined.exit_code, 0) << joined.standard_error;
    Report("receipt");
    ASSERT_EQ(Read().exit_code, 0) << Read().standard_output;
  }

  Finished Vangnet(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), {ProgramPath("vangnet"), "--home", folder_ / "home"});
    arguments.insert(arguments.end(), {"--json", "--lang", "en"});
    return RunCommand(arguments, input);
  }

  Finished Read() const {
    return Vangnet({"follow", "read", "--receipt-file", folder_ / "receipt"});
  }

  // Files by the client, and has the lead acknowledge and answer.
  contract::CaseId Report(const std::string& receipt_file) {
    const Finished sent = Vangnet(
        {"report", "--from", "-", "--receipt-file", folder_ / receipt_file},
        R"({"answers":{"danger":"no","topic":"integrity","role":"alderman",)"
        R"("contact":["portal-only"],"consent":"with-health","own-words":"een geheim verhaal"},)"
        R"("organisation":"Gemeente Voorbeelddam","lead":"anna"})");
    EXPECT_EQ(sent.exit_code, 0) << sent.standard_output << sent.standard_error;
    std::string typed = ReadFile(folder_ / receipt_file);
    typed.pop_back();  // The end of the line.
    const auto receipt = sealing::ParseReceipt(typed);
    EXPECT_THAT(receipt, IsOk());
    Reporter reporter(system(), *receipt);
    StaffMember anna(system(), "anna");
    EXPECT_THAT(anna.Acknowledge(reporter.case_id()), IsOk());
    EXPECT_THAT(anna.Say(reporter.case_id(), "een geheim antwoord"), IsOk());
    EXPECT_THAT(anna.Say(reporter.case_id(), "nog een geheim antwoord"), IsOk());
    case_id_ = reporter.case_id();
    return case_id_;
  }

  // Runs `look` while the server serves the altered store, then puts the old one back.
  void WhileAltered(const std::vector<std::string>& statements, const std::function<void()>& look) {
    const std::string store = system().server().store();
    ASSERT_EQ(system().Stop(), 0);
    const std::string anchor = storage::testing::AnchorBeside(store);
    std::filesystem::copy_file(store, folder_ / "kept.db");
    std::filesystem::copy_file(anchor, folder_ / "kept.anchor");
    ASSERT_THAT(storage::testing::AlterStore(store, system().server().store_key(), statements),
                IsOk());
    system().Start();
    look();
    ASSERT_EQ(system().Stop(), 0);
    std::filesystem::remove(store);
    // Both together, which the server cannot notice.
    std::filesystem::rename(folder_ / "kept.db", store);
    std::filesystem::rename(folder_ / "kept.anchor", anchor);
    system().Start();
  }

  void ExpectShown(const Finished& read) const {
    EXPECT_EQ(read.exit_code, kDamaged) << read.standard_output;
    EXPECT_THAT(read.standard_output, HasSubstr("\"findings\": [{"));
  }

  void ExpectDamageShown(const std::vector<std::string>& statements) {
    WhileAltered(statements, [&] {
      ExpectShown(Read());
      // Writing stops until the person says so.
      WriteFile(folder_ / "text", "dank u");
      EXPECT_EQ(Vangnet({"follow", "write", "--receipt-file", folder_ / "receipt", "--text-file",
                         folder_ / "text"})
                    .exit_code,
                kDamaged);
    });
  }

  // No way of writing but in spite of the damage; withdrawing is always possible.
  void ExpectReporterCanOnlyLeave() {
    WriteFile(folder_ / "text", "dank u");
    WriteFile(folder_ / "answers", R"({"answers":{"own-words":"nog iets"}})");
    const std::vector<std::string> receipt = {"--receipt-file", folder_ / "receipt"};
    for (std::vector<std::string> act :
         {std::vector<std::string>{"follow", "write", "--text-file", folder_ / "text"},
          {"follow", "complete", "--from", folder_ / "answers"},
          {"follow", "remove", "bo"},
          {"follow", "add", "chantal"}}) {
      act.insert(act.end(), receipt.begin(), receipt.end());
      const Finished refused = Vangnet(act);
      EXPECT_EQ(refused.exit_code, kDamaged) << act[1] << refused.standard_output;
    }
    EXPECT_EQ(Vangnet({"follow", "write", "--despite-damage", receipt[0], receipt[1], "--text-file",
                       folder_ / "text"})
                  .exit_code,
              0);
    EXPECT_EQ(Vangnet({"follow", "withdraw", "--yes", receipt[0], receipt[1]}).exit_code, 0);
  }

  // "case_id = ... AND compartment = ..." of the conversation of the case.
  std::string Conversation(const contract::CaseId& case_id) const {
    return "case_id = " + SqlBytes(case_id.ToBytes()) + " AND compartment = x'02'";
  }

  TemporaryFolder folder_;
  contract::CaseId case_id_;
};

TEST_F(AlteredStoreTest, ARecordPutBackInPlaceOfAnotherIsShown) {
  const std::string chain = Conversation(case_id_);
  ExpectDamageShown({"UPDATE record SET bytes = (SELECT bytes FROM record WHERE " + chain +
                     " AND position = 4) WHERE " + chain + " AND position = 5"});
  EXPECT_EQ(Read().exit_code, 0);
}

TEST_F(AlteredStoreTest, ARecordTakenOutOfTheMiddleIsShown) {
  const std::string chain = Conversation(case_id_);
  ExpectDamageShown({"DELETE FROM record WHERE " + chain + " AND position = 4",
                     "UPDATE record SET position = 4 WHERE " + chain + " AND position = 5"});
}

TEST_F(AlteredStoreTest, ARecordOfAnotherCaseIsShown) {
  const contract::CaseId mine = case_id_;
  const contract::CaseId other = Report("other-receipt");
  ExpectDamageShown({"UPDATE record SET bytes = (SELECT bytes FROM record WHERE " +
                     Conversation(other) + " AND position = 4) WHERE " + Conversation(mine) +
                     " AND position = 4"});
}

// The one way back that the server itself cannot see (SPEC.md section 9): clients of the
// staff remember the heads that they saw.
TEST_F(AlteredStoreTest, AnOlderStoreWithTheAnchorOfItsTimeIsFoundByWhoSawMore) {
  WriteFile(folder_ / "passphrase", "een lange zin om te onthouden\n");
  WriteFile(folder_ / "anna.key",
            system().organisation().KeyFileOf("anna", "een lange zin om te onthouden"));
  const auto read_as_anna = [&] {
    return Vangnet({"cases", "read", absl::BytesToHexString(case_id_.ToBytes()), "--identity",
                    folder_ / "anna.key", "--passphrase-file", folder_ / "passphrase"});
  };
  const std::string store = system().server().store();
  const std::string anchor = storage::testing::AnchorBeside(store);
  ASSERT_EQ(system().Stop(), 0);
  std::filesystem::copy_file(store, folder_ / "older.db");
  std::filesystem::copy_file(anchor, folder_ / "older.anchor");
  system().Start();
  StaffMember anna(system(), "anna");
  ASSERT_THAT(anna.Say(case_id_, "wat later weg is"), IsOk());
  ASSERT_EQ(read_as_anna().exit_code, 0) << read_as_anna().standard_error;
  ASSERT_EQ(system().Stop(), 0);
  std::filesystem::rename(folder_ / "older.db", store);
  const std::vector<std::string> check = {ProgramPath("vangnetd"), "check", "--config",
                                          system().server().config()};
  EXPECT_EQ(RunCommand(check).exit_code, 38) << "older than its anchor";
  std::filesystem::rename(folder_ / "older.anchor", anchor);
  EXPECT_EQ(RunCommand(check).exit_code, 0);
  system().Start();
  ExpectShown(read_as_anna());
}

TEST_F(AlteredStoreTest, TheProofOfAnotherFilingIsShown) {
  const contract::CaseId mine = case_id_;
  const contract::CaseId other = Report("other-receipt");
  WhileAltered({"UPDATE proof SET proof = (SELECT proof FROM proof WHERE case_id = " +
                SqlBytes(other.ToBytes()) + ") WHERE case_id = " + SqlBytes(mine.ToBytes())},
               [&] {
                 ExpectShown(Vangnet({"follow", "status", "--receipt-file", folder_ / "receipt"}));
                 ExpectReporterCanOnlyLeave();
               });
}

TEST_F(AlteredStoreTest, AnEmptyProofIsShown) {
  WhileAltered({"UPDATE proof SET proof = x'' WHERE case_id = " + SqlBytes(case_id_.ToBytes())},
               [&] {
                 ExpectShown(Read());
                 ExpectReporterCanOnlyLeave();
               });
}

class AlteredBundleTest : public AlteredStoreTest {
 protected:
  // The newest bundle with its signatures, and other content.
  std::string Changed(const std::function<void(bundle::v1::Bundle&)>& change) const {
    bundle::v1::SignedBundle outer;
    EXPECT_TRUE(outer.ParseFromString(system().organisation().newest()));
    bundle::v1::Bundle bundle;
    EXPECT_TRUE(bundle.ParseFromString(outer.bundle()));
    change(bundle);
    outer.set_bundle(contract::SerializeCanonical(bundle));
    return contract::SerializeCanonical(outer);
  }

  void ExpectFilingRefused() const {
    const Finished filed = Vangnet({"report", "--from", "-", "--receipt-file", folder_ / "never"},
                                   R"({"answers":{"danger":"no","topic":"integrity",)"
                                   R"("role":"alderman","contact":["portal-only"],)"
                                   R"("consent":"with-health"}})");
    EXPECT_EQ(filed.exit_code, kBundleRefused) << filed.standard_output << filed.standard_error;
    EXPECT_THAT(filed.standard_output, HasSubstr("\"exit_code\": 6"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "never")) << "a receipt for no report";
  }

  void ExpectBundleRefused(const std::string& signed_bundle) {
    const auto parsed = contract::ParseBundle(sealing::Sha256, signed_bundle);
    ASSERT_THAT(parsed, IsOk());
    WhileAltered({"UPDATE bundle SET signed_bundle = " + SqlBytes(signed_bundle) +
                  ", bundle_hash = " + SqlBytes(parsed->bundle_hash.ToBytes())},
                 [&] { ExpectFilingRefused(); });
  }
};

TEST_F(AlteredBundleTest, AChangedTelephoneNumberIsRefused) {
  ExpectBundleRefused(Changed([](bundle::v1::Bundle& bundle) {
    bundle.mutable_telephone_numbers(0)->set_number("0900 0000");
  }));
}

TEST_F(AlteredBundleTest, ASwappedKeyIsRefused) {
  ExpectBundleRefused(Changed([](bundle::v1::Bundle& bundle) {
    const std::string key(32, 'k');
    bundle.mutable_staff(0)->mutable_keys()->set_box_key(key);
  }));
}

TEST_F(AlteredBundleTest, ABundleShortOfASignatureByStrangersOrOfOtherHistoryIsRefused) {
  bundle::v1::Bundle bundle = system().organisation().Verified(absl::Now()).bundle();
  bundle.mutable_telephone_numbers(0)->set_number("0900 0000");
  // One of two who must sign; two others; both, for a bundle that is not the one seen before.
  ExpectBundleRefused(system().organisation().Sign(bundle, {0}));
  ExpectBundleRefused(Organisation(absl::Now()).Sign(bundle, {0, 1}));
  ExpectBundleRefused(system().organisation().Sign(bundle, {0, 1}));
}

// Last: the organisation has a second bundle from here on.
TEST_F(AlteredBundleTest, AnOlderBundleThanTheOneSeenIsRefused) {
  StaffMember mirjam(system(), "mirjam");
  const auto directory = directory::v1::DirectoryService::NewStub(system().StaffChannel());
  directory::v1::PublishBundleRequest request;
  request.set_signed_bundle(system().organisation().Publish());
  directory::v1::PublishBundleResponse response;
  ASSERT_THAT(
      FromRpc(directory->PublishBundle(Context(mirjam.Token().value()).get(), request, &response)),
      IsOk());
  Report("second-receipt");  // Sealed under the second one, which the client now knows.
  WhileAltered({"DELETE FROM bundle WHERE version = 2"}, [&] { ExpectFilingRefused(); });
}

}  // namespace
}  // namespace vangnet::testing
