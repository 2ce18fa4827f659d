#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/sealing/body_seal.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/ed25519.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/login.h"
#include "clients/sealing/outbox.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/web_manifest.h"
#include "gtest/gtest.h"
#include "proto/contract/canonical.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/chain.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/routing_rules.h"
#include "storage/anchor_file.h"
#include "storage/commit_chain.h"
#include "storage/row_hash.h"
#include "tests/proto/spec/printed_examples.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/reportoutbox/v1/outbox_file.pb.h"

namespace vangnet::spec {
namespace {

namespace label = contract::label;
using contract::SecretBytes;

SecretBytes Repeated(char byte) { return SecretBytes::CopyOf(std::string(32, byte)); }

// The same byte for ever, in place of randomness.
class OneByte : public sealing::RandomSource {
 public:
  explicit OneByte(std::uint8_t byte) : byte_(byte) {}
  void Fill(std::uint8_t* out, std::size_t size) override { std::fill_n(out, size, byte_); }

 private:
  const std::uint8_t byte_;
};

class WorkedExamplesTest : public ::testing::Test {
 protected:
  std::string Text(const std::string& example, const std::string& name) const {
    const std::string text = examples_.Text(example, name);
    EXPECT_NE(text, "") << example << ": " << name << " is not printed";
    return text;
  }
  std::string Bytes(const std::string& example, const std::string& name) const {
    const std::string bytes = examples_.Bytes(example, name);
    EXPECT_NE(bytes, "") << example << ": " << name << " is not printed in hexadecimal";
    return bytes;
  }

  sealing::ReporterKeys Reporter() const {
    const auto receipt = sealing::Receipt::FromBytes(SecretBytes::CopyOf(Bytes("Receipt", "R")));
    return sealing::DeriveReporterKeys(*receipt);
  }
  static sealing::Identity Lead() {
    std::string seed;
    for (char byte = 0; byte < 32; ++byte) seed.push_back(byte);
    return *sealing::IdentityFromSeed(*contract::PrincipalId::Parse(std::string(16, '\xa0')),
                                      SecretBytes::CopyOf(seed));
  }
  static sealing::EpochKey Key() { return *sealing::EpochKey::FromBytes(Repeated('\x22')); }

  // The record that an example prints, put together again.
  contract::ParsedRecord RecordOf(const std::string& example,
                                  const sealing::SealedBody& body = {}) const {
    record::v1::Record record;
    record.set_header(Bytes(example, "header"));
    record.set_nonce(body.nonce);
    record.set_sealed(body.sealed);
    record.set_signature(Bytes(example, "signature"));
    const auto parsed =
        contract::ParseRecord(sealing::Sha256, contract::SerializeCanonical(record));
    EXPECT_TRUE(parsed.ok()) << example << ": " << parsed.status();
    return parsed.value_or(contract::ParsedRecord());
  }
  contract::ParsedRecord CheckCard() const {
    content::v1::EntryBody body;
    body.mutable_check_card()->set_organisation("Gemeente Voorbeeld");
    body.mutable_check_card()->set_role("alderman");
    EXPECT_EQ(contract::SerializeCanonical(body), Bytes("ENTRY", "body"));
    OneByte nonce(0x33);
    const auto sealed =
        sealing::SealBody(body, 4096, Key(), sealing::Sha256(Bytes("ENTRY", "header")), nonce);
    return RecordOf("ENTRY", sealed.value_or(sealing::SealedBody()));
  }
  void ExpectSignedByReporter(const contract::ParsedRecord& record) const {
    EXPECT_TRUE(sealing::VerifySignature(Reporter().identity.signing_key(), label::kRecord,
                                         record.signed_message, record.signature));
  }

