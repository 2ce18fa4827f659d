#include "proto/contract/parsed_record.h"

#include <functional>

#include "gtest/gtest.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using namespace std::literals;
using record::v1::RecordHeader;

constexpr record::v1::RecordKind kBuiltKinds[] = {
    record::v1::RECORD_KIND_FILING,        record::v1::RECORD_KIND_ENTRY,
    record::v1::RECORD_KIND_ACKNOWLEDGE,   record::v1::RECORD_KIND_DECLINE,
    record::v1::RECORD_KIND_EPOCH,         record::v1::RECORD_KIND_ADD_READER,
    record::v1::RECORD_KIND_REMOVE_READER, record::v1::RECORD_KIND_WITHDRAW,
    record::v1::RECORD_KIND_CLOSE};

absl::StatusOr<ParsedRecord> Parse(const Draft& draft) {
  return ParseRecord(Sha256, draft.Bytes());
}

// What becomes of a sample of `kind` after `change`.
absl::StatusOr<ParsedRecord> Changed(record::v1::RecordKind kind,
                                     const std::function<void(RecordHeader&)>& change) {
  Draft draft = SampleDraft(kind);
  change(draft.header);
  return Parse(draft);
}

TEST(ParsedRecordTest, EveryKindThatIsBuiltHasAFormThatIsAccepted) {
  for (const record::v1::RecordKind kind : kBuiltKinds) {
    EXPECT_THAT(Parse(SampleDraft(kind)), IsOk()) << record::v1::RecordKind_Name(kind);
  }
}

TEST(ParsedRecordTest, TheHashesAreThoseOfTheSpecification) {
  const Draft draft = SampleDraft(record::v1::RECORD_KIND_ENTRY);
  const absl::StatusOr<ParsedRecord> parsed = Parse(draft);
  ASSERT_THAT(parsed, IsOk());
  const Hash header_hash = Sha256(draft.header.SerializeAsString());
  const Hash body_hash = Sha256(draft.nonce + draft.sealed);
  EXPECT_EQ(parsed->header_hash, header_hash);
  EXPECT_EQ(parsed->body_hash, body_hash);
  EXPECT_EQ(parsed->signed_message, header_hash.ToBytes() + body_hash.ToBytes());
  EXPECT_EQ(parsed->record_hash,
            Sha256("vangnet/v1/record-hash\0"s + parsed->signed_message + draft.signature));
  EXPECT_EQ(parsed->bytes, draft.Bytes());
}

TEST(ParsedRecordTest, WithoutABodyTheBodyHashIsThatOfNothing) {
  EXPECT_EQ(Parse(SampleDraft(record::v1::RECORD_KIND_CLOSE))->body_hash, Sha256(""));
}

TEST(ParsedRecordTest, TheFieldsAreThereAsTypes) {
  const ParsedRecord parsed = *Parse(SampleDraft(record::v1::RECORD_KIND_ENTRY));
  EXPECT_EQ(parsed.organisation_id, SampleOrganisation());
  EXPECT_EQ(parsed.case_id, SampleCase());
  EXPECT_EQ(parsed.author, ReporterPrincipal(SampleCase()));
  EXPECT_EQ(parsed.author_key, SampleReporterKey());
  EXPECT_EQ(parsed.record_id.ToBytes(), std::string(16, 'i'));
  EXPECT_EQ(parsed.seen.ToBytes(), std::string(32, 'h'));
  EXPECT_EQ(parsed.compartment_key, "\x02");
  EXPECT_EQ(parsed.kind(), record::v1::RECORD_KIND_ENTRY);
  EXPECT_TRUE(parsed.by_reporter());
}

