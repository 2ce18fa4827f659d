#include "tests/services/case_records/sample_case.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "clients/sealing/bundle_history.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/sha256.h"
#include "services/intake/file_report.h"
#include "vangnet/content/v1/content.pb.h"

namespace vangnet::testing {
namespace {

[[noreturn]] void GiveUp(const char* what, const absl::Status& status) {
  std::fprintf(stderr, "sample case: %s: %s\n", what, status.ToString().c_str());
  std::abort();
}

void Must(const char* what, const absl::Status& status) {
  if (!status.ok()) GiveUp(what, status);
}

template <typename T>
T MustHave(const char* what, absl::StatusOr<T> value) {
  if (!value.ok()) GiveUp(what, value.status());
  return *std::move(value);
}

publication::BundlePtr Parse(const std::string& signed_bundle) {
  return std::make_shared<const contract::ParsedBundle>(
      MustHave("bundle", contract::ParseBundle(&cryptography::Sha256, signed_bundle)));
}

absl::Time Monday() {
  return absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 0, 0), absl::UTCTimeZone());
}

sealing::ReporterKeys NewKeys() {
  return sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()));
}

}  // namespace

std::string Outcome(const absl::Status& status) {
  const std::string reason = contract::ReasonOf(status);
  const std::string code = absl::StatusCodeToString(status.code());
  return reason.empty() ? code : code + "/" + reason;
}

std::string ResignRecord(const std::string& record, const sealing::Identity& signer,
                         const std::function<void(record::v1::RecordHeader&)>& change) {
  record::v1::Record message;
  record::v1::RecordHeader header;
  message.ParseFromString(record);
  header.ParseFromString(message.header());
  change(header);
  return sealing::SignRecordBytes(contract::SerializeCanonical(header), message.nonce(),
                                  message.sealed(), signer);
}

std::string ResignGrant(const std::string& grant, const sealing::Identity& signer,
                        const std::function<void(record::v1::GrantHeader&)>& change) {
  record::v1::Grant message;
  record::v1::GrantHeader header;
  message.ParseFromString(grant);
  header.ParseFromString(message.header());
  change(header);
  message.set_header(contract::SerializeCanonical(header));
  const std::string hashes =
      sealing::Sha256(message.header()).ToBytes() + sealing::Sha256(message.box()).ToBytes();
  message.set_signature(signer.Sign(contract::label::kGrant, hashes).ToBytes());
  return contract::SerializeCanonical(message);
}

content::v1::EntryBody MessageBody(const std::string& text) {
  content::v1::EntryBody body;
  body.mutable_message()->set_text(text);
  return body;
}

content::v1::EntryBody NoteBody(const std::string& text) {
  content::v1::EntryBody body;
  body.mutable_note()->set_text(text);
  return body;
}

SampleCase::SampleCase() : now(Monday()), organisation(now), reporter(NewKeys()) {
  for (const char* handle : {"anna", "bo", "zoe"}) organisation.AddStaff(handle, TrustedPerson());
  for (const char* handle : {"carla", "dirk", "emma"}) {
    organisation.AddStaff(handle, SupportTeam());
  }
  for (const char* handle : {"cora", "cees"}) organisation.AddStaff(handle, Coordinator());
  signer_ = std::make_unique<cryptography::LogSigner>(
      MustHave("log key", cryptography::LogSigner::FromSeed(contract::SecretBytes(32))));
  organisation.AddLogKey(signer_->public_key());
  newest_ = std::make_unique<publication::NewestBundle>(nullptr);
  Republish();
}

void SampleCase::Republish() {
  const publication::BundlePtr bundle = Parse(organisation.Publish());
  Must("publish", Change([&](storage::Transaction& txn) {
         return txn.bundles().Append({.version = bundle->bundle.version(),
                                      .signed_bundle = bundle->signed_bundle,
                                      .bundle_hash = bundle->bundle_hash,
                                      .published_time = contract::ToSeconds(now)});
       }));
  newest_ = std::make_unique<publication::NewestBundle>(bundle);
}