  const PrintedExamples examples_ = PrintedExamples::Read("proto/SPEC.md");
};

TEST_F(WorkedExamplesTest, TheReceiptGivesKeysAndCaseId) {
  const auto receipt = sealing::Receipt::FromBytes(SecretBytes::CopyOf(Bytes("Receipt", "R")));
  ASSERT_TRUE(receipt.ok());
  EXPECT_EQ(receipt->ToText().Expose(), Text("Receipt", "receipt"));
  const sealing::ReporterKeys keys = sealing::DeriveReporterKeys(*receipt);
  EXPECT_EQ(keys.identity.signing_key().ToBytes(), Bytes("Receipt", "ed_pk"));
  EXPECT_EQ(keys.identity.box_key().ToBytes(), Bytes("Receipt", "x_pk"));
  EXPECT_EQ(keys.case_id.ToBytes(), Bytes("Receipt", "case id"));
  EXPECT_EQ(keys.outbox_key.Expose(), Bytes("Receipt", "sub3"));
}

TEST_F(WorkedExamplesTest, TheFirstSignerSetGivesTheOrganisation) {
  std::vector<contract::SigningKey> keys;
  for (const char seed : {'\1', '\2', '\3'}) {
    keys.push_back(sealing::SigningIdentity::FromSeed(Repeated(seed))->key());
  }
  const bundle::v1::SignerSet signers = sealing::MakeSignerSet(keys, 2);
  EXPECT_EQ(contract::SerializeCanonical(signers), Bytes("Organisation", "SignerSet"));
  const contract::OrganisationId id = sealing::NewOrganisationId(signers);
  EXPECT_EQ(id.ToBytes(), Bytes("Organisation", "organisation"));
  EXPECT_EQ(sealing::OrganisationFingerprint(id), Text("Organisation", "fingerprint"));
}

TEST_F(WorkedExamplesTest, AStaffSeedGivesKeysAndFingerprint) {
  const sealing::Identity lead = Lead();
  EXPECT_EQ(lead.signing_key().ToBytes(), Bytes("Member of the staff", "ed_pk"));
  EXPECT_EQ(lead.box_key().ToBytes(), Bytes("Member of the staff", "x_pk"));
  EXPECT_EQ(sealing::Fingerprint(lead.signing_key(), lead.box_key()),
            Text("Member of the staff", "fingerprint"));
}

TEST_F(WorkedExamplesTest, HashesAndSignaturesOfTheFilingAreThoseOfItsRecord) {
  const contract::ParsedRecord filing = RecordOf("FILING");
  EXPECT_EQ(filing.header_hash.ToBytes(), Bytes("FILING", "hh"));
  EXPECT_EQ(filing.body_hash.ToBytes(), Bytes("FILING", "bh"));
  EXPECT_EQ(filing.record_hash.ToBytes(), Bytes("FILING", "record_hash"));
  ExpectSignedByReporter(filing);
}

TEST_F(WorkedExamplesTest, TheEpochKeyGivesBodyKeyAndCommitment) {
  EXPECT_EQ(Key().BodyKey().Expose(), Bytes("EPOCH", "body key"));
  EXPECT_EQ(Key().Commitment().ToBytes(), Bytes("EPOCH", "key_commitment"));
  ExpectSignedByReporter(RecordOf("EPOCH"));
}

TEST_F(WorkedExamplesTest, TheCheckCardIsSealedToThePrintedBytes) {
  const contract::ParsedRecord entry = CheckCard();
  EXPECT_EQ(std::string(label::kBody) + entry.header_hash.ToBytes(), Bytes("ENTRY", "AD"));
  EXPECT_EQ(entry.sealed.size(), 4112u);
  EXPECT_EQ(sealing::Sha256(entry.sealed).ToBytes(), Bytes("ENTRY", "H(sealed)"));
  EXPECT_EQ(entry.record_hash.ToBytes(), Bytes("ENTRY", "record_hash"));
  ExpectSignedByReporter(entry);
  const auto body = sealing::OpenBody(entry, Key());
  ASSERT_TRUE(body.ok()) << body.status();
  EXPECT_EQ(body->check_card().role(), "alderman");
}

TEST_F(WorkedExamplesTest, TheFoldTakesTheRecordsAndArrivesAtThePrintedHeads) {
  const std::string check = contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK);
  auto fold = contract::CaseFold::Begin(sealing::Sha256, RecordOf("FILING"));
  ASSERT_TRUE(fold.ok()) << fold.status();
  EXPECT_EQ(contract::ChainStart(sealing::Sha256, fold->case_id(), check).ToBytes(),
            Bytes("FILING", "check head_0"));
  EXPECT_EQ(fold->Head(check).ToBytes(), Bytes("FILING", "check head_1"));
  const absl::Status epoch = fold->Apply(RecordOf("EPOCH"));
  EXPECT_TRUE(epoch.ok()) << epoch;
  EXPECT_EQ(fold->Head(check).ToBytes(), Bytes("EPOCH", "check head_2"));
  const absl::Status entry = fold->Apply(CheckCard());
  EXPECT_TRUE(entry.ok()) << entry;
  EXPECT_EQ(fold->Head(check).ToBytes(), Bytes("ENTRY", "check head_3"));
}

TEST_F(WorkedExamplesTest, TheLeadOpensTheGrant) {
  record::v1::Grant grant;
  grant.set_header(Bytes("Grant", "header"));
  grant.set_box(Bytes("Grant", "box"));
  grant.set_signature(Bytes("Grant", "signature"));
  const auto parsed = contract::ParseGrant(sealing::Sha256, contract::SerializeCanonical(grant));
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->header_hash.ToBytes(), Bytes("Grant", "H(header)"));
  EXPECT_TRUE(sealing::VerifySignature(Reporter().identity.signing_key(), label::kGrant,
                                       parsed->signed_message, parsed->signature));
  const auto keys = sealing::OpenGrant(*parsed, Lead());
  ASSERT_TRUE(keys.ok()) << keys.status();
  ASSERT_EQ(keys->count(1), 1u);
  EXPECT_TRUE(keys->at(1).bytes().EqualInConstantTime(Key().bytes()));
  EXPECT_EQ(parsed->header_hash.ToBytes() + std::string("\1\0\0\0\1", 5) + std::string(32, '\x22'),
            Bytes("Grant", "inside the box"));
}

