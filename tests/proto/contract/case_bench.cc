#include "tests/proto/contract/case_bench.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

BoxKey KeyOf(const PrincipalId& principal) {
  const char letter = LetterOf(principal);
  return letter == kReporter ? SampleReporterBoxKey() : SampleBoxKey(letter);
}

void FillEpoch(const CaseFold& fold, record::v1::CompartmentKind where,
               record::v1::EpochAct& epoch) {
  epoch.Clear();
  const EpochState* newest = fold.NewestEpoch(CompartmentKey(where));
  epoch.set_number(newest == nullptr ? 1 : newest->number + 1);
  if (newest != nullptr) epoch.set_previous_epoch_hash(newest->record_hash.ToBytes());
  for (const PrincipalId& principal : fold.Access(where)) {
    record::v1::Member& member = *epoch.add_members();
    member.set_principal(principal.ToBytes());
    member.set_box_key(KeyOf(principal).ToBytes());
  }
  epoch.set_key_commitment(std::string(32, 'k'));
  epoch.set_cause(fold.LatestAccessChange(where).ToBytes());
  epoch.set_check_head(fold.Head(CompartmentKey(kCheck)).ToBytes());
}

}  // namespace

PrincipalId Who(char letter) {
  return letter == kReporter ? ReporterPrincipal(SampleCase()) : SamplePrincipal(letter);
}

char LetterOf(const PrincipalId& principal) {
  return principal == Who(kReporter) ? kReporter : static_cast<char>(principal.data()[0]);
}

std::string Letters(const std::vector<PrincipalId>& principals) {
  std::string letters;
  for (const PrincipalId& principal : principals) letters += LetterOf(principal);
  std::sort(letters.begin(), letters.end());
  return letters;
}

std::map<PrincipalId, BoxKey> KeysOf(const std::string& letters) {
  std::map<PrincipalId, BoxKey> keys;
  for (const char letter : letters) keys.emplace(Who(letter), KeyOf(Who(letter)));
  return keys;
}

ParsedRecord ParsedOf(const Draft& draft) {
  absl::StatusOr<ParsedRecord> parsed = ParseRecord(Sha256, draft.Bytes());
  EXPECT_THAT(parsed, IsOk());
  return *std::move(parsed);
}

Draft CaseBench::FilingDraft(const record::v1::FilingAct& filing) {
  Draft draft = SampleDraft(record::v1::RECORD_KIND_FILING);
  *draft.header.mutable_filing() = filing;
  draft.header.set_seen(ChainStart(Sha256, SampleCase(), CompartmentKey(kCheck)).ToBytes());
  return draft;
}

CaseBench::CaseBench(const record::v1::FilingAct& filing)
    : fold_(*CaseFold::Begin(Sha256, ParsedOf(FilingDraft(filing)))) {}

Draft CaseBench::Next(record::v1::RecordKind kind, char author, record::v1::CompartmentKind where) {
  Draft draft = SampleDraft(kind);
  record::v1::RecordHeader& header = draft.header;
  const std::string key = CompartmentKey(where);
  header.mutable_compartment()->set_kind(where);
  std::string id = std::to_string(++records_);
  id.resize(16, '.');
  header.set_record_id(id);
  header.set_author(Who(author).ToBytes());
  if (author != kReporter) header.set_author_key(SampleSigningKey(author).ToBytes());
  header.set_author_seq(fold_.NextAuthorSeq(key, Who(author)));
  header.set_seen(fold_.Head(key).ToBytes());
  if (kind == record::v1::RECORD_KIND_ENTRY) {
    const EpochState* newest = fold_.NewestEpoch(key);
    header.set_epoch(newest == nullptr ? 1 : newest->number);
  }
  if (header.has_epoch_start()) FillEpoch(fold_, where, *header.mutable_epoch_start());
  if (header.has_acknowledge()) {
    header.mutable_acknowledge()->set_filing_record_hash(fold_.filing_record_hash().ToBytes());
  }
  return draft;
}

Draft CaseBench::NextAdd(char author, char added, record::v1::CaseRole role) {
  Draft draft = Next(record::v1::RECORD_KIND_ADD_READER, author);
  record::v1::AddReaderAct& add = *draft.header.mutable_add_reader();
  add.set_principal(Who(added).ToBytes());
  add.set_role(role);
  add.clear_opens();
  return draft;
}

Draft CaseBench::NextRemove(char author, char removed) {
  Draft draft = Next(record::v1::RECORD_KIND_REMOVE_READER, author);
  draft.header.mutable_remove_reader()->set_principal(Who(removed).ToBytes());
  return draft;
}

absl::Status CaseBench::Apply(const Draft& draft) { return fold_.Apply(ParsedOf(draft)); }

absl::Status CaseBench::Do(record::v1::RecordKind kind, char author,
                           record::v1::CompartmentKind where) {
  return Apply(Next(kind, author, where));
}

absl::Status CaseBench::Add(char author, char added, record::v1::CaseRole role) {
  return Apply(NextAdd(author, added, role));
}

absl::Status CaseBench::Remove(char author, char removed) {
  return Apply(NextRemove(author, removed));
}

void CaseBench::FinishFiling() {
  for (const record::v1::CompartmentKind where : {kCheck, kConversation}) {
    EXPECT_THAT(Do(record::v1::RECORD_KIND_EPOCH, kReporter, where), IsOk());
    EXPECT_THAT(Do(record::v1::RECORD_KIND_ENTRY, kReporter, where), IsOk());
  }
}

}  // namespace vangnet::contract