const sealing::Identity& SampleCase::identity(const std::string& who) const {
  return who == "reporter" ? reporter.identity : organisation.identity(who);
}

gate::Caller SampleCase::caller(const std::string& who) const {
  return {.principal = identity(who).principal(),
          .key = identity(who).signing_key(),
          .roles = {},
          .now = now};
}

sealing::FilingDraft SampleCase::Draft() const {
  sealing::FilingDraft draft;
  draft.category = record::v1::CATEGORY_INTIMIDATION;
  draft.urgency = record::v1::URGENCY_NORMAL;
  draft.calendar = record::v1::CALENDAR_AMSTERDAM;
  draft.language = record::v1::LANGUAGE_DUTCH;
  draft.routing.lead = organisation.principal("anna");
  draft.routing.deputy = organisation.principal("bo");
  draft.routing.reserve = organisation.principal("carla");
  draft.routing.coordinators = {organisation.principal("cora")};
  draft.check_card.set_organisation("Gemeente Voorbeeld");
  draft.account.add_answers()->set_question("own-words");
  draft.account.mutable_answers(0)->set_text("Iemand belt mij elke nacht.");
  return draft;
}

sealing::BuiltFiling SampleCase::Build(const sealing::FilingDraft& draft) const {
  const sealing::VerifiedBundle bundle = organisation.Verified(now);
  return MustHave("filing",
                  sealing::BuildFiling(reporter, bundle, draft, now, sealing::SystemRandom()));
}

absl::StatusOr<std::string> SampleCase::File(const std::string& bytes) {
  VN_ASSIGN_OR_RETURN(const intake::ParsedFiling filing,
                      intake::ParseFiling(bytes, organisation.id()));
  absl::StatusOr<std::optional<std::string>> known = absl::UnknownError("not read");
  Read([&](const storage::Snapshot& snapshot) { known = intake::CheckReport(snapshot, filing); });
  if (!known.ok()) return known.status();
  if (known->has_value()) return **known;
  std::string proof;
  VN_RETURN_IF_ERROR(Change([&](storage::Transaction& txn) -> absl::Status {
    VN_ASSIGN_OR_RETURN(const publication::BundlePtr bundle, newest_->In(txn));
    VN_ASSIGN_OR_RETURN(proof, intake::FileReport(txn, filing, *bundle, *signer_, now));
    return absl::OkStatus();
  }));
  return proof;
}

void SampleCase::MustFile(const sealing::FilingDraft& draft) {
  Must("file", File(Build(draft).bytes).status());
}

void SampleCase::NewReporter() { reporter = NewKeys(); }

sealing::CaseView SampleCase::View(const std::string& who) const {
  sealing::CaseMaterial material;
  material.organisation_id = organisation.id();
  material.case_id = case_id();
  Read([&](const storage::Snapshot& snapshot) {
    const auto summary = snapshot.cases().Get(case_id());
    for (const auto kind :
         {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION,
          record::v1::COMPARTMENT_KIND_CASEFILE}) {
      if (kind == record::v1::COMPARTMENT_KIND_CASEFILE &&
          (!summary.ok() || summary->lead != identity(who).principal())) {
        continue;
      }
      sealing::ChainMaterial chain;
      chain.compartment = kind;
      for (const storage::RecordRow& row :
           MustHave("records", snapshot.records().List(case_id(), contract::CompartmentKey(kind), 0,
                                                       4096, 64u << 20))) {
        caseview::v1::StoredRecord& record = chain.records.emplace_back();
        record.set_record(row.bytes);
        record.set_position(row.position);
        record.set_received_time(row.received_time);
      }
      material.chains.push_back(std::move(chain));
    }
    for (const storage::GrantRow& row :
         MustHave("grants", snapshot.grants().List(case_id(), identity(who).principal()))) {
      material.grants.push_back(row.bytes);
    }
  });
  sealing::BundleHistory history(organisation.Verified(now));
  Read([&](const storage::Snapshot& snapshot) {
    while (history.oldest_version() > 1) {
      const auto row = snapshot.bundles().ByVersion(history.oldest_version() - 1);
      Must("older bundle", history.AddOlder(MustHave("bundle", row).signed_bundle));
    }
  });
  return sealing::VerifyCase(material, history, identity(who));
}