TEST_F(WorkedExamplesTest, TheReporterSignsTheLogin) {
  const auto organisation = contract::OrganisationId::Parse(Bytes("Organisation", "organisation"));
  const auto signature =
      sealing::SignLogin(Reporter().identity, *organisation, sealing::Audience::kReporter,
                         Bytes("Login", "challenge"));
  ASSERT_TRUE(signature.ok()) << signature.status();
  EXPECT_EQ(signature->ToBytes(), Bytes("Login", "signature"));
  EXPECT_EQ(absl::StrCat(organisation->ToBytes(), "\1", Reporter().identity.signing_key().ToBytes(),
                         Bytes("Login", "challenge")),
            Bytes("Login", "message"));
}

TEST_F(WorkedExamplesTest, TheLogKeySignsTheProof) {
  const auto log = sealing::SigningIdentity::FromSeed(Repeated('\x77'));
  EXPECT_EQ(log->key().ToBytes(), Bytes("Filing proof", "log key"));
  EXPECT_EQ(log->Sign(label::kFilingProof, Bytes("Filing proof", "statement")).ToBytes(),
            Bytes("Filing proof", "signature"));
  const auto statement = contract::ParseCanonicalAs<record::v1::FilingProofStatement>(
      Bytes("Filing proof", "statement"), contract::limit::kFilingProof);
  ASSERT_TRUE(statement.ok()) << statement.status();
  EXPECT_EQ(statement->filing_record_hash(), Bytes("FILING", "record_hash"));
}

TEST_F(WorkedExamplesTest, AnOutboxFileIsSealedUnderTheReceipt) {
  EXPECT_EQ(sealing::DeriveKey(Reporter().outbox_key, 1, "vnoutbox").Expose(),
            Bytes("Outbox file", "key"));
  const auto report = contract::ParseCanonicalAs<reportoutbox::v1::OutboxReport>(
      Bytes("Outbox file", "report"), contract::limit::kPaddedBody);
  ASSERT_TRUE(report.ok()) << report.status();
  OneByte random(0x44);
  const auto bytes = sealing::SealOutbox(*report, Reporter(), random);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  reportoutbox::v1::OutboxFile file;
  reportoutbox::v1::OutboxHeader header;
  ASSERT_TRUE(file.ParseFromString(*bytes) && header.ParseFromString(file.header()));
  EXPECT_EQ(header.key_commitment(), Bytes("Outbox file", "key_commitment"));
  EXPECT_EQ(file.header(), Bytes("Outbox file", "header"));
  EXPECT_EQ(std::string(label::kOutbox) + file.header(), Bytes("Outbox file", "AD"));
  EXPECT_EQ(file.sealed().size(), 131088u);
  EXPECT_EQ(sealing::Sha256(file.sealed()).ToBytes(), Bytes("Outbox file", "H(sealed)"));
  EXPECT_EQ(file.checksum(), Bytes("Outbox file", "checksum"));
  EXPECT_EQ(sealing::Sha256(*bytes).ToBytes(), Bytes("Outbox file", "H(file)"));
  EXPECT_EQ(Text("Outbox file", "file"), "131190 bytes");
}