TEST(ParsedRecordTest, RefusesBytesThatAreNotCanonical) {
  const std::string bytes = SampleDraft(record::v1::RECORD_KIND_CLOSE).Bytes();
  EXPECT_THAT(ParseRecord(Sha256, bytes + "\x78\x01"s), Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
  EXPECT_THAT(ParseRecord(Sha256, ""), Refused("INVALID_ARGUMENT/BAD_FIELD"));
}

TEST(ParsedRecordTest, RefusesAHeaderThatIsNotCanonical) {
  record::v1::Record record;
  record.ParseFromString(SampleDraft(record::v1::RECORD_KIND_CLOSE).Bytes());
  *record.mutable_header() += "\x08\x01"s;  // The suite a second time.
  EXPECT_THAT(ParseRecord(Sha256, record.SerializeAsString()),
              Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
}

TEST(ParsedRecordTest, RefusesEveryTruncationAndNeverFalls) {
  const std::string bytes = SampleDraft(record::v1::RECORD_KIND_FILING).Bytes();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(ParseRecord(Sha256, std::string_view(bytes).substr(0, length)).ok()) << length;
  }
}

TEST(ParsedRecordTest, RefusesWhatIsTooLarge) {
  Draft draft = SampleDraft(record::v1::RECORD_KIND_ENTRY);
  draft.sealed = std::string(512 * 1024 + 16, 's');
  EXPECT_THAT(Parse(draft), IsOk());
  draft.sealed = std::string(576 * 1024 + 16, 's');
  EXPECT_THAT(Parse(draft), Refused("INVALID_ARGUMENT/TOO_LARGE"));
  draft = SampleDraft(record::v1::RECORD_KIND_ADD_READER);
  for (int i = 0; i < 8 * 1024; ++i) {
    draft.header.mutable_add_reader()->mutable_opens(0)->add_epochs(i + 2);
  }
  EXPECT_THAT(Parse(draft), Refused("INVALID_ARGUMENT/TOO_LARGE"));
}

struct WrongHeader {
  const char* field;
  void (*change)(RecordHeader&);
};

TEST(ParsedRecordTest, RefusesEachHeaderFieldThatIsMissingOrWrong) {
  const WrongHeader cases[] = {
      {"suite", [](RecordHeader& h) { h.clear_suite(); }},
      {"suite", [](RecordHeader& h) { h.set_suite(2); }},
      {"organisation_id", [](RecordHeader& h) { h.clear_organisation_id(); }},
      {"organisation_id", [](RecordHeader& h) { h.set_organisation_id(std::string(31, 'x')); }},
      {"organisation_id", [](RecordHeader& h) { h.set_organisation_id(std::string(32, '\0')); }},
      {"case_id", [](RecordHeader& h) { h.set_case_id(std::string(17, 'x')); }},
      {"case_id", [](RecordHeader& h) { h.set_case_id(std::string(16, '\0')); }},
      {"compartment", [](RecordHeader& h) { h.clear_compartment(); }},
      {"compartment", [](RecordHeader& h) { h.mutable_compartment()->clear_kind(); }},
      {"compartment",
       [](RecordHeader& h) {
         h.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_DEPLOYMENT);
       }},
      {"deployment_id",
       [](RecordHeader& h) { h.mutable_compartment()->set_deployment_id(std::string(16, 'd')); }},
      {"record_id", [](RecordHeader& h) { h.set_record_id("short"); }},
      {"record_id", [](RecordHeader& h) { h.set_record_id(std::string(16, '\0')); }},
      {"kind",
       [](RecordHeader& h) {
         h.clear_kind();
         h.clear_epoch();
         h.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_CHECK);
       }},
      {"author", [](RecordHeader& h) { h.set_author(std::string(15, 'x')); }},
      {"author_key", [](RecordHeader& h) { h.set_author_key(std::string(33, 'x')); }},
      {"author_key", [](RecordHeader& h) { h.set_author_key(std::string(32, '\0')); }},
      {"author_seq", [](RecordHeader& h) { h.clear_author_seq(); }},
      {"seen", [](RecordHeader& h) { h.clear_seen(); }},
      {"bundle_version", [](RecordHeader& h) { h.clear_bundle_version(); }},
      {"act",
       [](RecordHeader& h) { h.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER); }},
  };
  for (const WrongHeader& wrong : cases) {
    EXPECT_THAT(Changed(record::v1::RECORD_KIND_ENTRY, wrong.change), BadFieldNamed(wrong.field));
  }
}

TEST(ParsedRecordTest, RefusesAKindThatIsNotBuiltAsNotCanonical) {
  EXPECT_THAT(Changed(record::v1::RECORD_KIND_CLOSE,
                      [](RecordHeader& h) { h.set_kind(static_cast<record::v1::RecordKind>(10)); }),
              Refused("INVALID_ARGUMENT/NOT_CANONICAL"));
}

TEST(ParsedRecordTest, OnlyEntriesAndEpochsLieOutsideOfCheck) {
  for (const record::v1::RecordKind kind : kBuiltKinds) {
    const bool anywhere =
        kind == record::v1::RECORD_KIND_ENTRY || kind == record::v1::RECORD_KIND_EPOCH;
    for (const auto compartment :
         {record::v1::COMPARTMENT_KIND_CONVERSATION, record::v1::COMPARTMENT_KIND_CASEFILE}) {
      const absl::StatusOr<ParsedRecord> parsed = Changed(
          kind, [compartment](RecordHeader& h) { h.mutable_compartment()->set_kind(compartment); });
      if (anywhere) {
        EXPECT_THAT(parsed, IsOk());
      } else {
        EXPECT_THAT(parsed, BadFieldNamed("compartment"));
      }
    }
  }
}