sealing::Batch SampleCase::Prepare(const std::string& who, const Write& write) const {
  const sealing::CaseView view = View(who);
  const sealing::VerifiedBundle bundle = organisation.Verified(now);
  sealing::RecordWriter writer = MustHave(
      "writer",
      sealing::RecordWriter::Create(view, identity(who), bundle, now, sealing::SystemRandom()));
  Must("write", write(writer));
  return writer.Take();
}

absl::StatusOr<case_records::Heads> SampleCase::Send(const std::string& who,
                                                     const sealing::Batch& batch,
                                                     case_records::Capacity capacity) {
  case_records::ByteStrings records(batch.records.begin(), batch.records.end());
  case_records::ByteStrings grants(batch.grants.begin(), batch.grants.end());
  case_records::AppendInTwoSteps steps(*newest_, capacity);
  case_records::AnsweredHeads heads;
  absl::Status checked;
  Read([&](const storage::Snapshot& snapshot) {
    checked = steps.Check(snapshot, case_id(), identity(who).principal(), records, grants);
  });
  VN_RETURN_IF_ERROR(checked);
  VN_RETURN_IF_ERROR(
      Change([&](storage::Transaction& txn) { return steps.Append(txn, now, heads); }));
  return case_records::Heads(heads.begin(), heads.end());
}

absl::Status SampleCase::Act(const std::string& who, const Write& write) {
  return Send(who, Prepare(who, write)).status();
}

void SampleCase::Acknowledge(const std::string& who) {
  Must("acknowledge", Act(who, [](sealing::RecordWriter& w) { return w.Acknowledge(); }));
}

void SampleCase::Decline(const std::string& who) {
  Must("decline", Act(who, [](sealing::RecordWriter& w) {
         return w.Decline(record::v1::DECLINE_REASON_CONFLICT);
       }));
}

void SampleCase::Read(const std::function<void(const storage::Snapshot&)>& read) const {
  Must("read", store->reads().SubmitAndWait([&](const storage::Snapshot& snapshot) {
    read(snapshot);
    return absl::OkStatus();
  }));
}

absl::Status SampleCase::Change(const storage::WriteOperation& write) {
  return store->writes().SubmitAndWait(write);
}

storage::CaseRow SampleCase::Summary() const {
  storage::CaseRow row;
  Read([&](const storage::Snapshot& snapshot) {
    row = MustHave("summary", snapshot.cases().Get(case_id()));
  });
  return row;
}

std::string SampleCase::GateOf(const std::string& who) const {
  std::optional<storage::ReaderRow> row;
  Read([&](const storage::Snapshot& snapshot) {
    row = MustHave("reader", snapshot.readers().Find(case_id(), identity(who).principal()));
  });
  if (!row.has_value()) return "stranger";
  if (row->left) return "left";
  if (row->gate == storage::kGateConversation) return "conversation";
  return row->gate == storage::kGateCheck ? "check" : "closed";
}

std::size_t SampleCase::GrantsOf(const std::string& who) const {
  std::size_t count = 0;
  Read([&](const storage::Snapshot& snapshot) {
    count = MustHave("grants", snapshot.grants().List(case_id(), identity(who).principal())).size();
  });
  return count;
}

std::size_t SampleCase::LeafCount() const {
  std::size_t count = 0;
  Read([&](const storage::Snapshot& snapshot) {
    count = MustHave("leaves", snapshot.leaves().ListDay(contract::ToDay(now), 0, 1000)).size();
  });
  return count;
}

std::vector<storage::DueRow> SampleCase::Dues() const {
  std::vector<storage::DueRow> dues;
  Read([&](const storage::Snapshot& snapshot) {
    dues = MustHave("dues", snapshot.dues().ListForCase(case_id()));
  });
  return dues;
}

}  // namespace vangnet::testing
