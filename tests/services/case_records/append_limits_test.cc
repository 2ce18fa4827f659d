// How much one case may hold, in a real store: what anybody can file must not be able to
// hold up everybody else.
#include <gtest/gtest.h>

#include <string>

#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "proto/contract/limits.h"
#include "services/cryptography/sha256.h"
#include "tests/services/case_records/sample_case.h"

namespace vangnet::testing {
namespace {

using record::v1::COMPARTMENT_KIND_CASEFILE;
using record::v1::COMPARTMENT_KIND_CHECK;
using record::v1::COMPARTMENT_KIND_CONVERSATION;
using sealing::RecordWriter;

content::v1::EntryBody CardOf(std::size_t length) {
  content::v1::EntryBody body;
  body.mutable_check_card()->set_must_not_see(std::string(length, 'x'));
  return body;
}

class AppendLimitsTest : public ::testing::Test {
 protected:
  AppendLimitsTest() { sample_.MustFile(); }

  // As if Anna had kept so many notes of so many bytes: rows that nobody opens here.
  void Fill(std::uint32_t count, std::size_t bytes) {
    const absl::Status filled = sample_.Change([&](storage::Transaction& txn) -> absl::Status {
      storage::RecordRow row;
      row.case_id = sample_.case_id();
      row.compartment = contract::CompartmentKey(COMPARTMENT_KIND_CASEFILE);
      row.kind = record::v1::RECORD_KIND_ENTRY;
      row.author = sample_.organisation.principal("anna");
      row.bytes = std::string(bytes, 'x');
      for (row.position = 1; row.position <= count; ++row.position) {
        row.author_seq = row.position;
        row.record_id = sealing::RandomId<contract::RecordId>(sealing::SystemRandom());
        row.chain_head = cryptography::Sha256(row.record_id.view());
        const absl::Status appended = txn.records().Append(row);
        if (!appended.ok()) return appended;
      }
      return absl::OkStatus();
    });
    ASSERT_TRUE(filled.ok()) << filled;
  }

  static absl::Status Say(RecordWriter& writer) {
    return writer.WriteEntry(COMPARTMENT_KIND_CONVERSATION, MessageBody("Dag."));
  }

  SampleCase sample_;
};

TEST_F(AppendLimitsTest, NoBodyIsReadToAppendARecord) {
  const absl::Status written = sample_.Act("reporter", [](RecordWriter& w) {
    return w.WriteEntry(COMPARTMENT_KIND_CHECK, CardOf(300 * 1024));
  });
  ASSERT_TRUE(written.ok()) << written;
  sample_.Read([&](const storage::Snapshot& snapshot) {
    std::size_t read = 0;
    const auto rows =
        snapshot.records().ListForFold(sample_.case_id(), record::v1::RECORD_KIND_ENTRY);
    for (const storage::RecordRow& row : *rows) read += row.bytes.size();
    EXPECT_LT(read, 16 * 1024u);
  });
  // And the case is folded as before.
  sample_.Acknowledge("anna");
  EXPECT_TRUE(sample_.View("reporter").findings.empty());
}

TEST_F(AppendLimitsTest, CaseThatIsFullByItsBytesTakesNoTextButCanBeEnded) {
  const sealing::Batch message = sample_.Prepare("reporter", &Say);
  const sealing::Batch withdrawal =
      sample_.Prepare("reporter", [](RecordWriter& w) { return w.Withdraw(); });
  Fill(128, contract::limit::kBytesPerCase / 128);
  EXPECT_EQ(Outcome(sample_.Send("reporter", message).status()),
            "RESOURCE_EXHAUSTED/LIMIT_REACHED");
  EXPECT_TRUE(sample_.Send("reporter", withdrawal).ok());
}

TEST_F(AppendLimitsTest, ManyRecordsThatAreShortHaveRoom) {
  Fill(1000, 100);
  EXPECT_TRUE(sample_.Send("reporter", sample_.Prepare("reporter", &Say)).ok());
}

TEST_F(AppendLimitsTest, EpochsWithoutAReasonEnd) {
  const auto start = [](RecordWriter& w) { return w.StartEpoch(COMPARTMENT_KIND_CONVERSATION); };
  for (std::uint32_t number = 2; number <= contract::limit::kNeedlessEpochs; ++number) {
    ASSERT_TRUE(sample_.Act("reporter", start).ok()) << number;
  }
  EXPECT_EQ(Outcome(sample_.Act("reporter", start)), "RESOURCE_EXHAUSTED/LIMIT_REACHED");
  // One that is needed is never refused.
  sample_.Acknowledge("anna");
  EXPECT_TRUE(sample_.Act("reporter", start).ok());
}

}  // namespace
}  // namespace vangnet::testing