TEST_F(WorkedExamplesTest, CommitsAreChainedAndAnchoredAsPrinted) {
  const auto reader_row = [](std::uint64_t gate) {
    storage::RowBytes row(5);
    row.AddBytes(std::string(16, '\xc1')).AddBytes(std::string(16, '\xa0')).AddNumber(1);
    row.AddNumber(gate).AddNumber(0).AddNumber(0).AddNumber(1);
    return row;
  };
  EXPECT_EQ(reader_row(1).bytes(), Bytes("Commits", "row 1"));
  const contract::Hash first = reader_row(1).Digest(sealing::Sha256);
  const contract::Hash second = reader_row(2).Digest(sealing::Sha256);
  EXPECT_EQ(first.ToBytes(), Bytes("Commits", "H(row 1)"));
  EXPECT_EQ(second.ToBytes(), Bytes("Commits", "H(row 2)"));
  storage::ChainTail tail;
  tail.start = *contract::Hash::Parse(std::string(32, '\x44'));
  tail.number = 1;
  tail.head = storage::CommitHead(sealing::Sha256, tail.start, 1,
                                  storage::ChangeBytes(storage::Act::kThere, first));
  EXPECT_EQ(tail.head.ToBytes(), Bytes("Commits", "head_1"));
  EXPECT_EQ(storage::AnchorSlot(sealing::Sha256, tail),
            Bytes("Commits", "slot 2") + std::string(400, '\0'));
  const std::string changes = storage::ChangeBytes(storage::Act::kGone, first) +
                              storage::ChangeBytes(storage::Act::kThere, second);
  EXPECT_EQ(changes, Bytes("Commits", "changes 2"));
  tail.head = storage::CommitHead(sealing::Sha256, tail.head, 2, changes);
  tail.number = 2;
  EXPECT_EQ(tail.head.ToBytes(), Bytes("Commits", "head_2"));
  EXPECT_EQ(storage::AnchorSlot(sealing::Sha256, tail),
            Bytes("Commits", "slot 1") + std::string(400, '\0'));
}

TEST_F(WorkedExamplesTest, TheFilesOfAPageGiveItsManifest) {
  const sealing::WebFiles files = {{"index.html", sealing::Sha256("<p>vangnet</p>\n")},
                                   {"assets/app-0a1b2c3d.js", sealing::Sha256("1\n")}};
  EXPECT_EQ(files.at("index.html").view(), Bytes("Manifest of a page", "index"));
  EXPECT_EQ(files.at("assets/app-0a1b2c3d.js").view(), Bytes("Manifest of a page", "script"));
  const std::string text = sealing::WebManifestText(files);
  EXPECT_EQ(text, Bytes("Manifest of a page", "text"));
  EXPECT_EQ(sealing::WebManifestHash(text).view(), Bytes("Manifest of a page", "hash"));
}

// The candidate that is drawn with these numbers.
std::size_t DrawnWith(std::vector<std::uint64_t> numbers) {
  std::vector<contract::Candidate> candidates(3);
  std::uint8_t name = 0;
  for (const std::uint32_t weight : {100u, 50u, 10u}) {
    candidates[name].principal = *contract::PrincipalId::Parse(std::string(16, char(name + 1)));
    candidates[name++].weight = weight;
  }
  std::size_t next = 0;
  const auto drawn = contract::Draw(candidates, [&] { return numbers.at(next++); });
  EXPECT_EQ(next, numbers.size());
  return drawn.ok() ? drawn->principal.data()[0] : 0;
}

TEST_F(WorkedExamplesTest, NumbersFallIntoWeightsLaidEndToEnd) {
  EXPECT_EQ(DrawnWith({0x63}), 1u);
  EXPECT_EQ(DrawnWith({0x64}), 2u);
  EXPECT_EQ(DrawnWith({0x96}), 3u);
  EXPECT_EQ(DrawnWith({0xffffffffffffffa0, 0}), 1u);
}

}  // namespace
}  // namespace vangnet::spec
