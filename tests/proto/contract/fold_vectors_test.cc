// proto/vectors/fold.json, as another language would read it.
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "proto/contract/case_fold.h"
#include "tests/clients/sealing/vector_file.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sample_records.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using testing::LoadVectors;
using testing::Sample;

ParsedRecord RecordOf(const std::string& header_bytes) {
  record::v1::RecordHeader header;
  EXPECT_TRUE(header.ParseFromString(header_bytes));
  Draft draft = SampleDraft(header.kind());  // With the nonce, body and signature of `about`.
  draft.header = header;
  absl::StatusOr<ParsedRecord> parsed = ParseRecord(Sha256, draft.Bytes());
  EXPECT_THAT(parsed, IsOk());
  return *std::move(parsed);
}

std::vector<std::string> BytesOf(const std::vector<PrincipalId>& principals) {
  std::vector<std::string> bytes;
  for (const PrincipalId& principal : principals) bytes.emplace_back(principal.view());
  return bytes;
}

std::vector<std::string> FromHexAll(const std::vector<std::string>& texts) {
  std::vector<std::string> bytes;
  for (const std::string& text : texts) bytes.push_back(testing::FromHex(text));
  return bytes;
}

absl::Status Apply(const Sample& act, CaseFold& fold) {
  const ParsedRecord record = RecordOf(act.Bytes("header"));
  if (!act.Has("keys")) return fold.Apply(record);
  std::map<PrincipalId, BoxKey> keys;
  for (const Sample& key : act.List("keys")) {
    keys.emplace(*PrincipalId::Parse(key.Bytes("principal")), *BoxKey::Parse(key.Bytes("box_key")));
  }
  return fold.Apply(record, keys);
}

TEST(FoldVectorsTest, EveryRecordGetsItsOutcomeAndLeavesItsState) {
  const std::vector<Sample> cases = LoadVectors("fold.json").List("cases");
  ASSERT_FALSE(cases.empty());
  for (const Sample& one : cases) {
    absl::StatusOr<CaseFold> fold = CaseFold::Begin(Sha256, RecordOf(one.Bytes("filing")));
    ASSERT_THAT(fold, IsOk());
    int number = 0;
    for (const Sample& act : one.List("acts")) {
      SCOPED_TRACE(one.Text("name") + ", act " + std::to_string(++number));
      const absl::Status status = Apply(act, *fold);
      EXPECT_EQ(ClassOf(status), act.Text("outcome")) << status.message();
      if (!status.ok()) continue;
      EXPECT_EQ(static_cast<std::uint64_t>(fold->state()), act.Number("state"));
      EXPECT_EQ(fold->lead().has_value() ? fold->lead()->ToBytes() : "", act.Bytes("lead"));
      EXPECT_EQ(BytesOf(fold->Access(record::v1::COMPARTMENT_KIND_CONVERSATION)),
                FromHexAll(act.Texts("readers")));
      EXPECT_EQ(BytesOf(fold->Rungs()), FromHexAll(act.Texts("rungs")));
    }
  }
}

}  // namespace
}  // namespace vangnet::contract