TEST(ParsedRecordTest, AKindWithoutItsActIsRefused) {
  for (const record::v1::RecordKind kind : kBuiltKinds) {
    const bool has_act = SampleDraft(kind).header.act_case() != RecordHeader::ACT_NOT_SET;
    const absl::StatusOr<ParsedRecord> parsed =
        Changed(kind, [](RecordHeader& h) { h.clear_act(); });
    if (has_act) {
      EXPECT_THAT(parsed, BadFieldNamed("act")) << record::v1::RecordKind_Name(kind);
    } else {
      EXPECT_THAT(parsed, IsOk());
    }
  }
}

TEST(ParsedRecordTest, AnEntryHasABodyAndNothingElseHas) {
  Draft entry = SampleDraft(record::v1::RECORD_KIND_ENTRY);
  entry.nonce.clear();
  EXPECT_THAT(Parse(entry), BadFieldNamed("nonce"));
  entry = SampleDraft(record::v1::RECORD_KIND_ENTRY);
  entry.sealed.clear();
  EXPECT_THAT(Parse(entry), BadFieldNamed("sealed"));
  entry = SampleDraft(record::v1::RECORD_KIND_ENTRY);
  entry.header.clear_epoch();
  EXPECT_THAT(Parse(entry), BadFieldNamed("epoch"));

  Draft close = SampleDraft(record::v1::RECORD_KIND_CLOSE);
  close.nonce = std::string(24, 'n');
  EXPECT_THAT(Parse(close), BadFieldNamed("nonce"));
  close = SampleDraft(record::v1::RECORD_KIND_CLOSE);
  close.sealed = SampleSealed();
  EXPECT_THAT(Parse(close), BadFieldNamed("sealed"));
  close = SampleDraft(record::v1::RECORD_KIND_CLOSE);
  close.header.set_epoch(1);
  EXPECT_THAT(Parse(close), BadFieldNamed("epoch"));
}

TEST(ParsedRecordTest, ASignatureHas64Bytes) {
  Draft draft = SampleDraft(record::v1::RECORD_KIND_CLOSE);
  draft.signature.pop_back();
  EXPECT_THAT(Parse(draft), BadFieldNamed("signature"));
}

TEST(ParsedRecordTest, ABodyHasOneOfThePaddedSizesAndATag) {
  for (const std::size_t kib : {4, 8, 16, 32, 64, 128, 192, 256, 320, 384, 448, 512}) {
    EXPECT_TRUE(IsSealedSize(kib * 1024 + 16)) << kib;
    EXPECT_FALSE(IsSealedSize(kib * 1024)) << kib;
    EXPECT_FALSE(IsSealedSize(kib * 1024 + 17)) << kib;
  }
  for (const std::size_t kib : {0, 1, 2, 12, 48, 96, 160, 576, 1024}) {
    EXPECT_FALSE(IsSealedSize(kib * 1024 + 16)) << kib;
  }
  EXPECT_FALSE(IsSealedSize(0));
}

TEST(ParsedRecordTest, PaddingLeavesRoomForItsMark) {
  EXPECT_EQ(*PaddedSize(0, 0), 4096u);
  EXPECT_EQ(*PaddedSize(4095, 0), 4096u);
  EXPECT_EQ(*PaddedSize(4096, 0), 8192u);
  EXPECT_EQ(*PaddedSize(40000, 0), 65536u);
  EXPECT_EQ(*PaddedSize(65536, 0), 131072u);
  EXPECT_EQ(*PaddedSize(100, 65536), 65536u);
  EXPECT_EQ(*PaddedSize(70000, 65536), 131072u);
  EXPECT_EQ(*PaddedSize(512 * 1024 - 1, 0), 512u * 1024);
  EXPECT_THAT(PaddedSize(512 * 1024, 0), Refused("INVALID_ARGUMENT/TOO_LARGE"));
  EXPECT_THAT(PaddedSize(0, 512 * 1024 + 1), Refused("INVALID_ARGUMENT/TOO_LARGE"));
  for (std::size_t length = 0; length < 512 * 1024; length += 511) {
    EXPECT_TRUE(IsSealedSize(*PaddedSize(length, 0) + 16)) << length;
  }
}

}  // namespace
}  // namespace vangnet::contract
